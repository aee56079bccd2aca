// scores.h5: the scores of a run; an intact file marks the run as finished.
#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "score/label_scores.h"
#include "score/threshold_curve.h"
#include "survey/experiment.h"

namespace emsurvey {

/// Scores of the test images of one run at several thresholds: `images[label][image]`.
struct RunCurves {
  std::vector<double> thresholds;  ///< Ascending; empty if there are no curves.
  std::vector<std::vector<ThresholdCurve>> images;
};

/// The scores of one run: `scores[label][image]`.
struct RunScores {
  std::vector<std::string> labels;
  std::vector<std::string> images;
  std::vector<std::vector<LabelScores>> scores;
  /// The columns that have values: all, or the first ones if an earlier version wrote the file.
  std::span<const ScoreColumn> columns = score_columns();
  /// The threshold of the scores for each label; empty if it is 0.5, the default.
  std::vector<double> thresholds = {};
  RunCurves curves = {};  ///< None in files of earlier versions.
};

struct StoredScores {
  std::string identity;  ///< Identity of the experiment, or of the copy baseline.
  RunScores scores;
};

void write_scores(const std::filesystem::path& path, const StoredScores& stored);
void write_scores(const std::filesystem::path& path, const RunDescription& run, const RunScores& scores);

/// Throws FileError if the file is missing or cannot be read, InputError if it is damaged.
StoredScores read_any_scores(const std::filesystem::path& path);

/// Does the same for the scores of `run`. Throws InputError if they are of another run.
RunScores read_scores(const std::filesystem::path& path, const RunDescription& run);

/// Does the same; returns nothing if there are no intact scores of `run`. Throws FileError if an existing
/// file cannot be read.
std::optional<RunScores> intact_scores(const std::filesystem::path& path, const RunDescription& run);

/// Whether intact_scores() returns scores.
bool is_scored(const std::filesystem::path& path, const RunDescription& run);

}  // namespace emsurvey
