// Exceptions for unusable input, and the exit statuses of the commands.
#pragma once

#include <stdexcept>
#include <string>

namespace emsurvey {

/// Exit status of a command.
enum class ExitStatus : int {
  success = 0,
  program_error = 1,  ///< The program itself failed.
  input_error = 2,    ///< The user's input cannot be used.
  runs_failed = 3,    ///< The survey ended, but some of its experiments failed.
  interrupted = 4,    ///< Stopped before the end; the same command continues.
};

/// Thrown if the user's input (a file, a key, a launch command) cannot be used. The message is one line that
/// names the subject, says what is wrong with it and what to do. `main` prints it and exits with status 2.
class InputError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;

  /// `subject` is the file or key, `problem` says what is wrong, and `remedy` says what to do.
  InputError(const std::string& subject, const std::string& problem, const std::string& remedy)
      : std::runtime_error(subject + ": " + problem + "; " + remedy) {}
};

/// Thrown if the system refuses to open, read or write a file. It says nothing about the contents: a file
/// that cannot be read now may be intact and readable the next time.
class FileError : public InputError {
 public:
  using InputError::InputError;
};

/// Throws InputError unless `condition` holds. Use it to check user input, not to detect bugs.
inline void require(bool condition, const std::string& subject, const std::string& problem,
                    const std::string& remedy) {
  if (!condition) throw InputError(subject, problem, remedy);
}

}  // namespace emsurvey
