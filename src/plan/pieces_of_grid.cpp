#include "plan/pieces_of_grid.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <string>
#include <tuple>

namespace emsurvey {
namespace {

/// Everything that the time of a piece depends on, except the depth of the network.
using Family = std::tuple<std::string, int, ModelKind, int, int, Precision, double>;
using Depths = std::map<int, PieceTimes>;

Family family_of(const Experiment& e) {
  return {e.network.name, e.network.filters, e.model, e.crop_px, e.batch, e.precision, e.scale};
}

bool has_equal_units(const Family& family) {
  return std::get<0>(family) != "unet";
}

/// Interpolates at `depth`, between the lowest and the highest.
PieceTimes between(const Depths& depths, int depth) {
  const auto& [low, shallow] = *depths.begin();
  const auto& [high, deep] = *depths.rbegin();
  const double part = static_cast<double>(depth - low) / (high - low);
  PieceTimes pieces;
  const auto interpolate = [&](double PieceTimes::*piece) {
    pieces.*piece = (1 - part) * shallow.*piece + part * deep.*piece;
  };
  for (const auto duration : durations_of_pieces) interpolate(duration);
  interpolate(&PieceTimes::memory_bytes);
  return pieces;
}

}  // namespace

std::vector<PieceTimes> pieces_of(const std::vector<Experiment>& experiments, double enough_s,
                                  const MeasurePieces& measure) {
  constexpr double most_s = 3;
  std::map<Family, std::map<int, const Experiment*>> kinds;
  for (const Experiment& e : experiments) kinds[family_of(e)].emplace(e.network.depth, &e);
  std::size_t count = 0;
  for (auto& [family, depths] : kinds) {
    if (has_equal_units(family) && depths.size() > 2)
      depths.erase(std::next(depths.begin()), std::prev(depths.end()));
    count += depths.size();
  }
  std::map<Family, Depths> measured;
  for (const auto& [family, depths] : kinds) {
    for (const auto& [depth, experiment] : depths) {
      measured[family][depth] = measure(*experiment, std::min(most_s, enough_s / static_cast<double>(count)));
    }
  }
  std::vector<PieceTimes> pieces;
  for (const Experiment& e : experiments) {
    const Depths& depths = measured.at(family_of(e));
    const auto found = depths.find(e.network.depth);
    pieces.push_back(found != depths.end() ? found->second : between(depths, e.network.depth));
  }
  return pieces;
}

}  // namespace emsurvey
