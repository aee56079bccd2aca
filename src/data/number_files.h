// Checks whether files of numbered regions hold numbers of regions.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/plane.h"

namespace emsurvey {

/// The files of one label with numbered regions.
class NumberFiles {
 public:
  void add(const std::string& file, const Plane<std::uint32_t>& numbers);

  /// Warns of instance files that seem to be masks or grey images; each warning begins with `subject`.
  std::vector<std::string> warnings_of_instances(const std::string& subject) const;
  /// Warns of cell files in the same way; a section has more than one cell.
  std::vector<std::string> warnings_of_cells(const std::string& subject) const;

 private:
  std::vector<std::string> warnings_of_grey(const std::string& subject) const;

  std::vector<std::string> uniform_;   ///< Files with one number.
  std::vector<std::string> separate_;  ///< Files with one number for separate parts.
  std::vector<std::string> grey_;      ///< Files whose numbers differ from pixel to pixel.
};

}  // namespace emsurvey
