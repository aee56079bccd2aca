#include <png.h>

#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "io/png.h"
#include "io/png_stream.h"

namespace emsurvey {
namespace {

void append_bytes(png_structp png, png_bytep bytes, std::size_t count) {
  bool has_memory = true;
  try {
    static_cast<PngStream*>(png_get_io_ptr(png))->output.append(reinterpret_cast<const char*>(bytes), count);
  } catch (...) {
    has_memory = false;
  }
  if (!has_memory) png_error(png, "out of memory");
}

void nothing_to_flush(png_structp) {}

/// Owns libpng's two structures for writing.
class PngWriter {
 public:
  explicit PngWriter(PngStream& stream)
      : png_(png_create_write_struct(PNG_LIBPNG_VER_STRING, &stream, keep_png_error, ignore_png_warning)),
        info_(png_ != nullptr ? png_create_info_struct(png_) : nullptr) {
    if (info_ == nullptr) {
      png_destroy_write_struct(&png_, &info_);
      throw std::runtime_error("libpng cannot be started");
    }
    png_set_write_fn(png_, &stream, append_bytes, nothing_to_flush);
  }
  ~PngWriter() { png_destroy_write_struct(&png_, &info_); }
  PngWriter(const PngWriter&) = delete;
  PngWriter& operator=(const PngWriter&) = delete;

  png_structp png() const { return png_; }
  png_infop info() const { return info_; }

 private:
  png_structp png_;
  png_infop info_;
};

/// Writes the pixels of `count` channels. `row` has space for one row of all channels, so that no second copy of the
/// image is needed.
bool write_rows(png_structp png, png_infop info, const Plane<std::uint8_t>* channels, std::size_t count,
                png_bytep row) {
  if (setjmp(png_jmpbuf(png))) return false;
  const int width = channels->width;
  png_set_IHDR(png, info, static_cast<png_uint_32>(width), static_cast<png_uint_32>(channels->height), 8,
               count == 1 ? PNG_COLOR_TYPE_GRAY : PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE,
               PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  // Differences to the row above: of labels, predictions and sections they are read the fastest, and no larger than
  // those of other filters.
  png_set_compression_level(png, 1);
  png_set_filter(png, PNG_FILTER_TYPE_BASE, PNG_FILTER_UP);
  png_write_info(png, info);
  for (int y = 0; y < channels->height; ++y) {
    for (std::size_t c = 0; c < count; ++c) {
      const std::uint8_t* pixels = &channels[c].at(y, 0);
      for (int x = 0; x < width; ++x) row[static_cast<std::size_t>(x) * count + c] = pixels[x];
    }
    png_write_row(png, row);
  }
  png_write_end(png, nullptr);
  return true;
}

}  // namespace

std::string encode_png(std::span<const Plane<std::uint8_t>> channels) {
  const std::size_t count = channels.size();
  if ((count != 1 && count != 3) || channels.front().empty())
    throw std::logic_error("an image of unknown kind");
  const Plane<std::uint8_t>& first = channels.front();
  for (const Plane<std::uint8_t>& channel : channels) {
    if (!channel.same_size(first)) throw std::logic_error("channels of different sizes");
  }
  std::vector<png_byte> row(static_cast<std::size_t>(first.width) * count);
  PngStream stream;
  const PngWriter writer(stream);
  if (!write_rows(writer.png(), writer.info(), channels.data(), count, row.data()))
    throw std::runtime_error(std::string("libpng cannot encode an image: ") + stream.error.data());
  return std::move(stream.output);
}

}  // namespace emsurvey
