// Whether the files of numbered regions hold numbers of regions.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/plane.h"

namespace emsurvey {

/// The numbered regions of one label.
class NumberFiles {
 public:
  void add(const std::string& file, const Plane<std::uint32_t>& numbers);

  /// Sentences about files that seem to be masks or grey images; each begins with `subject`.
  std::vector<std::string> warnings_of_instances(const std::string& subject) const;
  /// The same for cells, of which a section has more than one.
  std::vector<std::string> warnings_of_cells(const std::string& subject) const;

 private:
  std::vector<std::string> warnings_of_grey(const std::string& subject) const;

  std::vector<std::string> uniform_;   ///< one number
  std::vector<std::string> separate_;  ///< one number for parts that lie apart
  std::vector<std::string> grey_;      ///< numbers that differ from pixel to pixel
};

}  // namespace emsurvey
