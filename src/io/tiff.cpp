#include "io/tiff.h"

#include <tiffio.h>

#include <algorithm>
#include <array>
#include <cstdarg>
#include <cstdio>
#include <cstring>
#include <limits>
#include <string>

#include "base/error.h"

namespace emsurvey {
namespace {

/// libtiff has one error handler for a whole process, so the message is kept for each thread.
thread_local std::array<char, 300> last_error{};

void keep_error(const char*, const char* text, va_list values) {
  std::vsnprintf(last_error.data(), last_error.size(), text, values);
}

[[noreturn]] void refuse(const std::filesystem::path& path, const std::string& problem) {
  throw InputError(path.string(), problem, "save it as 8-bit or 16-bit grey without sign");
}

[[noreturn]] void refuse_damaged(const std::filesystem::path& path,
                                 const std::string& reason = last_error.data()) {
  throw InputError(path.string(), "is a damaged TIFF image (" + reason + ")", "copy or export it again");
}

template <class T>
T field(TIFF* file, std::uint32_t tag) {
  T value{};
  TIFFGetFieldDefaulted(file, tag, &value);
  return value;
}

/// How the samples of a page are stored.
struct Layout {
  std::uint32_t width;
  std::uint32_t height;
  std::uint16_t bits;         ///< of a sample
  std::uint16_t samples;      ///< of a pixel
  std::uint16_t photometric;  ///< what the values mean
  bool is_planar;             ///< each channel for itself
  bool is_tiled;
  std::uint32_t block_width;  ///< a block is a tile or a strip
  std::uint32_t block_height;
  std::uint64_t block_bytes;
  std::uint64_t block_row_bytes;
};

Layout layout_of(TIFF* file) {
  Layout layout{};
  layout.width = field<std::uint32_t>(file, TIFFTAG_IMAGEWIDTH);
  layout.height = field<std::uint32_t>(file, TIFFTAG_IMAGELENGTH);
  layout.bits = field<std::uint16_t>(file, TIFFTAG_BITSPERSAMPLE);
  layout.samples = field<std::uint16_t>(file, TIFFTAG_SAMPLESPERPIXEL);
  layout.photometric = PHOTOMETRIC_MINISBLACK;
  TIFFGetField(file, TIFFTAG_PHOTOMETRIC, &layout.photometric);
  layout.is_planar =
      layout.samples > 1 && field<std::uint16_t>(file, TIFFTAG_PLANARCONFIG) == PLANARCONFIG_SEPARATE;
  layout.is_tiled = TIFFIsTiled(file) != 0;
  if (layout.is_tiled) {
    layout.block_width = field<std::uint32_t>(file, TIFFTAG_TILEWIDTH);
    layout.block_height = field<std::uint32_t>(file, TIFFTAG_TILELENGTH);
    layout.block_bytes = TIFFTileSize64(file);
    layout.block_row_bytes = TIFFTileRowSize64(file);
  } else {
    layout.block_width = layout.width;
    layout.block_height = std::min(field<std::uint32_t>(file, TIFFTAG_ROWSPERSTRIP), layout.height);
    layout.block_bytes = TIFFStripSize64(file);
    layout.block_row_bytes = TIFFScanlineSize64(file);
  }
  return layout;
}

/// Bytes that one byte of a file can become.
std::uint64_t largest_expansion(std::uint16_t compression) {
  switch (compression) {
    case COMPRESSION_NONE:
      return 1;
    case COMPRESSION_PACKBITS:
      return 64;
    case COMPRESSION_DEFLATE:
    case COMPRESSION_ADOBE_DEFLATE:
      return 1032;
    case COMPRESSION_LZW:  // a code of 12 bits for at most 4096 bytes
      return 2731;
    default:
      return 1 << 16;
  }
}

void check_kind(const std::filesystem::path& path, TIFF* file, const Layout& layout) {
  const auto format = field<std::uint16_t>(file, TIFFTAG_SAMPLEFORMAT);
  if (format != SAMPLEFORMAT_UINT && format != SAMPLEFORMAT_VOID)
    refuse(path, "holds signed or floating-point pixels");
  const std::array<int, 6> depths = {1, 2, 4, 8, 16, 32};
  if (std::find(depths.begin(), depths.end(), layout.bits) == depths.end()) {
    refuse(path, "holds pixels of " + std::to_string(layout.bits) + " bits");
  }
  const bool is_grey =
      layout.photometric == PHOTOMETRIC_MINISBLACK || layout.photometric == PHOTOMETRIC_MINISWHITE;
  const bool is_palette =
      layout.photometric == PHOTOMETRIC_PALETTE && layout.samples == 1 && layout.bits <= 8;
  const bool is_rgb = layout.photometric == PHOTOMETRIC_RGB && (layout.samples == 3 || layout.samples == 4);
  if (!is_rgb && !is_palette && !(is_grey && layout.samples <= 2))
    refuse(path, "is neither grey nor RGB nor a palette");
  if (field<std::uint16_t>(file, TIFFTAG_ORIENTATION) != ORIENTATION_TOPLEFT) {
    refuse(path, "is stored turned or mirrored");
  }
}

/// Checks the header of the current page; gives the bytes that its file must at least have for it.
std::uint64_t check_page(const std::filesystem::path& path, TIFF* file, std::uint64_t file_bytes) {
  const Layout layout = layout_of(file);
  const std::uint64_t expansion = largest_expansion(field<std::uint16_t>(file, TIFFTAG_COMPRESSION));
  check_kind(path, file, layout);
  const std::uint64_t bits = std::uint64_t{layout.bits} * layout.samples;
  check_image_size(path, layout.width, layout.height, layout.samples,
                   std::uint64_t{layout.width} * layout.height / 8 * bits, file_bytes * expansion);
  constexpr std::uint64_t largest_block_bytes = std::uint64_t{1} << 32;
  if (layout.block_bytes == 0 || layout.block_row_bytes == 0 || layout.block_width == 0 ||
      layout.block_height == 0 ||
      layout.block_bytes > std::min(largest_block_bytes, file_bytes * expansion + (1 << 20))) {
    refuse_damaged(path, "tiles or strips of an impossible size");
  }
  return std::uint64_t{layout.width} * layout.height / 8 * bits / expansion;
}

/// The sample at `position` of a row.
std::uint32_t sample_at(const unsigned char* row, std::size_t position, unsigned bits) {
  if (bits == 32) {
    std::uint32_t value = 0;
    std::memcpy(&value, row + 4 * position, sizeof value);
    return value;
  }
  if (bits == 16) {
    std::uint16_t value = 0;
    std::memcpy(&value, row + 2 * position, sizeof value);
    return value;
  }
  const std::size_t first_bit = position * bits;
  return (static_cast<unsigned>(row[first_bit / 8]) >> (8 - bits - first_bit % 8)) & ((1U << bits) - 1);
}

void read_block(const std::filesystem::path& path, TIFF* file, const Layout& layout, std::uint32_t x,
                std::uint32_t y, std::uint16_t channel, std::vector<unsigned char>& block) {
  // The last strip may be shorter, never the last tile.
  const std::uint64_t rows =
      layout.is_tiled ? layout.block_height : std::min(layout.block_height, layout.height - y);
  const auto size = static_cast<tmsize_t>(rows * layout.block_row_bytes);
  const tmsize_t count =
      layout.is_tiled ? TIFFReadEncodedTile(file, TIFFComputeTile(file, x, y, 0, channel), block.data(), size)
                      : TIFFReadEncodedStrip(file, TIFFComputeStrip(file, y, channel), block.data(), size);
  if (count != size) refuse_damaged(path);
}

/// Spreads a block over the channels that it holds, the first of which is `channel`.
void copy_block(const Layout& layout, std::uint32_t x0, std::uint32_t y0, std::uint16_t channel,
                const std::vector<unsigned char>& block, Image& image) {
  const std::size_t interleaved = layout.is_planar ? 1 : layout.samples;
  const std::uint32_t x1 = x0 + std::min(layout.block_width, layout.width - x0);
  const std::uint32_t y1 = y0 + std::min(layout.block_height, layout.height - y0);
  for (std::uint32_t y = y0; y < y1; ++y) {
    const unsigned char* row = block.data() + (y - y0) * layout.block_row_bytes;
    for (std::size_t c = 0; c < interleaved; ++c) {
      std::uint32_t* target = &image.channels[channel + c].at(static_cast<int>(y), static_cast<int>(x0));
      for (std::uint32_t x = x0; x < x1; ++x) {
        *target++ = sample_at(row, (x - x0) * interleaved + c, layout.bits);
      }
    }
  }
}

Image read_samples(const std::filesystem::path& path, TIFF* file, const Layout& layout) {
  Image image;
  image.bit_depth = layout.bits;
  image.channels.assign(layout.samples, {static_cast<int>(layout.height), static_cast<int>(layout.width)});
  std::vector<unsigned char> block(layout.block_bytes);
  const std::uint16_t planes = layout.is_planar ? layout.samples : std::uint16_t{1};
  for (std::uint16_t channel = 0; channel < planes; ++channel) {
    for (std::uint32_t y = 0; y < layout.height; y += layout.block_height) {
      for (std::uint32_t x = 0; x < layout.width; x += layout.block_width) {
        read_block(path, file, layout, x, y, channel, block);
        copy_block(layout, x, y, channel, block, image);
      }
    }
  }
  return image;
}

/// Numbers of a palette to their colours.
void apply_palette(const std::filesystem::path& path, TIFF* file, Image& image) {
  std::array<std::uint16_t*, 3> colours{};
  if (TIFFGetField(file, TIFFTAG_COLORMAP, &colours[0], &colours[1], &colours[2]) != 1) {
    refuse_damaged(path, "no colours in its palette");
  }
  const Plane<std::uint32_t> numbers = std::move(image.channels.front());
  image.channels.assign(3, numbers);
  image.bit_depth = 8;
  for (std::size_t c = 0; c < 3; ++c) {
    for (std::uint32_t& value : image.channels[c].values) value = colours[c][value] >> 8;
  }
}

/// Makes 0 black, and 2 and 4 bits 8.
void normalise_grey(const Layout& layout, Image& image) {
  const auto largest = static_cast<std::uint32_t>((std::uint64_t{1} << layout.bits) - 1);
  const bool is_inverted = layout.photometric == PHOTOMETRIC_MINISWHITE;
  const bool is_scaled = layout.bits == 2 || layout.bits == 4;
  if (!is_inverted && !is_scaled) return;
  if (is_scaled) image.bit_depth = 8;
  for (std::size_t c = 0; c < image.channels.size(); ++c) {
    const bool inverts = is_inverted && c == 0;  // never an alpha channel
    for (std::uint32_t& value : image.channels[c].values) {
      if (inverts) value = largest - value;
      if (is_scaled) value *= 255 / largest;
    }
  }
}

}  // namespace

void TiffFile::Close::operator()(struct tiff* file) const {
  TIFFClose(file);
}

TiffFile::TiffFile(const std::filesystem::path& path) : path_(path) {
  TIFFSetWarningHandler(nullptr);
  TIFFSetErrorHandler(keep_error);
  last_error.fill(0);
  // "m": not memory-mapped, so that a file that gets shorter meanwhile is an error and not a signal.
  file_.reset(TIFFOpen(path.c_str(), "rm"));
  if (!file_) refuse_damaged(path_);
  const std::uint64_t file_bytes = std::filesystem::file_size(path);
  std::uint64_t needed_bytes = 0;
  do {
    needed_bytes += check_page(path_, file_.get(), file_bytes);
    if (needed_bytes > file_bytes) refuse_damaged(path_, "more pixels than a file of its length can hold");
    offsets_.push_back(TIFFCurrentDirOffset(file_.get()));
    if (offsets_.size() > static_cast<std::size_t>(std::numeric_limits<std::uint16_t>::max())) {
      refuse_damaged(path_, "more than 65535 pages");
    }
    last_error.fill(0);
  } while (TIFFReadDirectory(file_.get()) == 1);
  if (last_error.front() != 0) refuse_damaged(path_);
}

Image TiffFile::read(int page) {
  last_error.fill(0);
  if (TIFFSetSubDirectory(file_.get(), offsets_.at(static_cast<std::size_t>(page))) != 1)
    refuse_damaged(path_);
  const Layout layout = layout_of(file_.get());
  Image image = read_samples(path_, file_.get(), layout);
  if (layout.photometric == PHOTOMETRIC_PALETTE) {
    apply_palette(path_, file_.get(), image);
  } else {
    normalise_grey(layout, image);
  }
  drop_opaque_alpha(path_, image);
  return image;
}

}  // namespace emsurvey
