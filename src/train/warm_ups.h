// Trainings that warm up, and trainings that wait for them.
#pragma once

#include <condition_variable>
#include <mutex>
#include <set>
#include <thread>

namespace emsurvey {

/// The trainings of a process that warm up. Those of other threads pause meanwhile, because cuDNN chooses its
/// algorithms by timing them, and steps of other trainings on the same GPU would distort the times.
class WarmUps {
 public:
  /// A training of the calling thread that warms up, until the destruction of the object.
  class Scope {
   public:
    explicit Scope(WarmUps& warm_ups);
    ~Scope();
    Scope(const Scope&) = delete;
    Scope& operator=(const Scope&) = delete;

   private:
    WarmUps& warm_ups_;
    std::multiset<std::thread::id>::iterator thread_;
  };

  /// Returns when no training of another thread warms up.
  void wait_for_others();

 private:
  std::mutex mutex_;
  std::condition_variable ended_;
  std::multiset<std::thread::id> threads_;  ///< One for each training.
};

}  // namespace emsurvey
