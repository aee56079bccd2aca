// The networks there are, by name, without LibTorch: what configs and plans need to know of them.
#pragma once

#include <string>
#include <vector>

namespace emsurvey {

/// A network of the survey as the config names it.
struct NetworkSpec {
  std::string name = "resnet";
  int depth = 9;        ///< how often its unit repeats: residual blocks, levels of a u-net, ...
  int filters = 32;     ///< channels after the first convolution; u-net: half of them
  int label_count = 3;  ///< channels of the output
};

/// What is fixed for each name.
struct NetworkKind {
  std::string name;
  std::string depth_option;  ///< what the published options call the depth ("n_res_blocks")
  int default_depth;
  int lowest_depth;
  int highest_depth;
  int default_filters;
};

const std::vector<NetworkKind>& network_kinds();

/// The kind of that name; throws InputError naming the key `network` and the nearest known one.
const NetworkKind& network_kind(const std::string& name);

/// Convolution layers on the way from image to label.
int layer_count(const NetworkSpec& spec);

/// Heights and widths that the network takes are multiples of this.
int size_multiple(const NetworkSpec& spec);

/// Layers of each unit of a densenet.
constexpr int dense_layers = 5;

/// Channels of a u-net's encoder at `level` (from 1). The first level has as many as the second, as
/// published.
int unet_channels(const NetworkSpec& spec, int level);

/// Multiplications of a forward pass for each pixel of the section. A training step takes three times as
/// many.
double multiplications_per_pixel(const NetworkSpec& spec);

/// Weights of its convolutions, which are nearly all of its parameters and never more.
double least_weight_count(const NetworkSpec& spec);

/// Multiplications of the discriminator that judges `label_count` labels, likewise. A step takes seven times
/// as many.
double discriminator_multiplications_per_pixel(int label_count);

/// The discriminator takes no smaller images, in pixels.
constexpr int smallest_judged_px = 24;

}  // namespace emsurvey
