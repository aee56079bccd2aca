#include <gtest/gtest.h>

#include <algorithm>

#include "train/serial_reducer.h"
#include "train/step_pace.h"

namespace emsurvey {
namespace {

/// A device that works only while someone waits for it.
struct LazyDevice {
  int enqueued = 0, done = 0;
};

class LazyMark : public DeviceMark {
 public:
  explicit LazyMark(LazyDevice& device) : device_(device) {}
  void set() override { place_ = device_.enqueued; }
  bool is_reached() const override { return device_.done >= place_; }
  void wait() const override { device_.done = std::max(device_.done, place_); }

 private:
  LazyDevice& device_;
  int place_ = 0;
};

std::vector<std::unique_ptr<DeviceMark>> marks(int count, LazyDevice& device) {
  std::vector<std::unique_ptr<DeviceMark>> marks;
  for (int i = 0; i < count; ++i) marks.push_back(std::make_unique<LazyMark>(device));
  return marks;
}

TEST(StepPace, LeavesFewerStepsThanMarksToTheDeviceAndNotNone) {
  for (const int count : {2, 3}) {
    LazyDevice device;
    StepPace pace(marks(count, device));
    SerialReducer alone;
    for (int step = 1; step <= 10; ++step) {
      ++device.enqueued;
      pace.after_step(alone);
      EXPECT_EQ(device.enqueued - device.done, std::min(step, count - 1)) << count << " marks";
    }
  }
}

TEST(StepPace, WaitsAsTheGroupDoes) {
  /// Finds a rank lost in its second wait.
  class Lost : public SerialReducer {
   public:
    void wait_for(const DeviceMark&) override {
      if (++waits == 2) throw std::runtime_error("a rank is lost");
    }
    int waits = 0;
  } group;
  LazyDevice device;
  StepPace pace(marks(2, device));
  pace.after_step(group);
  EXPECT_THROW(pace.after_step(group), std::runtime_error);
}

}  // namespace
}  // namespace emsurvey
