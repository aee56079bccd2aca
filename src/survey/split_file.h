// Splits that the user gives in a CSV file.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "survey/section_place.h"
#include "survey/split.h"

namespace emsurvey {

/// The role of one image in one split.
struct AssignedRole {
  std::string image;
  int split = 1;  ///< From 1.
  Role role = Role::unused;
  std::size_t line = 0;  ///< In the file.
};

/// The contents of the file.
struct SplitFile {
  std::string path;  ///< Used in messages.
  std::vector<AssignedRole> rows;

  /// Returns the largest number of a split.
  int splits() const;
};

/// Parses CSV text with the columns `image`, `split` (1, 2, ...) and `role` (train, validation, test or
/// unused); other columns are ignored. Throws InputError that names `path` and the line of a missing column, an
/// invalid cell, or an image that has two roles in a split.
SplitFile parse_split_file(std::string_view text, const std::string& path);

/// Reads and parses the file.
SplitFile read_split_file(const std::string& path);

/// Returns split `number` of `file`. Images that it does not name in this split are unused. Throws InputError
/// that names the file if it has no such split, if an image is not in the data set, or if the split trains on
/// nothing or tests nothing.
Split file_split(const SplitFile& file, int number, const SectionPlaces& places);

}  // namespace emsurvey
