#include "network/activations.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace emsurvey {
namespace {

/// Of a unit, in multiples of its channels.
double kept_of_unit(const std::string& network) {
  // A layer keeps what its norm reads and what its ReLU gives, which the next one reads.
  constexpr double layer = 2;
  // The gate: what its norm and sigmoid give and what they are multiplied with; the sum.
  if (network == "highwaynet") return 2 * layer + 6;
  // All layers but the first read the outputs before them put together.
  if (network == "densenet") return dense_layers * layer + dense_layers * (dense_layers + 1) / 2.0 - 1;
  return 2 * layer + 1;  // the sum
}

double codec_kept(const NetworkSpec& spec) {
  const double f = spec.filters;
  const double encoder = f + 2 * f / 4 + 4 * f / 16;
  const double units = spec.depth * kept_of_unit(spec.name) * 4 * f / 16;
  const double decoder = 2 * 2 * f / 4 + 2 * f + spec.label_count;
  return 1 + encoder + units + decoder;
}

/// Channels of a u-net's layers at a level, and the pixels that the level has for each of the section.
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
    // Down: what the norm reads and gives, and the leaky ReLU; the first level has neither norm nor ReLU.
    kept += level.pixels * (i == 1 ? 1 : 2) * level.down;
    if (i > 1) kept += 4 * level.pixels * unet_channels(spec, i - 1);
    // Up: what the transposed convolution reads, and gives to the norm.
    kept += level.pixels * (level.below + level.down) + 4 * level.pixels * level.up;
  }
  return kept;
}

double unet_passing(const NetworkSpec& spec) {
  double skipped = 0, widest = 0;
  for (int i = 1; i <= spec.depth; ++i) {
    const Level level = unet_level(spec, i);
    skipped += level.pixels * level.down;
    // What comes from below, that put together with what skipped, its ReLU, and the output with its norm.
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
  // The decoder's last doubling: what it reads, and what convolution, norm and ReLU give.
  const double f = spec.filters;
  return 1 + 2 * f / 4 + 3 * f;
}

double kept_discriminator_values_per_pixel(int label_count) {
  // Each layer keeps what its convolution gives and its leaky ReLU; those between norm it, too.
  return 2 * (1 + label_count + 2 * 64 / 4.0 + 3 * 128 / 16.0 + 3 * 256 / 64.0 + 3 * 512 / 64.0 + 1 / 64.0);
}

}  // namespace emsurvey
