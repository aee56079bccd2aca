// Assertions about InputError.
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "base/error.h"

namespace emsurvey {

/// Returns the message of the InputError that `action` throws, or an empty string if it throws none.
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

/// Expects that `statement` throws an InputError whose message contains `text`.
#define EXPECT_INPUT_ERROR(statement, text)                                                     \
  do {                                                                                          \
    const std::string message = ::emsurvey::input_error_of([&] { statement; });                 \
    EXPECT_NE(message.find(text), std::string::npos) << "the message is \"" << message << "\""; \
  } while (false)
