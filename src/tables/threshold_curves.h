// threshold_curves.csv: scores of each run and label at several thresholds.
#pragma once

#include <string>
#include <vector>

#include "io/csv.h"
#include "score/threshold_curve.h"
#include "tables/run_evaluation.h"

namespace emsurvey {

/// Builds the table `label,threshold,F_score,semantic_Jaccard` of a run: means over the test images that have
/// a value, empty if none has one. `images[label][image]` has the curves at `thresholds`.
CsvTable mean_curves(const std::vector<std::string>& labels, const std::vector<double>& thresholds,
                     const std::vector<std::vector<ThresholdCurve>>& images);

/// Builds the table `run,label,threshold,F_score,semantic_Jaccard` of all runs that have a curve, by number.
/// It has no header if no run has one.
CsvTable threshold_curves_table(const std::vector<RunFiles>& runs);

}  // namespace emsurvey
