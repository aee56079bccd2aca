// Files of a survey that its report shows if they are there.
#pragma once

#include <filesystem>

#include "base/progress_callback.h"
#include "report/page_parts.h"
#include "tables/score_rows.h"

namespace emsurvey {

/// Reads train/<run>/{log,validation}.csv of the runs in `rows`, test/{threshold_curves,training}.csv,
/// split_audit.json and provenance.json into `parts`. A file that is missing is left out. So is one that
/// cannot be used; if it is none of a training, a line is added to `parts.problems`.
void read_page_files(const std::filesystem::path& survey, const ScoreRows& rows, PageParts& parts,
                     const ProgressCallback& on_progress);

}  // namespace emsurvey
