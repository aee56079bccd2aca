#include "survey/section_place.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <utility>

namespace emsurvey {

SectionPlaces places_of(const Dataset& dataset) {
  SectionPlaces places;
  for (const Section& section : dataset.sections) places.push_back({section.name, section.volume, section.z});
  return places;
}

std::optional<std::int64_t> section_distance(const SectionPlace& a, const SectionPlace& b) {
  if (a.volume != b.volume) return {};
  return std::abs(std::int64_t{a.z} - b.z);
}

std::optional<NearestSection> nearest_section(const SectionPlaces& places, const std::vector<int>& candidates,
                                              int section) {
  const SectionPlace& place = places[static_cast<std::size_t>(section)];
  std::optional<NearestSection> nearest;
  for (const int candidate : candidates) {
    const SectionPlace& other = places[static_cast<std::size_t>(candidate)];
    const auto distance = section_distance(place, other);
    if (!distance) continue;
    const bool is_nearer =
        !nearest || std::pair(*distance, other.z) <
                        std::pair(nearest->distance, places[static_cast<std::size_t>(nearest->section)].z);
    if (is_nearer) nearest = {candidate, *distance};
  }
  return nearest;
}

std::size_t VolumeSlices::section_count() const {
  std::size_t count = 0;
  for (const auto& slice : slices) count += slice.size();
  return count;
}

std::vector<VolumeSlices> volumes_of(const SectionPlaces& places) {
  std::vector<std::string> order;
  std::map<std::string, std::map<int, SliceSections>> sections;
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (!sections.contains(places[i].volume)) order.push_back(places[i].volume);
    sections[places[i].volume][places[i].z].push_back(static_cast<int>(i));
  }
  std::vector<VolumeSlices> volumes;
  for (const auto& name : order) {
    volumes.push_back({name, {}});
    for (auto& [z, slice] : sections[name]) volumes.back().slices.push_back(std::move(slice));
  }
  return volumes;
}

}  // namespace emsurvey
