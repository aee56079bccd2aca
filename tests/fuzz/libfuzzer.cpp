// A libFuzzer program for one harness, whose name is EMSURVEY_HARNESS.
#include <cstddef>
#include <cstdint>

#include "fuzz/harnesses.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  emsurvey::fuzz::expect_input_errors_alone(emsurvey::fuzz::EMSURVEY_HARNESS,
                                            {reinterpret_cast<const char*>(data), size});
  return 0;
}
