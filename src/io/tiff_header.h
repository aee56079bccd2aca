// The header of a TIFF page, which describes its samples.
#pragma once

#include <cstdint>
#include <filesystem>

#include "io/stored_image.h"
#include "io/tiff_sections.h"

struct tiff;

namespace emsurvey {

/// Storage of the samples of a page.
struct TiffHeader {
  std::uint32_t width;
  std::uint32_t height;
  SampleType type;
  std::uint16_t samples;      ///< Samples per pixel.
  std::uint16_t photometric;  ///< Photometric interpretation of the values.
  bool has_alpha;             ///< The last sample is declared as opacity.
  bool is_planar;             ///< Each channel is stored as a separate plane.
  bool is_tiled;
  std::uint32_t block_width;  ///< A block is a tile or a strip.
  std::uint32_t block_height;
  std::uint64_t block_bytes;      ///< Decoded bytes of a block.
  std::uint64_t block_row_bytes;  ///< Decoded bytes of a row of a block.
  std::uint64_t decoded_bytes;    ///< Decoded bytes of all samples.
};

/// Reads the header of the current page. Throws InputError if the page is of an unsupported kind, is
/// compressed by a method that libtiff lacks, is too large, or has more samples than `file_bytes` can hold.
TiffHeader read_tiff_header(const std::filesystem::path& path, struct tiff* file, std::uint64_t file_bytes);

/// Returns the offset, shape, plane counts and description of the current page, from which tiff_sections()
/// finds the sections.
TiffDirectory read_tiff_directory(struct tiff* file, const TiffHeader& header, std::uint64_t file_bytes);

/// Whether the current page is a reduced copy or a mask of another page (tag NewSubfileType).
bool is_tiff_copy(struct tiff* file);

/// Returns the minimum file size in bytes that can hold the samples of the current page.
std::uint64_t least_tiff_bytes(struct tiff* file, const TiffHeader& header);

}  // namespace emsurvey
