#include <gtest/gtest.h>

#include <algorithm>

#include "score/label_scores.h"
#include "score/threshold.h"

namespace emsurvey {
namespace {

TEST(Threshold, OfOneHalfIsThePresenceMask) {
  Plane<std::uint8_t> all_values(16, 16);
  for (std::size_t i = 0; i < 256; ++i) all_values.values[i] = static_cast<std::uint8_t>(i);
  EXPECT_EQ(presence_mask_at(all_values, 0.5), presence_mask(all_values));
}

TEST(Threshold, IsComparedWithTheValueDividedBy255) {
  EXPECT_EQ(highest_absent_value(0.001), 0);
  EXPECT_EQ(highest_absent_value(0.2), 51);  // 51 / 255 is 0.2, which is not above it.
  EXPECT_EQ(highest_absent_value(0.999), 254);
}

TEST(Threshold, ListsAreAscendingWithOneHalfInTheMiddle) {
  for (const auto* thresholds : {&curve_thresholds(), &all_thresholds()}) {
    EXPECT_TRUE(std::is_sorted(thresholds->begin(), thresholds->end()));
    EXPECT_EQ((*thresholds)[thresholds->size() / 2], 0.5);
  }
  for (std::size_t k = 0; k < 255; ++k) EXPECT_EQ(highest_absent_value(all_thresholds()[k]), k);
}

}  // namespace
}  // namespace emsurvey
