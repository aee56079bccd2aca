#include "network/activations.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace emsurvey {
namespace {

/// Values kept by one unit, as a multiple of its number of channels.
double kept_of_unit(const std::string& network) {
  // A layer keeps the input of its norm and the output of its ReLU; the latter is the input of the next
  // layer.
  constexpr double layer = 2;
  // The gate keeps the outputs of its norm and sigmoid and the factors of its products. The sum is kept, too.
  if (network == "highwaynet") return 2 * layer + 6;
  // The concatenated inputs of all layers but the first.
  if (network == "densenet") return dense_layers * layer + dense_layers * (dense_layers + 1) / 2.0 - 1;
  return 2 * layer + 1;  // For the sum.
}

double codec_kept(const NetworkSpec& spec) {
  const double f = spec.filters;
  const double encoder = f + 2 * f / 4 + 4 * f / 16;
  const double units = spec.depth * kept_of_unit(spec.name) * 4 * f / 16;
  const double decoder = 2 * 2 * f / 4 + 2 * f + spec.label_count;
  return 1 + encoder + units + decoder;
}

/// Channels of the layers of a U-Net at one level, and the number of pixels of the level per pixel of the
/// section.
struct Level {
  double down, up, below, pixels;
};

Level unet_level(const NetworkSpec& spec, int level) {
  const double down = unet_channels(spec, level);
  return {down, level == 1 ? spec.label_count : down,
          static_cast<double>(unet_channels(spec, std::min(level + 1, spec.depth))), std::pow(0.25, level)};
}

double unet_kept(const NetworkSpec& spec) {
  double kept = 1;
  for (int i = 1; i <= spec.depth; ++i) {
    const Level level = unet_level(spec, i);
    // Downward: input and output of the norm, and the leaky ReLU. The first level has neither norm nor ReLU.
    kept += level.pixels * (i == 1 ? 1 : 2) * level.down;
    if (i > 1) kept += 4 * level.pixels * unet_channels(spec, i - 1);
    // Upward: input of the transposed convolution, and its output, which is the input of the norm.
    kept += level.pixels * (level.below + level.down) + 4 * level.pixels * level.up;
  }
  return kept;
}

double unet_passing(const NetworkSpec& spec) {
  double skipped = 0, widest = 0;
  for (int i = 1; i <= spec.depth; ++i) {
    const Level level = unet_level(spec, i);
    skipped += level.pixels * level.down;
    // The features from below, their concatenation with the skip connection, its ReLU, and the output with
    // its norm.
    widest = std::max(widest, level.pixels * (level.below + 2 * (level.below + level.down) + 8 * level.up));
  }
  return 1 + skipped + widest;
}

}  // namespace

double kept_values_per_pixel(const NetworkSpec& spec) {
  return spec.name == "unet" ? unet_kept(spec) : codec_kept(spec);
}

double passing_values_per_pixel(const NetworkSpec& spec) {
  if (spec.name == "unet") return unet_passing(spec);
  // The last upsampling of the decoder holds its input and the outputs of the convolution, the norm and the
  // ReLU.
  const double f = spec.filters;
  return 1 + 2 * f / 4 + 3 * f;
}

double labelling_values_per_pixel(const NetworkSpec& spec) {
  const double f = spec.filters, labels = spec.label_count;
  // The first convolution at full size, [7 x 7], or [4 x 4] at a quarter of the pixels.
  const double first = spec.name == "unet" ? 4 : 49;
  // The transposed convolutions are 2 x 2 convolutions of their input. The last convolution of the other networks
  // copies columns of 7 pixels of its input and has 7 outputs for each label; one more copy is an upper bound.
  const double last = spec.name == "unet" ? 4 * f : 8 * f + 7 * labels;
  return passing_values_per_pixel(spec) + std::max(first, last);
}

double kept_discriminator_values_per_pixel(int label_count) {
  // Each layer keeps the outputs of its convolution and its leaky ReLU; the inner layers also keep that of
  // their norm.
  return 2 * (1 + label_count + 2 * 64 / 4.0 + 3 * 128 / 16.0 + 3 * 256 / 64.0 + 3 * 512 / 64.0 + 1 / 64.0);
}

}  // namespace emsurvey
