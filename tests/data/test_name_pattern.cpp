#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "data/name_pattern.h"

namespace emsurvey {
namespace {

using Names = std::vector<std::string>;

TEST(NamePatterns, AreFoundWhereBeginningsOrEndingsDiffer) {
  const auto patterns = [](const Names& one, const Names& other) {
    const auto found = matching_patterns(one, other);
    return found ? found->first + " " + found->second : "none";
  };
  EXPECT_EQ(patterns({"00_raw", "01_raw"}, {"00_label", "01_label"}), "*_raw *_label");
  EXPECT_EQ(patterns({"00_raw", "10_raw"}, {"00_label", "10_label"}),
            "*_raw *_label");  // The 0 belongs to the name.
  EXPECT_EQ(patterns({"image_1", "image_10"}, {"mask1", "mask10"}), "image_* mask*");
  EXPECT_EQ(patterns({"7_raw"}, {"07_label"}), "*_raw *_label");
  EXPECT_EQ(patterns({"a_raw", "b_raw"}, {"b", "c"}), "*_raw *");
  EXPECT_EQ(patterns({"1\xc3\xbc", "2\xc3\xbc"}, {"1\xc4\xbc", "2\xc4\xbc"}), "*\xc3\xbc *\xc4\xbc");
  EXPECT_EQ(patterns({"00_raw"}, {"07_label"}), "none");
  EXPECT_EQ(patterns({"a", "b"}, {"c", "d"}), "none");
  EXPECT_EQ(patterns({"7"}, {"07", "007"}), "none");  // These names are equal.
  EXPECT_EQ(patterns({}, {"c"}), "none");
}

}  // namespace
}  // namespace emsurvey
