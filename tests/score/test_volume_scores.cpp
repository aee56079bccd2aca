// Scores of volumes. The expected values are those of independent_scores.py.
#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <limits>

#include "score/masks.h"
#include "score/volume_distance.h"
#include "score/volume_scores.h"

namespace emsurvey {
namespace {

using Mask = Plane<std::uint8_t>;
using Numbers = Plane<std::uint32_t>;
using Value = std::function<int(int z, int y, int x)>;

constexpr int sections = 6;
constexpr int height = 14;
constexpr int width = 18;

int noise(int z, int y, int x) {
  return (z * 73 + y * 151 + x * 283 + z * y * 17 + x * x * 29 + y * x * 7) % 101;
}
int true_number(int z, int y, int x) {
  return noise(z, y, x) % 11 == 0 ? 0 : 1 + z / 3 + 2 * (y / 5) + 6 * (x / 6);
}
int predicted_number(int z, int y, int x) {
  return noise(z, y, x) % 7 == 0 ? 0 : 1 + (x + 1) / 6 + 4 * ((y + z) / 6);
}

struct SectionPixels {
  Mask mask{height, width};
  Numbers numbers{height, width};
};

SectionPixels section_of(int z, const Value& value) {
  SectionPixels pixels;
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      pixels.numbers.at(y, x) = static_cast<std::uint32_t>(value(z, y, x));
      pixels.mask.at(y, x) = pixels.numbers.at(y, x) != 0;
    }
  }
  return pixels;
}

ComparedLabel compared(const Value& truth, const Value& predicted, bool has_numbers,
                       Connectivity connectivity = Connectivity::corners, const Mask* valid = nullptr) {
  LabelComparison comparison(height, width, connectivity);
  for (int z = 0; z < sections; ++z) {
    const SectionPixels t = section_of(z, truth);
    const SectionPixels p = section_of(z, predicted);
    comparison.add({.predicted = p.mask,
                    .truth = t.mask,
                    .true_regions = has_numbers ? &t.numbers : nullptr,
                    .valid = valid,
                    .predicted_regions = has_numbers ? &p.numbers : nullptr,
                    .connectivity = connectivity});
  }
  return comparison.finish();
}

TEST(VolumeScores, NumberedRegionsHaveTheIndependentScores) {
  const LabelScores scores = score_volume(compared(true_number, predicted_number, true));
  EXPECT_NEAR(scores.f_score, 0.3250022016978964, 1e-12);
  EXPECT_NEAR(scores.f_score_skimage, 0.2927234985357534, 1e-12);
  EXPECT_NEAR(scores.voi_split, 1.6552818477046765, 1e-12);
  EXPECT_NEAR(scores.voi_merge, 2.3001892723224877, 1e-12);
  EXPECT_NEAR(scores.semantic_jaccard, 0.8, 1e-12);
  EXPECT_EQ(scores.true_regions, 18);
  EXPECT_TRUE(std::isnan(scores.thinned_border_f_score));
}

TEST(VolumeScores, CleftDistancesAreThoseOfTheVoxelSize) {
  const ComparedLabel clefts = compared([](int z, int y, int x) { return noise(z, y, x) % 43 == 0; },
                                        [](int z, int y, int x) { return noise(z, y, x) % 37 == 1; }, false);
  const LabelScores voxels = score_volume(clefts);
  EXPECT_NEAR(voxels.cleft_distance_false_positive, 2.4050660410946265, 1e-12);
  EXPECT_NEAR(voxels.cleft_distance_false_negative, 2.1180878688098885, 1e-12);
  const LabelScores nm = score_volume(clefts, {40, 4});
  EXPECT_NEAR(nm.cleft_distance_false_positive, 18.09219361139522, 1e-11);
  EXPECT_NEAR(nm.cleft_distance_false_negative, 17.65520099067872, 1e-11);
}

