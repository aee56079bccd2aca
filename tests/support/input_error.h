// What a test asks about the errors of users.
#pragma once

#include <string>

#include "base/error.h"

namespace emsurvey {

/// The message of the InputError that `action` throws; empty when it throws none.
template <class Action>
std::string input_error_of(Action action) {
  try {
    action();
  } catch (const InputError& error) {
    return error.what();
  }
  return {};
}

}  // namespace emsurvey
