// Figure, comparison and page of a survey, from the scores of its runs.
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
  std::vector<std::string> problems;          ///< those given, and what could not be compared
  std::optional<std::string> figure_problem;  ///< why there is no new figure
};

/// Makes <survey>/test/{figure.gnuplot,figure.svg,figure.png,report.html} and, where published scores are
/// given or were once, comparison.csv. `problems` were found while `rows` were read. `published`: a file as
/// compare_scores takes, kept as published.csv for all later reports; throws InputError when it cannot be
/// used, and then nothing is written. A kept file that no longer fits, or a figure that cannot be drawn, is a
/// problem and stops nothing else.
Report make_report(
    const std::filesystem::path& survey, const ScoreRows& rows, const std::vector<std::string>& problems,
    const std::optional<std::filesystem::path>& published = {}, const ProgressCallback& on_progress = [] {});

}  // namespace emsurvey
