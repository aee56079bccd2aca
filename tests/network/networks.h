// Networks that tests of this layer share.
#pragma once

#include <ATen/ATen.h>

#include <memory>
#include <vector>

#include "network/generator.h"

namespace emsurvey {

/// Small networks of every kind. The last one has dropout.
inline const std::vector<NetworkSpec> small_networks = {{"resnet", 2, 4, 2},
                                                        {"highwaynet", 2, 4, 2},
                                                        {"densenet", 1, 4, 2},
                                                        {"unet", 3, 4, 2},
                                                        {"unet", 6, 2, 2}};

/// Returns a network whose parameters are drawn with a standard deviation of `deviation`, always the same.
inline std::shared_ptr<Generator> random_generator(const NetworkSpec& spec, double deviation = 0.1) {
  at::manual_seed(1);
  auto generator = make_generator(spec);
  const at::NoGradGuard no_graph;
  for (auto& parameter : generator->parameters()) parameter.normal_(0, deviation);
  return generator;
}

}  // namespace emsurvey
