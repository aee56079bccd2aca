#include "base/error.h"
#include "fuzz/harnesses.h"

namespace emsurvey::fuzz {

void expect_input_errors_alone(void (*harness)(std::string_view), std::string_view bytes) {
  try {
    harness(bytes);
  } catch (const InputError&) {
    // The input was rejected properly.
  }
}

}  // namespace emsurvey::fuzz
