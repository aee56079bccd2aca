// What names a run.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace emsurvey {

/// The settings of an experiment by which users and files know its run.
struct RunDescription {
  int run = 0;           ///< Number of the run, which names its folder; see numbered_runs().
  std::string identity;  ///< SHA-256 (hexadecimal) of the result keys and the contents of the data set.

  std::string loss;
  int split = 1;
  int repeat = 1;
  std::int64_t steps = 0;
  /// Values of the keys with several values, other than loss, split and repeat, as column names and cells of
  /// the tables in grid order. Some keys are represented by columns of the published tables: `generator` and
  /// `layers` for network and depth, `amount` for train-images, `resolution` for scale.
  std::vector<std::pair<std::string, std::string>> axes;
};

}  // namespace emsurvey
