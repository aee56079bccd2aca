#include "run/test_run.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <filesystem>
#include <utility>

#include "io/file.h"
#include "score/threshold.h"
#include "store/label_images.h"
#include "store/run_pages.h"
#include "train/batch.h"
#include "train/device.h"

namespace emsurvey {
namespace {

/// Whether this rank tests the image at `index` of the test.
bool is_own(std::size_t index, const Communicator& ranks) {
  return static_cast<int>(index) % ranks.size() == ranks.rank();
}

/// Returns the input for the scores of a label; `predicted` and `truth` must outlive it.
ScoreInput score_input(const Plane<std::uint8_t>& predicted, const Plane<std::uint8_t>& truth,
                       const Section& section, const std::vector<Label>& labels, std::size_t label) {
  const bool has_numbers = !section.instances.empty() && !section.instances[label].empty();
  return {.predicted = predicted,
          .truth = truth,
          .regions_between = labels[label].polarity == Polarity::between,
          .true_regions = has_numbers ? &section.instances[label] : nullptr,
          .valid = section.valid.empty() ? nullptr : &section.valid[label]};
}

/// Writes the images of a run, and flushes them together, which takes a disk less time than one by one.
class TestImages {
 public:
  explicit TestImages(std::filesystem::path folder) : folder_(std::move(folder)) {}

  /// `files` holds names and contents.
  void write(const std::vector<std::pair<std::string, std::string>>& files) {
    for (const auto& [name, bytes] : files) {
      paths_.push_back(folder_ / name);
      write_file(paths_.back(), bytes, Flush::later);
    }
  }

  void flush() const {
    for (const auto& path : paths_) flush_file(path);
    if (!paths_.empty()) flush_folder(folder_);
  }

