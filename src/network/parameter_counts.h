// How many parameters the networks of a survey have.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <tuple>

#include "network/catalogue.h"

namespace emsurvey {

/// Counts by building a network; the networks of a survey repeat, so each is built once.
class ParameterCounts {
 public:
  std::int64_t of_generator(const NetworkSpec& spec);
  std::int64_t of_discriminator(int label_count);

 private:
  std::map<std::tuple<std::string, int, int, int>, std::int64_t> generators_;
  std::map<int, std::int64_t> discriminators_;
};

}  // namespace emsurvey
