#include <gtest/gtest.h>

#include "io/file.h"
#include "report/analysed_survey.h"
#include "report/html.h"
#include "report/readable_text.h"
#include "report/report.h"
#include "support/input_error.h"
#include "support/temporary_folder.h"

namespace emsurvey {
namespace {

namespace fs = std::filesystem;

Report report_of(const fs::path& survey, const ScoreRows& rows, const ReportInputs& inputs = {}) {
  return make_report(survey, rows, analysis_of(rows), inputs);
}

bool holds(const std::string& text, const std::string& word) {
  return text.find(word) != std::string::npos;
}

/// A temporary survey folder.
struct Folder {
  Folder() { make_folder(temporary.path() / "test"); }
  std::string file(const std::string& name) const { return read_file(temporary.path() / "test" / name); }
  bool has(const std::string& name) const { return fs::exists(temporary.path() / "test" / name); }
  const fs::path& path() const { return temporary.path(); }
  TemporaryFolder temporary;
};

TEST(RelativeAddress, IsTheFileThatABrowserAsksFor) {
  EXPECT_EQ(relative_address("images/04-outputs.png"), "images/04-outputs.png");
  EXPECT_EQ(relative_address("images/x%2f#1?.png"), "images/x%252f%231%3F.png");
  EXPECT_EQ(relative_address("a b&c\"'<>\\:ä\n"), "a%20b%26c%22%27%3C%3E%5C%3A%C3%A4%0A");
}

TEST(Html, AlignsColumnsOfNumbers) {
  const std::string html = html_table({{"a", "b", "c"}, {{"x", "+0.5", ""}, {"1", "-2", "3"}}});
  EXPECT_TRUE(holds(html, "<th>a</th><th class=\"n\">b</th><th class=\"n\">c</th>")) << html;
  EXPECT_TRUE(holds(html, "<td>1</td><td class=\"n\">-2</td><td class=\"n\">3</td>")) << html;
}

TEST(Html, EmbedsImages) {
  // RFC 4648, section 10.
  EXPECT_EQ(png_address("fooba"), "data:image/png;base64,Zm9vYmE=");
  EXPECT_EQ(png_address("foobar"), "data:image/png;base64,Zm9vYmFy");
}

TEST(Html, ShowsControlCharacters) {
  EXPECT_EQ(escaped_html("\x1b[31m <\u202e>"), "\\x1b[31m &lt;\\xe2\\x80\\xae&gt;");
}

TEST(MakeReport, WritesFigureAndPage) {
  const Folder folder;
  const Report report = report_of(folder.path(), rows_of(loss_runs()));
  EXPECT_EQ(report.figure_problem, std::nullopt);
  EXPECT_EQ(folder.file("figure.png").substr(0, 4), "\x89PNG");
  EXPECT_TRUE(holds(folder.file("figure.svg"), "</svg>"));
  EXPECT_TRUE(holds(folder.file("report.html"), "<div class=\"wide\"><svg"))
      << "the figure stands in the page";
  EXPECT_TRUE(holds(folder.file("figure.gnuplot"), "$trainings0"));
  EXPECT_FALSE(folder.has("comparison.csv"));
  for (const auto& entry : fs::directory_iterator(folder.path() / "test"))
    EXPECT_NE(entry.path().filename().string().front(), '.') << "litter";
}

TEST(MakeReport, IsTheSameWhereverTheSurveyLies) {
  const Folder first, second;
  make_folder(second.path() / "deeper" / "test");
  const auto make = [](const fs::path& survey) {
    report_of(survey, rows_of(loss_runs()),
              {{(survey / "test/3/evaluation").string() + ": is missing"}, {}, {}, {}});
    return read_file(survey / "test/report.html");
  };
  const std::string page = make(first.path());
  EXPECT_EQ(make(second.path() / "deeper"), page);
  EXPECT_TRUE(holds(page, "<li>test/3/evaluation: is missing</li>"));
}

TEST(MakeReport, KeepsThePublishedScores) {
  const Folder folder;
  const fs::path file = folder.path() / "mine.csv";
  const std::string csv =
      "classic_loss,membranes_F_score\nsquare,0.5\nsquare,0.51\nsquare,0.5\nsquare,0.49\n";
  write_file(file, csv);
  report_of(folder.path(), rows_of(loss_runs()), {{}, file, {}, {}});
  EXPECT_EQ(folder.file("published.csv"), csv);
  const std::string comparison = folder.file("comparison.csv");
  EXPECT_TRUE(holds(comparison, "differs (higher)"));
  EXPECT_TRUE(holds(folder.file("report.html"), "differs (higher)"));

  fs::remove(folder.path() / "test/comparison.csv");
  fs::remove(file);
  report_of(folder.path(), rows_of(loss_runs()));
  EXPECT_EQ(folder.file("comparison.csv"), comparison) << "the kept file is compared again";
}

TEST(MakeReport, ToleratesAKeptFileThatNoLongerFits) {
  const Folder folder;
  write_file(folder.path() / "test/published.csv", "classic_loss,membranes_F_score\nhinge,0.5\n");
  write_file(folder.path() / "test/comparison.csv", "of old scores\n");
  const Report report = report_of(folder.path(), rows_of(loss_runs()));
  ASSERT_EQ(report.problems.size(), 1U);
  EXPECT_TRUE(holds(report.problems[0], "published.csv: has no setting")) << report.problems[0];
  EXPECT_FALSE(folder.has("comparison.csv")) << "an old comparison would mislead";
  EXPECT_TRUE(holds(folder.file("report.html"), "has no setting of the survey"));
}

TEST(MakeReport, WritesNothingWhenTheGivenFileCannotBeUsed) {
  const Folder folder;
  const fs::path file = folder.path() / "mine.csv";
  write_file(file, "classic_loss,membranes_F_score\nhinge,0.5\n");
  EXPECT_INPUT_ERROR(report_of(folder.path(), rows_of(loss_runs()), {{}, file, {}, {}}),
                     "mine.csv: has no setting");
  EXPECT_TRUE(fs::is_empty(folder.path() / "test"));
}

TEST(MakeReport, HasAPageWithoutScores) {
  const Folder folder;
  const Report report = report_of(folder.path(), rows_of({}), {{"test/1/options.json: is broken"}, {}, {}, {}});
  EXPECT_TRUE(report.figure_problem.has_value());
  EXPECT_TRUE(holds(folder.file("report.html"), "is broken"));
}

TEST(ReadableText, CutsAtCharactersAndAligns) {
  EXPECT_EQ(shortened("äöüß", 4), "äöüß");
  EXPECT_EQ(shortened("äöüßx", 4), "äöü…");
  EXPECT_EQ(aligned_text({{"loss", "n"}, {{"ä", "12"}, {"square", ""}}}), "loss    n\nä       12\nsquare\n");
  EXPECT_EQ(signed_number(-0.0001), "0.000");
  EXPECT_EQ(signed_number(0.25), "+0.250");
  EXPECT_EQ(fixed_number(-0.0001), "0.000");
  EXPECT_EQ(fixed_number(-0.06, 1), "-0.1");
  EXPECT_EQ(mean_and_deviation(moments_of({0.5, 1.0})), "0.750 (0.354)");
}

}  // namespace
}  // namespace emsurvey
