#include <png.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <fstream>
#include <stdexcept>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "io/file.h"
#include "io/png.h"
#include "io/png_stream.h"

namespace emsurvey {
namespace {

void take_bytes(png_structp png, png_bytep target, std::size_t count) {
  std::string_view& input = static_cast<PngStream*>(png_get_io_ptr(png))->input;
  if (count > input.size()) png_error(png, "it is cut short");
  std::memcpy(target, input.data(), count);
  input.remove_prefix(count);
}

/// Owns libpng's two structures for reading.
class PngReader {
 public:
  explicit PngReader(PngStream& stream)
      : png_(png_create_read_struct(PNG_LIBPNG_VER_STRING, &stream, keep_png_error, ignore_png_warning)),
        info_(png_ != nullptr ? png_create_info_struct(png_) : nullptr) {
    if (info_ == nullptr) {
      png_destroy_read_struct(&png_, &info_, nullptr);
      throw std::runtime_error("libpng cannot be started");
    }
    png_set_read_fn(png_, &stream, take_bytes);
  }
  ~PngReader() { png_destroy_read_struct(&png_, &info_, nullptr); }
  PngReader(const PngReader&) = delete;
  PngReader& operator=(const PngReader&) = delete;

  png_structp png() const { return png_; }
  png_infop info() const { return info_; }

