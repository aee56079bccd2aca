#include "run/side_by_side.h"

#include <ATen/Parallel.h>

#include <exception>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace emsurvey {

void side_by_side(int count, const std::function<void(int)>& work, const std::function<void()>& stop) {
  std::mutex mutex;
  std::exception_ptr first;
  const auto guarded = [&](int i) {
    try {
      work(i);
    } catch (...) {
      {
        const std::lock_guard lock(mutex);
        if (!first) first = std::current_exception();
      }
      stop();
    }
  };
  {
    std::vector<std::jthread> threads;
    const int threads_each = at::get_num_threads();
    for (int i = 1; i < count; ++i) {
      threads.emplace_back([&, i] {
        at::set_num_threads(threads_each);
        guarded(i);
      });
    }
    guarded(0);
  }
  if (first) std::rethrow_exception(std::move(first));
}

}  // namespace emsurvey
