#include "survey/distant_sections.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <utility>

#include "base/error.h"

namespace emsurvey {
namespace {

constexpr std::int64_t infinite = std::numeric_limits<std::int64_t>::max();

Role& role_of(Split& split, int section) {
  return split.roles[static_cast<std::size_t>(section)];
}

Role role_of(const Split& split, int section) {
  return split.roles[static_cast<std::size_t>(section)];
}

std::int64_t distance_between(const SectionPlaces& places, int a, int b) {
  return section_distance(places[static_cast<std::size_t>(a)], places[static_cast<std::size_t>(b)])
      .value_or(infinite);
}

/// The distance of a section from the nearest of `others`.
std::int64_t distance_from(const SectionPlaces& places, int section, const std::vector<int>& others) {
  std::int64_t distance = infinite;
  for (const int other : others) distance = std::min(distance, distance_between(places, section, other));
  return distance;
}

/// Neighbouring sections with the same role, in the order of z.
using Stretch = std::vector<int>;

/// The longest possible stretches of training sections.
std::vector<Stretch> training_stretches(const Split& split, const std::vector<VolumeSlices>& volumes) {
  std::vector<Stretch> stretches;
  for (const VolumeSlices& volume : volumes) {
    bool continues = false;
    for (const SliceSections& slice : volume.slices) {
      for (const int section : slice) {
        const bool is_training = role_of(split, section) == Role::train;
        if (is_training && !continues) stretches.emplace_back();
        if (is_training) stretches.back().push_back(section);
        continues = is_training;
      }
    }
  }
  return stretches;
}

/// Chooses the validation sections of a split.
class ValidationChoice {
 public:
  ValidationChoice(const Split& split, const SectionPlaces& places, std::size_t count)
      : split_(split), volumes_(volumes_of(places)), count_(count) {
    const auto tested = split.images(Role::test);
    for (std::size_t i = 0; i < places.size(); ++i)
      distances_.push_back(distance_from(places, static_cast<int>(i), tested));
  }

  /// Returns the best neighbours, or, where there are no `count` neighbours, the sections that are farthest
  /// from the test sections.
  Stretch best(int gap) const {
    Stretch best;
    std::pair<std::int64_t, std::size_t> best_worth;
    for (const Stretch& stretch : training_stretches(split_, volumes_)) {
      for (std::size_t begin = 0; begin + count_ <= stretch.size(); ++begin) {
        const auto first = stretch.begin() + static_cast<std::ptrdiff_t>(begin);
        const Stretch sections(first, first + static_cast<std::ptrdiff_t>(count_));
        const auto worth = worth_of(sections, gap);
        if (!best.empty() && worth <= best_worth) continue;
        best = sections;
        best_worth = worth;
      }
    }
    return best.empty() ? farthest() : best;
  }

  /// Returns the split with these validation sections and `gap` slices between them and the training sections.
  Split with(const Stretch& validation, int gap) const {
    Split split = split_;
    for (const int section : validation) role_of(split, section) = Role::validation;
    if (gap > 0) leave_gap(split, volumes_, Role::train, Role::validation, gap);
    return split;
  }

 private:
  /// The distance from the test sections, and the number of training sections that remain.
  std::pair<std::int64_t, std::size_t> worth_of(const Stretch& sections, int gap) const {
    std::int64_t distance = infinite;
    for (const int section : sections)
      distance = std::min(distance, distances_[static_cast<std::size_t>(section)]);
    return {distance, with(sections, gap).images(Role::train).size()};
  }

  Stretch farthest() const {
    Stretch sections = split_.images(Role::train);
    std::stable_sort(sections.begin(), sections.end(), [&](int a, int b) {
      return distances_[static_cast<std::size_t>(a)] > distances_[static_cast<std::size_t>(b)];
    });
    sections.resize(count_);
    return sections;
  }

  const Split& split_;
  const std::vector<VolumeSlices> volumes_;
  const std::size_t count_;
  std::vector<std::int64_t> distances_;  ///< Distance of each section from the test sections.
};

}  // namespace

void leave_gap(Split& split, const std::vector<VolumeSlices>& volumes, Role from, Role around, int gap) {
  for (const VolumeSlices& volume : volumes) {
    const auto last = static_cast<int>(volume.slices.size()) - 1;
    for (int i = 0; i <= last; ++i) {
      const auto& slice = volume.slices[static_cast<std::size_t>(i)];
      const bool is_around = std::any_of(slice.begin(), slice.end(),
                                         [&](int section) { return role_of(split, section) == around; });
      if (!is_around) continue;
      for (int near = std::max(0, i - gap); near <= std::min(last, i + gap); ++near)
        for (const int section : volume.slices[static_cast<std::size_t>(near)])
          if (role_of(split, section) == from) role_of(split, section) = Role::unused;
    }
  }
}

void set_validation_neighbours_aside(Split& split, const SectionPlaces& places, int count, int gap,
                                     int needed) {
  if (count == 0) return;
  const auto training = split.images(Role::train).size();
  require(count < static_cast<int>(training), "validation-images",
          "leaves none of the " + std::to_string(training) + " training images for training",
          "ask for fewer");
  const ValidationChoice choice(split, places, static_cast<std::size_t>(count));
  const Stretch validation = choice.best(gap);
  Split best = choice.with(validation, gap);
  while (gap > 0 && static_cast<int>(best.images(Role::train).size()) < needed)
    best = choice.with(validation, --gap);
  split = std::move(best);
}

void keep_distant_training(Split& split, const SectionPlaces& places, int count) {
  std::vector<int> others = split.images(Role::test);
  const auto validation = split.images(Role::validation);
  others.insert(others.end(), validation.begin(), validation.end());
  std::vector<std::pair<int, std::int64_t>> left;  // Section, and its distance from the others.
  for (const int section : split.images(Role::train)) {
    left.emplace_back(section, distance_from(places, section, others));
    role_of(split, section) = Role::unused;
  }
  for (int kept = 0; kept < count && !left.empty(); ++kept) {
    const auto farthest = std::max_element(left.begin(), left.end(),
                                           [](const auto& a, const auto& b) { return a.second < b.second; });
    const int section = farthest->first;
    role_of(split, section) = Role::train;
    left.erase(farthest);
    for (auto& [other, distance] : left)
      distance = std::min(distance, distance_between(places, other, section));
  }
}

}  // namespace emsurvey