 private:
  std::filesystem::path folder_;
  std::vector<std::filesystem::path> paths_;
};

}  // namespace

LabelImages to_images(const at::Tensor& output) {
  const at::Tensor grey = ((output + 1) / 2 * 255.5).clamp(0, 255).to(at::kByte).cpu().contiguous();
  LabelImages images;
  for (std::int64_t label = 0; label < grey.size(0); ++label) {
    Plane<std::uint8_t> image(static_cast<int>(grey.size(1)), static_cast<int>(grey.size(2)));
    std::copy_n(grey[label].data_ptr<std::uint8_t>(), image.values.size(), image.values.begin());
    images.push_back(std::move(image));
  }
  return images;
}

std::vector<LabelScores> score_section(const LabelImages& predicted, const Section& section,
                                       const std::vector<Label>& labels,
                                       const std::vector<double>& thresholds) {
  std::vector<LabelScores> scores;
  for (std::size_t label = 0; label < labels.size(); ++label) {
    const double threshold = thresholds.empty() ? default_threshold : thresholds[label];
    const auto predicted_mask = presence_mask_at(predicted[label], threshold),
               true_mask = presence_mask(section.labels[label]);
    scores.push_back(score_label(score_input(predicted_mask, true_mask, section, labels, label)));
  }
  return scores;
}

std::vector<ThresholdCurve> section_curves(const LabelImages& predicted, const Section& section,
                                           const std::vector<Label>& labels,
                                           const std::vector<double>& thresholds) {
  std::vector<ThresholdCurve> curves;
  for (std::size_t label = 0; label < labels.size(); ++label) {
    const auto true_mask = presence_mask(section.labels[label]);
    curves.push_back(
        threshold_curve(score_input(predicted[label], true_mask, section, labels, label), thresholds));
  }
  return curves;
}

std::optional<TestOutputs> label_sections(Generator& generator, const TestSet& test, const GoesOn& goes_on) {
  TestOutputs outputs;
  bool is_stopped = false;
  for (std::size_t i = 0; i < test.images.size(); ++i) {
    if (!is_own(i, test.ranks)) continue;
    is_stopped = !goes_on(static_cast<std::int64_t>(i));
    if (is_stopped) break;
    const Section& section = test.dataset.sections[static_cast<std::size_t>(test.images[i])];
    const NoAutotuneScope no_autotune(generator.parameters().front().device());
    outputs.push_back(to_images(label_section(generator, section_tensor(test.dataset, section.raw))));
  }
  if (test.ranks.any(is_stopped)) return {};
  return outputs;
}

std::optional<RunScores> score_own_sections(const TestOutputs& outputs, const TestSet& test,
                                            const GoesOn& goes_on, const KeepSection& keep) {
  RunScores scores;
  scores.labels = label_names(test.dataset.labels);
  scores.thresholds = test.thresholds;
  scores.scores.assign(test.dataset.labels.size(), {});
  LabelScores nothing;
  for (const ScoreColumn& column : score_columns()) column.set(nothing, 0);
  auto output = outputs.begin();
  for (std::size_t i = 0; i < test.images.size(); ++i) {
    const Section& section = test.dataset.sections[static_cast<std::size_t>(test.images[i])];
    scores.images.push_back(section.name);
    std::vector<LabelScores> of_image(test.dataset.labels.size(), nothing);
    if (is_own(i, test.ranks)) {
      if (!goes_on(static_cast<std::int64_t>(i))) return {};
      keep(section, *output);
      of_image = score_section(*output++, section, test.dataset.labels, test.thresholds);
    }
    for (std::size_t label = 0; label < of_image.size(); ++label)
      scores.scores[label].push_back(of_image[label]);
  }
  return scores;
}

std::optional<RunCurves> own_curves(const TestOutputs& outputs, const TestSet& test,
                                    const std::vector<double>& thresholds, const GoesOn& goes_on) {
  const std::vector<double> zeros(thresholds.size());
  const std::vector<ThresholdCurve> nothing(test.images.size(), {zeros, zeros});
  RunCurves curves{thresholds, std::vector(test.dataset.labels.size(), nothing)};
  auto output = outputs.begin();
  for (std::size_t i = 0; i < test.images.size(); ++i) {
    if (!is_own(i, test.ranks)) continue;
    if (!goes_on(static_cast<std::int64_t>(i))) return {};
    const Section& section = test.dataset.sections[static_cast<std::size_t>(test.images[i])];
    auto of_image = section_curves(*output++, section, test.dataset.labels, thresholds);
    for (std::size_t label = 0; label < of_image.size(); ++label)
      curves.images[label][i] = std::move(of_image[label]);
  }
  return curves;
}

void add_up(RunCurves& curves, const Communicator& ranks) {
  for (auto& of_label : curves.images) {
    for (ThresholdCurve& curve : of_label) {
      ranks.sum(std::span<double>(curve.f_score));
      ranks.sum(std::span<double>(curve.semantic_jaccard));
    }
  }
}

void add_up(RunScores& scores, const Communicator& ranks) {
  add_up(scores.curves, ranks);
  if (ranks.size() == 1) return;
  std::vector<double> values;
  for (const auto& of_label : scores.scores) {
    for (const auto& image : of_label) {
      for (const ScoreColumn& column : score_columns()) values.push_back(column.value(image));
    }
  }
  ranks.sum(std::span<double>(values));
  auto value = values.begin();
  for (auto& of_label : scores.scores) {
    for (auto& image : of_label) {
      for (const ScoreColumn& column : score_columns()) column.set(image, *value++);
    }
  }
}

std::optional<RunScores> score_own_part(const TestOutputs& outputs, const Experiment& experiment,
                                        const TestSet& test, const SurveyFolder& folder,
                                        const GoesOn& goes_on) {
  const std::vector<std::string> labels = label_names(test.dataset.labels);
  folder.make(folder.images(experiment.run));
  TestImages images(folder.images(experiment.run));
  const auto write_images = [&](const Section& section, const LabelImages& output) {
    const at::Tensor input = section_tensor(test.dataset, section.raw);
    images.write(label_image_files(section.name, "inputs", {}, to_images(input.unsqueeze(0))));
    images.write(label_image_files(section.name, "outputs", labels, output));
    images.write(label_image_files(section.name, "targets", labels, section.labels));
  };
  auto scores = score_own_sections(outputs, test, goes_on, write_images);
  if (!scores) return {};
  images.flush();
  auto curves = own_curves(outputs, test, curve_thresholds(), goes_on);
  if (!curves) return {};
  scores->curves = *std::move(curves);
  return scores;
}

void write_run_scores(const SurveyFolder& folder, const Experiment& experiment, const RunScores& scores) {
  write_pages(folder, experiment.run, run_pages(experiment, options_json(experiment), scores));
  write_scores(folder.scores(experiment.run), experiment, scores);
}

}  // namespace emsurvey
