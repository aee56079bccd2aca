// Labels sections of any size with one or several networks.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "base/plane.h"
#include "base/progress_callback.h"
#include "network/generator.h"
#include "network/tiles.h"
#include "predict/orientation.h"
#include "train/checkpoint.h"

namespace emsurvey {

/// Called with a part of the section and the probability of each label there, [C, height, width] in [0, 1].
using KeepLabels = std::function<void(const Window& part, const at::Tensor& probabilities)>;

/// Averages the outputs of networks, and, if told so, of each network over all_orientations().
class SectionLabeller {
 public:
  /// The networks must have been trained on sections of one format with the same labels.
  SectionLabeller(std::vector<TrainedNetwork> networks, bool uses_all_orientations);

  const DatasetFormat& format() const { return networks_.front().format; }
  const std::vector<TrainedNetwork>& networks() const { return networks_; }
  /// Returns the multiple of the sizes of tiles, and the margin that they need.
  int multiple() const { return multiple_; }
  int margin() const { return margin_; }

  /// Labels a section in tiles whose inner windows are `inner_px` high and wide, a multiple of multiple();
  /// nothing: as a whole. Tiles are normalised by the statistics of the whole section, so that both differ by
  /// rounding alone. `on_progress` is called before each pass of a tile.
  void label(const Plane<std::uint16_t>& raw, std::optional<int> inner_px, const KeepLabels& keep,
             const ProgressCallback& on_progress = {}) const;

 private:
  std::vector<TrainedNetwork> networks_;
  std::vector<Orientation> orientations_;
  int multiple_ = 1;
  int margin_ = 0;
};

}  // namespace emsurvey
