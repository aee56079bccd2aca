// One experiment of a survey: a point of the grid.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "base/random.h"
#include "network/catalogue.h"
#include "survey/split.h"

namespace emsurvey {

/// Everything that decides the numbers of one training and its test.
struct Experiment {
  int run = 0;           ///< names its folder; see assign_runs
  std::string identity;  ///< SHA-256 (hex) of the result keys and of the data's content

  std::string loss;
  std::string model;
  NetworkSpec network;
  SplitRule split_rule;
  int split = 1;
  int repeat = 1;
  std::int64_t epochs = 0;  ///< 0: the length was given in steps
  std::int64_t steps = 0;
  int batch = 1;
  int crop_px = 256;
  double learning_rate = 0;
  double beta1 = 0;

  /// Keys with several values other than loss, split and repeat: name (blanks and dashes as `_`) and value,
  /// as text.
  std::vector<std::pair<std::string, std::string>> axes;

  /// Floating-point operations of the whole training, up to a factor: for "costly ones first".
  double relative_cost() const;
  RandomKey random_key() const {
    return {split_rule.seed, static_cast<std::uint32_t>(split), static_cast<std::uint32_t>(repeat)};
  }
};

/// The options of an experiment as the published study's scripts read them from options.json, and all keys.
std::string options_json(const Experiment& experiment);

}  // namespace emsurvey
