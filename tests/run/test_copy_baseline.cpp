#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <numeric>

#include "data/prepare.h"
#include "run/copy_baseline.h"
#include "support/one_volume.h"
#include "support/reference_data.h"
#include "train/scaled.h"

namespace emsurvey {
namespace {

constexpr int size = 8;

bool always() {
  return true;
}

/// A section with one label, which is present in the rows from `begin` to `end`.
Section section_at(int z, int begin, int end) {
  Section section;
  section.name = std::to_string(z);
  section.volume = "volume";
  section.z = z;
  section.raw = Plane<std::uint16_t>(size, size);
  Plane<std::uint8_t> label(size, size);
  for (int row = begin; row < end; ++row)
    std::fill_n(label.values.begin() + row * size, size, std::uint8_t{255});
  section.labels = {label};
  return section;
}

/// Four sections; the first one is tested, the second one unused, the others train.
class CopyBaselineTest : public ::testing::Test {
 protected:
  CopyBaselineTest() {
    dataset_.labels = {{"bars", LabelKind::mask, Polarity::label}};
    dataset_.sections = {section_at(0, 0, 4), section_at(1, 0, 4), section_at(2, 2, 4), section_at(3, 6, 8)};
  }

  RunScores scores() const { return score_copy_baseline(dataset_, split_, always).value(); }

  Dataset dataset_;
  Split split_{{Role::test, Role::unused, Role::train, Role::train}};
};

TEST_F(CopyBaselineTest, CopiesTheNearestTrainingSection) {
  EXPECT_EQ(scores().images, (std::vector<std::string>{"0"}));
  // Section 2 has two of the four rows of section 0.
  EXPECT_DOUBLE_EQ(scores().scores.at(0).at(0).semantic_jaccard, 0.5);
  split_.roles[1] = Role::train;
  EXPECT_EQ(scores().scores.at(0).at(0).semantic_jaccard, 1) << "section 1 is nearer and equal";
}

TEST_F(CopyBaselineTest, ScoresOnlyWhatIsAnnotatedInBoth) {
  Plane<std::uint8_t> valid(size, size, 1);
  std::fill_n(valid.values.begin(), 2 * size, std::uint8_t{0});  // The rows that section 2 lacks.
  dataset_.sections[2].valid = {valid};
  EXPECT_EQ(scores().scores.at(0).at(0).semantic_jaccard, 1);
}

TEST_F(CopyBaselineTest, LeavesOutSectionsWithoutOneToCopy) {
  dataset_.sections[0].volume = "other";
  EXPECT_TRUE(scores().images.empty());
  dataset_.sections[0] = section_at(0, 0, 4);
  dataset_.sections[0].raw = Plane<std::uint16_t>(size, size + 1);
  EXPECT_TRUE(scores().images.empty()) << "another size";
}

TEST_F(CopyBaselineTest, EndsEarlyWhenAsked) {
  EXPECT_FALSE(score_copy_baseline(dataset_, split_, [] { return false; }));
}

/// Means of the F_score by label, over all test sections of the splits.
std::map<std::string, double> means(const Dataset& dataset, const SplitRule& rule) {
  std::map<std::string, std::vector<double>> values;
  for (int number = 1; number <= rule.splits; ++number) {
    const auto scores =
        score_copy_baseline(dataset, make_split(rule, number, places_of(dataset)), always).value();
    for (std::size_t label = 0; label < scores.labels.size(); ++label)
      for (const LabelScores& image : scores.scores[label])
        values[scores.labels[label]].push_back(image.f_score);
  }
  std::map<std::string, double> means;
  for (const auto& [label, of_label] : values)
    means[label] =
        std::accumulate(of_label.begin(), of_label.end(), 0.0) / static_cast<double>(of_label.size());
  return means;
}

// The expected values were computed independently, with NumPy and the connected components of SciPy.
TEST(CopyBaselineReference, ScoresTheRealSections) {
  EMSURVEY_NEEDS_REFERENCE();
  PrepareOptions options;
  const auto stack = reference_folder() / "data/vnc/stack1";
  options.raw = stack / "raw";
  options.labels = rgb_label_sources(stack / "labels");
  const Dataset dataset = prepare(options).dataset;
  const auto expect = [](const std::map<std::string, double>& scores, double membranes, double mitochondria,
                         double synapses) {
    EXPECT_NEAR(scores.at("membranes"), membranes, 1e-5);
    EXPECT_NEAR(scores.at("mitochondria"), mitochondria, 1e-5);
    EXPECT_NEAR(scores.at("synapses"), synapses, 1e-5);
  };
  expect(means(dataset, {.scheme = SplitScheme::published, .splits = 1}), 0.876566, 0.904268, 0.284011);
  const Dataset halved = scaled(dataset, 0.5);
  expect(means(halved, {.scheme = SplitScheme::shuffled, .splits = 3, .seed = 1}), 0.860690, 0.818621,
         0.341109);
  const auto blocks = means(halved, {.scheme = SplitScheme::blocks, .splits = 3, .gap = 1});
  EXPECT_LT(blocks.at("membranes"), 0.65) << "copies from two sections away are worse";
  EXPECT_LT(blocks.at("mitochondria"), 0.35);
}

}  // namespace
}  // namespace emsurvey
