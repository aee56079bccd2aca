// Fixture with folders of images and the data sets prepared from them.
#pragma once

#include <gtest/gtest.h>

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "data/prepare.h"
#include "support/image_fixtures.h"
#include "support/input_error.h"
#include "support/temporary_folder.h"

namespace emsurvey {

namespace fs = std::filesystem;
using Rows = std::vector<std::vector<unsigned>>;

class Prepare : public testing::Test {
 protected:
  void png(const std::string& name, int bits, const Rows& rows, int samples = 1) {
    const fs::path path = folder_.path() / name;
    fs::create_directories(path.parent_path());
    const int width = static_cast<int>(rows.front().size()) / samples;
    write_stored_png(path, stored_image(width, bits, samples, rows),
                     samples == 1 ? PNG_COLOR_TYPE_GRAY : PNG_COLOR_TYPE_RGB);
  }

  /// Writes a TIFF stack of 2 x 3 pixels whose page p holds p * step + 0..5.
  void stack(const std::string& name, int pages, int bits, unsigned step) {
    const fs::path path = folder_.path() / name;
    fs::create_directories(path.parent_path());
    write_stored_tiff(path, pages, 2, 3, bits, 1, {}, [&](int page, int y, int x, int) {
      return static_cast<std::uint32_t>(page) * step + static_cast<std::uint32_t>(y * 3 + x);
    });
  }

  std::string path(const std::string& name) const { return (folder_.path() / name).string(); }

  /// Returns options for the folder raw and one label "spots" in the folder spots.
  PrepareOptions options(const std::string& kind = "mask") const {
    PrepareOptions result;
    result.raw = path("raw");
    result.labels = {label_source_from("spots=" + path("spots") + ":" + kind)};
    return result;
  }

  /// Writes two raw sections of 1 x 4 pixels.
  void two_sections() {
    png("raw/0.png", 8, {{10, 20, 30, 40}});
    png("raw/1.png", 8, {{11, 21, 31, 41}});
  }

  static std::string error(const PrepareOptions& options) {
    return input_error_of([&] { prepare(options); });
  }

  /// Returns all warnings, separated by bars.
  static std::string warnings(const PrepareOptions& options) {
    std::string text;
    prepare(options, [&](const std::string& warning) { text += (text.empty() ? "" : " | ") + warning; });
    return text;
  }

  TemporaryFolder folder_;
};

using Bytes = std::vector<std::uint8_t>;
using Greys = std::vector<std::uint16_t>;
using Numbers = std::vector<std::uint32_t>;

inline void expect_in(const std::string& message, const std::vector<std::string>& parts) {
  EXPECT_EQ(message.find('\n'), std::string::npos) << message;
  for (const std::string& part : parts)
    EXPECT_NE(message.find(part), std::string::npos) << part << " in: " << message;
}

}  // namespace emsurvey
