#include "survey/volume_split.h"

#include <algorithm>
#include <string>

#include "base/error.h"

namespace emsurvey {

std::vector<std::vector<int>> volume_groups(const SectionPlaces& places, int count) {
  auto volumes = volumes_of(places);
  require(volumes.size() >= 2, "split-scheme", "volumes needs several volumes, and the data set has one",
          "use blocks, or prepare the data set from one folder for each volume");
  require(count >= 2 && static_cast<std::size_t>(count) <= volumes.size(), "splits",
          std::to_string(count) + " splits cannot each test one or more of the " +
              std::to_string(volumes.size()) + " volumes, and train on others",
          "ask for 2 to " + std::to_string(volumes.size()));
  std::stable_sort(volumes.begin(), volumes.end(), [](const VolumeSlices& a, const VolumeSlices& b) {
    return a.section_count() > b.section_count();
  });
  std::vector<std::vector<int>> groups(static_cast<std::size_t>(count));
  for (const VolumeSlices& volume : volumes) {
    auto& group = *std::min_element(groups.begin(), groups.end(),
                                    [](const auto& a, const auto& b) { return a.size() < b.size(); });
    for (const SliceSections& slice : volume.slices) group.insert(group.end(), slice.begin(), slice.end());
  }
  return groups;
}

Split volume_split(const SplitRule& rule, int number, const SectionPlaces& places) {
  Split split{std::vector<Role>(places.size(), Role::train)};
  const auto groups = volume_groups(places, rule.splits);
  for (const int section : groups[static_cast<std::size_t>(number - 1)])
    split.roles[static_cast<std::size_t>(section)] = Role::test;
  return split;
}

}  // namespace emsurvey
