// The published images in the form in which users have them.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "data/prepare.h"
#include "io/image_file.h"

namespace emsurvey {
namespace {

namespace fs = std::filesystem;

TEST(PrepareReference, SingleMasksAndRgbImagesGiveTheSameMasks) {
  const char* reference = std::getenv("EMSURVEY_REFERENCE");
  if (reference == nullptr) {
    GTEST_SKIP() << "the reference data are absent; name their folder in EMSURVEY_REFERENCE";
  }
  const fs::path stack = fs::path(reference) / "data/vnc/stack1";
  PrepareOptions rgb;
  rgb.raw = stack / "raw";
  rgb.labels = rgb_label_sources(stack / "labels");
  PrepareOptions single;
  single.raw = rgb.raw;
  for (const std::string name : {"synapses", "mitochondria", "membranes"}) {
    single.labels.push_back(label_source_from(name + "=" + (stack / name).string() + ":mask"));
  }
  const Dataset a = prepare(rgb).dataset;
  const Dataset b = prepare(single).dataset;
  ASSERT_EQ(a.sections.size(), 20U);
  for (std::size_t i = 0; i < 20; ++i) {
    EXPECT_EQ(a.sections[i].raw, b.sections[i].raw);
    for (std::size_t c = 0; c < 3; ++c) {
      const std::vector<std::uint8_t>& values = a.sections[i].labels[c].values;
      EXPECT_TRUE(std::equal(values.begin(), values.end(), b.sections[i].labels[c].values.begin(),
                             [](std::uint8_t v, std::uint8_t w) { return (v > 127) == (w > 127); }))
          << a.sections[i].name << " " << a.labels[c].name;
    }
  }
  const auto present = [&](std::size_t c) {
    const std::vector<std::uint8_t>& values = a.sections[0].labels[c].values;
    return std::count_if(values.begin(), values.end(), [](std::uint8_t v) { return v > 127; });
  };
  EXPECT_NEAR(static_cast<double>(present(0)) / (1024 * 1024), 0.0026, 5e-5);
  EXPECT_NEAR(static_cast<double>(present(2)) / (1024 * 1024), 0.1918, 5e-5);
}

TEST(PrepareReference, AGreySectionStoredInColourLoads) {
  const char* reference = std::getenv("EMSURVEY_REFERENCE");
  if (reference == nullptr) {
    GTEST_SKIP() << "the reference data are absent; name their folder in EMSURVEY_REFERENCE";
  }
  const Image image = read_image(fs::path(reference) / "data/vnc/stack2/raw/00.png");
  EXPECT_EQ(image.channels.size(), 3U);
  EXPECT_TRUE(image.is_grey());
}

}  // namespace
}  // namespace emsurvey
