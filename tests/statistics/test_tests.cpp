// The single tests and corrections; expected values from scipy 1.17 and statsmodels 0.15 where no formula is given.
#include <gtest/gtest.h>

#include <cmath>

#include "statistics/detectable.h"
#include "statistics/equivalence.h"
#include "statistics/exact_tests.h"
#include "statistics/friedman.h"
#include "statistics/holm.h"
#include "statistics/letters.h"
#include "statistics/ranks.h"
#include "statistics/t_test.h"

namespace emsurvey {
namespace {

const std::vector<double> four{0.9, 0.95, 0.85, 0.92};

TEST(WelchTest, IsScipys) {
  const TTest test = welch_t_test(moments_of(four), moments_of({0.5, 0.7, 0.65}));
  EXPECT_NEAR(test.difference, 0.28833333333333333, 1e-12);
  EXPECT_NEAR(test.interval(0.95).low, 0.06039150274393784, 1e-9);
  EXPECT_NEAR(test.interval(0.95).high, 0.5162751639227288, 1e-9);
}

TEST(WelchTest, NeedsTwoTrainingsOnEachSideAndSpread) {
  EXPECT_FALSE(welch_t_test(moments_of(four), moments_of({0.7})).is_defined());
  EXPECT_FALSE(welch_t_test(moments_of({0.5, 0.5}), moments_of({0.25, 0.25})).is_defined());
  EXPECT_TRUE(welch_t_test(moments_of(four), moments_of({0.25, 0.25})).is_defined());
}

TEST(WelchTest, HoldsForScoresNearNothing) {
  const TTest test = welch_t_test(moments_of({1e-90, 3e-90}), moments_of({2e-90, 4e-90}));
  EXPECT_LT(test.interval(0.95).low, 0);
  EXPECT_GT(test.interval(0.95).high, 0);
}

TEST(PairedTest, OverlapWidensTheInterval) {
  const TTest test = paired_t_test({0.1, 0.2, 0.3}, 0.25);
  EXPECT_NEAR(test.se, 0.1 * std::sqrt(1 / 3.0 + 0.25), 1e-15);
  EXPECT_FALSE(paired_t_test({0.1, 0.1, 0.1}, 0.25).is_defined());
}

TEST(Detectable, IsTheTableOfNumbersOfTrainings) {
  // In standard deviations of the differences, without overlap.
  EXPECT_NEAR(detectable_factor(3, 0), 3.264043552819638, 1e-6);
  EXPECT_NEAR(detectable_factor(10, 0), 0.9960019107624178, 1e-6);
  EXPECT_NEAR(detectable_factor(30, 0), 0.5292357045238948, 1e-6);
  EXPECT_NEAR(detectable_factor(10, 0.25), 0.9960019107624178 * std::sqrt(3.5), 1e-5);
}

TEST(Equivalence, HoldsExactlyIfTheIntervalIsWithinTheMargin) {
  const Equivalence within = test_equivalence({0.01, 0.01, 9}, 0.05),
                    beyond = test_equivalence({0.04, 0.01, 9}, 0.05);
  EXPECT_LT(within.p, 0.05);
  EXPECT_LT(within.interval.high, 0.05);
  EXPECT_GT(beyond.p, 0.05);
  EXPECT_GT(beyond.interval.high, 0.05);
  EXPECT_NEAR(beyond.below + beyond.within + beyond.above, 1, 1e-12);
}

TEST(SignFlip, CountsAllPatterns) {
  EXPECT_EQ(sign_flip_p({0.1, 0.2, 0.3}), 0.25);
  EXPECT_EQ(sign_flip_p({0.1, -0.1}), 1);
  // Of the 16 patterns of 1 2 3 4, six have a sum of at least 6 in size: +-10, +-8, +-6.
  EXPECT_EQ(sign_flip_p({-0.000000002, 0.000000001, 0.000000003, 0.000000004}), 0.375);
}

TEST(SignFlip, IsDrawnForManyUnits) {
  // 21 differences of 1 and 4 of -1: at least 21 of 25 signs alike; P = 2 * 15276 / 2^25 = 0.00091.
  std::vector<double> differences(25, 0.1);
  for (int i = 0; i < 4; ++i) differences[static_cast<std::size_t>(i)] = -0.1;
  EXPECT_NEAR(sign_flip_p(differences), 0.00091, 0.0003);
}

TEST(Wilcoxon, DropsZerosAndSharesRanks) {
  EXPECT_EQ(wilcoxon_p({0, 0, 0}), 1);
  EXPECT_EQ(wilcoxon_p({0.1, 0.2, 0.3, 0, 0.4, 0.5, 0.6}), 0.03125);
  // Ranks 1.5 1.5 3 4: W- = 1.5. Of 16 patterns, 0, 1.5 and 1.5 are at most that large.
  EXPECT_EQ(wilcoxon_p({-0.1, 0.1, 0.2, 0.3}), 2 * 3 / 16.0);
  EXPECT_EQ(smallest_p({0.1, 0, -0.2, 0.3}), 0.25);
}

TEST(Holm, CorrectsAndDoesNotCountWhatIsUndefined) {
  const std::vector<double> corrected = holm({0.01, 0.04, std::nan(""), 0.03});
  EXPECT_NEAR(corrected[0], 0.03, 1e-15);
  EXPECT_NEAR(corrected[3], 0.06, 1e-15);
  EXPECT_NEAR(corrected[1], 0.06, 1e-15) << "never below a smaller p";
  EXPECT_TRUE(std::isnan(corrected[2]));
}

TEST(Letters, JoinWhatIsNotToldApart) {
  using Words = std::vector<std::string>;
  EXPECT_EQ(group_letters(3, [](std::size_t, std::size_t) { return false; }), (Words{"a", "a", "a"}));
  // Only the first and the last differ.
  EXPECT_EQ(group_letters(3, [](std::size_t a, std::size_t b) { return b - a == 2; }),
            (Words{"a", "ab", "b"}));
  EXPECT_EQ(group_letters(3, [](std::size_t, std::size_t) { return true; }), (Words{"a", "b", "c"}));
  // 0 and 2 may share, although 1 lies between them and differs from both.
  EXPECT_EQ(group_letters(3, [](std::size_t a, std::size_t b) { return a == 1 || b == 1; }),
            (Words{"a", "b", "a"}));
  EXPECT_EQ(group_letters(53, [](std::size_t, std::size_t) { return true; }), Words(53))
      << "too many to read";
}

TEST(Ranks, ShareTies) {
  EXPECT_EQ(mid_ranks({0.3, 0.1, 0.3, 0.2}), (std::vector<double>{3.5, 1, 3.5, 2}));
  EXPECT_EQ(tie_term({1, 1, 1, 2, 2}), 24 + 6);
}

TEST(Friedman, HasTheCriticalDifferencesOfTables) {
  // q(0.95)/sqrt(2) for 2 to 10 settings, as J. Demsar tabulates it (1.960, 2.343 ... 3.164).
  const std::vector<double> tabulated{1.960, 2.344, 2.569, 2.728, 2.850, 2.948, 3.031, 3.102, 3.164};
  for (std::size_t settings = 2; settings <= 10; ++settings) {
    const double g = static_cast<double>(settings);
    EXPECT_NEAR(critical_difference(settings, 4) / std::sqrt(g * (g + 1) / 24), tabulated[settings - 2],
                6e-4);
  }
}

TEST(Friedman, HasNoTestIfAllAreTied) {
  const FriedmanTest test = friedman_test({{0.5, 0.5}, {0.7, 0.7}});
  EXPECT_EQ(test.average_ranks, (std::vector<double>{1.5, 1.5}));
  EXPECT_TRUE(std::isnan(test.chi2) && std::isnan(test.p_f));
}

}  // namespace
}  // namespace emsurvey
