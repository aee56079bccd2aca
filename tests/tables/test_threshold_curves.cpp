#include <gtest/gtest.h>

#include <limits>

#include "tables/threshold_curves.h"

namespace emsurvey {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

TEST(ThresholdCurves, AreMeansOverTheImagesThatHaveAValue) {
  const std::vector<std::vector<ThresholdCurve>> images{
      {{{0.25, nan}, {0.5, 0.5}}, {{0.75, nan}, {nan, 1.0}}},
      {{{1.0, 0.5}, {0.0, 0.25}}, {{1.0, 1.0}, {0.0, 0.25}}}};
  EXPECT_EQ(format_csv(mean_curves({"cells", "nuclei"}, {0.25, 0.5}, images)),
            "label,threshold,F_score,semantic_Jaccard\n"
            "cells,0.25,0.5,0.5\n"
            "cells,0.5,,0.75\n"
            "nuclei,0.25,1.0,0.0\n"
            "nuclei,0.5,0.75,0.25\n");
}

TEST(ThresholdCurves, OfAllRunsAreSortedByNumberAndLeaveOutRunsWithoutOne) {
  const auto run = [](int number, const std::string& curve) {
    RunFiles files;
    files.number = number;
    files.threshold_curve = curve;
    return files;
  };
  const std::string head = "label,threshold,F_score,semantic_Jaccard\n";
  EXPECT_EQ(format_csv(threshold_curves_table(
                {run(10, head + "cells,0.5,0.25,\n"), run(3, ""), run(2, head + "NA,0.5,1.0,0.5\n")})),
            "run,label,threshold,F_score,semantic_Jaccard\n"
            "2,label=NA,0.5,1.0,0.5\n"
            "10,cells,0.5,0.25,\n");
  EXPECT_TRUE(threshold_curves_table({run(3, "")}).header.empty());
}

TEST(ThresholdCurves, TravelBetweenRanks) {
  RunFiles files;
  files.threshold_curve = "label\n";
  EXPECT_EQ(unpack_runs(pack_runs({files})).front().threshold_curve, "label\n");
}

}  // namespace
}  // namespace emsurvey
