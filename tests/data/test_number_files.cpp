// Numbered regions that seem to be something else.
#include <string>

#include "data/number_files.h"
#include "data/prepare_fixture.h"

namespace emsurvey {
namespace {

Plane<std::uint32_t> numbers(int height, int width, const std::vector<std::uint32_t>& values) {
  Plane<std::uint32_t> plane(height, width);
  plane.values = values;
  return plane;
}

std::string warning_about(const Plane<std::uint32_t>& plane) {
  NumberFiles files;
  files.add("a.png", plane);
  const auto warnings = files.warnings_of_instances("spots");
  return warnings.empty() ? "" : warnings.front();
}

TEST(NumberFiles, AMaskHasOneNumberForWhatLiesApart) {
  const std::string expected = "spots: one number for regions that lie apart in a.png; ";
  EXPECT_EQ(warning_about(numbers(2, 5, {1, 1, 0, 0, 1, 0, 0, 0, 0, 1})).substr(0, expected.size()),
            expected);
  EXPECT_EQ(warning_about(numbers(2, 5, {255, 255, 0, 0, 255, 0, 0, 0, 0, 255})).substr(0, expected.size()),
            expected);
  EXPECT_EQ(warning_about(numbers(2, 5, {1, 1, 0, 0, 2, 0, 0, 0, 0, 2})), "");
  EXPECT_EQ(warning_about(numbers(2, 5, {7, 7, 0, 0, 0, 0, 0, 7, 0, 0})), "");  // Diagonal neighbours are one
                                                                                // region.
  EXPECT_EQ(warning_about(numbers(1, 3, {0, 0, 0})), "");
}

TEST(NumberFiles, GreyValuesDifferFromPixelToPixel) {
  Plane<std::uint32_t> plane(10, 10);
  for (std::size_t i = 0; i < 100; ++i) plane.values[i] = 100 + static_cast<std::uint32_t>(i * 37 % 101);
  EXPECT_NE(warning_about(plane).find("grey values instead of region numbers"), std::string::npos);
  for (std::size_t i = 0; i < 100; ++i) plane.values[i] = static_cast<std::uint32_t>(i / 20 + 1);
  EXPECT_EQ(warning_about(plane), "");
  plane.at(3, 3) = 50;  // A region of one pixel.
  EXPECT_EQ(warning_about(plane), "");
}

class NumbersOfFiles : public Prepare {};

TEST_F(NumbersOfFiles, AreLookedAtInInstancesAndCells) {
  two_sections();
  png("spots/0.png", 8, {{1, 0, 2, 2}});
  png("spots/1.png", 8, {{1, 0, 1, 1}});
  expect_in(warnings(options("instances")),
            {"spots: one number for regions that lie apart in " + path("spots/1.png") + ";"});
  expect_in(warnings(options("cells")),
            {"spots: one number for all cells in " + path("spots/1.png") + ";", "mask:inverted"});
  png("spots/1.png", 8, {{255, 255, 0, 0}});  // Connected, as membranes are.
  EXPECT_EQ(warnings(options("instances")), "");
  expect_in(warnings(options("cells")), {"spots: one number for all cells in " + path("spots/1.png") + ";"});
}

}  // namespace
}  // namespace emsurvey
