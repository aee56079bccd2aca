// An experiment: one point of the grid of a survey.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/random.h"
#include "network/catalogue.h"
#include "score/threshold.h"
#include "survey/choices.h"
#include "survey/split.h"

namespace emsurvey {

/// Bounds of the scale of sections.
constexpr double smallest_scale = 1.0 / 16;
constexpr double largest_scale = 16;
/// Largest number of steps of a training.
constexpr std::int64_t most_steps = 1'000'000'000;

/// All settings that determine the results of one run.
struct Experiment {
  int run = 0;           ///< Number of the run, which names its folder; see assign_runs.
  std::string identity;  ///< SHA-256 (hexadecimal) of the result keys and the contents of the data set.

  std::string loss;
  ModelKind model{};
  NetworkSpec network;
  SplitRule split_rule;
  int split = 1;
  int repeat = 1;
  std::int64_t epochs = 0;  ///< 0: the length was given in steps.
  std::int64_t steps = 0;
  int batch = 1;
  int crop_px = 0;
  double learning_rate = 0;
  double beta1 = 0;
  Precision precision{};
  double scale = 1;  ///< Scale of the sections, within [smallest_scale, largest_scale].
  /// Threshold in (0, 1) at which the test makes masks; none: chosen for each label on the validation
  /// sections.
  std::optional<double> threshold = default_threshold;

  /// Values of the keys with several values, other than loss, split and repeat, as column names and cells of
  /// the tables in grid order. Some keys are represented by columns of the published tables: `generator` and
  /// `layers` for network and depth, `amount` for train-images, `resolution` for scale.
  std::vector<std::pair<std::string, std::string>> axes;
  /// Index columns of the wide table, as in the published tables.
  std::vector<std::string> table_index;

  /// Returns the split of a data set with `section_count` sections. Throws InputError naming the key when it
  /// cannot be made.
  Split split_for(std::size_t section_count) const {
    return make_split(split_rule, split, static_cast<int>(section_count));
  }
  /// Returns the number of multiplications of the training, without its tests.
  double relative_cost() const;
  RandomKey random_key() const {
    return {split_rule.seed, static_cast<std::uint32_t>(split), static_cast<std::uint32_t>(repeat)};
  }
};

/// Returns the contents of options.json: the options that the published study's scripts read, and all keys.
std::string options_json(const Experiment& experiment);

}  // namespace emsurvey
