#include <gtest/gtest.h>

#include <cmath>

#include "network/activations.h"
#include "predict/tile_size.h"
#include "support/input_error.h"

namespace emsurvey {
namespace {

SectionLabeller labeller() {
  TrainedNetwork network;
  network.generator = make_generator({"resnet", 1, 4, 2});
  network.format.labels = {{"a", LabelKind::mask, Polarity::label}, {"b", LabelKind::mask, Polarity::label}};
  return SectionLabeller({network}, false);
}

/// The memory is given beyond that of this process with the section.
std::optional<int> size_within(double mebibytes, int edge) {
  const Plane<std::uint16_t> grey(edge, edge, 1);
  PredictionOptions options;
  options.base_bytes = 100 << 20;
  options.memory_bytes = options.base_bytes + static_cast<std::uint64_t>(mebibytes * 1048576);
  return tile_size(labeller(), options, grey, "section.png");
}

TEST(TileSize, GrowsWithTheMemoryUntilTheSectionFits) {
  EXPECT_FALSE(size_within(1000, 512));
  const int small = size_within(300, 4096).value(), large = size_within(900, 4096).value();
  EXPECT_LT(small, large);
  EXPECT_LT(large, 4096);
  EXPECT_EQ(large % 4, 0);
  // The section and its two labels take 4 bytes a pixel, so that the rest is for a tile.
  const double tile_bytes =
      std::pow(large + 2 * labeller().margin(), 2) * 4 * labelling_values_per_pixel({"resnet", 1, 4, 2});
  EXPECT_LT(tile_bytes + 4 * 4096.0 * 4096, 900 * 1048576.0);
  EXPECT_GT(tile_bytes + 4 * 4096.0 * 4096, 700 * 1048576.0);
}

TEST(TileSize, TellsTheMemoryThatASectionNeeds) {
  EXPECT_INPUT_ERROR(size_within(20, 4096), "section.png: needs ");
  EXPECT_INPUT_ERROR(size_within(20, 4096), "raise --memory");
}

TEST(TileSize, ReadsUnitsOfMemory) {
  EXPECT_EQ(memory_from("3K"), 3072U);
  EXPECT_EQ(memory_from("0.5G"), 536870912U);
  for (const char* text : {"", "4", "G", "-1G", "4g", "1e300T", "nanM"})
    EXPECT_INPUT_ERROR(memory_from(text), "--memory: is `");
}

}  // namespace
}  // namespace emsurvey
