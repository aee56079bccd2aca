// The available networks by name, for configs and plans. Does not depend on LibTorch.
#pragma once

#include <string>
#include <vector>

namespace emsurvey {

/// A network as specified in the config.
struct NetworkSpec {
  std::string name;
  int depth = 0;        ///< Number of repeated units: residual blocks, levels of a U-Net, ...
  int filters = 0;      ///< Channels after the first convolution; half of them for a U-Net.
  int label_count = 0;  ///< Channels of the output.
};

/// Largest number of channels after the first convolution.
constexpr int most_filters = 1024;

/// Fixed properties of each network name.
struct NetworkKind {
  std::string name;
  std::string depth_option;  ///< Name of the depth in the published options, such as "n_res_blocks".
  int default_depth;
  int lowest_depth;
  int highest_depth;
  int default_filters;
};

const std::vector<NetworkKind>& network_kinds();

/// Returns the kind of network called `name`. Throws InputError naming the key `network` and the nearest
/// known name.
const NetworkKind& network_kind(const std::string& name);

/// Returns the number of convolution layers on the path from image to label.
int layer_count(const NetworkSpec& spec);

/// Returns the number that the height and width of an input must be multiples of.
int size_multiple(const NetworkSpec& spec);

/// Number of layers in each unit of a DenseNet.
constexpr int dense_layers = 5;

/// Returns the number of channels of a U-Net's encoder at `level` (from 1). As published, the first level has
/// as many channels as the second.
int unet_channels(const NetworkSpec& spec, int level);

/// Returns the number of multiplications of a forward pass per pixel of the section. A training step needs
/// three times as many.
double multiplications_per_pixel(const NetworkSpec& spec);

/// Returns the number of weights of all convolutions: a lower bound and close estimate of the number of
/// parameters.
double least_weight_count(const NetworkSpec& spec);

/// Returns the number of multiplications of the discriminator with `label_count` labels, per pixel of the
/// section. A training step needs seven times as many.
double discriminator_multiplications_per_pixel(int label_count);

/// Smallest height and width of images for the discriminator.
constexpr int smallest_judged_px = 24;

}  // namespace emsurvey
