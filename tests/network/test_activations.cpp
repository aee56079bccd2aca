#include <gtest/gtest.h>

#include "network/activations.h"

namespace emsurvey {
namespace {

TEST(Activations, OfASmallNetworkAreThoseCountedByHand) {
  // A resnet of one block and 4 filters, 2 labels; values a pixel of the section. Input: 1. Encoder: 4, 8 at
  // a quarter of the pixels, 16 at a sixteenth: 4 + 2 + 1. Block: two layers of 2 x 16 and their sum, at a
  // sixteenth: 5. Decoder: 2 x 8 at a quarter, 2 x 4, the labels: 4 + 8 + 2.
  EXPECT_DOUBLE_EQ(kept_values_per_pixel({"resnet", 1, 4, 2}), 1 + 7 + 5 + 14);
  // The second doubling reads 8 at a quarter of the pixels; convolution, norm and ReLU give 4 each.
  EXPECT_DOUBLE_EQ(passing_values_per_pixel({"resnet", 1, 4, 2}), 1 + 2 + 12);
  // A u-net of two levels with 2 channels each, at a quarter and at a sixteenth of the pixels, 1 label. Down:
  // 2/4, then 2/4 read and 2 x 2/16 given. Up: 4/16 read, 2/4 given; 4/4 read, the label given.
  EXPECT_DOUBLE_EQ(kept_values_per_pixel({"unet", 2, 1, 1}), 1 + 0.5 + 0.75 + 0.75 + 2);
}

TEST(Activations, GrowWithDepthAndFilters) {
  for (const auto& kind : network_kinds()) {
    const NetworkSpec spec{kind.name, kind.lowest_depth + 1, kind.default_filters, 3};
    NetworkSpec deeper = spec, wider = spec;
    ++deeper.depth;
    wider.filters *= 2;
    EXPECT_GT(kept_values_per_pixel(deeper), kept_values_per_pixel(spec)) << kind.name;
    EXPECT_GT(kept_values_per_pixel(wider), kept_values_per_pixel(spec)) << kind.name;
    EXPECT_GE(passing_values_per_pixel(deeper), passing_values_per_pixel(spec)) << kind.name;
    EXPECT_GT(passing_values_per_pixel(wider), passing_values_per_pixel(spec)) << kind.name;
    EXPECT_GT(kept_values_per_pixel(spec), passing_values_per_pixel(spec)) << kind.name;
  }
  EXPECT_GT(kept_discriminator_values_per_pixel(3), kept_discriminator_values_per_pixel(2));
}

}  // namespace
}  // namespace emsurvey
