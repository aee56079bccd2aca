// A survey's settings as typed values.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "survey/choices.h"
#include "survey/settings.h"
#include "survey/split.h"

namespace emsurvey {

/// Length of a training in passes over its training images.
struct EpochCount {
  std::int64_t count = 0;
  bool is_total = false;  ///< To be divided by the number of training images.
};

/// Values of the result keys at one point of the grid. survey_keys() has their meanings and bounds.
struct ResultKeys {
  /// Sets the default of each key; of a key with several, the first.
  ResultKeys();

  std::string loss;
  int split = 1;
  SplitScheme split_scheme{};
  int splits = 0;
  int gap = 0;
  ModelKind model{};
  std::string network;  ///< NAME or NAME:DEPTH; the grid checks it.
  std::string depth;  ///< Empty: that of the network. The bounds depend on the network; the grid checks them.
  std::optional<int> filters;
  std::optional<int> train_images;
  std::optional<int> test_images;
  int validation_images = 0;
  double scale = 0;
  int repeat = 0;
  EpochCount epochs;
  std::optional<std::int64_t> steps;  ///< Takes precedence over `epochs`.
  int batch = 0;
  int crop_px = 0;
  double learning_rate = 0;
  double beta1 = 0;
  std::uint64_t seed = 0;
  Precision precision{};
  std::int64_t validate_every = 0;
  Keep keep{};
  std::optional<double> threshold;  ///< None: chosen on validation sections.
};

/// Values of the execution keys: they control how results are computed and do not affect them.
struct ExecutionKeys {
  /// Sets the default of each key.
  ExecutionKeys();

  std::string data;
  std::string output;
  std::string split_file;              ///< Empty: none.
  std::vector<int> run_numbers;        ///< Empty: 1, 2, ...
  std::optional<double> nm_per_pixel;  ///< None: that of the data set.
  DeviceChoice device{};
  bool is_deterministic = false;  ///< For GPUs.
  int ranks_per_training = 0;
  std::optional<int> trainings_per_gpu;  ///< None: see trainings_at_a_time().
  std::optional<int> threads;            ///< None: as many as the launcher gave cores.
  double checkpoint_every_s = 0;
  double stall_timeout_s = 0;  ///< 0: no timeout.
  std::optional<double> time_limit_s;
  int retries = 0;
  double margin = 0;  ///< Differences of scores below it count as equivalent in the analysis.
};

struct GridPoint {
  ResultKeys keys;
  std::map<std::string, std::string> texts;  ///< The values as they are written, by key.
};

/// All settings of a survey.
struct SurveyConfig {
  std::vector<GridPoint> points;     ///< In the order of the grid; the last axis varies fastest.
  std::vector<std::string> varying;  ///< The result keys with several values, in nesting order.
  ExecutionKeys execution;
};

/// Largest number of points of a grid.
constexpr int most_runs = 100000;

/// Converts all settings; keys without a value have their defaults. Throws InputError naming the key of a
/// value that is invalid or out of its bounds, and of a key with a value twice or one too many.
SurveyConfig survey_config(const Settings& settings);

/// Converts the settings of execution keys alone, in the same way.
ExecutionKeys execution_keys(const Settings& settings);

}  // namespace emsurvey
