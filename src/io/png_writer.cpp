#include <png.h>

#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "io/file.h"
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

bool write_rows(png_structp png, png_infop info, int height, int width, int colour_type, png_bytepp rows) {
  if (setjmp(png_jmpbuf(png))) return false;
  png_set_IHDR(png, info, static_cast<png_uint_32>(width), static_cast<png_uint_32>(height), 8, colour_type,
               PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  png_set_compression_level(png, 1);
  png_set_filter(png, PNG_FILTER_TYPE_BASE, PNG_FILTER_SUB);
  png_write_info(png, info);
  png_write_image(png, rows);
  png_write_end(png, nullptr);
  return true;
}

}  // namespace

std::string encode_png(std::span<const Plane<std::uint8_t>> channels) {
  const std::size_t count = channels.size();
  if ((count != 1 && count != 3) || channels.front().empty())
    throw std::logic_error("an image of unknown kind");
  const Plane<std::uint8_t>& first = channels.front();
  std::vector<png_byte> pixels(first.values.size() * count);
  for (std::size_t c = 0; c < count; ++c) {
    if (!channels[c].same_size(first)) throw std::logic_error("channels of different sizes");
    for (std::size_t i = 0; i < first.values.size(); ++i) pixels[i * count + c] = channels[c].values[i];
  }
  std::vector<png_bytep> rows = row_pointers(pixels, static_cast<std::size_t>(first.height));
  PngStream stream;
  const PngWriter writer(stream);
  if (!write_rows(writer.png(), writer.info(), first.height, first.width,
                  count == 1 ? PNG_COLOR_TYPE_GRAY : PNG_COLOR_TYPE_RGB, rows.data())) {
    throw std::runtime_error(std::string("libpng cannot encode an image: ") + stream.error.data());
  }
  return std::move(stream.output);
}

void write_png(const std::filesystem::path& path, std::span<const Plane<std::uint8_t>> channels) {
  write_file(path, encode_png(channels));
}

void write_png(const std::filesystem::path& path, const Plane<std::uint8_t>& grey) {
  write_png(path, std::span(&grey, 1));
}

}  // namespace emsurvey
