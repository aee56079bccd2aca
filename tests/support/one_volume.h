// Sections of one volume, for tests of splits.
#pragma once

#include <string>

#include "survey/split.h"

namespace emsurvey {

/// Returns `count` neighbouring sections of one volume, named by their z: 0, 1, ...
inline SectionPlaces one_volume(int count) {
  SectionPlaces places;
  for (int z = 0; z < count; ++z) places.push_back({std::to_string(z), "volume", z});
  return places;
}

/// Makes split `number` of `count` neighbouring sections of one volume.
inline Split make_split(const SplitRule& rule, int number, int count) {
  return make_split(rule, number, one_volume(count));
}

}  // namespace emsurvey
