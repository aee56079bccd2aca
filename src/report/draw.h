// Runs gnuplot.
#pragma once

#include <string>

#include "base/progress_callback.h"

namespace emsurvey {

struct Drawing {
  std::string svg;
  std::string png;
};

/// Runs gnuplot and returns the files figure.svg and figure.png that `script` writes into its working folder.
/// gnuplot is started by name, without a shell and without the user's settings, in a temporary folder. Throws
/// InputError if gnuplot is missing, fails or takes more than ten minutes.
Drawing draw(
    const std::string& script, const ProgressCallback& on_progress = [] {});

}  // namespace emsurvey
