#include "run/choose_thresholds.h"

#include <cstddef>
#include <utility>

#include "score/threshold.h"

namespace emsurvey {

std::optional<std::vector<ChosenThreshold>> best_thresholds(const TestOutputs& outputs,
                                                            const TestSet& validation,
                                                            const GoesOn& goes_on) {
  std::optional<RunCurves> curves;
  validation.ranks.collectively([&] { curves = own_curves(outputs, validation, all_thresholds(), goes_on); });
  if (validation.ranks.any(!curves)) return {};
  add_up(*curves, validation.ranks);
  std::vector<ChosenThreshold> best;
  for (const auto& of_label : curves->images) best.push_back(best_threshold(of_label, curves->thresholds));
  return best;
}

std::optional<std::vector<double>> choose_thresholds(Generator& generator, const Experiment& experiment,
                                                     const TestSet& validation, const GoesOn& goes_on) {
  std::vector<double> thresholds;
  if (experiment.threshold == default_threshold) return thresholds;
  if (experiment.threshold)
    return std::vector<double>(validation.dataset.labels.size(), *experiment.threshold);
  const auto outputs = label_sections(generator, validation, goes_on);
  if (!outputs) return {};
  const auto best = best_thresholds(*outputs, validation, goes_on);
  if (!best) return {};
  for (const ChosenThreshold& of_label : *best) thresholds.push_back(of_label.threshold);
  return thresholds;
}

}  // namespace emsurvey
