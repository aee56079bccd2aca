#include <gtest/gtest.h>

#include <string>

#include "watch/reporter.h"

namespace emsurvey {
namespace {

TEST(Reporter, PassesEachReportToAllListenersInOrder) {
  std::string heard;
  const auto listener = [&](const std::string& name) {
    return [&heard, name](int worker, const WorkerStatus& status) {
      heard += name + std::to_string(worker) + ":" + std::to_string(status.run) + "/" +
               std::to_string(status.count) + " ";
    };
  };
  const Reporter reporter({listener("watchdog"), listener("progress")});
  reporter.report(1, {7, WorkerStatus::Phase::training, 20});
  reporter.report(0, {});
  EXPECT_EQ(heard, "watchdog1:7/20 progress1:7/20 watchdog0:0/0 progress0:0/0 ");
}

}  // namespace
}  // namespace emsurvey
