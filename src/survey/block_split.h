// Splits that test a block of neighbouring sections.
#pragma once

#include <vector>

#include "survey/section_place.h"
#include "survey/split.h"

namespace emsurvey {

/// Divides the slices of a data set into `count` blocks of neighbours and returns the sections of each. Every
/// section is in exactly one block; the sections of one slice are in the same block.
///
/// Blocks do not reach across volumes, except that volumes are joined with the shorter of the volumes beside
/// them while there are more than `count`, or while one has fewer slices than half a block of average length.
/// Each volume has at least one block; further blocks go where blocks are longest. The blocks of a volume
/// differ by at most one slice. Throws InputError naming the key `splits` if `count` is less than 2 or larger
/// than the number of slices.
std::vector<std::vector<int>> blocks_of(const SectionPlaces& places, int count);

/// Makes split `number` (1 .. rule.splits): tests that block, leaves rule.gap slices of the same volume unused
/// on each side of it, and trains on the others, or on rule.train_images of them (see keep_distant_training).
/// Throws InputError naming the key if too few remain.
Split block_split(const SplitRule& rule, int number, const SectionPlaces& places);

}  // namespace emsurvey
