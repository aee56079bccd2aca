// Distances in the sections first, as for images, then for each column of voxels across the sections the lower
// envelope of one parabola for each section (Felzenszwalb and Huttenlocher, Theory of Computing 2012). As most
// voxels that are asked for lie near a site, the envelope is built only where looking at the sections around
// would not take linear time.
#include "score/volume_distance.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <numeric>
#include <vector>

#include "base/parallel.h"
#include "score/column_distances.h"
#include "score/row_distances.h"

namespace emsurvey {
namespace {

/// The heights of the parabolas in a column of voxels: squared distances to the nearest site of each section.
class SectionSearch {
 public:
  SectionSearch(std::size_t sections, double step) : heights_(sections), square_step_(step * step) {}

  /// Begins a column of voxels. `squares` has the value of a section every `stride`; negative without a site.
  void begin(const float* squares, std::size_t stride) {
    for (std::size_t z = 0; z < heights_.size(); ++z) {
      const double value = squares[z * stride];
      heights_[z] = value < 0 ? std::numeric_limits<double>::infinity() : value;
    }
    steps_left_ = 16 * heights_.size();
    parabolas_.clear();
    reading_ = 0;
  }

  /// Returns the squared distance of the voxel in section z. Call it in ascending order of z.
  double square_at(std::size_t z) { return steps_left_ > 0 ? look_around(z) : square_in_envelope(z); }

 private:
  struct Parabola {
    std::size_t section;
    double begin;  ///< The parabola is the lowest from here to the begin of the next one.
  };

  double square_between(std::size_t z, std::size_t other) const {
    const double sections = static_cast<double>(z) - static_cast<double>(other);
    return heights_[other] + square_step_ * sections * sections;
  }

  double look_around(std::size_t z) {
    double best = heights_[z];
    std::size_t away = 1;
    for (; away < heights_.size(); ++away) {
      if (square_step_ * static_cast<double>(away * away) >= best) break;
      if (away <= z) best = std::min(best, square_between(z, z - away));
      if (z + away < heights_.size()) best = std::min(best, square_between(z, z + away));
    }
    steps_left_ -= std::min(away, steps_left_);
    return best;
  }

  double square_in_envelope(std::size_t z) {
    if (parabolas_.empty()) build_envelope();
    while (reading_ + 1 < parabolas_.size() && parabolas_[reading_ + 1].begin < static_cast<double>(z))
      ++reading_;
    return square_between(z, parabolas_[reading_].section);
  }

  void build_envelope() {
    const auto value = [this](std::size_t z) {
      return heights_[z] + square_step_ * static_cast<double>(z * z);
    };
    for (std::size_t z = 0; z < heights_.size(); ++z) {
      if (std::isinf(heights_[z])) continue;
      double begin = -std::numeric_limits<double>::infinity();
      while (!parabolas_.empty()) {
        const Parabola& last = parabolas_.back();
        begin = (value(z) - value(last.section)) / (2 * square_step_ * static_cast<double>(z - last.section));
        if (begin > last.begin) break;
        parabolas_.pop_back();
        begin = -std::numeric_limits<double>::infinity();
      }
      parabolas_.push_back({z, begin});
    }
  }

  std::vector<double> heights_;
  double square_step_;
  std::size_t steps_left_ = 0;  ///< Look around until this is used up.
  std::vector<Parabola> parabolas_;
  std::size_t reading_ = 0;
};

/// The voxels that are asked for and no sites.
class VolumeDistance {
 public:
  VolumeDistance(const BitImage& from, const BitImage& to, int section_height, double section_step)
      : from_(from),
        to_(to),
        height_(section_height),
        width_(static_cast<std::size_t>(from.width)),
        sections_(static_cast<std::size_t>(from.height / section_height)),
        step_(section_step),
        asked_(section_height, from.width) {
    for (int y = 0; y < from.height; ++y) {
      const auto row = asked_.row(y % height_);
      for (std::size_t i = 0; i < row.size(); ++i) row[i] |= from.row(y)[i] & ~to.row(y)[i];
    }
  }

  double sum() {
    squares_.assign(sections_ * width_ * static_cast<std::size_t>(height_), -1);
    for_each_parallel(sections_, [this](std::size_t z) { measure_section(static_cast<int>(z)); });
    std::vector<double> sums(static_cast<std::size_t>(height_));
    for_each_parallel(sums.size(), [&](std::size_t y) { sums[y] = sum_of_row(static_cast<int>(y)); });
    return std::accumulate(sums.begin(), sums.end(), 0.0);
  }

 private:
  /// The value of section z for pixel (y, 0). The values of a row lie together for all sections.
  float* square_at(int y, std::size_t z) {
    return squares_.data() + (static_cast<std::size_t>(y) * sections_ + z) * width_;
  }

  /// Sets the squared distances to the sites of a section where a voxel of any section is asked for.
  void measure_section(int z) {
    const auto row_of = [&](int y) { return to_.row(z * height_ + y); };
    bool has_sites = false;
    for (int y = 0; y < height_ && !has_sites; ++y) {
      const auto row = row_of(y);
      has_sites = std::any_of(row.begin(), row.end(), [](std::uint64_t word) { return word != 0; });
    }
    if (!has_sites) return;
    const ColumnDistances<std::int32_t> columns(height_, from_.width, row_of);
    RowDistances<std::int32_t> distances(from_.width);
    for (int y = 0; y < height_; ++y) {
      distances.begin(columns.row(y));
      float* squares = square_at(y, static_cast<std::size_t>(z));
      distances.visit_squares(asked_.row(y),
                              [&](int x, auto square) { squares[x] = static_cast<float>(square); });
    }
  }

  double sum_of_row(int y) {
    double sum = 0;
    SectionSearch search(sections_, step_);
    visit_pixels(asked_.row(y), [&](int x) {
      search.begin(square_at(y, 0) + x, width_);
      const auto word = static_cast<std::size_t>(x / 64);
      for (std::size_t z = 0; z < sections_; ++z) {
        const int row = static_cast<int>(z) * height_ + y;
        const std::uint64_t open = from_.row(row)[word] & ~to_.row(row)[word];
        if ((open >> x % 64 & 1) != 0) sum += std::sqrt(search.square_at(z));
      }
    });
    return sum;
  }

  const BitImage& from_;
  const BitImage& to_;
  int height_;
  std::size_t width_;
  std::size_t sections_;
  double step_;
  BitImage asked_;              ///< Pixels at which a voxel of any section is asked for.
  std::vector<float> squares_;  ///< In the sections, exact up to 2^24; negative without a site.
};

}  // namespace

double mean_distance(const BitImage& from, const BitImage& to, int section_height, double section_step) {
  const std::int64_t voxels = from.count();
  if (voxels == 0 || to.count() == 0) return std::numeric_limits<double>::quiet_NaN();
  return VolumeDistance(from, to, section_height, section_step).sum() / static_cast<double>(voxels);
}

}  // namespace emsurvey
