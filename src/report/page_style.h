// The style sheet of the pages.
#pragma once

namespace emsurvey {

/// Returns a `<style>` element for report.html and the pages of the runs, for wide and narrow screens and
/// for paper.
const char* page_style();

}  // namespace emsurvey
