#include <gtest/gtest.h>

#include "plan/piece_times.h"
#include "train/small_data.h"

namespace emsurvey {
namespace {

TEST(PieceTimes, AreThoseOfRealSteps) {
  const Dataset dataset = small_dataset(5);
  int meetings = 0;
  for (const Experiment& experiment : every_model()) {
    const PieceTimes pieces =
        measure_pieces({experiment, dataset, /*ranks_per_training=*/2}, at::kCPU, 0, [&] { ++meetings; });
    EXPECT_GT(pieces.step_s, 0);
    EXPECT_GT(pieces.save_s, 0);
    EXPECT_GT(pieces.label_s_per_pixel, 0);
    EXPECT_GT(pieces.score_s_per_pixel, 0);
    EXPECT_GT(pieces.choose_s_per_pixel, 0);
    EXPECT_GT(pieces.test_s_per_pixel, pieces.score_s_per_pixel);
  }
  EXPECT_GT(meetings, 0);
}

}  // namespace
}  // namespace emsurvey
