// The range of scores that a panel of the figure shows.
#pragma once

#include <string>
#include <vector>

#include "statistics/analysis.h"

namespace emsurvey {

/// Holds 0 to 1 and every training and mean. Intervals end at the edge with an arrow where they reach
/// further than half a score beyond these, as those of two trainings do.
struct ScoreRange {
  double low = 0;
  double high = 1;

  /// Returns a gnuplot command.
  std::string command() const;
};

/// Returns the common range of all labels.
ScoreRange score_range(const std::vector<const MetricAnalysis*>& results);

/// A mean with its interval as drawn.
struct DrawnMean {
  double mean = 0;
  double low = 0;
  double high = 0;
  bool goes_below = false;  ///< Whether the interval continues below the range.
  bool goes_above = false;
};

/// `setting` must have a mean; without an interval, both ends are the mean.
DrawnMean drawn_mean(const SettingSummary& setting, const ScoreRange& range);

/// Returns the datablocks `$mean<id>` and `$more<id>` of one setting or series: lines of x, mean, low and
/// high, and lines of x, y and the length of an arrow at the cut end of an interval.
class MeanBlocks {
 public:
  void add(double x, const DrawnMean& mean, const ScoreRange& range);
  std::string text(const std::string& id) const;

 private:
  std::string means_;
  std::string arrows_;
};

/// Returns the results for F_score, one for each label.
std::vector<const MetricAnalysis*> f_score_results(const SurveyAnalysis& analysis);

}  // namespace emsurvey
