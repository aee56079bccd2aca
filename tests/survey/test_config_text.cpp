#include <gtest/gtest.h>

#include <random>

#include "support/input_error.h"
#include "survey/config_text.h"
#include "survey/keys.h"
#include "survey/settings.h"

namespace emsurvey {
namespace {

using Values = std::vector<std::string>;

Values read(const std::string& key, const std::string& written) {
  const Settings settings = parse_config_text(key + " = " + written + "\n", "x.cfg");
  const auto found = settings.find(key);
  return found == settings.end() ? Values{} : found->second;
}

/// Returns values that are easily lost when a config file is written without care.
const Values& nasty_values() {
  static const Values values = {"run#3/d.h5",
                                "#",
                                "a\nb.h5",
                                "\n",
                                " ",
                                "",
                                " leading",
                                "trailing ",
                                "two  blanks",
                                "a\tb",
                                "a\rb",
                                "\r\n",
                                "\"",
                                "\"quoted\"",
                                "a\"b",
                                "\\",
                                "\\n",
                                "a\\",
                                "\\\\host\\share",
                                "=",
                                "a = b",
                                "[section]",
                                "1..3",
                                "3..1",
                                "..",
                                "../data.h5",
                                "2e-4",
                                "\x1b[31m",
                                "\x7f",
                                "\xef\xbb\xbf",
                                "caf\xe9",
                                "Größe",
                                "切片",
                                "\u202e",
                                "\v\f",
                                "'single'",
                                "$HOME",
                                "`x`",
                                "%41",
                                "*",
                                ",",
                                ";",
                                "a:b/c"};
  return values;
}

/// Returns up to ten random bytes other than zero.
std::string random_value(std::mt19937& random) {
  std::string value;
  for (auto length = random() % 11; length > 0; --length) value += static_cast<char>(1 + random() % 255);
  return value;
}

TEST(ConfigText, ReadsBackAnyValueOfEveryKey) {
  for (const Key& key : survey_keys())
    for (const std::string& value : nasty_values()) {
      const Settings settings{{key.name, {value}}};
      const std::string text = to_config_text(settings);
      EXPECT_EQ(parse_config_text(text, "x.cfg"), settings) << text;
    }
}

TEST(ConfigText, ReadsBackListsOfAnyValues) {
  std::mt19937 random(1);
  for (const Key& key : survey_keys()) {
    if (key.values == KeyValues::path) continue;
    Settings settings{{key.name, nasty_values()}};
    EXPECT_EQ(parse_config_text(to_config_text(settings), "x.cfg"), settings) << key.name;
    for (int i = 0; i < 50; ++i) {
      settings[key.name] = {random_value(random), random_value(random), random_value(random)};
      EXPECT_EQ(parse_config_text(to_config_text(settings), "x.cfg"), settings) << to_config_text(settings);
    }
  }
}

TEST(ConfigText, IsPlainWhereItCanBe) {
  const Settings settings{{"data", {"/a folder/set.h5"}},
                          {"epochs", {"4800/n"}},
                          {"network", {"resnet:9", "unet:4"}},
                          {"lr", {"2e-4"}}};
  EXPECT_EQ(to_config_text(settings),
            "data = /a folder/set.h5\nnetwork = resnet:9 unet:4\nepochs = 4800/n\nlr = 2e-4\n");
}

TEST(ConfigText, ShowsATerminalNothingToObey) {
  const std::string text = to_config_text({{"data", {"\x1b]0;x\x07 a\nb"}}});
  EXPECT_EQ(text, "data = \"\\x1b]0;x\\x07 a\\nb\"\n");
}

TEST(ConfigText, ReadsPlainValuesAsEver) {
  EXPECT_EQ(read("data", "my \"odd\" data\\set.h5   # where it lies"), Values{"my \"odd\" data\\set.h5"});
  EXPECT_EQ(read("data", "run#3/d.h5"), Values{"run"}) << "# begins a comment without quotes";
  EXPECT_EQ(read("loss", " dice\tsquare# and no others"), (Values{"dice", "square"}));
  EXPECT_EQ(read("loss", "di\"ce\\n"), Values{"di\"ce\\n"});
  EXPECT_EQ(read("repeat", "1..3 7"), (Values{"1", "2", "3", "7"}));
}

TEST(ConfigText, ReadsQuotedValues) {
  EXPECT_EQ(read("data", "\"run#3/d.h5\" # a comment"), Values{"run#3/d.h5"});
  EXPECT_EQ(read("loss", "\"dice\" square \"a b\"#x"), (Values{"dice", "square", "a b"}));
  EXPECT_EQ(read("data", "\"\\x41\\\"\\\\\\t\""), Values{"A\"\\\t"});
  EXPECT_EQ(read("repeat", "\"1..3\""), Values{"1..3"});
}

TEST(ConfigText, RefusesKeysWithoutAValue) {
  EXPECT_INPUT_ERROR(read("loss", ""), "x.cfg, line 1: the key loss has no value");
  EXPECT_INPUT_ERROR(read("lr", "  # later"), "the key lr has no value");
}

TEST(ConfigText, RefusesBrokenQuotes) {
  EXPECT_INPUT_ERROR(read("data", "\"d.h5"), "x.cfg, line 1: has a quote that is never closed");
  EXPECT_INPUT_ERROR(read("data", "\"d.h5\".old"), "text after a closing quote");
  EXPECT_INPUT_ERROR(read("data", "\"d\" .h5"), "text after a closing quote");
  EXPECT_INPUT_ERROR(read("loss", "\"dice\"square"), "text after a closing quote");
  EXPECT_INPUT_ERROR(read("data", "\"C:\\data\""), "has \\d in quotes");
  EXPECT_INPUT_ERROR(read("data", "\"\\x4\""), "two digits of a byte");
  EXPECT_INPUT_ERROR(read("data", "\"\\x00\""), "two digits of a byte");
  EXPECT_INPUT_ERROR(read("data", "\"a\\"), "ends in a backslash");
}

TEST(ConfigText, SkipsTheByteOrderMarkAndTakesEitherEndOfLine) {
  EXPECT_EQ(parse_config_text("\xef\xbb\xbfloss = dice\r\n\r\ncrop=32\r\n# end", "x.cfg"),
            (Settings{{"loss", {"dice"}}, {"crop", {"32"}}}));
  EXPECT_EQ(parse_config_text("\xef\xbb\xbf", "x.cfg"), Settings{});
}

TEST(ConfigText, NamesTheLine) {
  EXPECT_INPUT_ERROR(parse_config_text("loss = dice\n\nlos = dice\n", "x.cfg"), "x.cfg, line 3");
  EXPECT_INPUT_ERROR(parse_config_text("[section]\n", "x.cfg"),
                     "`[section]` is not of the form `key = value`");
  EXPECT_INPUT_ERROR(parse_config_text("lo#ss = dice\n", "x.cfg"), "`lo` is not of the form `key = value`");
  EXPECT_INPUT_ERROR(parse_config_text(std::string("l\0o\0s\0s\0", 8), "x.cfg"), "save it as text in UTF-8");
}

}  // namespace
}  // namespace emsurvey
