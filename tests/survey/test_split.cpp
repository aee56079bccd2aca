#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "support/input_error.h"
#include "support/one_volume.h"
#include "survey/published_split.h"
#include "survey/split.h"

namespace emsurvey {
namespace {

std::vector<int> tested(const SplitRule& rule, int number, int images) {
  return make_split(rule, number, images).images(Role::test);
}

TEST(PublishedSplit, TestsTheSectionsOfTheStudyEveryTime) {
  for (int number = 1; number <= 3; ++number) {
    for (const std::uint64_t seed : {0U, 99U}) {
      EXPECT_EQ(tested({.scheme = SplitScheme::published, .splits = 3, .seed = seed}, number, 20),
                (std::vector<int>{2, 8, 10, 19}));
    }
  }
}

// Computed by the same rule in Python: random.Random(0) and Fisher-Yates from the top with int(random() *
// (i + 1)).
TEST(PublishedSplit, FollowsTheRuleForOtherNumbersOfTrainingImages) {
  const SplitRule rule{.scheme = SplitScheme::published, .splits = 1, .train_images = 5};
  EXPECT_EQ(make_split(rule, 1, 20).images(Role::train), (std::vector<int>{0, 4, 7, 12, 16}));
  EXPECT_EQ(make_split(rule, 1, 7).images(Role::train), (std::vector<int>{1, 2, 3, 4, 5}));
  EXPECT_EQ(tested(rule, 1, 20).size(), 15U);
}

TEST(ShuffledSplit, DiffersBetweenNumbersAndSeeds) {
  std::set<std::vector<int>> all;
  for (int number = 1; number <= 10; ++number) {
    const auto images = tested({.scheme = SplitScheme::shuffled, .splits = 10, .seed = 1}, number, 20);
    EXPECT_EQ(images.size(), 4U);
    EXPECT_TRUE(all.insert(images).second) << "split " << number << " repeats an earlier one";
  }
  EXPECT_NE(tested({.scheme = SplitScheme::shuffled, .splits = 1, .seed = 2}, 1, 20),
            tested({.scheme = SplitScheme::shuffled, .splits = 1, .seed = 1}, 1, 20));
}

TEST(ShuffledSplit, StaysTheSameWhenThereAreMore) {
  EXPECT_EQ(tested({.scheme = SplitScheme::shuffled, .splits = 2, .seed = 3}, 2, 20),
            tested({.scheme = SplitScheme::shuffled, .splits = 9, .seed = 3}, 2, 20));
}

TEST(ShuffledSplit, RefusesMoreSplitsThanThereAre) {
  // With 2 images there are only two splits.
  const SplitRule rule{.scheme = SplitScheme::shuffled, .splits = 3, .seed = 1};
  EXPECT_NO_THROW(make_split(rule, 2, 2));
  EXPECT_INPUT_ERROR(make_split(rule, 3, 2), "splits");
}

TEST(KfoldSplit, TestsEveryImageExactlyOnce) {
  for (const int folds : {2, 3, 5, 7}) {
    std::multiset<int> all;
    for (int fold = 1; fold <= folds; ++fold) {
      const Split split = make_split({.scheme = SplitScheme::kfold, .splits = folds, .seed = 4}, fold, 7);
      for (const int image : split.images(Role::test)) all.insert(image);
      EXPECT_EQ(split.images(Role::train).size() + split.images(Role::test).size(), 7U);
    }
    EXPECT_EQ(all, (std::multiset<int>{0, 1, 2, 3, 4, 5, 6})) << folds << " folds";
  }
}

TEST(KfoldSplit, RefusesMoreFoldsThanImages) {
  EXPECT_INPUT_ERROR(make_split({.scheme = SplitScheme::kfold, .splits = 8}, 1, 7), "splits");
  EXPECT_INPUT_ERROR(make_split({.scheme = SplitScheme::kfold, .splits = 1}, 1, 7), "splits");
}

TEST(KfoldSplit, LeavesImagesUnusedWhenFewerAreToTrain) {
  const Split split = make_split({.scheme = SplitScheme::kfold, .splits = 2, .train_images = 1}, 1, 7);
  EXPECT_EQ(split.images(Role::train).size(), 1U);
  EXPECT_EQ(split.images(Role::unused).size(), 3U);
}

TEST(FixedTestSet, DoesNotDependOnTheNumberOfTrainingImages) {
  for (const SplitScheme scheme : {SplitScheme::published, SplitScheme::shuffled}) {
    std::set<int> smaller;
    std::set<std::vector<int>> tests;
    for (int count = 1; count <= 16; ++count) {
      const SplitRule rule{.scheme = scheme, .splits = 2, .train_images = count, .test_images = 4, .seed = 5};
      const Split split = make_split(rule, 2, 20);
      tests.insert(split.images(Role::test));
      const auto training = split.images(Role::train);
      EXPECT_EQ(static_cast<int>(training.size()), count);
      const std::set<int> larger(training.begin(), training.end());
      EXPECT_TRUE(std::includes(larger.begin(), larger.end(), smaller.begin(), smaller.end())) << count;
      smaller = larger;
    }
    EXPECT_EQ(tests.size(), 1U);
    EXPECT_EQ(tests.begin()->size(), 4U);
    if (scheme == SplitScheme::published) {
      EXPECT_EQ(*tests.begin(), (std::vector<int>{2, 8, 10, 19}));
    }
  }
}

TEST(FixedTestSet, LeavesSomethingToTrain) {
  SplitRule rule{.scheme = SplitScheme::published, .train_images = 17, .test_images = 4};
  EXPECT_INPUT_ERROR(make_split(rule, 1, 20), "17 is more than the 16 images");
  rule.test_images = 20;
  EXPECT_INPUT_ERROR(make_split(rule, 1, 20), "test-images");
  rule = {.scheme = SplitScheme::kfold, .splits = 4, .test_images = 4};
  EXPECT_INPUT_ERROR(make_split(rule, 1, 20), "kfold, which decides what is tested");
}

TEST(Split, SetsValidationImagesAsideFromTraining) {
  const SplitRule rule{.scheme = SplitScheme::published, .splits = 1, .validation_images = 3};
  const Split split = make_split(rule, 1, 20);
  EXPECT_EQ(split.images(Role::validation).size(), 3U);
  EXPECT_EQ(split.images(Role::train).size(), 13U);
  EXPECT_EQ(split.images(Role::test), (std::vector<int>{2, 8, 10, 19}));
}

TEST(Split, RefusesToTestOrTrainOnNothing) {
  EXPECT_INPUT_ERROR(make_split({.scheme = SplitScheme::published, .train_images = 20}, 1, 20),
                     "train-images");
  EXPECT_INPUT_ERROR(make_split({.scheme = SplitScheme::shuffled, .train_images = 21}, 1, 20),
                     "train-images");
  EXPECT_INPUT_ERROR(make_split({.scheme = SplitScheme::published, .validation_images = 16}, 1, 20),
                     "validation-images");
  EXPECT_INPUT_ERROR(make_split({.scheme = SplitScheme::published}, 1, 1), "data");
}

}  // namespace
}  // namespace emsurvey
