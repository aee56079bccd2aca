// The networks there are, by name, without LibTorch: what configs and plans need to know of them.
#pragma once

#include <string>
#include <vector>

namespace emsurvey {

/// A network of the survey as the config names it.
struct NetworkSpec {
  std::string name = "resnet";
  int depth = 9;        ///< how often the core repeats (residual blocks)
  int filters = 32;     ///< channels after the first convolution
  int label_count = 3;  ///< channels of the output
};

/// What is fixed for each name.
struct NetworkKind {
  std::string name;
  std::string depth_option;  ///< what the published options call the depth ("n_res_blocks")
  int default_depth;
  int default_filters;
  int size_multiple;  ///< heights and widths that it takes are multiples of this
};

const std::vector<NetworkKind>& network_kinds();

/// The kind of that name; throws InputError naming the key `network` and the nearest known one.
const NetworkKind& network_kind(const std::string& name);

/// Convolution layers on the way from image to label.
int layer_count(const NetworkSpec& spec);

}  // namespace emsurvey
