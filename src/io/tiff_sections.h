// Which planes of a TIFF file are sections.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "io/stack_description.h"

namespace emsurvey {

/// A directory (IFD) of the file's chain that is no smaller copy of another.
struct TiffDirectory {
  std::uint64_t offset = 0;  ///< where it lies in the file
  PageShape shape;
  std::uint64_t depth = 1;  ///< planes that it says it holds (tag ImageDepth, or that of MetaMorph)
  std::string description;  ///< tag ImageDescription
  std::uint64_t contiguous_planes =
      1;  ///< planes that the file can hold one after the other from this one on
};

/// A section: a plane of a directory; planes above 0 lie behind the first, uncompressed.
struct TiffSection {
  std::size_t page = 0;  ///< the directory's place among those without copies
  std::uint64_t directory_offset = 0;
  std::uint64_t plane = 0;
  bool is_contiguous = false;  ///< the directory has several planes
};

/// The sections of a file, in their order: a directory each, or the planes behind one where a description (of
/// ImageJ, tifffile) or a tag tells of them. Throws InputError naming `subject`
/// where a description tells of several channels or axes, or of other planes than the file has, and where
/// pages look like smaller copies of others.
std::vector<TiffSection> tiff_sections(const std::string& subject, const std::vector<TiffDirectory>& pages);

}  // namespace emsurvey
