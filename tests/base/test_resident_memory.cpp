#include <gtest/gtest.h>

#include <vector>

#include "base/resident_memory.h"

namespace emsurvey {
namespace {

TEST(ResidentMemory, IsWhatTheSystemSays) {
  const ResidentMemory before = resident_memory();
  EXPECT_GE(before.most_bytes, before.own_bytes);
  EXPECT_GT(before.file_bytes, 0U);
  const std::vector<char> touched(std::size_t{64} << 20, 'x');
  EXPECT_GE(resident_memory().own_bytes, before.own_bytes + touched.size() / 2);
  EXPECT_GE(resident_memory().most_bytes, touched.size());
}

}  // namespace
}  // namespace emsurvey
