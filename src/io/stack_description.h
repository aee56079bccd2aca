// Descriptions that imaging programs write into TIFF files about the planes in them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace emsurvey {

/// Sizes of a page. A description applies only if its planes have these sizes.
struct PageShape {
  std::uint64_t height = 0;
  std::uint64_t width = 0;
  std::uint64_t samples = 1;
  bool is_planar = false;  ///< Each sample is stored as a separate plane.
};

/// The planes of a file by axis, beyond height, width and colours.
struct StackDescription {
  struct Axis {
    char name;  ///< 'C' channels, 'Z' slices, 'T' times; otherwise unknown.
    std::uint64_t size;
  };

  std::string writer;            ///< The program or format, such as "ImageJ".
  bool is_of_whole_file = true;  ///< Otherwise it describes the pages from this one on.
  std::vector<Axis> axes;        ///< The axes of more than one plane.
  std::uint64_t plane_count() const;
};

/// Parses `text`, the ImageDescription of a page, as written by ImageJ or tifffile or in OME-XML. Returns
/// nothing if the text has none of these forms or does not describe planes of the shape `page`. Throws
/// InputError that names `subject` if the text describes several images, contradicts itself, or counts planes
/// that do not fit the file.
std::optional<StackDescription> stack_description(const std::string& subject, const std::string& text,
                                                  const PageShape& page);

}  // namespace emsurvey
