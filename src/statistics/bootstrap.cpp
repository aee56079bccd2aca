#include "statistics/bootstrap.h"

#include <algorithm>
#include <cstdint>

#include "base/random.h"
#include "statistics/all_pairs.h"
#include "statistics/ranks.h"
#include "statistics/t_test.h"

namespace emsurvey {
namespace {

using Units = std::vector<std::vector<CompleteBlock>>;

/// Values of all resamples for one setting or pair.
using Draws = std::vector<double>;

/// Returns the order statistics number 250 and 9750 of 9999.
Interval percentile_interval(Draws draws) {
  constexpr std::size_t tail = (resample_count + 1) / 40;
  const auto low = draws.begin() + (tail - 1), high = draws.end() - static_cast<std::ptrdiff_t>(tail);
  std::nth_element(draws.begin(), low, draws.end());
  std::nth_element(low + 1, high, draws.end());
  return {*low, *high};
}

double average(const Draws& draws) {
  double sum = 0;
  for (const double value : draws) sum += value;
  return sum / static_cast<double>(draws.size());
}

struct ResampledValues {
  std::vector<Draws> means, ranks;  ///< [setting][draw]
  std::vector<double> firsts;       ///< For each setting, the sum of its shares of the first place.
};

/// Returns for each setting whether it has the highest mean; settings that are tied share 1.
std::vector<double> first_shares(const std::vector<double>& means) {
  const double best = *std::max_element(means.begin(), means.end());
  const auto count = static_cast<double>(std::count(means.begin(), means.end(), best));
  std::vector<double> shares;
  for (const double mean : means) shares.push_back(mean == best ? 1 / count : 0);
  return shares;
}

void append(std::vector<Draws>& draws, const std::vector<double>& values) {
  for (std::size_t setting = 0; setting < values.size(); ++setting) draws[setting].push_back(values[setting]);
}

ResampledValues draw_all(const Units& units, const ProgressCallback& on_progress) {
  const std::size_t settings = units.front().front().means.size();
  const std::vector<Draws> empty(settings);
  ResampledValues values{empty, empty, std::vector<double>(settings)};
  for (std::uint32_t draw = 0; draw < resample_count; ++draw) {
    on_progress();
    const std::vector<double> means = resampled_means(units, draw);
    std::vector<double> rounded, descending;
    for (const double mean : means) {
      rounded.push_back(rounded_mean(mean));
      descending.push_back(-rounded.back());
    }
    append(values.means, means);
    append(values.ranks, mid_ranks(descending));
    const std::vector<double> shares = first_shares(rounded);
    for (std::size_t setting = 0; setting < settings; ++setting) values.firsts[setting] += shares[setting];
  }
  return values;
}

ResampledPair compare_draws(const ResampledValues& values, std::size_t first, std::size_t second) {
  Draws differences;
  double above = 0;
  for (std::size_t draw = 0; draw < resample_count; ++draw) {
    const double one = rounded_mean(values.means[first][draw]);
    const double other = rounded_mean(values.means[second][draw]);
    above += one > other ? 1 : one == other ? 0.5 : 0;
    differences.push_back(values.means[first][draw] - values.means[second][draw]);
  }
  const Interval interval = percentile_interval(std::move(differences));
  return {first, second, interval.low, interval.high, above / static_cast<double>(resample_count)};
}

}  // namespace

Units blocks_by_unit(const std::vector<CompleteBlock>& blocks, Unit unit) {
  Units units;
  for (const CompleteBlock& block : blocks) {
    const bool begins_unit =
        units.empty() || unit == Unit::training || units.back().front().block.split != block.block.split;
    if (begins_unit) units.emplace_back();
    units.back().push_back(block);
  }
  return units;
}

std::vector<double> resampled_means(const Units& units, std::uint32_t draw) {
  RandomSequence random({0, 0, 0}, RandomUse::resampling, draw);
  std::vector<double> sums(units.front().front().means.size());
  for (std::size_t i = 0; i < units.size(); ++i) {
    const auto& repeats = units[static_cast<std::size_t>(random.below(static_cast<int>(units.size())))];
    std::vector<double> of_unit(sums.size());
    for (std::size_t j = 0; j < repeats.size(); ++j) {
      const int drawn = repeats.size() > 1 ? random.below(static_cast<int>(repeats.size())) : 0;
      const auto& means = repeats[static_cast<std::size_t>(drawn)].means;
      for (std::size_t setting = 0; setting < sums.size(); ++setting) of_unit[setting] += means[setting];
    }
    for (std::size_t setting = 0; setting < sums.size(); ++setting)
      sums[setting] += of_unit[setting] / static_cast<double>(repeats.size());
  }
  for (double& sum : sums) sum /= static_cast<double>(units.size());
  return sums;
}

Resamples resample(const Units& units, const ProgressCallback& on_progress) {
  const ResampledValues values = draw_all(units, on_progress);
  Resamples result;
  for (std::size_t setting = 0; setting < values.means.size(); ++setting) {
    const Interval means = percentile_interval(values.means[setting]);
    const Interval ranks = percentile_interval(values.ranks[setting]);
    result.settings.push_back({means.low, means.high,
                               values.firsts[setting] / static_cast<double>(resample_count),
                               average(values.ranks[setting]), ranks.low, ranks.high});
  }
  if (pair_count(values.means.size()) > most_pairs) return result;
  for (std::size_t first = 0; first < values.means.size(); ++first) {
    for (std::size_t second = first + 1; second < values.means.size(); ++second) {
      on_progress();
      result.pairs.push_back(compare_draws(values, first, second));
    }
  }
  return result;
}

}  // namespace emsurvey
