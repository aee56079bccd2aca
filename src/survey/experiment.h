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
#include "survey/run_description.h"
#include "survey/split.h"

namespace emsurvey {

/// Bounds of the scale of sections.
constexpr double smallest_scale = 1.0 / 16;
constexpr double largest_scale = 16;
/// Largest number of steps of a training.
constexpr std::int64_t most_steps = 1'000'000'000;

/// All settings that determine the results of one run.
struct Experiment : RunDescription {
  ModelKind model{};
  NetworkSpec network;
  SplitRule split_rule;
  std::int64_t epochs = 0;  ///< 0: the length was given in steps.
  int batch = 1;
  int crop_px = 0;
  double learning_rate = 0;
  double beta1 = 0;
  Precision precision{};
  double scale = 1;  ///< Scale of the sections, within [smallest_scale, largest_scale].
  /// Threshold in (0, 1) at which validations and the test make masks; none: chosen for each label on the
  /// validation sections, by each validation and before the test.
  std::optional<double> threshold = default_threshold;
  std::int64_t validate_every = 0;  ///< Steps between scorings of the validation sections; 0: never.
  Keep keep = Keep::last;

  /// SHA-256 (hexadecimal) of the contents of the data set, the roles of its sections and the scale: equal for
  /// experiments that train and test on the same sections.
  std::string split_identity;
  int training_sections = 0;  ///< Number of sections with this role in the split.
  int test_sections = 0;      ///< Number of sections with this role in the split.

  /// Index columns of the wide table, as in the published tables.
  std::vector<std::string> table_index;

  /// Returns the split of a data set. Throws InputError naming the key when it cannot be made.
  Split split_for(const SectionPlaces& places) const { return make_split(split_rule, split, places); }
  Split split_for(const Dataset& dataset) const { return split_for(places_of(dataset)); }
  /// Returns the number of multiplications of the training, without its tests.
  double relative_cost() const;
  RandomKey random_key() const {
    return {split_rule.seed, static_cast<std::uint32_t>(split), static_cast<std::uint32_t>(repeat)};
  }
};

/// Returns the contents of options.json: the options that the published study's scripts read, and all keys
/// that decide the results.
std::string options_json(const Experiment& experiment);

}  // namespace emsurvey
