// Splits that test whole volumes.
#pragma once

#include <vector>

#include "survey/section_place.h"
#include "survey/split.h"

namespace emsurvey {

/// Divides the volumes of a data set into `count` groups, whose numbers of sections are as equal as the rule
/// "the largest volume that is left goes to the smallest group" makes them, and returns the sections of each.
/// Throws InputError naming the key `splits` if `count` is less than 2 or larger than the number of volumes.
std::vector<std::vector<int>> volume_groups(const SectionPlaces& places, int count);

/// Makes split `number` (1 .. rule.splits): tests that group of volumes and trains on the others.
Split volume_split(const SplitRule& rule, int number, const SectionPlaces& places);

}  // namespace emsurvey
