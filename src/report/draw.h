// Runs gnuplot.
#pragma once

#include <string>

#include "base/progress_callback.h"

namespace emsurvey {

struct Drawing {
  std::string svg;
  std::string png;
};

/// What `script` draws as figure.svg and figure.png into its current folder. gnuplot is started by name
/// without a shell and without the user's own settings, in a temporary folder. Throws InputError when it is
/// missing, fails or takes more than ten minutes.
Drawing draw(
    const std::string& script, const ProgressCallback& on_progress = [] {});

}  // namespace emsurvey
