// failure.json: why an experiment failed.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "store/survey_folder.h"

namespace emsurvey {

/// A run that was interrupted has none, or one that says that it is being tried again: it waits to be
/// continued.
struct Failure {
  /// disk: the system refused to read or write a file, which says nothing about the run; starting the survey
  /// again tries it again. The others would fail again and wait for a request.
  enum class Kind { diverged, input, disk, memory, program };
  Kind kind = Kind::program;
  std::string reason;            ///< one line
  std::string host;              ///< where the last attempt was made
  int attempts = 1;              ///< all of them
  std::vector<std::string> log;  ///< header and last rows of the training's log
  /// The run is being tried again: it counts as begun, and what was tried before as tried.
  bool is_tried_again = false;
};

/// What an exception caught now means for an experiment: its kind and reason, on this host.
Failure current_failure();

/// Adds the log's last lines and `provenance` (JSON), and writes it. Throws InputError when it cannot be
/// written.
void write_failure(const SurveyFolder& folder, int run, Failure failure, const std::string& provenance);

/// Nothing when there is none. One that cannot be read says so as its reason.
std::optional<Failure> read_failure(const SurveyFolder& folder, int run);

}  // namespace emsurvey