TEST(VolumeScores, RegionsOfMasksAreThoseOfTheConnectivity) {
  const auto scores = [](Connectivity connectivity) {
    return score_volume(compared([](int z, int y, int x) { return noise(z, y, x) % 9 < 2; },
                                 [](int z, int y, int x) { return noise(z, y, x) % 8 < 2; }, false,
                                 connectivity));
  };
  const LabelScores faces = scores(Connectivity::faces);
  EXPECT_EQ(faces.true_regions, 140);
  EXPECT_EQ(faces.predicted_regions, 140);
  EXPECT_NEAR(faces.f_score, 0.1208942382859414, 1e-12);
  const LabelScores edges = scores(Connectivity::edges);
  EXPECT_EQ(edges.true_regions, 22);
  EXPECT_EQ(edges.predicted_regions, 9);
  EXPECT_NEAR(edges.f_score, 0.10088237084204735, 1e-12);
  const LabelScores corners = scores(Connectivity::corners);
  EXPECT_EQ(corners.true_regions, 3);
  EXPECT_EQ(corners.predicted_regions, 5);
  EXPECT_NEAR(corners.f_score, 0.13532081343099528, 1e-12);
}

TEST(VolumeScores, OnlyAnnotatedVoxelsCount) {
  Mask valid(height, width, 1);
  for (int y = 0; y < height; ++y) valid.at(y, 3) = 0;
  const auto cut = [](const Value& value) -> Value {
    return [value](int z, int y, int x) { return x == 3 ? 0 : value(z, y, x); };
  };
  const LabelScores masked =
      score_volume(compared(true_number, predicted_number, true, Connectivity::corners, &valid));
  const LabelScores emptied = score_volume(compared(cut(true_number), cut(predicted_number), true));
  EXPECT_EQ(masked.voi_split, emptied.voi_split);
  EXPECT_EQ(masked.semantic_jaccard, emptied.semantic_jaccard);
  EXPECT_EQ(masked.cleft_distance_false_positive, emptied.cleft_distance_false_positive);
}

double by_definition(const BitImage& from, const BitImage& to, int section_height, double step) {
  const auto is_set = [](const BitImage& mask, int row, int x) {
    return (mask.row(row)[static_cast<std::size_t>(x / 64)] >> x % 64 & 1) != 0;
  };
  double sum = 0;
  for (int row = 0; row < from.height; ++row) {
    for (int x = 0; x < from.width; ++x) {
      if (!is_set(from, row, x)) continue;
      double best = std::numeric_limits<double>::infinity();
      for (int other = 0; other < to.height; ++other) {
        for (int ox = 0; ox < to.width; ++ox) {
          if (!is_set(to, other, ox)) continue;
          const double dz = step * (row / section_height - other / section_height);
          const double dy = row % section_height - other % section_height;
          best = std::min(best, dz * dz + dy * dy + (x - ox) * (x - ox));
        }
      }
      sum += std::sqrt(best);
    }
  }
  return sum / static_cast<double>(from.count());
}

TEST(VolumeDistance, IsTheDefinitionForRandomMasks) {
  unsigned seed = 0;
  for (const double density : {0.001, 0.01, 0.3}) {
    for (const double step : {0.5, 1.0, 10.0}) {
      const BitImage from = bits_of(random_mask(7 * 11, 13, 0.5, ++seed));
      Mask sites = random_mask(7 * 11, 13, density, ++seed);
      sites.at(20, 5) = 1;
      const BitImage to = bits_of(sites);
      EXPECT_NEAR(mean_distance(from, to, 11, step), by_definition(from, to, 11, step), 1e-12) << seed;
    }
  }
}

TEST(VolumeDistance, IsTheDefinitionFarFromTheOnlySections) {
  // A tall column looks far, which is where the search changes its method.
  const BitImage from = bits_of(Mask(300, 2, 1));
  Mask sites(300, 2);
  sites.at(299, 1) = sites.at(140, 0) = 1;
  const BitImage to = bits_of(sites);
  EXPECT_NEAR(mean_distance(from, to, 1, 1.5), by_definition(from, to, 1, 1.5), 1e-10);
}

}  // namespace
}  // namespace emsurvey
