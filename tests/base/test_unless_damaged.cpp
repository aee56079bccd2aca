#include <gtest/gtest.h>

#include <optional>
#include <string>

#include "base/unless_damaged.h"

namespace emsurvey {
namespace {

TEST(UnlessDamaged, ReturnsWhatWasRead) {
  EXPECT_EQ(unless_damaged([] { return std::optional(7); }), 7);
}

TEST(UnlessDamaged, ReturnsNothingOfADamagedFileAndTellsItsError) {
  std::string told;
  const auto read = []() -> std::optional<int> { throw InputError("a.h5: is damaged"); };
  EXPECT_EQ(unless_damaged(read), std::nullopt);
  EXPECT_EQ(unless_damaged(read, [&](const InputError& damage) { told = damage.what(); }), std::nullopt);
  EXPECT_EQ(told, "a.h5: is damaged");
}

TEST(UnlessDamaged, PassesOnThatAFileCannotBeRead) {
  const auto read = []() -> std::optional<int> { throw FileError("a.h5: cannot be opened"); };
  EXPECT_THROW(unless_damaged(read), FileError);
}

}  // namespace
}  // namespace emsurvey
