#include "network/generator.h"

#include <ATen/ATen.h>

#include <stdexcept>

#include "network/densenet.h"
#include "network/highwaynet.h"
#include "network/resnet.h"
#include "network/unet.h"

namespace emsurvey {

std::shared_ptr<Generator> make_generator(const NetworkSpec& spec) {
  if (spec.name == "resnet") return make_resnet(spec);
  if (spec.name == "highwaynet") return make_highwaynet(spec);
  if (spec.name == "densenet") return make_densenet(spec);
  if (spec.name == "unet") return make_unet(spec);
  throw std::logic_error("no network " + spec.name);
}

std::int64_t parameter_count(const torch::nn::Module& network) {
  std::int64_t count = 0;
  for (const auto& parameter : network.parameters()) count += parameter.numel();
  return count;
}

at::Tensor label_section(Generator& generator, const at::Tensor& section) {
  const at::NoGradGuard no_graph;
  const auto multiple = size_multiple(generator.spec());
  const auto height = section.size(0), width = section.size(1);
  const auto missing = [&](std::int64_t size) { return (multiple - size % multiple) % multiple; };
  at::Tensor input = section.view({1, 1, height, width}).to(generator.parameters().front().device());
  if (missing(height) == 0 && missing(width) == 0) return generator.forward(input)[0];

  // The padding is divided between both sides, so that each side reflects as few pixels as possible.
  const auto top = missing(height) / 2, left = missing(width) / 2;
  const auto bottom = missing(height) - top, right = missing(width) - left;
  const bool can_reflect = bottom < height && right < width;
  input = can_reflect ? at::reflection_pad2d(input, {left, right, top, bottom})
                      : at::replication_pad2d(input, {left, right, top, bottom});
  return generator.forward(input)[0].narrow(1, top, height).narrow(2, left, width).contiguous();
}

}  // namespace emsurvey
