// Sections that differ from the others in size or in the scale of their values.
#include <bit>
#include <cstdint>
#include <string>

#include "data/prepare_fixture.h"

namespace emsurvey {
namespace {

class UnlikeSections : public Prepare {
 protected:
  /// Writes a section and its label. Values rise by `step` from pixel to pixel and repeat after 100 pixels.
  void section(const std::string& name, unsigned step, int width = 20) {
    fs::create_directories(path("raw"));
    write_stored_tiff(path("raw/" + name), 1, 20, width, 16, 1, {}, [&](int, int y, int x, int) {
      return step * static_cast<unsigned>((y * 20 + x) % 100);
    });
    label(name, width);
  }
  void label(const std::string& name, int width, const std::string& mode = "w") {
    fs::create_directories(path("spots"));
    TiffForm form;
    form.mode = mode;
    write_stored_tiff(path("spots/" + name), 1, 20, width, 8, 1, form,
                      [](int, int, int x, int) { return x < 5 ? 255U : 0U; });
  }
};

TEST_F(UnlikeSections, ValuesOnAnotherScaleAreNamedWithBothRanges) {
  for (const char* name : {"0.tif", "1.tif", "2.tif"}) section(name, 600);
  EXPECT_EQ(warnings(options()), "");
  section("1.tif", 2);
  expect_in(warnings(options()), {path("raw") + ": almost all grey values lie within 0 to 198 in " +
                                      path("raw/1.tif") + " but within 0 to 59400 in the other sections",
                                  "save all sections on one"});
  section("0.tif", 2);
  expect_in(warnings(options()), {"lie within 0 to 59400 in " + path("raw/2.tif") + " but within 0 to 198"});
}

TEST_F(UnlikeSections, ADarkSectionIsNotOnAnotherScale) {
  section("0.tif", 600);
  section("1.tif", 150);
  EXPECT_EQ(warnings(options()), "");
}

TEST_F(UnlikeSections, ValuesOfFloatingPointAreComparedAsStored) {
  fs::create_directories(path("raw"));
  TiffForm form;
  form.sample_format = SAMPLEFORMAT_IEEEFP;
  for (const int number : {0, 1, 2}) {
    const float scale = number == 1 ? 0.01F : 2;
    const std::string name = std::to_string(number) + ".tif";
    write_stored_tiff(path("raw/" + name), 1, 20, 20, 32, 1, form, [&](int, int y, int x, int) {
      return std::bit_cast<std::uint32_t>(scale * static_cast<float>((y * 20 + x) % 101));
    });
    label(name, 20);
  }
  expect_in(warnings(options()), {" in " + path("raw/1.tif") + " but within 0 to 200 in the other sections"});
}

TEST_F(UnlikeSections, PagesOfAnotherSizeAreNamed) {
  section("0.tif", 600);
  TiffForm more;
  more.mode = "a";
  for (const int width : {20, 30}) {
    write_stored_tiff(path("raw/0.tif"), 1, 20, width, 16, 1, more, [](int, int y, int x, int) {
      return 600U * static_cast<unsigned>((y * 20 + x) % 100);
    });
    label("0.tif", width, "a");
  }
  expect_in(warnings(options()), {path("raw") + ": another size than most pages of the stack in " +
                                  path("raw/0.tif") + " page 2 (30 x 20 instead of 20 x 20)"});
  label("0.tif", 20);
  label("0.tif", 30, "a");
  label("0.tif", 30, "a");
  expect_in(error(options()), {path("spots/0.tif") + " page 1: has 30 x 20 pixels but the section 0-1"});
}

TEST_F(UnlikeSections, FilesMayHaveAnySize) {
  section("0.tif", 600);
  section("1.tif", 600);
  section("2.tif", 600, 30);
  EXPECT_EQ(warnings(options()), "");
}

}  // namespace
}  // namespace emsurvey
