// Collects the problems of many files, to report them all at once.
#pragma once

#include <string>
#include <vector>

#include "base/error.h"

namespace emsurvey {

/// Collects the messages of InputErrors, without duplicates.
class Problems {
 public:
  /// Runs `action` and keeps the message of an InputError that it throws. Returns whether it threw none.
  template <class Action>
  bool collect(Action action) {
    try {
      action();
      return true;
    } catch (const InputError& error) {
      keep(error.what());
      return false;
    }
  }

  bool empty() const { return messages_.empty(); }
  /// Throws one InputError, in one line, with the first messages and their number, if there are any.
  void throw_if_any() const;

 private:
  void keep(const std::string& message);

  std::vector<std::string> messages_;
};

}  // namespace emsurvey
