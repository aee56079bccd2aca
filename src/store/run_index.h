// test/<run>/index.html: scores and images of one run.
#pragma once

#include <string>

#include "store/scores_file.h"

namespace emsurvey {

/// Returns the page. It depends on nothing but its arguments, of which run, loss, split and repeat of
/// `experiment` are used.
std::string run_index(const Experiment& experiment, const RunScores& scores);

/// Whether `text` is such a page as versions up to 0.1.0 wrote it, without scores.
bool is_earlier_index(const std::string& text);

}  // namespace emsurvey
