#include "survey/grid.h"

#include <algorithm>
#include <memory>
#include <set>

#include "base/error.h"
#include "base/sha256.h"
#include "survey/identity.h"
#include "survey/setting_value.h"
#include "survey/split_file.h"
#include "survey/survey_config.h"
#include "survey/table_columns.h"

namespace emsurvey {
namespace {

NetworkSpec network_of(const ResultKeys& keys, int label_count) {
  const auto colon = keys.network.find(':');
  const std::string name = keys.network.substr(0, colon);
  const NetworkKind& kind = network_kind(name);
  NetworkSpec spec{kind.name, kind.default_depth, keys.filters.value_or(kind.default_filters), label_count};
  const auto depth = [&](const char* key, const std::string& text) {
    return static_cast<int>(whole_number(key, text, kind.lowest_depth, kind.highest_depth));
  };
  if (colon != std::string::npos) {
    spec.depth = depth("network", keys.network.substr(colon + 1));
  } else if (!keys.depth.empty()) {
    spec.depth = depth("depth", keys.depth);
  }
  return spec;
}

/// Sets the number of steps: either given, or computed from the epochs.
void set_length(Experiment& experiment, const ResultKeys& keys, int training_images) {
  if (keys.steps) {
    experiment.steps = *keys.steps;
    return;
  }
  const auto [count, is_total] = keys.epochs;
  experiment.epochs = is_total ? count / training_images : count;
  require(experiment.epochs > 0, "epochs",
          std::to_string(count) + "/n is less than 1 for " + std::to_string(training_images) + " images",
          "ask for more");
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

/// Returns the contents of the split file if there is one. It must be given exactly if a scheme needs it.
std::shared_ptr<const SplitFile> split_file_of(const SurveyConfig& config) {
  const std::string& path = config.execution.split_file;
  const bool is_needed = std::any_of(config.points.begin(), config.points.end(), [](const GridPoint& point) {
    return point.keys.split_scheme == SplitScheme::file;
  });
  require(!path.empty() || !is_needed, "split-file", "is not given, but split-scheme = file needs it",
          "name a CSV file with the columns image,split,role");
  require(is_needed || path.empty(), "split-file", "is given, but no split-scheme reads it",
          "add split-scheme = file, or leave it out");
  if (!is_needed) return nullptr;
  auto file = std::make_shared<const SplitFile>(read_split_file(path));
  const int splits = config.points.front().keys.splits;
  require(splits == file->splits(), "splits",
          "is " + std::to_string(splits) + ", but " + path + " has " + std::to_string(file->splits()),
          "give splits = " + std::to_string(file->splits()));
  return file;
}

/// Checks that there is what validations and Keep::best need.
void require_validation(const Experiment& e, const Split& split) {
  const std::string how = "set validate-every to the steps between validations, and validation-images";
  require(e.keep != Keep::best || e.validate_every > 0, "keep", "best needs scores on validation sections",
          how);
  require(e.validate_every == 0 || !split.images(Role::validation).empty(), "validate-every",
          "needs validation sections, which split " + std::to_string(e.split) + " does not have",
          "set validation-images, or leave out validate-every and keep");
}

/// Checks that there are sections on which the threshold can be chosen.
void require_threshold_sections(const Experiment& e, const Split& split) {
  require(e.threshold || !split.images(Role::validation).empty(), "threshold",
          "validation needs validation sections, which split " + std::to_string(e.split) + " does not have",
          "set validation-images, or give a number such as 0.5");
}

Experiment experiment_of(const ResultKeys& keys, const DataFacts& data,
                         const std::shared_ptr<const SplitFile>& file) {
  Experiment e;
  e.loss = keys.loss;
  e.model = keys.model;
  e.network = network_of(keys, data.label_count);
  e.split_rule = {.scheme = keys.split_scheme,
                  .splits = keys.splits,
                  .train_images = keys.train_images.value_or(0),
                  .test_images = keys.test_images.value_or(0),
                  .validation_images = keys.validation_images,
                  .gap = keys.gap,
                  .seed = keys.seed,
                  .file = file};
  e.split = static_cast<int>(whole_number("split", std::to_string(keys.split), 1, keys.splits));
  e.repeat = keys.repeat;
  e.batch = keys.batch;
  e.crop_px = keys.crop_px;
  e.learning_rate = keys.learning_rate;
  e.beta1 = keys.beta1;
  e.precision = keys.precision;
  e.scale = keys.scale;
  e.validate_every = keys.validate_every;
  e.keep = keys.keep;
  e.threshold = keys.threshold;
  require_fitting_crop(e);
  const Split split = e.split_for(data.places());
  require_no_leak(split, data);
  require_threshold_sections(e, split);
  require_validation(e, split);
  e.training_sections = static_cast<int>(split.images(Role::train).size());
  e.test_sections = static_cast<int>(split.images(Role::test).size());
  set_length(e, keys, e.training_sections);
  e.split_identity = split_identity_of(e, split, data.content_hash);
  e.identity = identity_of(e, split, data.content_hash);
  return e;
}

/// Numbers the runs as the user requests, or from 1.
void number_runs(std::vector<Experiment>& experiments, const std::vector<int>& numbers) {
  for (std::size_t i = 0; i < experiments.size(); ++i) experiments[i].run = static_cast<int>(i) + 1;
  if (numbers.empty()) return;
  require(numbers.size() == experiments.size(), "run-numbers",
          std::to_string(numbers.size()) + " given for " + std::to_string(experiments.size()) + " runs",
          "give one for each run or none");
  std::set<int> seen;
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    experiments[i].run = numbers[i];
    require(seen.insert(numbers[i]).second, "run-numbers", "have " + std::to_string(numbers[i]) + " twice",
            "number each run once");
  }
}

/// Adds the columns of the tables for the keys with several values.
void set_columns(Experiment& experiment, const GridPoint& point, const std::vector<std::string>& varying,
                 double nm_per_pixel) {
  for (const auto& key : varying) {
    const auto text = point.texts.find(key);
    for (auto& column : table_columns(key, text->second, experiment, nm_per_pixel)) {
      const bool is_there = std::any_of(experiment.axes.begin(), experiment.axes.end(),
                                        [&](const auto& other) { return other.first == column.first; });
      if (!is_there) experiment.axes.push_back(std::move(column));
    }
  }
  experiment.table_index = table_index(varying);
}

}  // namespace

SectionPlaces DataFacts::places() const {
  SectionPlaces places;
  for (const Image& image : images) places.push_back({image.name, image.volume, image.z});
  return places;
}

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
    facts.images.push_back({section.name, hash.hex(), section.volume, section.z});
  }
  return facts;
}

std::vector<Experiment> expand_grid(const Settings& settings, const DataFacts& data) {
  const SurveyConfig config = survey_config(settings);
  const auto file = split_file_of(config);
  const double nm_per_pixel = config.execution.nm_per_pixel.value_or(data.nm_per_pixel);
  std::vector<Experiment> experiments;
  std::set<std::string> seen;
  for (const auto& point : config.points) {
    Experiment experiment = experiment_of(point.keys, data, file);
    // NAME:DEPTH and a value of `depth` may specify the same network. The first one is kept.
    if (!seen.insert(experiment.identity).second) continue;
    set_columns(experiment, point, config.varying, nm_per_pixel);
    experiments.push_back(std::move(experiment));
  }
  number_runs(experiments, config.execution.run_numbers);
  return experiments;
}

}  // namespace emsurvey
