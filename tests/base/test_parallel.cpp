#include <gtest/gtest.h>

#include <stdexcept>
#include <vector>

#include "base/parallel.h"

namespace emsurvey {
namespace {

TEST(Parallel, EachCallIsMadeOnce) {
  std::vector<int> calls(1000);
  for_each_parallel(calls.size(), [&](std::size_t i) { ++calls[i]; });
  EXPECT_EQ(calls, std::vector<int>(1000, 1));
  for_each_parallel(0, [](std::size_t) { FAIL(); });
}

TEST(Parallel, TheFirstErrorIsThrown) {
  const auto fail = [](std::size_t i) {
    if (i == 0) throw std::runtime_error("zero");
    if (i == 7) throw std::runtime_error("seven");
  };
  EXPECT_THROW(for_each_parallel(8, fail), std::runtime_error);
}

}  // namespace
}  // namespace emsurvey
