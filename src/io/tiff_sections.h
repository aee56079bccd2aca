// Determines which planes of a TIFF file are sections.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "io/stack_description.h"

namespace emsurvey {

/// A directory (IFD) in the chain of the file that is not a reduced copy of another.
struct TiffDirectory {
  std::uint64_t offset = 0;  ///< Position in the file.
  PageShape shape;
  std::uint64_t depth = 1;  ///< Number of planes by its tag ImageDepth, or by MetaMorph's tag.
  std::string description;  ///< Tag ImageDescription.
  /// Number of planes that the file can hold from this one on, one after the other.
  std::uint64_t contiguous_planes = 1;
};

/// A section: a plane of a directory. Planes above 0 follow the first in the file, uncompressed.
struct TiffSection {
  std::size_t page = 0;  ///< Index of the directory among those that are not copies.
  std::uint64_t directory_offset = 0;
  std::uint64_t plane = 0;
  bool is_contiguous = false;  ///< The directory has several planes.
};

/// Returns the sections of a file in their order: one per directory, or several planes of one directory if a
/// description (of ImageJ or tifffile) or a tag counts them. Throws InputError that names `subject` if a
/// description names several channels or axes or does not match the planes of the file, or if pages look like
/// reduced copies of others.
std::vector<TiffSection> tiff_sections(const std::string& subject, const std::vector<TiffDirectory>& pages);

}  // namespace emsurvey
