#include "predict/section_labeller.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <utility>

#include "network/section_statistics.h"
#include "predict/padded_section.h"

namespace emsurvey {
namespace {

/// One network that sees the section in one orientation.
class View {
 public:
  View(const TrainedNetwork& network, const PaddedSection& section, const Orientation& orientation)
      : network_(network), section_(section), orientation_(orientation) {}

  /// Measures the statistics of the section, which is divided into `tiles`.
  void measure(const std::vector<Tile>& tiles, const ProgressCallback& on_progress) {
    TiledSection view{section_.height(), section_.width(), {}, [this](const Window& window) {
                        const Window source =
                            restored(window, section_.height(), section_.width(), orientation_);
                        return input(source);
                      }};
    if (orientation_.transpose) std::swap(view.height, view.width);
    for (const Tile& tile : tiles) view.tiles.push_back(seen(tile));
    statistics_.emplace(network_.generator, view, on_progress);
  }

  /// Returns the output for the inner window of a tile; without statistics the tile must be the whole section.
  at::Tensor label(const Tile& tile) const {
    const at::NoGradGuard no_graph;
    const at::Tensor pixels = input(tile.outer);
    const at::Tensor output =
        statistics_ ? statistics_->label(seen(tile), pixels) : network_.generator->forward(pixels)[0];
    return restored(output.cpu(), orientation_);
  }

 private:
  at::Tensor input(const Window& window) const {
    return oriented(section_.read(network_.format, window), orientation_)
        .to(network_.generator->parameters().front().device());
  }
  Tile seen(const Tile& tile) const {
    return {oriented(tile.inner, section_.height(), section_.width(), orientation_),
            oriented(tile.outer, section_.height(), section_.width(), orientation_)};
  }

  const TrainedNetwork& network_;
  const PaddedSection& section_;
  Orientation orientation_;
  std::optional<SectionStatistics> statistics_;
};

/// Returns the mean probability of each label in the inner window of a tile.
at::Tensor mean_label(const std::vector<View>& views, const Tile& tile, const ProgressCallback& on_progress) {
  at::Tensor sum;
  for (const View& view : views) {
    if (on_progress) on_progress();
    const at::Tensor probability = (view.label(tile) + 1) / 2;
    sum = sum.defined() ? sum.add_(probability) : probability;
  }
  return views.size() == 1 ? sum : sum / static_cast<double>(views.size());
}

}  // namespace

SectionLabeller::SectionLabeller(std::vector<TrainedNetwork> networks, bool uses_all_orientations)
    : networks_(std::move(networks)),
      orientations_(uses_all_orientations ? all_orientations() : std::vector<Orientation>(1)) {
  for (const TrainedNetwork& network : networks_) {
    // All multiples are powers of 2, so the largest is one of all others.
    multiple_ = std::max(multiple_, size_multiple(network.generator->spec()));
    margin_ = std::max(margin_, margin_px(network.generator->spec()));
  }
  margin_ = (margin_ + multiple_ - 1) / multiple_ * multiple_;
}

void SectionLabeller::label(const Plane<std::uint16_t>& raw, std::optional<int> inner_px,
                            const KeepLabels& keep, const ProgressCallback& on_progress) const {
  const PaddedSection section(raw, multiple_);
  const auto largest = std::max(section.height(), section.width());
  const auto tiles = tiles_of(section.height(), section.width(), inner_px.value_or(largest), margin_);
  std::vector<View> views;
  for (const TrainedNetwork& network : networks_) {
    for (const Orientation& orientation : orientations_) views.emplace_back(network, section, orientation);
  }
  if (tiles.size() > 1) {
    for (View& view : views) view.measure(tiles, on_progress);
  }
  for (const Tile& tile : tiles) {
    const at::Tensor labels = mean_label(views, tile, on_progress);
    const Window part = section.inside(tile.inner);
    if (part.pixels() == 0) continue;
    keep({part.y - section.top(), part.x - section.left(), part.height, part.width},
         labels.narrow(1, part.y - tile.inner.y, part.height).narrow(2, part.x - tile.inner.x, part.width));
  }
}

}  // namespace emsurvey
