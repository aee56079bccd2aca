#include "network/generator.h"

#include <ATen/ATen.h>

#include <stdexcept>

#include "network/resnet.h"

namespace emsurvey {

std::int64_t Generator::parameter_count() const {
  std::int64_t count = 0;
  for (const auto& parameter : parameters()) count += parameter.numel();
  return count;
}

std::shared_ptr<Generator> make_generator(const NetworkSpec& spec) {
  if (spec.name == "resnet") return make_resnet(spec);
  throw std::logic_error("no network " + spec.name);
}

at::Tensor apply(Generator& generator, const at::Tensor& section, int multiple) {
  const at::NoGradGuard no_graph;
  const auto height = section.size(0), width = section.size(1);
  const auto missing = [&](std::int64_t size) { return (multiple - size % multiple) % multiple; };
  at::Tensor input = section.view({1, 1, height, width});
  if (missing(height) > 0 || missing(width) > 0) {
    // Split between both sides, so that a border is never reflected further than needed.
    const auto top = missing(height) / 2, left = missing(width) / 2;
    input = at::reflection_pad2d(input, {left, missing(width) - left, top, missing(height) - top});
    return generator.forward(input)[0].narrow(1, top, height).narrow(2, left, width).contiguous();
  }
  return generator.forward(input)[0];
}

}  // namespace emsurvey
