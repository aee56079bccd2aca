#include <gtest/gtest.h>

#include "base/process.h"

namespace emsurvey {
namespace {

TEST(Process, IsGoneOnceItsNumberBelongsToAnother) {
  Process process = this_process();
  EXPECT_EQ(state_of(process), ProcessState::running);
  process.start += 1;
  EXPECT_EQ(state_of(process), ProcessState::gone);
}

}  // namespace
}  // namespace emsurvey
