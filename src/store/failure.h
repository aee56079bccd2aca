// failure.json: why a run failed.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "store/survey_folder.h"

namespace emsurvey {

/// The failure of a run. An interrupted run has none, or one that is marked as being tried again; it will be
/// continued.
struct Failure {
  /// disk: the system refused to read or write a file, which says nothing about the run; starting the survey
  /// again tries it again. Runs with other failures would fail again; they are tried again on request.
  enum class Kind { diverged, input, disk, memory, program };
  Kind kind = Kind::program;
  std::string reason;            ///< One line.
  std::string host;              ///< Host of the last attempt.
  int attempts = 1;              ///< Number of attempts so far.
  std::vector<std::string> log;  ///< Header and last rows of the training's log.
  /// The run is being tried again: it counts as begun, and its earlier attempts as made.
  bool is_tried_again = false;
};

/// Returns the name of a kind, such as "diverged".
std::string to_string(Failure::Kind kind);

/// Converts the exception that is being handled into the failure of a run on this host.
Failure current_failure();

/// Adds the last lines of the log and `provenance` (JSON), and writes the file. Throws InputError if it
/// cannot be written.
void write_failure(const SurveyFolder& folder, int run, Failure failure, const std::string& provenance);

/// Reads the failure of a run; nothing if there is none. If the file cannot be read, returns a failure with
/// this as its reason.
std::optional<Failure> read_failure(const SurveyFolder& folder, int run);

}  // namespace emsurvey
