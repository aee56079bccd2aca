// Makes a small data set that differs from the published one: 16-bit grey TIFF sections of two sizes, two
// labels as instance-numbered 16-bit TIFF images, and valid masks with an unannotated border.
// Usage: make_two_labels DIR WIDTH HEIGHT SECTIONS
#include <tiffio.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <memory>

#include "base/plane.h"

namespace {

using emsurvey::Plane;
namespace fs = std::filesystem;

void write_tiff(const fs::path& path, const Plane<std::uint16_t>& plane) {
  const std::unique_ptr<TIFF, void (*)(TIFF*)> file(TIFFOpen(path.c_str(), "w"), TIFFClose);
  if (!file) std::exit(1);
  TIFFSetField(file.get(), TIFFTAG_IMAGEWIDTH, plane.width);
  TIFFSetField(file.get(), TIFFTAG_IMAGELENGTH, plane.height);
  TIFFSetField(file.get(), TIFFTAG_BITSPERSAMPLE, 16);
  TIFFSetField(file.get(), TIFFTAG_SAMPLESPERPIXEL, 1);
  TIFFSetField(file.get(), TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_MINISBLACK);
  TIFFSetField(file.get(), TIFFTAG_ROWSPERSTRIP, 16);
  for (int y = 0; y < plane.height; ++y) {
    auto row = std::vector<std::uint16_t>(&plane.at(y, 0), &plane.at(y, 0) + plane.width);
    if (TIFFWriteScanline(file.get(), row.data(), static_cast<std::uint32_t>(y)) != 1) std::exit(1);
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 5) return 2;
  const fs::path folder = argv[1];
  const int width = std::atoi(argv[2]), height = std::atoi(argv[3]), sections = std::atoi(argv[4]);
  for (const char* part : {"raw", "nuclei", "granules", "valid"}) fs::create_directories(folder / part);
  for (int i = 0; i < sections; ++i) {
    const int h = height + 6 * (i % 2), w = width - 10 * (i % 2);
    Plane<std::uint16_t> raw(h, w), nuclei(h, w), granules(h, w), valid(h, w);
    for (int y = 0; y < h; ++y) {
      for (int x = 0; x < w; ++x) {
        // Large bright discs and small dark discs on two lattices, numbered by position.
        const auto inside = [&](int pitch, double radius) {
          const int row = y / pitch, column = x / pitch;
          const double dy = y % pitch - pitch / 2.0, dx = x % pitch - pitch / 2.0 + (row + i) % 5 - 2;
          return std::hypot(dy, dx) < radius ? 1 + row * (w / pitch + 1) + column : 0;
        };
        nuclei.at(y, x) = static_cast<std::uint16_t>(inside(48, 14));
        granules.at(y, x) = static_cast<std::uint16_t>(nuclei.at(y, x) ? 0 : inside(20, 4));
        const int noise = (x * 7919 + y * 104729 + i * 1299709 + (x * y) % 97 * 31) % 2000;
        raw.at(y, x) = static_cast<std::uint16_t>(20000 + noise + (nuclei.at(y, x) ? 15000 : 0) -
                                                  (granules.at(y, x) ? 12000 : 0));
        valid.at(y, x) = x >= 8 && y >= 8 ? 1 : 0;
      }
    }
    const std::string name = std::to_string(i) + ".tif";
    write_tiff(folder / "raw" / name, raw);
    write_tiff(folder / "nuclei" / name, nuclei);
    write_tiff(folder / "granules" / name, granules);
    write_tiff(folder / "valid" / name, valid);
  }
}
