// The two ways of refusing to go on, and the exit status of each command.
#pragma once

#include <stdexcept>
#include <string>

namespace emsurvey {

/// Exit statuses of every command.
enum class ExitStatus : int {
  success = 0,
  program_error = 1,  ///< the program itself failed
  input_error = 2,    ///< what the user gave cannot be used
  runs_failed = 3,    ///< the survey ended, but some of its experiments failed
  interrupted = 4,    ///< stopped before the end; the same command continues
};

/// What the user gave (a file, a key, a launch) cannot be used. The message is one line that names the
/// subject, says what is wrong with it and what to do; `main` prints it and exits with status 2.
class InputError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;

  /// `subject`: the file or key. `problem`: what is wrong. `remedy`: what to do.
  InputError(const std::string& subject, const std::string& problem, const std::string& remedy)
      : std::runtime_error(subject + ": " + problem + "; " + remedy) {}
};

/// The system refuses to open, read or write a file. Of a file that cannot be read this says nothing about
/// what is in it: it may be whole and readable the next time.
class FileError : public InputError {
 public:
  using InputError::InputError;
};

/// Throws InputError unless `condition` holds. For what users give; bugs are asserted.
inline void require(bool condition, const std::string& subject, const std::string& problem,
                    const std::string& remedy) {
  if (!condition) throw InputError(subject, problem, remedy);
}

}  // namespace emsurvey
