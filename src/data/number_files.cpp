#include "data/number_files.h"

#include <algorithm>
#include <cstddef>

#include "base/listing.h"
#include "score/regions.h"

namespace emsurvey {
namespace {

using Numbers = Plane<std::uint32_t>;

/// Whether all nonzero pixels have the same number.
bool has_one_number(const Numbers& numbers) {
  std::uint32_t number = 0;
  for (const std::uint32_t value : numbers.values) {
    if (value == 0) continue;
    if (number != 0 && value != number) return false;
    number = value;
  }
  return number != 0;
}

/// Whether the nonzero pixels form several regions.
bool lies_apart(const Numbers& numbers) {
  Plane<std::uint8_t> mask(numbers.height, numbers.width);
  std::transform(numbers.values.begin(), numbers.values.end(), mask.values.begin(),
                 [](std::uint32_t value) { return static_cast<std::uint8_t>(value != 0); });
  const Plane<std::int32_t> parts = label_regions(mask);
  return *std::max_element(parts.values.begin(), parts.values.end()) > 1;
}

bool is_alone(const Numbers& numbers, int y, int x) {
  const std::uint32_t number = numbers.at(y, x);
  return (y == 0 || numbers.at(y - 1, x) != number) && (x == 0 || numbers.at(y, x - 1) != number) &&
         (y + 1 == numbers.height || numbers.at(y + 1, x) != number) &&
         (x + 1 == numbers.width || numbers.at(y, x + 1) != number);
}

/// Whether many pixels differ from all their neighbours, as in grey images.
bool is_grey_image(const Numbers& numbers) {
  constexpr std::size_t one_in = 10;
  std::size_t numbered = 0;
  std::size_t alone = 0;
  for (int y = 0; y < numbers.height; ++y) {
    for (int x = 0; x < numbers.width; ++x) {
      if (numbers.at(y, x) == 0) continue;
      ++numbered;
      alone += is_alone(numbers, y, x) ? 1 : 0;
    }
  }
  return alone > 1 && alone * one_in > numbered;
}

}  // namespace

void NumberFiles::add(const std::string& file, const Numbers& numbers) {
  if (has_one_number(numbers)) uniform_.push_back(file);
  if (has_one_number(numbers) && lies_apart(numbers)) separate_.push_back(file);
  if (is_grey_image(numbers)) grey_.push_back(file);
}

std::vector<std::string> NumberFiles::warnings_of_grey(const std::string& subject) const {
  if (grey_.empty()) return {};
  return {subject + ": many pixels with a number unlike their neighbours' in " + listed(grey_) +
          "; these seem to be grey values instead of region numbers"};
}

std::vector<std::string> NumberFiles::warnings_of_instances(const std::string& subject) const {
  std::vector<std::string> warnings = warnings_of_grey(subject);
  if (!separate_.empty()) {
    warnings.push_back(subject + ": one number for regions that lie apart in " + listed(separate_) +
                       "; read as one region per image (kind mask makes each part a region)");
  }
  return warnings;
}

std::vector<std::string> NumberFiles::warnings_of_cells(const std::string& subject) const {
  std::vector<std::string> warnings = warnings_of_grey(subject);
  if (!uniform_.empty()) {
    warnings.push_back(subject + ": one number for all cells in " + listed(uniform_) +
                       "; white membranes are read with kind mask, white cells with mask:inverted");
  }
  return warnings;
}

}  // namespace emsurvey
