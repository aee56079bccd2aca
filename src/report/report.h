// Writes the figure, the comparison and the page of a survey from the scores of its runs.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/progress_callback.h"
#include "report/comparison.h"
#include "statistics/analysis.h"
#include "tables/failed_runs.h"
#include "tables/score_rows.h"

namespace emsurvey {

struct Report {
  std::optional<Comparison> comparison;
  std::vector<std::string> problems;          ///< The given problems, and comparisons that failed.
  std::optional<std::string> figure_problem;  ///< The reason why there is no new figure.
};

/// What a report is made from, beside the scores.
struct ReportInputs {
  std::vector<std::string> problems;  ///< Found while the scores were read.
  /// A file in the form that compare_scores describes; it is stored as published.csv for all later reports.
  std::optional<std::filesystem::path> published;
  /// Labels in the order of the channels of images that show three.
  std::vector<std::string> channels;
  std::vector<FailedRun> failed;  ///< Runs without scores.
};

/// Writes <survey>/test/{figure.gnuplot,figure.svg,figure.png,report.html} and, if published scores are
/// given now or were given before, comparison.csv. `analysis` is that of `rows`. The report also shows what
/// read_page_files and make_examples find in the survey's folder. If the given file of published scores
/// cannot be used, throws InputError and writes nothing. If a stored file can no longer be used or the
/// figure cannot be drawn, this is reported as a problem and the rest is written.
Report make_report(
    const std::filesystem::path& survey, const ScoreRows& rows, const SurveyAnalysis& analysis,
    const ReportInputs& inputs, const ProgressCallback& on_progress = [] {});

}  // namespace emsurvey
