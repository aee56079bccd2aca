#include "survey/grid.h"

#include <algorithm>
#include <limits>
#include <set>

#include "base/error.h"
#include "base/sha256.h"
#include "base/unknown_name.h"
#include "loss/catalogue.h"
#include "survey/keys.h"
#include "survey/setting_value.h"
#include "survey/table_columns.h"

namespace emsurvey {
namespace {

/// Precision of surveys from before this key existed, whose identities do not contain it.
constexpr Precision precision_without_key = Precision::tf32;
constexpr int most_runs = 100000;
constexpr int most_run_number = 999'999'999;
constexpr std::int64_t most_steps = 1'000'000'000;

/// A point of the grid as text: one value for each result key. Keys without a value are absent.
using Point = std::map<std::string, std::string>;

struct Axis {
  std::string key;
  std::vector<std::string> values;
};

/// Returns the result keys that have values, in nesting order.
std::vector<Axis> axes_of(const Settings& settings) {
  std::vector<Axis> axes;
  std::int64_t runs = 1;
  for (const auto& key : survey_keys()) {
    auto found = settings.find(key.name);
    std::vector<std::string> values = found == settings.end() ? std::vector<std::string>{} : found->second;
    require(!takes_one(key) || values.size() <= 1, key.name, "has several values", "give one");
    if (key.name == "split" && values.empty()) {
      const auto splits = whole_number("splits", settings.at("splits").front(), 1, most_runs);
      for (std::int64_t i = 1; i <= splits; ++i) values.push_back(std::to_string(i));
    }
    if (key.use == KeyUse::execution || values.empty()) continue;
    std::set<std::string> meanings;
    for (const auto& value : values)
      require(meanings.insert(meaning_of(value)).second, key.name, "has the value " + value + " twice",
              "name each once");
    runs *= static_cast<std::int64_t>(values.size());
    require(runs <= most_runs, key.name, "makes the grid larger than " + std::to_string(most_runs) + " runs",
            "divide the survey");
    axes.push_back({key.name, values});
  }
  return axes;
}

/// Returns all points; the last axis varies fastest.
std::vector<Point> points_of(const std::vector<Axis>& axes) {
  std::vector<Point> points(1);
  for (const auto& axis : axes) {
    std::vector<Point> longer;
    for (const auto& point : points) {
      for (const auto& value : axis.values) {
        longer.push_back(point);
        longer.back()[axis.key] = value;
      }
    }
    points = std::move(longer);
  }
  return points;
}

NetworkSpec network_of(const Point& point, int label_count) {
  const std::string& word = point.at("network");
  const auto colon = word.find(':');
  const std::string name = word.substr(0, colon);
  const NetworkKind& kind = network_kind(name);
  NetworkSpec spec{kind.name, kind.default_depth, kind.default_filters, label_count};
  const auto depth = [&](const char* key, const std::string& text) {
    return static_cast<int>(whole_number(key, text, kind.lowest_depth, kind.highest_depth));
  };
  if (colon != std::string::npos) {
    spec.depth = depth("network", word.substr(colon + 1));
  } else if (point.contains("depth")) {
    spec.depth = depth("depth", point.at("depth"));
  }
  if (point.contains("filters"))
    spec.filters = static_cast<int>(whole_number("filters", point.at("filters"), 1, 1024));
  return spec;
}

/// Sets the number of steps: either given, or computed from the epochs, which are a number or TOTAL/n with n
/// training images.
void set_length(Experiment& experiment, const Point& point, int training_images) {
  if (point.contains("steps")) {
    experiment.steps = whole_number("steps", point.at("steps"), 1, most_steps);
    return;
  }
  const std::string& text = point.at("epochs");
  const bool is_shared = text.ends_with("/n");
  const auto total =
      whole_number("epochs", is_shared ? text.substr(0, text.size() - 2) : text, 1, most_steps);
  experiment.epochs = is_shared ? total / training_images : total;
  require(experiment.epochs > 0, "epochs",
          text + " is less than 1 for " + std::to_string(training_images) + " images", "ask for more");
  experiment.steps = (experiment.epochs * training_images + experiment.batch - 1) / experiment.batch;
  require(experiment.steps <= most_steps, "epochs", "make more than a billion steps", "ask for fewer");
}

/// Checks that the crop suits the network and the discriminator.
void require_fitting_crop(const Experiment& e) {
  const int multiple = size_multiple(e.network);
  const int below = e.crop_px / multiple * multiple;
  require(e.crop_px == below, "crop",
          std::to_string(e.crop_px) + " is not a multiple of " + std::to_string(multiple) + ", which " +
              e.network.name + ":" + std::to_string(e.network.depth) + " needs",
          "use " + (below > 0 ? std::to_string(below) + " or " : "") + std::to_string(below + multiple));
  require(e.model != ModelKind::pix2pix || e.crop_px >= smallest_judged_px, "crop",
          std::to_string(e.crop_px) + " is too small for the discriminator of pix2pix",
          "use at least " + std::to_string(smallest_judged_px));
}

/// Checks that no section is used for testing and, under another name, for training or validation.
void require_no_leak(const Split& split, const DataFacts& data) {
  for (const int test : split.images(Role::test)) {
    const auto& tested = data.images[static_cast<std::size_t>(test)];
    for (std::size_t i = 0; i < split.roles.size(); ++i) {
      const bool is_seen = split.roles[i] == Role::train || split.roles[i] == Role::validation;
      require(!is_seen || data.images[i].raw_hash != tested.raw_hash, "data",
              "image " + tested.name + ", which is tested, is the same as " + data.images[i].name +
                  ", which trains",
              "leave one of them out of the data set");
    }
  }
}

Experiment experiment_of(const Point& point, const DataFacts& data) {
  const auto number = [&](const char* key, std::int64_t low, std::int64_t high) {
    return static_cast<int>(whole_number(key, point.at(key), low, high));
  };
  Experiment e;
  e.loss = point.at("loss");
  require_known("loss", "loss", e.loss, loss_names());
  e.model = enum_from<ModelKind>("model", point.at("model"));
  e.network = network_of(point, data.label_count);
  e.split_rule.scheme = enum_from<SplitScheme>("split-scheme", point.at("split-scheme"));
  e.split_rule.splits = number("splits", 1, most_runs);
  if (point.contains("train-images")) e.split_rule.train_images = number("train-images", 1, most_runs);
  e.split_rule.validation_images = number("validation-images", 0, most_runs);
  e.split_rule.seed = static_cast<std::uint64_t>(
      whole_number("seed", point.at("seed"), 0, std::numeric_limits<std::int64_t>::max()));
  e.split = number("split", 1, e.split_rule.splits);
  e.repeat = number("repeat", 1, most_runs);
  e.batch = number("batch", 1, 4096);
  e.crop_px = number("crop", 8, 65536);
  e.learning_rate = real_number("lr", point.at("lr"), 0, 1);
  e.beta1 = real_number("beta1", point.at("beta1"), 0, 0.999999);
  e.precision = point.contains("precision") ? enum_from<Precision>("precision", point.at("precision"))
                                            : precision_without_key;
  e.scale = real_number("scale", point.at("scale"), smallest_scale, largest_scale);
  require_fitting_crop(e);
  const Split split = e.split_for(data.images.size());
  require_no_leak(split, data);
  set_length(e, point, static_cast<int>(split.images(Role::train).size()));
  return e;
}

/// Returns a hash of everything that determines the results, and nothing else: an experiment has the same
/// identity however it is written.
std::string identity_of(const Experiment& e, const DataFacts& data) {
  Sha256 hash;
  hash.add(data.content_hash)
      .add(e.loss)
      .add(to_string(e.model))
      .add(e.network.name)
      .add(to_string(e.split_rule.scheme));
  const int folds = e.split_rule.scheme == SplitScheme::kfold ? e.split_rule.splits : 0;
  for (const std::int64_t number :
       {std::int64_t{e.network.depth}, std::int64_t{e.network.filters}, std::int64_t{folds},
        std::int64_t{e.split_rule.train_images}, std::int64_t{e.split_rule.validation_images},
        static_cast<std::int64_t>(e.split_rule.seed), std::int64_t{e.split}, std::int64_t{e.repeat}, e.steps,
        std::int64_t{e.batch}, std::int64_t{e.crop_px}}) {
    hash.add(&number, sizeof number);
  }
  for (const double number : {e.learning_rate, e.beta1, e.scale}) hash.add(&number, sizeof number);
  if (e.precision != precision_without_key) hash.add(to_string(e.precision));
  return hash.hex();
}

/// Numbers the runs as the user requests, or from 1.
void number_runs(std::vector<Experiment>& experiments, const Settings& settings) {
  for (std::size_t i = 0; i < experiments.size(); ++i) experiments[i].run = static_cast<int>(i) + 1;
  const auto wanted = settings.find("run-numbers");
  if (wanted == settings.end()) return;
  const auto& numbers = wanted->second;
  require(numbers.size() == experiments.size(), "run-numbers",
          std::to_string(numbers.size()) + " given for " + std::to_string(experiments.size()) + " runs",
          "give one for each run or none");
  std::set<int> seen;
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    experiments[i].run = static_cast<int>(whole_number("run-numbers", numbers[i], 1, most_run_number));
    require(seen.insert(experiments[i].run).second, "run-numbers", "have " + numbers[i] + " twice",
            "number each run once");
  }
}

/// Returns the pixel size given by the user, or else that of the data set.
double named_nm_per_pixel(const Settings& settings, const DataFacts& data) {
  const auto given = settings.find("nm-per-pixel");
  if (given == settings.end()) return data.nm_per_pixel;
  require(given->second.size() == 1, "nm-per-pixel", "has several values", "give one");
  return real_number("nm-per-pixel", given->second.front(), 1e-3, 1e6);
}

}  // namespace

