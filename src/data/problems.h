// The problems of many files, reported at once instead of one a run.
#pragma once

#include <string>
#include <vector>

#include "base/error.h"

namespace emsurvey {

/// Collects the messages of InputErrors, equal ones once.
class Problems {
 public:
  /// Runs `action`; keeps the message of the InputError that it throws. Gives whether it threw none.
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
  /// Throws one InputError, of one line, with the first few messages and their number, if there are any.
  void throw_if_any() const;

 private:
  void keep(const std::string& message);

  std::vector<std::string> messages_;
};

}  // namespace emsurvey
