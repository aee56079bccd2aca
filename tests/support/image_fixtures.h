// Test images of every kind, written directly with libpng and libtiff.
#pragma once

#include <gtest/gtest.h>
#include <png.h>
#include <tiffio.h>

#include <cstdint>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace emsurvey {

/// Pixels in stored form: rows of packed samples.
struct PackedImage {
  int width = 0;
  int height = 0;
  int bits = 8;
  int samples = 1;
  std::vector<std::vector<unsigned char>> rows;
};

/// Packs rows of samples, pixel by pixel. `bits` is 1 to 16; samples are packed big-endian as in PNG.
inline PackedImage stored_image(int width, int bits, int samples,
                                const std::vector<std::vector<unsigned>>& values) {
  PackedImage image{width, static_cast<int>(values.size()), bits, samples, {}};
  for (const std::vector<unsigned>& line : values) {
    std::vector<unsigned char> row((line.size() * static_cast<std::size_t>(bits) + 7) / 8);
    for (std::size_t i = 0; i < line.size() * static_cast<std::size_t>(bits); ++i) {
      const std::size_t bit = i % static_cast<std::size_t>(bits);
      const unsigned value =
          line[i / static_cast<std::size_t>(bits)] >> (static_cast<unsigned>(bits) - 1 - bit) & 1U;
      row[i / 8] = static_cast<unsigned char>(row[i / 8] | value << (7 - i % 8));
    }
    image.rows.push_back(row);
  }
  return image;
}

/// Writes `image` as a PNG of `colour_type`. `palette` is for PNG_COLOR_TYPE_PALETTE; `more` sets further
/// chunks.
inline void write_stored_png(const std::filesystem::path& path, PackedImage image, int colour_type,
                             const std::vector<png_color>& palette = {}, int interlace = PNG_INTERLACE_NONE,
                             const std::function<void(png_structp, png_infop)>& more = {}) {
  const std::unique_ptr<FILE, int (*)(FILE*)> file(std::fopen(path.c_str(), "wb"), std::fclose);
  ASSERT_NE(file, nullptr);
  png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, nullptr, nullptr);
  png_infop info = png_create_info_struct(png);
  png_init_io(png, file.get());
  png_set_IHDR(png, info, static_cast<png_uint_32>(image.width), static_cast<png_uint_32>(image.height),
               image.bits, colour_type, interlace, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  if (!palette.empty()) png_set_PLTE(png, info, palette.data(), static_cast<int>(palette.size()));
  if (more) more(png, info);
  png_write_info(png, info);
  std::vector<png_bytep> rows;
  for (std::vector<unsigned char>& row : image.rows) rows.push_back(row.data());
  png_write_image(png, rows.data());
  png_write_end(png, nullptr);
  png_destroy_write_struct(&png, &info);
}

/// Storage format of a TIFF page. `more` sets further tags.
struct TiffForm {
  int photometric = PHOTOMETRIC_MINISBLACK;
  int compression = COMPRESSION_NONE;
  std::uint32_t tile = 0;  ///< Edge length of the tiles; 0: strips of 3 rows.
  int planar = PLANARCONFIG_CONTIG;
  int sample_format = SAMPLEFORMAT_UINT;
  std::vector<std::vector<std::uint16_t>> colours = {};
  std::string mode = "w";  ///< Mode of TIFFOpen: "wb" is big-endian, "w8" BigTIFF.
  std::function<void(TIFF*, int page)> more = {};
};

