#include <gtest/gtest.h>

#include <array>
#include <cstdio>

#include "base/command_line.h"

namespace emsurvey {
namespace {

/// What a shell prints for `line`, each word on a line of its own.
std::string words_in_shell(const std::string& line) {
  FILE* pipe = ::popen(("printf '%s\\n' " + line).c_str(), "r");
  std::string text;
  std::array<char, 256> buffer{};
  while (const auto size = std::fread(buffer.data(), 1, buffer.size(), pipe))
    text.append(buffer.data(), size);
  ::pclose(pipe);
  return text;
}

TEST(CommandLine, IsAsTypedWhereNothingNeedsQuotes) {
  EXPECT_EQ(command_line({"emsurvey", "run", "--lr", "2e-4", "--network", "unet:4", "a/b.cfg"}),
            "emsurvey run --lr 2e-4 --network unet:4 a/b.cfg");
  EXPECT_EQ(command_line({}), "");
}

TEST(CommandLine, GivesAShellTheSameWords) {
  EXPECT_EQ(words_in_shell(command_line({"two words", "it's", "", "$HOME", "a\\b", "*"})),
            "two words\nit's\n\n$HOME\na\\b\n*\n");
}

}  // namespace
}  // namespace emsurvey
