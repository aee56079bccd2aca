// One harness as a program of libFuzzer's: EMSURVEY_HARNESS is its name.
#include <cstddef>
#include <cstdint>

#include "fuzz/harnesses.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  emsurvey::fuzz::expect_input_errors_alone(emsurvey::fuzz::EMSURVEY_HARNESS,
                                            {reinterpret_cast<const char*>(data), size});
  return 0;
}