/// Writes one value for each channel and pixel, given by `value(page, y, x, channel)`. Values of 64 bits are
/// given as their bit pattern.
template <class Value>
void write_stored_tiff(const std::filesystem::path& path, int pages, int height, int width, int bits,
                       int samples, const TiffForm& form, Value value) {
  const std::unique_ptr<TIFF, void (*)(TIFF*)> file(TIFFOpen(path.c_str(), form.mode.c_str()), TIFFClose);
  ASSERT_NE(file, nullptr);
  TIFF* tiff = file.get();
  for (int page = 0; page < pages; ++page) {
    TIFFSetField(tiff, TIFFTAG_IMAGEWIDTH, width);
    TIFFSetField(tiff, TIFFTAG_IMAGELENGTH, height);
    TIFFSetField(tiff, TIFFTAG_BITSPERSAMPLE, bits);
    TIFFSetField(tiff, TIFFTAG_SAMPLESPERPIXEL, samples);
    TIFFSetField(tiff, TIFFTAG_PHOTOMETRIC, form.photometric);
    TIFFSetField(tiff, TIFFTAG_COMPRESSION, form.compression);
    TIFFSetField(tiff, TIFFTAG_PLANARCONFIG, form.planar);
    TIFFSetField(tiff, TIFFTAG_SAMPLEFORMAT, form.sample_format);
    if (form.colours.size() == 3) {
      TIFFSetField(tiff, TIFFTAG_COLORMAP, form.colours[0].data(), form.colours[1].data(),
                   form.colours[2].data());
    }
    if (form.more) form.more(tiff, page);
    const int block_width = form.tile > 0 ? static_cast<int>(form.tile) : width;
    const int block_height = form.tile > 0 ? static_cast<int>(form.tile) : 3;
    if (form.tile > 0) {
      TIFFSetField(tiff, TIFFTAG_TILEWIDTH, form.tile);
      TIFFSetField(tiff, TIFFTAG_TILELENGTH, form.tile);
    } else {
      TIFFSetField(tiff, TIFFTAG_ROWSPERSTRIP, block_height);
    }
    const bool is_planar = form.planar == PLANARCONFIG_SEPARATE;
    for (int plane = 0; plane < (is_planar ? samples : 1); ++plane) {
      for (int y0 = 0; y0 < height; y0 += block_height) {
        for (int x0 = 0; x0 < width; x0 += block_width) {
          const int rows = form.tile > 0 ? block_height : std::min(block_height, height - y0);
          const int inner = is_planar ? 1 : samples;
          const std::size_t row_bytes = (static_cast<std::size_t>(block_width * inner * bits) + 7) / 8;
          std::vector<unsigned char> block(row_bytes * static_cast<std::size_t>(rows));
          for (int y = y0; y < std::min(y0 + rows, height); ++y) {
            unsigned char* row = block.data() + static_cast<std::size_t>(y - y0) * row_bytes;
            for (int i = 0; i < std::min(block_width, width - x0) * inner; ++i) {
              const auto wide =
                  static_cast<std::uint64_t>(value(page, y, x0 + i / inner, is_planar ? plane : i % inner));
              const auto sample = static_cast<std::uint32_t>(wide);
              const std::uint16_t half = static_cast<std::uint16_t>(sample);
              if (bits == 64) std::memcpy(row + 8 * i, &wide, 8);
              if (bits == 32) std::memcpy(row + 4 * i, &sample, 4);
              if (bits == 16) std::memcpy(row + 2 * i, &half, 2);
              if (bits == 8) row[i] = static_cast<unsigned char>(sample);
              if (bits < 8) {
                unsigned char& byte = row[i * bits / 8];
                byte = static_cast<unsigned char>(byte | sample << (8 - bits - i * bits % 8));
              }
            }
          }
          const auto size = static_cast<tmsize_t>(block.size());
          const auto x = static_cast<std::uint32_t>(x0);
          const auto y = static_cast<std::uint32_t>(y0);
          const auto channel = static_cast<std::uint16_t>(plane);
          if (form.tile > 0) {
            ASSERT_EQ(TIFFWriteEncodedTile(tiff, TIFFComputeTile(tiff, x, y, 0, channel), block.data(), size),
                      size);
          } else {
            ASSERT_EQ(TIFFWriteEncodedStrip(tiff, TIFFComputeStrip(tiff, y, channel), block.data(), size),
                      size);
          }
        }
      }
    }
    ASSERT_EQ(TIFFWriteDirectory(tiff), 1);
  }
}

inline void write_text(const std::filesystem::path& path, const std::string& text) {
  std::ofstream(path, std::ios::binary).write(text.data(), std::ssize(text));
}

}  // namespace emsurvey
