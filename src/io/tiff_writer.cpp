#include "io/tiff_writer.h"

#include <tiffio.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>
#include <utility>

#include "base/error.h"
#include "io/file.h"
#include "io/tiff_errors.h"

namespace emsurvey {
namespace {

/// Classic TIFF has offsets of 32 bits; the rest of them is for headers and pixels that deflating lengthens.
constexpr std::uint64_t most_classic_bytes = std::uint64_t{3} << 30;

}  // namespace

void TiffWriter::Close::operator()(struct tiff* file) const {
  TIFFClose(file);
}

TiffWriter::TiffWriter(const std::filesystem::path& temporary, std::filesystem::path path,
                       std::uint64_t pixel_bytes)
    : path_(std::move(path)) {
  keep_tiff_errors();
  file_.reset(TIFFOpen(temporary.c_str(), pixel_bytes > most_classic_bytes ? "w8l" : "wl"));
  if (!file_) refuse();
}

void TiffWriter::refuse() const {
  const std::string reason = tiff_error().empty() ? std::strerror(errno) : tiff_error();
  throw FileError(path_.string(), "cannot be written (" + reason + ")",
                  "check the disk and the permissions of the folder");
}

void TiffWriter::add(const void* pixels, int height, int width, const SampleType& type) {
  TIFF* file = file_.get();
  const bool is_real = type.kind == Kind::real;
  TIFFSetField(file, TIFFTAG_IMAGEWIDTH, static_cast<std::uint32_t>(width));
  TIFFSetField(file, TIFFTAG_IMAGELENGTH, static_cast<std::uint32_t>(height));
  TIFFSetField(file, TIFFTAG_SAMPLESPERPIXEL, 1);
  TIFFSetField(file, TIFFTAG_BITSPERSAMPLE, type.bits);
  TIFFSetField(file, TIFFTAG_SAMPLEFORMAT, is_real ? SAMPLEFORMAT_IEEEFP : SAMPLEFORMAT_UINT);
  TIFFSetField(file, TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_MINISBLACK);
  TIFFSetField(file, TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG);
  TIFFSetField(file, TIFFTAG_COMPRESSION, COMPRESSION_ADOBE_DEFLATE);
  TIFFSetField(file, TIFFTAG_ZIPQUALITY, 1);
  TIFFSetField(file, TIFFTAG_ROWSPERSTRIP, TIFFDefaultStripSize(file, 0));
  const std::size_t row_bytes = static_cast<std::size_t>(width) * static_cast<std::size_t>(type.bits) / 8;
  std::string row(row_bytes, '\0');  // libtiff may change the bytes that it is given.
  for (int y = 0; y < height; ++y) {
    std::memcpy(row.data(), static_cast<const char*>(pixels) + static_cast<std::size_t>(y) * row_bytes,
                row_bytes);
    if (TIFFWriteScanline(file, row.data(), static_cast<std::uint32_t>(y), 0) != 1) refuse();
  }
  if (TIFFWriteDirectory(file) != 1) refuse();
}

void TiffWriter::finish() {
  // Closing tells no errors, so the pixels are flushed before.
  if (TIFFFlush(file_.get()) != 1 || ::fsync(TIFFFileno(file_.get())) != 0) refuse();
  file_.reset();
}

void write_tiff(const std::filesystem::path& path, std::uint64_t pixel_bytes,
                const std::function<void(TiffWriter&)>& add_pages) {
  replace_file(path, [&](const std::filesystem::path& temporary) {
    TiffWriter writer(temporary, path, pixel_bytes);
    add_pages(writer);
    writer.finish();
  });
}

}  // namespace emsurvey
