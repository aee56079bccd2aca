#include "run/choose_thresholds.h"

#include <cstddef>
#include <utility>

#include "score/threshold.h"
#include "score/threshold_curve.h"

namespace emsurvey {

std::optional<std::vector<double>> choose_thresholds(Generator& generator, const Experiment& experiment,
                                                     const TestSet& validation, const GoesOn& goes_on) {
  std::vector<double> thresholds;
  if (experiment.threshold == default_threshold) return thresholds;
  if (experiment.threshold)
    return std::vector<double>(validation.dataset.labels.size(), *experiment.threshold);
  const auto outputs = label_sections(generator, validation, goes_on);
  if (!outputs) return {};
  std::optional<RunCurves> curves;
  validation.ranks.collectively(
      [&] { curves = own_curves(*outputs, validation, all_thresholds(), goes_on); });
  if (validation.ranks.max(!curves) > 0) return {};
  add_up(*curves, validation.ranks);
  for (const auto& of_label : curves->images)
    thresholds.push_back(best_threshold(of_label, curves->thresholds).threshold);
  return thresholds;
}

}  // namespace emsurvey
