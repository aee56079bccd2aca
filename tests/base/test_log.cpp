#include <gtest/gtest.h>

#include <string>

#include "base/log.h"

namespace emsurvey {
namespace {

struct Printed {
  std::string output;
  std::string errors;
};

template <class Action>
Printed printed(Action action) {
  testing::internal::CaptureStdout();
  testing::internal::CaptureStderr();
  action();
  return {testing::internal::GetCapturedStdout(), testing::internal::GetCapturedStderr()};
}

TEST(Log, PrintsWarningsAndErrorsWithTheirPrefix) {
  const Printed warning = printed([] { Log().warn("{}: no file", "a.h5"); });
  EXPECT_EQ(warning.errors, "emsurvey: warning: a.h5: no file\n");
  EXPECT_EQ(warning.output, "");
  EXPECT_EQ(printed([] { Log().error("{} of {}", 1, 2); }).errors, "emsurvey: 1 of 2\n");
}

TEST(Log, PrintsNoticesOnStandardOutput) {
  const Printed notice = printed([] { Log().info("{} runs", 3); });
  EXPECT_EQ(notice.output, "3 runs\n");
  EXPECT_EQ(notice.errors, "");
}

TEST(Log, PrintsOneLineThatNoNameCanBreak) {
  EXPECT_EQ(printed([] { Log().warn("{}", "no\nfile \x1b]0;title\x07"); }).errors,
            "emsurvey: warning: no\\nfile \\x1b]0;title\\x07\n");
  EXPECT_EQ(printed([] { Log().info("{}", "a\nb"); }).output, "a\\nb\n");
}

TEST(Log, KeepsTheLinesOfAnErrorOfSeveralLines) {
  EXPECT_EQ(printed([] { Log().error_lines("reason\n at \x1b[2J"); }).errors,
            "emsurvey: reason\n at \\x1b[2J\n");
}

TEST(Log, IsSilentOnOtherRanks) {
  const Printed nothing = printed([] {
    const Log log(false);
    log.info("a");
    log.warn("b");
    log.error("c");
    log.error_lines("d");
  });
  EXPECT_EQ(nothing.output + nothing.errors, "");
}

}  // namespace
}  // namespace emsurvey