DataFacts facts_of(const Dataset& dataset, const ProgressCallback& on_progress) {
  DataFacts facts;
  facts.label_count = static_cast<int>(dataset.labels.size());
  facts.nm_per_pixel = dataset.nm_per_pixel;
  facts.content_hash = dataset.content_hash(on_progress);
  for (const auto& section : dataset.sections) {
    if (on_progress) on_progress();
    Sha256 hash;
    const std::int64_t width = section.raw.width;
    hash.add(&width, sizeof width)
        .add(section.raw.values.data(), section.raw.values.size() * sizeof(std::uint16_t));
    facts.images.push_back({section.name, hash.hex()});
  }
  return facts;
}

std::vector<Experiment> expand_grid(const Settings& settings, const DataFacts& data) {
  const auto axes = axes_of(settings);
  std::vector<std::string> varying;
  for (const auto& axis : axes)
    if (axis.values.size() > 1) varying.push_back(axis.key);
  const double nm_per_pixel = named_nm_per_pixel(settings, data);
  std::vector<Experiment> experiments;
  std::set<std::string> seen;
  for (const auto& point : points_of(axes)) {
    Experiment experiment = experiment_of(point, data);
    experiment.identity = identity_of(experiment, data);
    // NAME:DEPTH and a value of `depth` may specify the same network. The first one is kept.
    if (!seen.insert(experiment.identity).second) continue;
    for (const auto& key : varying) {
      for (auto& column : table_columns(key, point.at(key), experiment, nm_per_pixel)) {
        const bool is_there = std::any_of(experiment.axes.begin(), experiment.axes.end(),
                                          [&](const auto& other) { return other.first == column.first; });
        if (!is_there) experiment.axes.push_back(std::move(column));
      }
    }
    experiment.table_index = table_index(varying);
    experiments.push_back(std::move(experiment));
  }
  number_runs(experiments, settings);
  return experiments;
}

}  // namespace emsurvey
