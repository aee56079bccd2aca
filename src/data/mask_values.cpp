#include "data/mask_values.h"

#include <algorithm>
#include <cstddef>
#include <vector>

namespace emsurvey {
namespace {

struct Values {
  std::uint32_t largest = 0;
  double share_between = 0;
};

/// Counts the samples that are neither 0 nor `largest`, in parts whose counts fit a few bits, which is faster.
template <class T>
std::int64_t count_between(const std::vector<T>& samples, T largest) {
  constexpr std::size_t part = 1 << 15;
  std::int64_t count = 0;
  for (std::size_t i = 0; i < samples.size(); i += part) {
    std::int32_t of_part = 0;
    for (std::size_t j = i; j < std::min(samples.size(), i + part); ++j)
      of_part += (samples[j] != 0) & (samples[j] != largest);
    count += of_part;
  }
  return count;
}

template <class T>
Values values_of(std::span<const Plane<T>> channels) {
  T largest = 0;
  for (const Plane<T>& channel : channels) {
    for (const T value : channel.values) largest = std::max(largest, value);
  }
  std::int64_t between = 0;
  std::size_t all = 0;
  for (const Plane<T>& channel : channels) {
    between += count_between(channel.values, largest);
    all += channel.values.size();
  }
  return {largest, static_cast<double>(between) / static_cast<double>(all)};
}

MaskForm form_of(const Values& values, int bit_depth) {
  const std::uint64_t half = ((std::uint64_t{1} << bit_depth) - 1) / 2;
  const bool has_two_values = values.share_between == 0;
  if (values.largest == 0) return MaskForm::blank;
  if (values.largest > half) return MaskForm::full;
  if (values.largest == 1) return MaskForm::unit;
  return has_two_values && (values.largest == 255 || values.largest == 65535) ? MaskForm::narrow
                                                                              : MaskForm::low;
}

template <class T>
MaskValues values_of_image(std::span<const Plane<T>> channels, int bit_depth, std::optional<int> channel) {
  const Values whole = values_of(channels);
  MaskValues result{form_of(whole, bit_depth), bit_depth, whole.largest, whole.share_between};
  if (!channel || channels.size() == 1) return result;
  const Values own = values_of(channels.subspan(static_cast<std::size_t>(*channel), 1));
  result.largest = own.largest;
  result.share_between = own.share_between;
  return result;
}

}  // namespace

MaskValues mask_values(const Image& image, std::optional<int> channel) {
  return values_of_image<std::uint32_t>(image.channels, image.bit_depth, channel);
}

MaskValues mask_values(std::span<const Plane<std::uint8_t>> channels, std::optional<int> channel) {
  return values_of_image(channels, 8, channel);
}

Plane<std::uint8_t> mask_plane(const Plane<std::uint32_t>& samples, int bit_depth, MaskForm form) {
  const bool has_two_values = form == MaskForm::unit || form == MaskForm::narrow || bit_depth == 1;
  Plane<std::uint8_t> bytes(samples.height, samples.width);
  std::transform(samples.values.begin(), samples.values.end(), bytes.values.begin(),
                 [&](std::uint32_t value) -> std::uint8_t {
                   if (has_two_values) return value > 0 ? 255 : 0;
                   if (bit_depth < 8) value *= 255 / ((1U << bit_depth) - 1);
                   if (bit_depth > 16) return static_cast<std::uint8_t>(value >> (bit_depth - 8));
                   return static_cast<std::uint8_t>(bit_depth == 16 ? (value + 128) / 257 : value);
                 });
  return bytes;
}

}  // namespace emsurvey
