#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <vector>

#include "network/networks.h"
#include "network/section_statistics.h"

namespace emsurvey {
namespace {

/// A section whose left and right halves have other statistics, so that those of a tile are not those of the whole.
at::Tensor uneven_section(std::int64_t height, std::int64_t width) {
  at::manual_seed(2);
  const at::Tensor slope = at::linspace(-0.5, 0.5, width);
  return (at::rand({1, 1, height, width}) - 0.5) * (slope.abs() + 0.1) + slope;
}

/// Returns the labels of a section in tiles.
at::Tensor label_in_tiles(const std::shared_ptr<Generator>& generator, const at::Tensor& section,
                          std::int64_t inner_px, std::int64_t margin) {
  const auto height = section.size(2), width = section.size(3);
  const TiledSection tiled{
      height, width, tiles_of(height, width, inner_px, margin), [&](const Window& window) {
        return section.narrow(2, window.y, window.height).narrow(3, window.x, window.width);
      }};
  const SectionStatistics statistics(generator, tiled);
  at::Tensor whole = at::full({generator->spec().label_count, height, width}, 9.0);
  for (const Tile& tile : tiled.tiles) {
    const Window& inner = tile.inner;
    whole.narrow(1, inner.y, inner.height)
        .narrow(2, inner.x, inner.width)
        .copy_(statistics.label(tile, tiled.read(tile.outer)));
  }
  return whole;
}

class TiledNetwork : public ::testing::TestWithParam<NetworkSpec> {
 protected:
  const std::shared_ptr<Generator> generator_ = random_generator(GetParam(), 0.3);
  const std::int64_t multiple_ = size_multiple(GetParam());
  const std::int64_t margin_ = margin_px(GetParam());
  /// Larger than a tile with its margins in both directions, with a remainder.
  const std::int64_t inner_ = margin_ / 2 / multiple_ * multiple_;
  const at::Tensor section_ = uneven_section(3 * margin_ + 2 * multiple_, 3 * margin_ + multiple_);
};

INSTANTIATE_TEST_SUITE_P(SectionStatistics, TiledNetwork, ::testing::ValuesIn(small_networks),
                         [](const auto& test) { return test.param.name + std::to_string(test.param.depth); });

TEST_P(TiledNetwork, LabelsTilesLikeTheWholeSection) {
  const at::NoGradGuard no_graph;
  const at::Tensor whole = generator_->forward(section_)[0];
  const at::Tensor tiled = label_in_tiles(generator_, section_, inner_, margin_);
  EXPECT_GT(whole.std().item<double>(), 0.1);
  EXPECT_LT((tiled - whole).abs().max().item<double>(), 5e-4);
  // A tile with its own statistics differs visibly.
  const Tile tile = tiles_of(section_.size(2), section_.size(3), inner_, margin_).front();
  const at::Tensor alone =
      generator_->forward(section_.narrow(2, 0, tile.outer.height).narrow(3, 0, tile.outer.width))[0];
  const auto corner = [&](const at::Tensor& labels) {
    return labels.narrow(1, 0, inner_).narrow(2, 0, inner_);
  };
  EXPECT_GT((corner(alone) - corner(whole)).abs().max().item<double>(), 0.02);
}

TEST_P(TiledNetwork, UsesTheStatisticsOfTheSampleAfterwards) {
  const at::NoGradGuard no_graph;
  const at::Tensor small = section_.narrow(2, 0, 2 * multiple_).narrow(3, 0, 2 * multiple_);
  const at::Tensor before = generator_->forward(small);
  label_in_tiles(generator_, section_, 2 * margin_, margin_);
  EXPECT_TRUE(generator_->forward(small).equal(before));
}

TEST(Tiles, CoverASectionOnceWithinTheirMargins) {
  for (const std::int64_t inner : {8, 24, 64}) {
    at::Tensor covered = at::zeros({40, 56}, at::kInt);
    for (const Tile& tile : tiles_of(40, 56, inner, 12)) {
      covered.narrow(0, tile.inner.y, tile.inner.height).narrow(1, tile.inner.x, tile.inner.width).add_(1);
      const auto reaches = [](std::int64_t begin, std::int64_t outer_begin) {
        return outer_begin == std::max<std::int64_t>(begin - 12, 0);
      };
      EXPECT_TRUE(reaches(tile.inner.y, tile.outer.y) && reaches(tile.inner.x, tile.outer.x));
      EXPECT_EQ(tile.outer.y + tile.outer.height,
                std::min<std::int64_t>(tile.inner.y + tile.inner.height + 12, 40));
      EXPECT_EQ(tile.outer.x + tile.outer.width,
                std::min<std::int64_t>(tile.inner.x + tile.inner.width + 12, 56));
    }
    EXPECT_TRUE(covered.eq(1).all().item<bool>()) << inner;
  }
}

TEST(SectionStatistics, NeedTheWholeMargin) {
  const at::NoGradGuard no_graph;
  const auto generator = random_generator({"resnet", 2, 4, 2});
  const at::Tensor section = uneven_section(160, 120);
  const at::Tensor whole = generator->forward(section)[0];
  EXPECT_GT((label_in_tiles(generator, section, 40, 4) - whole).abs().max().item<double>(), 0.05);
}

}  // namespace
}  // namespace emsurvey
