// Writes the figure, the comparison and the page of a survey from the scores of its runs.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/progress_callback.h"
#include "report/comparison.h"
#include "tables/score_rows.h"

namespace emsurvey {

struct Report {
  std::optional<Comparison> comparison;
  std::vector<std::string> problems;          ///< The given problems, and comparisons that failed.
  std::optional<std::string> figure_problem;  ///< The reason why there is no new figure.
};

/// Writes <survey>/test/{figure.gnuplot,figure.svg,figure.png,report.html} and, if published scores are given
/// now or were given before, comparison.csv. `problems` were found while `rows` were read. `published` is a
/// file in the form that compare_scores describes; it is stored as published.csv for all later reports. If it
/// cannot be used, throws InputError and writes nothing. If a stored file can no longer be used or the figure
/// cannot be drawn, this is reported as a problem and the rest is written.
Report make_report(
    const std::filesystem::path& survey, const ScoreRows& rows, const std::vector<std::string>& problems,
    const std::optional<std::filesystem::path>& published = {}, const ProgressCallback& on_progress = [] {});

}  // namespace emsurvey
