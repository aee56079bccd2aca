// Choice of training and validation sections that are far from the test sections.
#pragma once

#include <vector>

#include "survey/section_place.h"
#include "survey/split.h"

namespace emsurvey {

/// Turns the sections with role `from` that are at most `gap` slices of their volume away from a section with
/// role `around`, or in the same slice, into unused ones. Slices that the data set does not have do not count.
void leave_gap(Split& split, const std::vector<VolumeSlices>& volumes, Role from, Role around, int gap);

/// Turns `count` training sections into validation sections, which are neighbours in one volume where a part
/// of the training sections is long enough. Of all such places it is the one farthest from the test sections,
/// then the one whose gap costs the fewest training sections, then the first. The gap to the training sections
/// is `gap` slices, or fewer if that would leave fewer than `needed` training sections. Throws InputError
/// naming the key if `count` is not less than the number of training sections.
void set_validation_neighbours_aside(Split& split, const SectionPlaces& places, int count, int gap,
                                     int needed);

/// Keeps `count` training sections and leaves the others unused: repeatedly the one that is farthest from all
/// test and validation sections and from those kept before, so that the sections spread over the tissue and a
/// smaller number is a part of a larger one. Sections of different volumes are infinitely far from each other;
/// of equally far ones the first is kept.
void keep_distant_training(Split& split, const SectionPlaces& places, int count);

}  // namespace emsurvey
