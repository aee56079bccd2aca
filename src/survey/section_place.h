// The places of sections in their volumes, from which splits are made.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "data/dataset.h"

namespace emsurvey {

struct SectionPlace {
  std::string name;    ///< Unique in the data set.
  std::string volume;  ///< The stack that contains the section.
  int z = 0;           ///< Position in that stack, in sections.
};

/// The places of all sections of a data set, in its order.
using SectionPlaces = std::vector<SectionPlace>;

SectionPlaces places_of(const Dataset& dataset);

/// Returns the distance of two sections of a volume, in sections; nothing if they are in different volumes.
std::optional<std::int64_t> section_distance(const SectionPlace& a, const SectionPlace& b);

/// A section of the same volume, and its distance in sections.
struct NearestSection {
  int section = 0;  ///< Index into the places.
  std::int64_t distance = 0;
};

/// Returns the one of `candidates` (ascending indices) that is nearest to `section` in its volume. Of two that
/// are equally near, it is the one with the lower z. Returns nothing if none is in that volume.
std::optional<NearestSection> nearest_section(const SectionPlaces& places, const std::vector<int>& candidates,
                                              int section);

/// The sections at one z of a volume, such as tiles of one slice: indices into the places.
using SliceSections = std::vector<int>;

/// A volume: its slices in ascending order of z.
struct VolumeSlices {
  std::string volume;
  std::vector<SliceSections> slices;

  std::size_t section_count() const;
};

/// Returns the volumes in the order of their first sections.
std::vector<VolumeSlices> volumes_of(const SectionPlaces& places);

}  // namespace emsurvey
