#include <gtest/gtest.h>

#include "base/nearest_name.h"

namespace emsurvey {
namespace {

const std::vector<std::string> keys{"loss",  "split", "splits", "split-scheme", "epochs",
                                    "steps", "batch", "lr",     "seed"};

TEST(NearestName, FindsWhatWasMistyped) {
  EXPECT_EQ(nearest_name("epoch", keys), "epochs");
  EXPECT_EQ(nearest_name("epohcs", keys), "epochs");
  EXPECT_EQ(nearest_name("losss", keys), "loss");
  EXPECT_EQ(nearest_name("split_scheme", keys), "split-scheme");
  EXPECT_EQ(nearest_name("bacth", keys), "batch");
  EXPECT_EQ(nearest_name("rl", keys), "lr");
}

TEST(NearestName, FindsWhatWasAbbreviated) {
  EXPECT_EQ(nearest_name("bat", keys), "batch");
}

TEST(NearestName, IsEmptyWhenNothingIsNear) {
  EXPECT_EQ(nearest_name("colour", keys), "");
  EXPECT_EQ(nearest_name("x", keys), "");
  EXPECT_EQ(nearest_name("", keys), "");
  EXPECT_EQ(nearest_name("loss", {}), "");
  EXPECT_EQ(nearest_name(std::string(100'000, 'l'), keys), "");
}

}  // namespace
}  // namespace emsurvey
