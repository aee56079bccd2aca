// Pictures that show where a prediction is right and where it is wrong.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "base/plane.h"

namespace emsurvey {

/// Red, green and blue.
using Picture = std::array<Plane<std::uint8_t>, 3>;
using Colour = std::array<std::uint8_t, 3>;

/// Colours that readers with colour vision deficiency can tell apart (Okabe and Ito), on white.
struct OverlayColours {
  static constexpr Colour background{255, 255, 255};
  static constexpr Colour right{190, 198, 204};
  static constexpr Colour missed{213, 94, 0};
  static constexpr Colour invented{0, 114, 178};
  static constexpr Colour merged{213, 94, 0};
  static constexpr Colour split{0, 114, 178};
  static constexpr Colour merged_and_split{204, 121, 167};
};

/// Shows pixels of the label that were found, missed and invented. Masks are non-zero where the label is
/// present.
Picture pixel_overlay(const Plane<std::uint8_t>& predicted, const Plane<std::uint8_t>& truth);

/// A region counts as covered from this share of its pixels on.
inline constexpr double covered_share = 0.2;

/// Regions that are in error.
struct RegionErrors {
  std::vector<bool> is_merged;  ///< [r]: whether predicted region r covers two or more true regions.
  std::vector<bool> is_split;   ///< [r]: whether two or more predicted regions cover true region r.
  std::size_t merged = 0;       ///< Numbers of them.
  std::size_t split = 0;
};

/// Finds the errors of numbered regions (0 is background).
RegionErrors region_errors(const Plane<std::int32_t>& predicted, const Plane<std::int32_t>& truth);

/// Shows predicted regions that merge true ones, and true regions that are split.
Picture region_overlay(const Plane<std::int32_t>& predicted, const Plane<std::int32_t>& truth,
                       const RegionErrors& errors);

/// Reduces a plane by the smallest whole factor with which no side is longer than `longest_px`; every pixel
/// is the mean of a square of pixels.
Plane<std::uint8_t> thumbnail(const Plane<std::uint8_t>& plane, int longest_px);
Picture thumbnail(const Picture& picture, int longest_px);

}  // namespace emsurvey
