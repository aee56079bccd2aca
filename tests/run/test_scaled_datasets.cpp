#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <mutex>
#include <set>

#include "run/scaled_datasets.h"
#include "run/side_by_side.h"
#include "train/scaled.h"
#include "train/small_data.h"

namespace emsurvey {
namespace {

class ScaledDatasetsTest : public ::testing::Test {
 protected:
  const Dataset original_ = small_dataset(3);
  ScaledDatasets datasets_{original_, at::kCPU};
};

TEST_F(ScaledDatasetsTest, GivesTheSameToAllWhoAskAtOneTime) {
  for (const double scale : {1.0, 1.5}) {
    std::mutex mutex;
    std::set<std::shared_ptr<const Dataset>> datasets;
    std::set<std::shared_ptr<const ResidentSections>> sections;
    const auto ask = [&](int) {
      const auto dataset = datasets_.at(scale);
      const auto uploaded = datasets_.sections(scale);
      const std::lock_guard lock(mutex);
      datasets.insert(dataset);
      sections.insert(uploaded);
    };
    side_by_side(4, ask, [] {});
    EXPECT_EQ(datasets.size(), 1U);
    ASSERT_EQ(sections.size(), 1U);
    const ResidentSections by_itself(scaled(original_, scale), at::kCPU);
    EXPECT_TRUE((*sections.begin())->planes().equal(by_itself.planes()));
  }
}

TEST_F(ScaledDatasetsTest, DropsAScaleThatNobodyHas) {
  const std::weak_ptr<const Dataset> dataset = datasets_.at(1.5);
  EXPECT_TRUE(dataset.expired());
}

TEST_F(ScaledDatasetsTest, KeepsTheLatestSectionsUntilAnotherScaleIsAskedFor) {
  const std::weak_ptr<const ResidentSections> whole = datasets_.sections(1);
  EXPECT_EQ(datasets_.sections(1), whole.lock());
  const auto half = datasets_.sections(0.5);
  EXPECT_TRUE(whole.expired());
  EXPECT_NE(datasets_.sections(1), nullptr);
  EXPECT_EQ(datasets_.sections(0.5), half) << "somebody has it";
}

TEST_F(ScaledDatasetsTest, UploadsNothingWithoutADevice) {
  EXPECT_EQ(ScaledDatasets(original_).sections(1), nullptr);
}

TEST(ScaledDatasets, WhatCouldNotBeMadeIsMadeAnew) {
  Dataset broken = small_dataset(3);
  ScaledDatasets datasets(broken, at::kCPU);
  const auto label = broken.sections[1].labels.back();
  broken.sections[1].labels.pop_back();
  EXPECT_ANY_THROW(datasets.sections(1));
  broken.sections[1].labels.push_back(label);
  EXPECT_NE(datasets.sections(1), nullptr);
}

}  // namespace
}  // namespace emsurvey
