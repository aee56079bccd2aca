// Runs gnuplot.
#pragma once

#include <string>

namespace emsurvey {

struct Drawing {
  std::string svg;
  std::string png;
};

/// What `script` draws as figure.svg and figure.png into its current folder. gnuplot is started by name
/// without a shell and without the user's own settings, in a temporary folder. Throws InputError when it is
/// missing or fails.
Drawing draw(const std::string& script);

}  // namespace emsurvey
