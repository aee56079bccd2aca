// One experiment of a survey: a point of the grid.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "base/random.h"
#include "network/catalogue.h"
#include "survey/split.h"

namespace emsurvey {

constexpr double smallest_scale = 1.0 / 16;
constexpr double largest_scale = 16;

/// How trainings compute: float32, tf32 (products on GPUs round their factors to 10 bits) or bf16.
const std::vector<std::string>& precision_names();
inline const std::string default_precision = "tf32";

/// The models there are.
const std::vector<std::string>& model_names();

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
  std::string precision = default_precision;
  double scale = 1;  ///< of the sections, within [smallest_scale, largest_scale]

  /// What the keys with several values, other than loss, split and repeat, are for this experiment: columns
  /// of the tables and their cells, in grid order. The published columns stand for some keys: `generator` and
  /// `layers` for network and depth, `amount` for train-images, `resolution` for scale.
  std::vector<std::pair<std::string, std::string>> axes;
  /// The columns by which a row of the wide table is found, as the published tables have them.
  std::vector<std::string> table_index;

  /// The split of a data set with so many sections. Throws InputError naming the key when it cannot be made.
  Split split_for(std::size_t section_count) const {
    return make_split(split_rule, split, static_cast<int>(section_count));
  }
  /// Multiplications of the whole training, without its tests.
  double relative_cost() const;
  RandomKey random_key() const {
    return {split_rule.seed, static_cast<std::uint32_t>(split), static_cast<std::uint32_t>(repeat)};
  }
};

/// The options of an experiment as the published study's scripts read them from options.json, and all keys.
std::string options_json(const Experiment& experiment);

}  // namespace emsurvey
