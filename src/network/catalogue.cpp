#include "network/catalogue.h"

#include <algorithm>
#include <cmath>

#include "base/unknown_name.h"

namespace emsurvey {
namespace {

/// Number of 3 x 3 convolutions of one unit between encoder and decoder, and the sum of their input channels
/// as a multiple of the channels of the unit.
struct UnitSize {
  int layers;
  int inputs;
};

UnitSize unit_size(const std::string& network) {
  // The convolution of the gate is parallel to the others and not counted as a layer.
  if (network == "highwaynet") return {2, 3};
  if (network == "densenet") return {dense_layers, dense_layers * (dense_layers + 1) / 2};
  return {2, 2};
}

// Weights and multiplications are sums over the same layers. `shrinkage` is the fraction of the pixels that
// remain after a convolution of stride 2 when multiplications are counted, and 1 when weights are counted.

double unet_sum(const NetworkSpec& spec, double shrinkage) {
  double sum = 0;
  for (int level = 1; level <= spec.depth; ++level) {
    const int down = unet_channels(spec, level);
    const int up = unet_channels(spec, std::min(level + 1, spec.depth));
    // Number of pixels after the stride of this level, per pixel of the section.
    const double pixels = std::pow(shrinkage, level);
    sum += pixels * 16 * (level == 1 ? 1 : unet_channels(spec, level - 1)) * down;
    sum += pixels * 16 * (up + down) * (level == 1 ? spec.label_count : down);
  }
  return sum;
}

double codec_sum(const NetworkSpec& spec, double shrinkage) {
  const double f = spec.filters;
  const double ends = 49 * f + 49 * f * spec.label_count;
  const double half = shrinkage, quarter = shrinkage * shrinkage;
  const double down = 9 * f * 2 * f * half + 9 * 2 * f * 4 * f * quarter;
  const double up = 16 * 4 * f * 2 * f * quarter + 16 * 2 * f * f * half;
  const double units = spec.depth * unit_size(spec.name).inputs * 9 * 16 * f * f * quarter;
  return ends + down + up + units;
}

double sum_over_layers(const NetworkSpec& spec, double shrinkage) {
  return spec.name == "unet" ? unet_sum(spec, shrinkage) : codec_sum(spec, shrinkage);
}

}  // namespace

const std::vector<NetworkKind>& network_kinds() {
  static const std::vector<NetworkKind> kinds = {{"resnet", "n_res_blocks", 9, 1, 200, 32},
                                                 {"highwaynet", "n_highway_units", 9, 1, 200, 32},
                                                 {"densenet", "n_dense_blocks", 5, 1, 40, 32},
                                                 {"unet", "u_depth", 8, 2, 8, 64}};
  return kinds;
}

const NetworkKind& network_kind(const std::string& name) {
  std::vector<std::string> names;
  for (const auto& kind : network_kinds()) {
    if (kind.name == name) return kind;
    names.push_back(kind.name);
  }
  throw unknown_name("network", "network", name, names);
}

int layer_count(const NetworkSpec& spec) {
  if (spec.name == "unet") return 2 * spec.depth;
  return 6 + unit_size(spec.name).layers * spec.depth;  // Encoder and decoder have three layers each.
}

int size_multiple(const NetworkSpec& spec) {
  return spec.name == "unet" ? 1 << spec.depth : 4;
}

int unet_channels(const NetworkSpec& spec, int level) {
  if (level == 1) return 2 * spec.filters;
  return spec.filters * std::min(8, 1 << (level - 1));
}

double multiplications_per_pixel(const NetworkSpec& spec) {
  return sum_over_layers(spec, 0.25);
}

double least_weight_count(const NetworkSpec& spec) {
  return sum_over_layers(spec, 1);
}

double discriminator_multiplications_per_pixel(int label_count) {
  return 16 *
         ((1 + label_count) * 64 / 4.0 + 64 * 128 / 16.0 + 128 * 256 / 64.0 + 256 * 512 / 64.0 + 512 / 64.0);
}

}  // namespace emsurvey
