#include "io/tiff_header.h"

#include <tiffio.h>

#include <algorithm>
#include <array>
#include <string>

#include "base/error.h"

namespace emsurvey {
namespace {

[[noreturn]] void refuse(const std::filesystem::path& path, const std::string& problem,
                         const std::string& remedy = "save it as grey of 8 or 16 bits") {
  throw InputError(path.string(), problem, remedy);
}

template <class T>
T field(TIFF* file, std::uint32_t tag) {
  T value{};
  TIFFGetFieldDefaulted(file, tag, &value);
  return value;
}

/// Returns the most bytes into which one compressed byte can expand.
std::uint64_t largest_expansion(std::uint16_t compression) {
  switch (compression) {
    case COMPRESSION_NONE:
      return 1;
    case COMPRESSION_PACKBITS:
      return 64;
    case COMPRESSION_DEFLATE:
    case COMPRESSION_ADOBE_DEFLATE:
      return 1032;
    case COMPRESSION_LZW:  // 12 bits encode at most 4096 bytes.
      return 2731;
    default:
      return 1 << 16;
  }
}

std::string compression_name(std::uint16_t compression) {
  struct Method {
    std::uint16_t number;
    const char* name;
  };
  constexpr std::array<Method, 15> methods{{{COMPRESSION_OJPEG, "old JPEG"},
                                            {COMPRESSION_JPEG, "JPEG"},
                                            {33003, "JPEG 2000"},
                                            {33005, "JPEG 2000"},
                                            {COMPRESSION_JP2000, "JPEG 2000"},
                                            {34892, "lossy JPEG of DNG"},
                                            {34887, "LERC"},
                                            {COMPRESSION_LZMA, "LZMA"},
                                            {34933, "PNG"},
                                            {22610, "JPEG XR"},
                                            {34934, "JPEG XR"},
                                            {50000, "Zstandard"},
                                            {50001, "WebP"},
                                            {50002, "JPEG XL"},
                                            {52546, "JPEG XL"}}};
  for (const Method& method : methods)
    if (method.number == compression) return method.name;
  return "method " + std::to_string(compression);
}

void check_compression(const std::filesystem::path& path, std::uint16_t compression) {
  if (TIFFIsCODECConfigured(compression) != 0) return;
  refuse(path, "is compressed by a method that is not read here (" + compression_name(compression) + ")",
         "save it with LZW or Deflate, or without compression");
}

SampleType sample_type(const std::filesystem::path& path, TIFF* file) {
  const auto format = field<std::uint16_t>(file, TIFFTAG_SAMPLEFORMAT);
  const int bits = field<std::uint16_t>(file, TIFFTAG_BITSPERSAMPLE);
  const auto is_one_of = [&](std::initializer_list<int> depths) {
    return std::find(depths.begin(), depths.end(), bits) != depths.end();
  };
  SampleType type{SampleType::Kind::natural, bits};
  bool is_known = false;
  if (format == SAMPLEFORMAT_UINT || format == SAMPLEFORMAT_VOID) {
    is_known = is_one_of({1, 2, 4, 8, 16, 32, 64});
  } else if (format == SAMPLEFORMAT_INT) {
    type.kind = SampleType::Kind::integer;
    is_known = is_one_of({8, 16, 32, 64});
  } else if (format == SAMPLEFORMAT_IEEEFP) {
    type.kind = SampleType::Kind::real;
    is_known = is_one_of({16, 32, 64});
  } else {
    refuse(path, "holds complex numbers", "save their magnitude as grey of 8 or 16 bits");
  }
  if (!is_known) refuse(path, "holds values of " + type.description());
  return type;
}

void check_meaning(const std::filesystem::path& path, const TiffHeader& header) {
  const bool is_grey =
      header.photometric == PHOTOMETRIC_MINISBLACK || header.photometric == PHOTOMETRIC_MINISWHITE;
  const bool is_number = header.type.kind == SampleType::Kind::natural && header.type.bits <= 16;
  const bool is_palette = header.photometric == PHOTOMETRIC_PALETTE;
  const bool is_rgb = header.photometric == PHOTOMETRIC_RGB;
  if (is_palette && (header.samples != 1 || !is_number)) refuse(path, "has a palette for other than numbers");
  if (!is_grey && !is_palette && !is_rgb) {
    refuse(path,
           "is neither grey nor RGB nor a palette (photometric interpretation " +
               std::to_string(header.photometric) + ")",
           "save it as grey or RGB, without JPEG");
  }
  const int most_samples = is_rgb ? 4 : 2;
  if (header.samples > most_samples || (is_rgb && header.samples < 3)) {
    refuse(path, "holds " + std::to_string(header.samples) + " channels",
           "save the one of the sections as a grey stack of its own");
  }
}

bool has_alpha(TIFF* file, const TiffHeader& header) {
  std::uint16_t count = 0;
  std::uint16_t* kinds = nullptr;
  TIFFGetFieldDefaulted(file, TIFFTAG_EXTRASAMPLES, &count, &kinds);
  const bool is_declared = count > 0 && kinds[count - 1] != EXTRASAMPLE_UNSPECIFIED;
  return header.samples % 2 == 0 && (is_declared || header.photometric == PHOTOMETRIC_RGB);
}

void read_blocks(TIFF* file, TiffHeader& header) {
  header.is_tiled = TIFFIsTiled(file) != 0;
  if (header.is_tiled) {
    header.block_width = field<std::uint32_t>(file, TIFFTAG_TILEWIDTH);
    header.block_height = field<std::uint32_t>(file, TIFFTAG_TILELENGTH);
    header.block_bytes = TIFFTileSize64(file);
    header.block_row_bytes = TIFFTileRowSize64(file);
  } else {
    header.block_width = header.width;
    header.block_height = std::min(field<std::uint32_t>(file, TIFFTAG_ROWSPERSTRIP), header.height);
    header.block_bytes = TIFFStripSize64(file);
    header.block_row_bytes = TIFFScanlineSize64(file);
  }
}

/// Returns the number of planes in a MetaMorph stack: the count of its tag UIC2.
std::uint32_t metamorph_planes(TIFF* file) {
  constexpr std::uint32_t uic2 = 33629;
  std::uint32_t count = 0;
  const void* values = nullptr;
  return TIFFGetField(file, uic2, &count, &values) == 1 ? count : 1;
}

/// Whether the file stores the samples as they are read: one row after the other, without gaps.
bool is_plain(TIFF* file, const TiffHeader& header) {
  if (header.is_tiled || header.is_planar || header.type.bits < 8 ||
      field<std::uint16_t>(file, TIFFTAG_COMPRESSION) != COMPRESSION_NONE ||
      field<std::uint16_t>(file, TIFFTAG_FILLORDER) != FILLORDER_MSB2LSB) {
    return false;
  }
  for (std::uint32_t strip = 1; strip < TIFFNumberOfStrips(file); ++strip) {
    const std::uint64_t end = TIFFGetStrileOffset(file, strip - 1) + TIFFGetStrileByteCount(file, strip - 1);
    if (TIFFGetStrileOffset(file, strip) != end) return false;
  }
  return true;
}

}  // namespace

TiffHeader read_tiff_header(const std::filesystem::path& path, TIFF* file, std::uint64_t file_bytes) {
  const auto compression = field<std::uint16_t>(file, TIFFTAG_COMPRESSION);
  check_compression(path, compression);
  TiffHeader header{};
  header.width = field<std::uint32_t>(file, TIFFTAG_IMAGEWIDTH);
  header.height = field<std::uint32_t>(file, TIFFTAG_IMAGELENGTH);
  header.type = sample_type(path, file);
  header.samples = field<std::uint16_t>(file, TIFFTAG_SAMPLESPERPIXEL);
  header.photometric = PHOTOMETRIC_MINISBLACK;
  TIFFGetField(file, TIFFTAG_PHOTOMETRIC, &header.photometric);
  header.is_planar =
      header.samples > 1 && field<std::uint16_t>(file, TIFFTAG_PLANARCONFIG) == PLANARCONFIG_SEPARATE;
  header.has_alpha = has_alpha(file, header);
  check_meaning(path, header);
  if (field<std::uint16_t>(file, TIFFTAG_ORIENTATION) != ORIENTATION_TOPLEFT)
    refuse(path, "is stored turned or mirrored", "save it upright (orientation 1)");
  const std::uint64_t most_bytes = file_bytes * largest_expansion(compression);
  const std::uint64_t bits = static_cast<std::uint64_t>(header.type.bits) * header.samples;
  header.decoded_bytes = (std::uint64_t{header.width} * bits + 7) / 8 * header.height;
  check_image_size(path, header.width, header.height, header.samples,
                   std::uint64_t{header.width} * header.height / 8 * bits, most_bytes);
  read_blocks(file, header);
  constexpr std::uint64_t largest_block_bytes = std::uint64_t{1} << 32;
  if (header.block_bytes == 0 || header.block_row_bytes == 0 || header.block_width == 0 ||
      header.block_height == 0 ||
      header.block_bytes > std::min(largest_block_bytes, most_bytes + (1 << 20))) {
    refuse(path, "is a damaged TIFF image (tiles or strips of an impossible size)",
           "copy or export it again");
  }
  return header;
}

bool is_tiff_copy(TIFF* file) {
  const auto kind = field<std::uint32_t>(file, TIFFTAG_SUBFILETYPE);
  return (kind & (FILETYPE_REDUCEDIMAGE | FILETYPE_MASK)) != 0;
}

TiffDirectory read_tiff_directory(TIFF* file, const TiffHeader& header, std::uint64_t file_bytes) {
  TiffDirectory directory;
  directory.offset = TIFFCurrentDirOffset(file);
  directory.shape = {header.height, header.width, header.samples, header.is_planar};
  directory.depth = std::max({field<std::uint32_t>(file, TIFFTAG_IMAGEDEPTH), metamorph_planes(file), 1U});
  const char* description = nullptr;
  if (TIFFGetField(file, TIFFTAG_IMAGEDESCRIPTION, &description) == 1) directory.description = description;
  const std::uint64_t first = TIFFGetStrileOffset(file, 0);
  if (is_plain(file, header) && first < file_bytes)
    directory.contiguous_planes = (file_bytes - first) / header.decoded_bytes;
  return directory;
}

std::uint64_t least_tiff_bytes(TIFF* file, const TiffHeader& header) {
  return header.decoded_bytes / largest_expansion(field<std::uint16_t>(file, TIFFTAG_COMPRESSION));
}

}  // namespace emsurvey