 private:
  png_structp png_;
  png_infop info_;
};

struct Header {
  png_uint_32 width = 0;
  png_uint_32 height = 0;
  int bit_depth = 0;
  int channels = 0;
  int passes = 1;  ///< Over the rows; several if they are interlaced.
  std::size_t stored_row_bytes = 0;
  std::size_t row_bytes = 0;  ///< After decoding.
  std::array<png_color, 256> palette{};
  int palette_size = 0;
  std::array<png_byte, 256> palette_opacity{};
  std::array<unsigned, 3> transparent_colour{};
  bool has_transparent_colour = false;
};

/// Stores the palette, or the one colour that is declared transparent.
void read_colours(png_structp png, png_infop info, Header* header) {
  png_colorp palette = nullptr;
  const bool has_palette = png_get_color_type(png, info) == PNG_COLOR_TYPE_PALETTE &&
                           png_get_PLTE(png, info, &palette, &header->palette_size) != 0;
  if (has_palette) std::copy_n(palette, header->palette_size, header->palette.begin());
  header->palette_opacity.fill(255);
  png_bytep opacity = nullptr;
  int count = 0;
  png_color_16p colour = nullptr;
  if (png_get_tRNS(png, info, &opacity, &count, &colour) == 0) return;
  if (has_palette) {
    std::copy_n(opacity, count, header->palette_opacity.begin());
  } else if (png_get_color_type(png, info) == PNG_COLOR_TYPE_GRAY) {
    header->has_transparent_colour = true;
    header->transparent_colour[0] = colour->gray;
  } else {
    header->has_transparent_colour = true;
    header->transparent_colour = {colour->red, colour->green, colour->blue};
  }
}

/// Reads everything before the pixels, and requests samples of fewer than 8 bits as one byte each.
bool read_header(png_structp png, png_infop info, Header* header) {
  if (setjmp(png_jmpbuf(png))) return false;
  png_read_info(png, info);
  png_get_IHDR(png, info, &header->width, &header->height, &header->bit_depth, nullptr, nullptr, nullptr,
               nullptr);
  header->stored_row_bytes = png_get_rowbytes(png, info);
  read_colours(png, info, header);
  png_set_packing(png);
  header->passes = png_set_interlace_handling(png);
  png_read_update_info(png, info);
  header->channels = png_get_channels(png, info);
  header->row_bytes = png_get_rowbytes(png, info);
  return true;
}

/// Decodes all rows into `buffer`, which has one row, or all if they are interlaced, and calls take_row(y, row) for each
/// that is complete.
template <class TakeRow>
bool read_rows(png_structp png, const Header& header, png_bytep buffer, const TakeRow& take_row) {
  if (setjmp(png_jmpbuf(png))) return false;
  for (int pass = 1; pass <= header.passes; ++pass) {
    for (png_uint_32 y = 0; y < header.height; ++y) {
      const png_bytep row = header.passes > 1 ? buffer + y * header.row_bytes : buffer;
      png_read_row(png, row, nullptr);
      if (pass == header.passes) take_row(y, row);
    }
  }
  png_read_end(png, nullptr);
  return true;
}

/// Extracts the channels of a row of interleaved samples; samples of 16 bits are big-endian.
template <class T, std::size_t channels>
void split_row(const png_byte* samples, std::size_t width, const std::array<T*, channels>& rows) {
  for (std::size_t c = 0; c < channels; ++c) {
    T* const row = rows[c];
    for (std::size_t x = 0; x < width; ++x) {
      const png_byte* sample = samples + (x * channels + c) * sizeof(T);
      row[x] = static_cast<T>(sizeof(T) == 1 ? sample[0] : sample[0] << 8 | sample[1]);
    }
  }
}

template <class T, std::size_t channels>
bool read_channels(png_structp png, const Header& header, std::vector<StoredPlane>* planes) {
  const std::size_t width = header.width;
  std::array<T*, channels> begins{};
  for (T*& begin : begins) {
    planes->push_back(Plane<T>(static_cast<int>(header.height), static_cast<int>(header.width)));
    begin = std::get<Plane<T>>(planes->back()).values.data();
  }
  std::vector<png_byte> buffer(header.row_bytes * (header.passes > 1 ? header.height : 1));
  return read_rows(png, header, buffer.data(), [&](std::size_t y, const png_byte* row) {
    std::array<T*, channels> rows = begins;
    for (T*& one : rows) one += y * width;
    split_row<T, channels>(row, width, rows);
  });
}

template <class T>
bool read_channels(png_structp png, const Header& header, std::vector<StoredPlane>* planes) {
  switch (header.channels) {
    case 1:
      return read_channels<T, 1>(png, header, planes);
    case 2:
      return read_channels<T, 2>(png, header, planes);
    case 3:
      return read_channels<T, 3>(png, header, planes);
    default:
      return read_channels<T, 4>(png, header, planes);
  }
}

/// Whether some pixel has the colour that is declared transparent.
template <class T>
bool has_colour(const std::vector<StoredPlane>& channels, const std::array<unsigned, 3>& colour) {
  const std::size_t count = std::get<Plane<T>>(channels.front()).values.size();
  for (std::size_t i = 0; i < count; ++i) {
    bool is_equal = true;
    for (std::size_t c = 0; c < channels.size(); ++c)
      is_equal = is_equal && std::get<Plane<T>>(channels[c]).values[i] == colour[c];
    if (is_equal) return true;
  }
  return false;
}

/// Sets what follows from the header once the channels are read.
void set_colours(const Header& header, StoredImage* image) {
  image->type.bits = header.bit_depth;
  for (int i = 0; i < header.palette_size; ++i) {
    const auto place = static_cast<std::size_t>(i);
    const png_color& colour = header.palette[place];
    image->palette.push_back({colour.red, colour.green, colour.blue, header.palette_opacity[place]});
  }
  if (!header.has_transparent_colour) return;
  image->has_transparent_colour = header.bit_depth == 16
                                      ? has_colour<std::uint16_t>(image->channels, header.transparent_colour)
                                      : has_colour<std::uint8_t>(image->channels, header.transparent_colour);
}

}  // namespace

ImageHeader read_png_header(const std::filesystem::path& path) {
  // The first chunk follows a signature of 8 bytes and begins with its length and name, 4 bytes each.
  constexpr std::size_t width_position = 16;
  std::array<unsigned char, 25> bytes{};
  std::ifstream file(path, std::ios::binary);
  file.read(reinterpret_cast<char*>(bytes.data()), std::ssize(bytes));
  require(file.gcount() == std::ssize(bytes), path.string(), "is not a readable PNG image (it is cut short)",
          "copy or export it again");
  const std::uint32_t width = png_get_uint_32(&bytes[width_position]);
  const std::uint32_t height = png_get_uint_32(&bytes[width_position + 4]);
  check_image_size(path, width, height, 1, 0, 0);
  return {static_cast<int>(height), static_cast<int>(width), {SampleType::Kind::natural, bytes[24]}};
}

StoredImage read_png(const std::filesystem::path& path) {
  const std::string bytes = read_file(path);
  PngStream stream;
  stream.input = bytes;
  const PngReader reader(stream);
  Header header;
  const auto check = [&](bool is_read) {
    require(is_read, path.string(), std::string("is not a readable PNG image (") + stream.error.data() + ")",
            "copy or export it again");
  };
  check(read_header(reader.png(), reader.info(), &header));
  // Deflate expands one byte to at most 1032 bytes.
  check_image_size(path, header.width, header.height, static_cast<std::uint64_t>(header.channels),
                   header.height * std::uint64_t{header.stored_row_bytes},
                   bytes.size() * std::uint64_t{1032});
  require_memory(path.string(),
                 std::to_string(header.width) + " x " + std::to_string(header.height) + " pixels",
                 (header.passes > 1 ? 2 : 1) * header.row_bytes * std::uint64_t{header.height});
  StoredImage image;
  check(header.bit_depth == 16 ? read_channels<std::uint16_t>(reader.png(), header, &image.channels)
                               : read_channels<std::uint8_t>(reader.png(), header, &image.channels));
  set_colours(header, &image);
  drop_opaque_alpha(path.string(), image, true);
  return image;
}

}  // namespace emsurvey
