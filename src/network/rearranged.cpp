#include "network/rearranged.h"

#include <ATen/ATen.h>
#include <ATen/Dispatch.h>
#include <torch/csrc/autograd/custom_function.h>

#include "kernels/columns.h"
#include "kernels/phases.h"
#include "network/parallel_parts.h"

namespace emsurvey {
namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

constexpr std::int64_t rows_at_once = 8;

class AddedColumns : public torch::autograd::Function<AddedColumns> {
 public:
  static at::Tensor forward(AutogradContext* context, const at::Tensor& any_images) {
    const at::Tensor images = any_images.contiguous();
    const auto size = images.sizes();
    context->saved_data["columns"] = size[2];
    const at::Tensor sums = at::empty({size[0], size[1], size[3], size[4]}, images.options());
    const ColumnShape shape{size[0] * size[1], size[2], size[3], size[4]};
    AT_DISPATCH_FLOATING_TYPES(images.scalar_type(), "added_columns", [&] {
      const auto* from = images.data_ptr<scalar_t>();
      auto* to = sums.data_ptr<scalar_t>();
      for_each_part(shape.planes * shape.height, rows_at_once,
                    [&](std::int64_t begin, std::int64_t end) { add_columns(shape, from, to, begin, end); });
    });
    return sums;
  }

  static variable_list backward(AutogradContext* context, const variable_list& slopes) {
    const at::Tensor sums = slopes[0].contiguous();
    const auto size = sums.sizes();
    const std::int64_t columns = context->saved_data["columns"].toInt();
    const at::Tensor images = at::empty({size[0], size[1], columns, size[2], size[3]}, sums.options());
    const ColumnShape shape{size[0] * size[1], columns, size[2], size[3]};
    AT_DISPATCH_FLOATING_TYPES(sums.scalar_type(), "added_columns", [&] {
      const auto* from = sums.data_ptr<scalar_t>();
      auto* to = images.data_ptr<scalar_t>();
      for_each_part(
          shape.planes * columns * shape.height, rows_at_once,
          [&](std::int64_t begin, std::int64_t end) { spread_columns(shape, from, to, begin, end); });
    });
    return {images};
  }
};

/// Calls rearrange(shape, from, to, begin, end) for parts of `rows`, with numbers as their bits.
template <class Rearrange>
void rearrange_bits(const at::Tensor& from, const at::Tensor& to, std::int64_t rows,
                    const Rearrange& rearrange) {
  const auto with_bits = [&](auto bits) {
    using Bits = decltype(bits);
    for_each_part(rows, rows_at_once, [&](std::int64_t begin, std::int64_t end) {
      rearrange(static_cast<const Bits*>(from.data_ptr()), static_cast<Bits*>(to.data_ptr()), begin, end);
    });
  };
  if (from.element_size() == 2)
    with_bits(std::uint16_t{});
  else if (from.element_size() == 4)
    with_bits(std::uint32_t{});
  else
    with_bits(std::uint64_t{});
}

/// `phases` of an image of the given height and width.
at::Tensor interleave(const at::Tensor& phases, std::int64_t height, std::int64_t width) {
  const PhaseShape shape{phases.size(0), phases.size(3), height, width};
  const at::Tensor image = at::empty({shape.samples, shape.channels, height, width}, phases.options());
  rearrange_bits(phases.contiguous(), image, shape.samples * shape.channels * height,
                 [&](const auto* from, auto* to, std::int64_t begin, std::int64_t end) {
                   interleave_phases(shape, from, to, begin, end);
                 });
  return image;
}

at::Tensor separate(const at::Tensor& image) {
  const PhaseShape shape{image.size(0), image.size(1), image.size(2), image.size(3)};
  const at::Tensor phases = at::empty(
      {shape.samples, 2, 2, shape.channels, shape.phase_height(), shape.phase_width()}, image.options());
  rearrange_bits(image.contiguous(), phases, shape.samples * 4 * shape.channels * shape.phase_height(),
                 [&](const auto* from, auto* to, std::int64_t begin, std::int64_t end) {
                   separate_phases(shape, from, to, begin, end);
                 });
  return phases;
}

class InterleavedPhases : public torch::autograd::Function<InterleavedPhases> {
 public:
  static at::Tensor forward(AutogradContext* /*context*/, const at::Tensor& phases, std::int64_t height,
                            std::int64_t width) {
    return interleave(phases, height, width);
  }

  static variable_list backward(AutogradContext* /*context*/, const variable_list& slopes) {
    return {separate(slopes[0]), {}, {}};
  }
};

class SeparatedPhases : public torch::autograd::Function<SeparatedPhases> {
 public:
  static at::Tensor forward(AutogradContext* context, const at::Tensor& image) {
    context->saved_data["height"] = image.size(2);
    context->saved_data["width"] = image.size(3);
    return separate(image);
  }

  static variable_list backward(AutogradContext* context, const variable_list& slopes) {
    return {
        interleave(slopes[0], context->saved_data["height"].toInt(), context->saved_data["width"].toInt())};
  }
};

}  // namespace

at::Tensor added_columns(const at::Tensor& images) {
  return AddedColumns::apply(images);
}

at::Tensor interleaved_phases(const at::Tensor& phases, std::int64_t height, std::int64_t width) {
  return InterleavedPhases::apply(phases, height, width);
}

at::Tensor separated_phases(const at::Tensor& image) {
  return SeparatedPhases::apply(image);
}

}  // namespace emsurvey
