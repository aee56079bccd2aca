#include "network/section_statistics.h"

#include <ATen/ATen.h>

#include <optional>
#include <utility>

namespace emsurvey {

namespace {

/// Ends the pass of a tile at the norm that is measured.
struct TileIsMeasured {};

at::Tensor normalised(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias,
                      const at::Tensor& mean, const at::Tensor& variance) {
  return at::batch_norm(x, weight, bias, mean.to(x.device()), variance.to(x.device()), /*training=*/false,
                        /*momentum=*/0.0, /*eps=*/1e-5,
                        /*cudnn_enabled=*/false);
}

at::Tensor inner_part(const at::Tensor& x, const Tile& tile) {
  const std::int64_t shrinkage = tile.outer.height / x.size(2);
  return x.narrow(2, (tile.inner.y - tile.outer.y) / shrinkage, tile.inner.height / shrinkage)
      .narrow(3, (tile.inner.x - tile.outer.x) / shrinkage, tile.inner.width / shrinkage);
}

}  // namespace

/// Sums over the tiles of the first norm that is not known.
class SectionStatistics::Measurement {
 public:
  [[noreturn]] void add(std::size_t norm, const at::Tensor& x, const Tile& tile) {
    const at::Tensor inner = inner_part(x, tile);
    const auto channels = inner.size(1);
    if (!norm_) {
      norm_ = norm;
      sums_.assign(static_cast<std::size_t>(channels), 0);
      squares_ = sums_;
    }
    pixels_ += inner.size(2) * inner.size(3);
    // One channel at a time, so that the copies in double precision stay small.
    for (std::int64_t c = 0; c < channels; ++c) {
      const at::Tensor values = inner[0][c].to(at::kDouble).flatten();
      sums_[static_cast<std::size_t>(c)] += values.sum().item<double>();
      squares_[static_cast<std::size_t>(c)] += values.dot(values).item<double>();
    }
    throw TileIsMeasured();
  }

  std::optional<std::size_t> norm() const { return norm_; }

  Moments moments() const {
    const at::Tensor mean = at::tensor(sums_, at::kDouble) / static_cast<double>(pixels_);
    const at::Tensor square = at::tensor(squares_, at::kDouble) / static_cast<double>(pixels_);
    return {mean.to(at::kFloat), (square - mean * mean).clamp_min(0).to(at::kFloat)};
  }

 private:
  std::optional<std::size_t> norm_;
  std::vector<double> sums_;     ///< Sum of the pixels of each channel.
  std::vector<double> squares_;  ///< Sum of their squares.
  std::int64_t pixels_ = 0;
};

/// Makes the norms use the statistics for the time of one pass.
class SectionStatistics::RuleScope {
 public:
  /// `measurement` may be null if all statistics are known.
  RuleScope(const SectionStatistics& all, const Tile& tile, Measurement* measurement) : norms_(all.norms_) {
    for (std::size_t i = 0; i < norms_.size(); ++i) {
      const Moments& moments = all.moments_[i];
      norms_[i]->set_rule([i, &moments, &tile, measurement](const at::Tensor& x, const at::Tensor& weight,
                                                            const at::Tensor& bias) {
        if (!moments.mean.defined()) measurement->add(i, x, tile);
        return normalised(x, weight, bias, moments.mean, moments.variance);
      });
    }
  }
  ~RuleScope() {
    for (const auto& norm : norms_) norm->set_rule({});
  }
  RuleScope(const RuleScope&) = delete;
  RuleScope& operator=(const RuleScope&) = delete;

 private:
  const std::vector<std::shared_ptr<SampleNorm>>& norms_;
};

SectionStatistics::SectionStatistics(const std::shared_ptr<Generator>& generator, const TiledSection& section,
                                     const ProgressCallback& on_progress)
    : generator_(generator), height_(section.height), width_(section.width) {
  const at::NoGradGuard no_graph;
  for (const auto& module : generator_->modules()) {
    if (auto norm = std::dynamic_pointer_cast<SampleNorm>(module)) norms_.push_back(std::move(norm));
  }
  moments_.resize(norms_.size());
  for (std::size_t known = 0; known < norms_.size(); ++known) {
    Measurement measurement;
    for (const Tile& tile : section.tiles) {
      if (on_progress) on_progress();
      const RuleScope scope(*this, tile, &measurement);
      try {
        generator_->forward(section.read(tile.outer), DropoutNoise::of_tile({height_, width_, tile.outer}));
      } catch (const TileIsMeasured&) {
        continue;
      }
    }
    if (!measurement.norm()) return;  // The other norms take no part in labelling.
    moments_[*measurement.norm()] = measurement.moments();
  }
}

at::Tensor SectionStatistics::label(const Tile& tile, const at::Tensor& input) const {
  const at::NoGradGuard no_graph;
  const RuleScope scope(*this, tile, nullptr);
  const at::Tensor output = generator_->forward(input, DropoutNoise::of_tile({height_, width_, tile.outer}));
  return inner_part(output, tile)[0].contiguous();
}

}  // namespace emsurvey
