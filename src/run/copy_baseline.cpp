#include "run/copy_baseline.h"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <set>
#include <span>
#include <string>

#include "base/error.h"
#include "base/log.h"
#include "run/scaled_datasets.h"
#include "run/test_run.h"
#include "store/copy_baseline_files.h"
#include "survey/section_place.h"

namespace emsurvey {
namespace {

using Mask = Plane<std::uint8_t>;

/// The pixels that are annotated in both sections, for each label; none if all are.
std::vector<Mask> annotated_in_both(const Section& a, const Section& b) {
  if (a.valid.empty()) return b.valid;
  std::vector<Mask> valid = a.valid;
  for (std::size_t label = 0; label < b.valid.size(); ++label)
    std::transform(valid[label].values.begin(), valid[label].values.end(), b.valid[label].values.begin(),
                   valid[label].values.begin(), [](std::uint8_t one, std::uint8_t other) {
                     return static_cast<std::uint8_t>(one != 0 && other != 0);
                   });
  return valid;
}

std::vector<LabelScores> score_copy(const Section& copied, const Section& tested,
                                    const std::vector<Label>& labels) {
  Section target;
  target.labels = tested.labels;
  target.instances = tested.instances;
  target.valid = annotated_in_both(tested, copied);
  return score_section(copied.labels, target, labels);
}

}  // namespace

std::optional<RunScores> score_copy_baseline(const Dataset& dataset, const Split& split,
                                             const std::function<bool()>& goes_on) {
  const SectionPlaces places = places_of(dataset);
  const auto training = split.images(Role::train);
  RunScores scores;
  for (const Label& label : dataset.labels) scores.labels.push_back(label.name);
  scores.scores.assign(scores.labels.size(), {});
  for (const int image : split.images(Role::test)) {
    if (!goes_on()) return {};
    const auto nearest = nearest_section(places, training, image);
    if (!nearest) continue;
    const Section& tested = dataset.sections[static_cast<std::size_t>(image)];
    const Section& copied = dataset.sections[static_cast<std::size_t>(nearest->section)];
    if (!tested.raw.same_size(copied.raw)) continue;
    scores.images.push_back(tested.name);
    const auto of_labels = score_copy(copied, tested, dataset.labels);
    for (std::size_t label = 0; label < of_labels.size(); ++label)
      scores.scores[label].push_back(of_labels[label]);
  }
  return scores;
}

std::vector<const Experiment*> different_tests(const std::vector<Experiment>& experiments) {
  std::vector<const Experiment*> different;
  std::set<std::string> seen;
  for (const Experiment& experiment : experiments)
    if (seen.insert(experiment.split_identity).second) different.push_back(&experiment);
  // Scaling takes long, so that those of one scale follow each other.
  std::stable_sort(different.begin(), different.end(),
                   [](const Experiment* a, const Experiment* b) { return a->scale < b->scale; });
  return different;
}

void keep_copy_baselines(const std::vector<Experiment>& experiments, const Dataset& dataset,
                         const SurveyFolder& folder, const Communicator& world,
                         const std::function<bool()>& goes_on) {
  const auto different = different_tests(experiments);
  ScaledDatasets datasets(dataset);
  std::vector<double> left_out(1, 0);
  const auto keep = [&] {
    std::shared_ptr<const Dataset> scaled;
    for (auto i = static_cast<std::size_t>(world.rank()); i < different.size() && goes_on();
         i += static_cast<std::size_t>(world.size())) {
      const Experiment& experiment = *different[i];
      try {
        if (has_copy_baseline(folder, experiment)) continue;
        scaled = datasets.at(experiment.scale);
        const Split split = experiment.split_for(*scaled);
        const auto scores = score_copy_baseline(*scaled, split, goes_on);
        if (!scores) return;
        left_out[0] += static_cast<double>(split.images(Role::test).size() - scores->images.size());
        write_copy_baseline(folder, experiment, *scores);
      } catch (const FileError& error) {
        // The trainings do not need it.
        Log().warn("{}; the survey goes on without this copy baseline", error.what());
      }
    }
  };
  world.collectively(keep, [&] { goes_on(); });
  world.sum(std::span<double>(left_out));
  if (left_out[0] > 0)
    Log(world.is_root())
        .info(
            "{:.0f} test section(s) have no training section of their volume and size, so there is no copy "
            "baseline for them",
            left_out[0]);
}

}  // namespace emsurvey
