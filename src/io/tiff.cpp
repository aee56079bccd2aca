#include "io/tiff.h"

#include <tiffio.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdarg>
#include <cstdio>
#include <cstring>
#include <limits>
#include <string>
#include <type_traits>

#include "base/error.h"
#include "io/tiff_errors.h"

namespace emsurvey {
namespace {

[[noreturn]] void refuse_damaged(const std::filesystem::path& path,
                                 const std::string& reason = tiff_error()) {
  throw InputError(path.string(), "is a damaged TIFF image (" + reason + ")", "copy or export it again");
}

/// Converts a number in 16-bit floating point (IEEE 754 binary16).
float half_value(std::uint16_t bits) {
  const int exponent = bits >> 10 & 31;
  const auto fraction = static_cast<float>(bits & 1023);
  const float sign = (bits & 0x8000) != 0 ? -1.0F : 1.0F;
  if (exponent == 31) {
    return fraction == 0 ? sign * std::numeric_limits<float>::infinity()
                         : std::numeric_limits<float>::quiet_NaN();
  }
  if (exponent == 0) return sign * std::ldexp(fraction, -24);
  return sign * std::ldexp(1024 + fraction, exponent - 25);
}

/// Returns the sample at `position` of a row with `bits` per sample.
template <class T>
T sample_at(const unsigned char* row, std::size_t position, int bits) {
  if constexpr (std::is_same_v<T, std::uint8_t>) {
    const std::size_t first_bit = position * static_cast<std::size_t>(bits);
    const auto shift = 8 - bits - static_cast<int>(first_bit % 8);
    return static_cast<T>(row[first_bit / 8] >> shift & ((1 << bits) - 1));
  }
  if constexpr (std::is_same_v<T, float>) {
    if (bits == 16) {
      std::uint16_t half = 0;
      std::memcpy(&half, row + sizeof half * position, sizeof half);
      return half_value(half);
    }
  }
  T value{};
  std::memcpy(&value, row + sizeof value * position, sizeof value);
  return value;
}

/// A rectangle of decoded samples and its position in the image.
struct Block {
  std::uint32_t x;
  std::uint32_t y;
  std::uint32_t width;
  std::uint32_t height;
  std::size_t channel;   ///< The first channel in the block.
  std::size_t channels;  ///< Number of interleaved channels.
  std::uint64_t row_bytes;
};

void copy_block(const Block& block, const unsigned char* bytes, StoredImage& image) {
  for (std::size_t c = 0; c < block.channels; ++c) {
    std::visit(
        [&](auto& plane) {
          using T = typename std::decay_t<decltype(plane.values)>::value_type;
          for (std::uint32_t y = 0; y < block.height; ++y) {
            const unsigned char* row = bytes + y * block.row_bytes;
            T* target = &plane.at(static_cast<int>(block.y + y), static_cast<int>(block.x));
            for (std::uint32_t x = 0; x < block.width; ++x)
              *target++ = sample_at<T>(row, x * block.channels + c, image.type.bits);
          }
        },
        image.channels[block.channel + c]);
  }
}

void read_block(const std::filesystem::path& path, TIFF* file, const TiffHeader& header, const Block& block,
                std::vector<unsigned char>& bytes) {
  // The last strip may be shorter; tiles are always complete.
  const std::uint64_t rows = header.is_tiled ? header.block_height : block.height;
  const auto size = static_cast<tmsize_t>(rows * header.block_row_bytes);
  const auto channel = static_cast<std::uint16_t>(block.channel);
  const tmsize_t count =
      header.is_tiled
          ? TIFFReadEncodedTile(file, TIFFComputeTile(file, block.x, block.y, 0, channel), bytes.data(), size)
          : TIFFReadEncodedStrip(file, TIFFComputeStrip(file, block.y, channel), bytes.data(), size);
  if (count != size) refuse_damaged(path);
}

void read_blocks(const std::filesystem::path& path, TIFF* file, const TiffHeader& header,
                 StoredImage& image) {
  std::vector<unsigned char> bytes(header.block_bytes);
  const std::size_t channels = header.is_planar ? 1 : header.samples;
  for (std::size_t channel = 0; channel < header.samples; channel += channels) {
    for (std::uint32_t y = 0; y < header.height; y += header.block_height) {
      for (std::uint32_t x = 0; x < header.width; x += header.block_width) {
        const Block block{x,
                          y,
                          std::min(header.block_width, header.width - x),
                          std::min(header.block_height, header.height - y),
                          channel,
                          channels,
                          header.block_row_bytes};
        read_block(path, file, header, block, bytes);
        copy_block(block, bytes.data(), image);
      }
    }
  }
}

/// Reverses the bytes of each sample if the file and this machine differ in byte order.
void swap_samples(TIFF* file, const SampleType& type, std::vector<unsigned char>& bytes) {
  if (TIFFIsByteSwapped(file) == 0 || type.bits == 8) return;
  const std::size_t size = static_cast<std::size_t>(type.bits) / 8;
  for (auto first = bytes.begin(); first != bytes.end(); first += static_cast<std::ptrdiff_t>(size))
    std::reverse(first, first + static_cast<std::ptrdiff_t>(size));
}

/// Reads one of several planes that follow each other without directories of their own.
void read_plane(const std::filesystem::path& path, TIFF* file, const TiffHeader& header, std::uint64_t plane,
                StoredImage& image) {
  const std::uint64_t row_bytes = header.decoded_bytes / header.height;
  std::vector<unsigned char> row(row_bytes);
  std::uint64_t offset = TIFFGetStrileOffset(file, 0) + plane * header.decoded_bytes;
  for (std::uint32_t y = 0; y < header.height; ++y, offset += row_bytes) {
    const ssize_t count = pread(TIFFFileno(file), row.data(), row.size(), static_cast<off_t>(offset));
    if (count != static_cast<ssize_t>(row.size())) refuse_damaged(path, "it is cut short");
    swap_samples(file, header.type, row);
    copy_block({0, y, header.width, 1, 0, header.samples, row_bytes}, row.data(), image);
  }
}

void read_palette(const std::filesystem::path& path, TIFF* file, StoredImage& image) {
  std::array<std::uint16_t*, 3> colours{};
  if (TIFFGetField(file, TIFFTAG_COLORMAP, &colours[0], &colours[1], &colours[2]) != 1)
    refuse_damaged(path, "its palette has no colours");
  const std::size_t count = std::size_t{1} << image.type.bits;
  // Palette colours have 16 bits, but many programs write 8-bit values.
  const bool has_bytes = std::all_of(colours.begin(), colours.end(), [&](const std::uint16_t* values) {
    return std::all_of(values, values + count, [](std::uint16_t value) { return value < 256; });
  });
  const int shift = has_bytes ? 0 : 8;
  for (std::size_t i = 0; i < count; ++i) {
    const auto byte = [&](std::size_t c) { return static_cast<std::uint8_t>(colours[c][i] >> shift); };
    image.palette.push_back({byte(0), byte(1), byte(2), 255});
  }
}

}  // namespace

void TiffFile::Close::operator()(struct tiff* file) const {
  TIFFClose(file);
}

TiffFile::TiffFile(const std::filesystem::path& path) : path_(path) {
  keep_tiff_errors();
  // "m" disables memory mapping, so that a file that is cut short meanwhile causes an error and not a signal.
  file_.reset(TIFFOpen(path.c_str(), "rm"));
  if (!file_) refuse_damaged(path_);
  file_bytes_ = std::filesystem::file_size(path);
  std::vector<TiffDirectory> pages;
  std::vector<ImageHeader> headers;
  std::uint64_t needed_bytes = 0;
  do {
    if (pages.size() > std::numeric_limits<std::uint16_t>::max())
      refuse_damaged(path_, "more than 65535 pages");
    if (!is_tiff_copy(file_.get())) {
      const TiffHeader header = read_tiff_header(path_, file_.get(), file_bytes_);
      needed_bytes += least_tiff_bytes(file_.get(), header);
      if (needed_bytes > file_bytes_) refuse_damaged(path_, "more pixels than a file of its length can hold");
      pages.push_back(read_tiff_directory(file_.get(), header, file_bytes_));
      headers.push_back({static_cast<int>(header.height), static_cast<int>(header.width), header.type});
    }
    clear_tiff_error();
  } while (TIFFReadDirectory(file_.get()) == 1);
  if (!tiff_error().empty()) refuse_damaged(path_);
  sections_ = tiff_sections(path_.string(), pages);
  for (const TiffSection& section : sections_) headers_.push_back(headers[section.page]);
}

StoredImage TiffFile::read(int section) {
  const TiffSection& place = sections_.at(static_cast<std::size_t>(section));
  clear_tiff_error();
  if (TIFFSetSubDirectory(file_.get(), place.directory_offset) != 1) refuse_damaged(path_);
  const TiffHeader header = read_tiff_header(path_, file_.get(), file_bytes_);
  const int height = static_cast<int>(header.height);
  const int width = static_cast<int>(header.width);
  require_memory(
      path_.string(), std::to_string(width) + " x " + std::to_string(height) + " pixels",
      sample_bytes(header.type) * header.width * header.height * header.samples + header.block_bytes);
  StoredImage image;
  image.type = header.type;
  image.white_is_zero = header.photometric == PHOTOMETRIC_MINISWHITE;
  image.channels.assign(header.samples, make_plane(header.type, height, width));
  if (place.is_contiguous)
    read_plane(path_, file_.get(), header, place.plane, image);
  else
    read_blocks(path_, file_.get(), header, image);
  if (header.photometric == PHOTOMETRIC_PALETTE) read_palette(path_, file_.get(), image);
  drop_opaque_alpha(path_.string(), image, header.has_alpha);
  return image;
}

}  // namespace emsurvey
