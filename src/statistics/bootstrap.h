// Resamples of the units: how steady a ranking is.
#pragma once

#include <cstddef>
#include <vector>

#include "base/progress_callback.h"
#include "statistics/complete_blocks.h"

namespace emsurvey {

struct ResampledSetting {
  double low = 0;  ///< 95 % percentile interval of the mean.
  double high = 0;
  double first = 0;  ///< Share of the resamples in which the setting has the highest mean, shared when tied.
  double mean_rank = 0;
  double rank_low = 0;  ///< 95 % percentile interval of the rank.
  double rank_high = 0;
};

struct ResampledPair {
  std::size_t first = 0;  ///< Positions of the settings; first < second.
  std::size_t second = 0;
  double low = 0;  ///< 95 % percentile interval of the difference of the means.
  double high = 0;
  double share_above = 0;  ///< Share of the resamples in which `first` is higher, ties half.
};

/// Percentile intervals and shares. They are not corrected for overlap.
struct Resamples {
  std::vector<ResampledSetting> settings;
  std::vector<ResampledPair>
      pairs;  ///< Sorted by first, then second; empty if there are more than most_pairs.
};

inline constexpr std::size_t resample_count = 9999;

/// Means of the settings in resample number `draw`: as many units as there are, drawn with replacement for all
/// settings together, and of a unit with several repeats as many repeats (A. C. Davison and D. V. Hinkley,
/// Bootstrap Methods and their Application, 1997, section 3.8; C. A. Field and A. H. Welsh, JRSS B 69, 2007).
/// Images are not drawn. A pure function of its arguments: the numbers come from RandomUse::resampling.
std::vector<double> resampled_means(const std::vector<std::vector<CompleteBlock>>& units, std::uint32_t draw);

/// Groups the blocks by unit.
std::vector<std::vector<CompleteBlock>> blocks_by_unit(const std::vector<CompleteBlock>& blocks, Unit unit);

/// Draws resample_count resamples of at least two units.
Resamples resample(
    const std::vector<std::vector<CompleteBlock>>& units, const ProgressCallback& on_progress = [] {});

}  // namespace emsurvey
