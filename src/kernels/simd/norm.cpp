#include "kernels/simd/norm.h"

namespace emsurvey::EMSURVEY_SIMD {
namespace {

// Pixels that are summed in float32 before the sum is added in float64: at most 256 in each lane.
constexpr std::int64_t chunk = 64 * 4 * 8;

constexpr float epsilon = 1e-5F;

double sum_of_lanes(const Vector& values) {
  double sum = 0;
  for (int i = 0; i < lanes; ++i) sum += double{values[i]};
  return sum;
}

/// Sums term(i, of) over [0, count), where `of` reads a vector of values at i or, at the end, one.
template <class Term>
[[gnu::always_inline]] inline double summed(std::int64_t count, const Term& term) {
  double sum = 0;
  std::int64_t i = 0;
  while (i + 4 * lanes <= count) {
    const std::int64_t end = smaller(count, i + chunk);
    Vector part[4] = {};
    for (; i + 4 * lanes <= end; i += 4 * lanes)
      for (int k = 0; k < 4; ++k) part[k] += term(i + k * lanes, load);
    sum += sum_of_lanes((part[0] + part[1]) + (part[2] + part[3]));
  }
  const auto one = [](const float* from) { return *from; };
  for (; i < count; ++i) sum += double{term(i, one)};
  return sum;
}

/// Writes value(i, of) for [0, count), with `of` as in summed().
template <class Value>
[[gnu::always_inline]] inline void write(std::int64_t count, float* to, const Value& value) {
  std::int64_t i = 0;
  for (; i + lanes <= count; i += lanes) store(to + i, value(i, load));
  const auto one = [](const float* from) { return *from; };
  for (; i < count; ++i) to[i] = value(i, one);
}

// Neither hides a value that is not a number.
template <class Value>
[[gnu::always_inline]] inline Value positive_part(const Value& x) {
  return x < 0 ? Value{} : x;
}
template <class Value>
[[gnu::always_inline]] inline Value where_positive(const Value& x, const Value& g) {
  return x <= 0 ? Value{} : g;
}

/// Mean and 1 / standard deviation of a plane.
void measure(const float* x, std::int64_t count, float& mean, float& over_deviation) {
  const double pixels = static_cast<double>(count);
  const float m =
      static_cast<float>(summed(count, [=](std::int64_t i, auto of) { return of(x + i); }) / pixels);
  const double squares = summed(count, [=](std::int64_t i, auto of) {
    const auto distance = of(x + i) - m;
    return distance * distance;
  });
  mean = m;
  over_deviation = 1 / __builtin_sqrtf(static_cast<float>(squares / pixels) + epsilon);
}

}  // namespace

void normalise(const NormTensors& t, std::int64_t begin, std::int64_t end) {
  for (std::int64_t plane = begin; plane < end; ++plane) {
    const float* x = t.input + plane * t.pixels;
    const float* added = t.added == nullptr ? nullptr : t.added + plane * t.pixels;
    float* y = t.output + plane * t.pixels;
    measure(x, t.pixels, t.mean[plane], t.over_deviation[plane]);
    const float mean = t.mean[plane], bias = t.bias[plane % t.channels];
    const float factor = t.weight[plane % t.channels] * t.over_deviation[plane];
    const auto normal = [=](std::int64_t i, auto of) { return (of(x + i) - mean) * factor + bias; };
    if (added != nullptr)
      write(t.pixels, y,
            [=](std::int64_t i, auto of) { return of(added + i) + positive_part(normal(i, of)); });
    else if (t.has_relu)
      write(t.pixels, y, [=](std::int64_t i, auto of) { return positive_part(normal(i, of)); });
    else
      write(t.pixels, y, normal);
  }
}

namespace {

/// The gradients of a plane from `slope`, a function as for summed().
template <class Slope>
[[gnu::always_inline]] inline void plane_gradients(const NormTensors& t, const NormGradients& gradients,
                                                   std::int64_t plane, const Slope& slope) {
  const float* x = t.input + plane * t.pixels;
  const float mean = t.mean[plane], over_deviation = t.over_deviation[plane];
  const double sum = summed(t.pixels, slope);
  const double product = over_deviation * summed(t.pixels, [=](std::int64_t i, auto of) {
                           return slope(i, of) * (of(x + i) - mean);
                         });
  gradients.bias[plane] = static_cast<float>(sum);
  gradients.weight[plane] = static_cast<float>(product);
  const double pixels = static_cast<double>(t.pixels);
  const float factor = t.weight[plane % t.channels] * over_deviation;
  const float shift = static_cast<float>(sum / pixels);
  const float tilt = static_cast<float>(product / pixels * over_deviation);
  write(t.pixels, gradients.input + plane * t.pixels,
        [=](std::int64_t i, auto of) { return factor * (slope(i, of) - shift - (of(x + i) - mean) * tilt); });
}

}  // namespace

void normalise_gradients(const NormTensors& t, const NormGradients& gradients, std::int64_t begin,
                         std::int64_t end) {
  for (std::int64_t plane = begin; plane < end; ++plane) {
    const float* x = t.input + plane * t.pixels;
    const float* g = gradients.output + plane * t.pixels;
    const float mean = t.mean[plane], bias = t.bias[plane % t.channels];
    const float factor = t.weight[plane % t.channels] * t.over_deviation[plane];
    if (t.has_relu)
      plane_gradients(t, gradients, plane, [=](std::int64_t i, auto of) {
        return where_positive((of(x + i) - mean) * factor + bias, of(g + i));
      });
    else
      plane_gradients(t, gradients, plane, [=](std::int64_t i, auto of) { return of(g + i); });
  }
}

}  // namespace emsurvey::EMSURVEY_SIMD
