// report.html: the results of a survey on one page.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "report/comparison.h"
#include "tables/score_rows.h"

namespace emsurvey {

/// Parts of the page other than the scores.
struct PageParts {
  std::string svg;                       ///< Figure; empty if there is none.
  std::optional<Comparison> comparison;  ///< Comparison with published scores.
  std::vector<std::string> problems;     ///< Problems found while the survey was read.
};

/// Returns the page. It is self-contained (the figure is embedded) except for links to `<run>/index.html`.
std::string report_page(const ScoreRows& rows, const PageParts& parts);

}  // namespace emsurvey
