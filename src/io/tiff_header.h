// The samples of a TIFF page, as its header describes them.
#pragma once

#include <cstdint>
#include <filesystem>

#include "io/stored_image.h"
#include "io/tiff_sections.h"

struct tiff;

namespace emsurvey {

/// How the samples of a page are stored.
struct TiffHeader {
  std::uint32_t width;
  std::uint32_t height;
  SampleType type;
  std::uint16_t samples;      ///< of a pixel
  std::uint16_t photometric;  ///< what the values mean
  bool has_alpha;             ///< the last sample is declared as opacity
  bool is_planar;             ///< each channel for itself
  bool is_tiled;
  std::uint32_t block_width;  ///< a block is a tile or a strip
  std::uint32_t block_height;
  std::uint64_t block_bytes;
  std::uint64_t block_row_bytes;
  std::uint64_t decoded_bytes;  ///< of all samples
};

/// The header of the current page. Throws InputError when it is of a kind that is not read, is compressed by
/// a method that libtiff lacks, is too large, or claims more than `file_bytes` can hold.
TiffHeader read_tiff_header(const std::filesystem::path& path, struct tiff* file, std::uint64_t file_bytes);

/// Reads from the current page how the sections of its file are stored.
TiffDirectory read_tiff_directory(struct tiff* file, const TiffHeader& header, std::uint64_t file_bytes);

/// Whether the current page is a smaller copy, or a mask, of another (tag NewSubfileType).
bool is_tiff_copy(struct tiff* file);

/// The least bytes of a file that holds the samples of the current page.
std::uint64_t least_tiff_bytes(struct tiff* file, const TiffHeader& header);

}  // namespace emsurvey
