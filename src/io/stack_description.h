// The description that a program wrote into a TIFF file about the planes in it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace emsurvey {

/// Sizes that the planes of a page must have for a description to be about them.
struct PageShape {
  std::uint64_t height = 0;
  std::uint64_t width = 0;
  std::uint64_t samples = 1;
  bool is_planar = false;  ///< each sample for itself
};

/// The planes beyond height, width and colours, by axis.
struct StackDescription {
  struct Axis {
    char name;  ///< 'C' channels, 'Z' slices, 'T' times; else unknown
    std::uint64_t size;
  };

  std::string writer;            ///< the program or format, as "ImageJ"
  bool is_of_whole_file = true;  ///< else of the pages from this one on
  std::vector<Axis> axes;        ///< those of more than one plane
  std::uint64_t plane_count() const;
};

/// Reads `text`, the ImageDescription of a page, as written by ImageJ, tifffile or as OME-XML. Nothing where
/// it is none of these or says nothing about planes of the shape `page`. Throws InputError naming `subject`
/// where it describes several images, contradicts itself, or counts planes that do not fit the file.
std::optional<StackDescription> stack_description(const std::string& subject, const std::string& text,
                                                  const PageShape& page);

}  // namespace emsurvey
