// Number of parameters of the networks of a survey.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <tuple>

#include "network/catalogue.h"

namespace emsurvey {

/// Counts parameters by building the network. Each different network is built only once, since the networks
/// of a survey repeat.
class ParameterCounts {
 public:
  std::int64_t of_generator(const NetworkSpec& spec);
  std::int64_t of_discriminator(int label_count);

 private:
  std::map<std::tuple<std::string, int, int, int>, std::int64_t> generators_;
  std::map<int, std::int64_t> discriminators_;
};

}  // namespace emsurvey
