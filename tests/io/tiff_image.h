// A TIFF image of known samples, stored in a given form, for tests.
#pragma once

#include <gtest/gtest.h>

#include <cstdint>
#include <filesystem>
#include <string>

#include "io/image_file.h"
#include "support/image_fixtures.h"
#include "support/input_error.h"
#include "support/temporary_folder.h"

namespace emsurvey {

/// Returns a value that differs between neighbours, channels and pages and uses all `bits`.
inline std::uint32_t sample(int bits, int page, int y, int x, int channel) {
  const auto mixed =
      static_cast<std::uint32_t>(page * 7919 + y * 104729 + x * 1299709 + channel * 15485863) * 2654435761U;
  return mixed >> (32 - bits);
}

class Tiff : public testing::Test {
 protected:
  static constexpr int height = 37;
  static constexpr int width = 41;

  void write(int bits, int samples, const TiffForm& form, int pages = 1) {
    write_stored_tiff(path_, pages, height, width, bits, samples, form,
                      [&](int page, int y, int x, int channel) { return sample(bits, page, y, x, channel); });
  }

  /// Expects the page to hold the samples that `write` stored.
  void expect_samples(const Image& image, int bits, std::size_t samples, int page = 0) {
    ASSERT_EQ(image.bit_depth, bits);
    ASSERT_EQ(image.channels.size(), samples);
    ASSERT_EQ(image.height(), height);
    ASSERT_EQ(image.width(), width);
    for (int c = 0; c < static_cast<int>(samples); ++c) {
      for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
          ASSERT_EQ(image.channels[static_cast<std::size_t>(c)].at(y, x), sample(bits, page, y, x, c))
              << y << " " << x;
        }
      }
    }
  }

  std::string error() const {
    return input_error_of([&] { read_image(path_); });
  }

  TemporaryFolder folder_;
  std::filesystem::path path_ = folder_.path() / "image.tif";
};

}  // namespace emsurvey
