#include <ATen/Parallel.h>
#include <gtest/gtest.h>

#include <mutex>
#include <set>
#include <thread>
#include <vector>

#include "network/parallel_parts.h"

namespace emsurvey {
namespace {

TEST(ForEachPart, UsesTheThreadsOfLibTorch) {
  const int before = at::get_num_threads();
  for (const int threads : {1, 2, 3}) {
    at::set_num_threads(threads);
    std::mutex mutex;
    std::set<std::thread::id> seen;
    std::vector<int> calls(12);
    for_each_part(12, 1, [&](std::int64_t begin, std::int64_t end) {
      const std::lock_guard lock(mutex);
      seen.insert(std::this_thread::get_id());
      for (std::int64_t i = begin; i < end; ++i) ++calls[static_cast<std::size_t>(i)];
    });
    EXPECT_EQ(seen.size(), static_cast<std::size_t>(threads));
    EXPECT_EQ(calls, std::vector<int>(12, 1));
  }
  at::set_num_threads(before);
}

}  // namespace
}  // namespace emsurvey
