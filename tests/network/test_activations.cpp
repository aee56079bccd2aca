#include <gtest/gtest.h>

#include "network/activations.h"

namespace emsurvey {
namespace {

TEST(Activations, OfASmallNetworkAreThoseCountedByHand) {
  // A ResNet with one block, 4 filters and 2 labels; values per pixel of the section. Input: 1. Encoder: 4,
  // then 8 at a quarter of the pixels, then 16 at a sixteenth, which is 4 + 2 + 1. Block: two layers of 2 x
  // 16 and their sum, at a sixteenth, which is 5. Decoder: 2 x 8 at a quarter, 2 x 4, and the labels, which
  // is 4 + 8 + 2.
  EXPECT_DOUBLE_EQ(kept_values_per_pixel({"resnet", 1, 4, 2}), 1 + 7 + 5 + 14);
  // The second upsampling has 8 inputs at a quarter of the pixels; convolution, norm and ReLU have 4 outputs
  // each.
  EXPECT_DOUBLE_EQ(passing_values_per_pixel({"resnet", 1, 4, 2}), 1 + 2 + 12);
  // A U-Net with 1 label and two levels of 2 channels, at a quarter and at a sixteenth of the pixels.
  // Downward: 2/4; then 2/4 as input and 2 x 2/16 as output. Upward: 4/16 as input and 2/4 as output; then
  // 4/4 as input, and the label as output.
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
