// report.html: the results of a survey on one page.
#pragma once

#include <string>

#include "report/page_parts.h"
#include "tables/score_rows.h"

namespace emsurvey {

/// Returns the page: the decision, the figure, then what supports them. It is self-contained (all pictures
/// are embedded) except for links to `<run>/index.html` and to the tables.
std::string report_page(const ScoreRows& rows, const PageParts& parts);

}  // namespace emsurvey
