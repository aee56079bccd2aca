// report.html: the results of a survey on one page.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "report/comparison.h"
#include "tables/score_rows.h"

namespace emsurvey {

/// What the page shows beside the scores.
struct PageParts {
  std::string svg;                       ///< the figure; empty where there is none
  std::optional<Comparison> comparison;  ///< with published scores
  std::vector<std::string> problems;     ///< found while the survey was read
};

/// The page, complete in itself (the figure stands in it) but for the links to `<run>/index.html`.
std::string report_page(const ScoreRows& rows, const PageParts& parts);

}  // namespace emsurvey
