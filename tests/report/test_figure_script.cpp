#include <gtest/gtest.h>

#include "base/error.h"
#include "report/draw.h"
#include "report/figure_script.h"
#include "report/gnuplot_text.h"
#include "report/scored_runs.h"
#include "support/temporary_folder.h"

namespace emsurvey {
namespace {

std::size_t count_of(const std::string& text, const std::string& word) {
  std::size_t count = 0;
  for (auto at = text.find(word); at != std::string::npos; at = text.find(word, at + word.size())) ++count;
  return count;
}

void expect_drawn(const std::string& script) {
  const Drawing drawing = draw(script);
  EXPECT_EQ(drawing.png.substr(0, 8), "\x89PNG\r\n\x1a\n");
  EXPECT_NE(drawing.svg.find("</svg>"), std::string::npos);
}

TEST(BarFigure, HasABarForEachSettingAndLabel) {
  const std::string script = figure_script(rows_of(loss_runs()));
  // Groups in the order of their first runs, with means and standard deviations.
  EXPECT_NE(script.find("('square' 0, 'dice' 1)"), std::string::npos) << script;
  EXPECT_NE(script.find("$label0 << END\n0 0.905 0.042031734"), std::string::npos) << script;
  EXPECT_NE(script.find("\n1 0.5 nan\nEND\n"), std::string::npos) << "one image has no deviation";
  EXPECT_NE(script.find("$label1 << END\n0 0.25 0.12909944487358058\nEND\n"), std::string::npos)
      << "a setting without any value has no bar";
  EXPECT_LT(script.find("title 'membranes'"), script.find("title 'synapses'"));
  EXPECT_NE(script.find("set yrange [0:1]"), std::string::npos);
  EXPECT_NE(script.find("'loss function'"), std::string::npos);
  EXPECT_EQ(script.find("fit"), std::string::npos) << "bars are not fitted";
  expect_drawn(script);
}

TEST(BarFigure, NamesFurtherAxesBesideTheLoss) {
  const std::vector<std::pair<std::string, std::vector<std::string>>> scores{{"cells", {"0.5", "0.75"}}};
  const std::string script =
      figure_script(rows_of({scored_run(1, "dice", R"("axes": {"filters": "16", "lr": "0.001"})", scores),
                             scored_run(2, "dice", R"("axes": {"filters": "32", "lr": "0.001"})", scores)}));
  EXPECT_NE(script.find("('16' 0, '32' 1)"), std::string::npos) << "alone, a value needs no name: " << script;
  const std::string both =
      figure_script(rows_of({scored_run(1, "dice", R"("axes": {"filters": "16", "lr": "0.001"})", scores),
                             scored_run(2, "hinge", R"("axes": {"filters": "32", "lr": "0.1"})", scores)}));
  EXPECT_NE(both.find("('dice, filters 16, lr 0.001' 0, 'hinge, filters 32, lr 0.1' 1)"), std::string::npos)
      << both;
}

TEST(BarFigure, PutsManySettingsInRowsAndLimitsThem) {
  std::vector<RunFiles> runs;
  for (int i = 1; i <= 450; ++i)
    runs.push_back(scored_run(i, "loss" + std::to_string(i), "", {{"cells", {"0.5"}}}));
  const std::string script = figure_script(rows_of(runs));
  EXPECT_NE(script.find("(the first 400 of 450)"), std::string::npos);
  EXPECT_NE(script.find("'loss400' 399)"), std::string::npos);
  EXPECT_GT(count_of(script, "\nplot "), 5U);
}

TEST(PointFigure, HasPointsMeansAndAFitForEachSeries) {
  const std::string script = figure_script(
      rows_of({network_run(1, "unet", "8", {"0.25", "0.75"}), network_run(2, "unet", "10", {"0.5", "0.625"}),
               network_run(3, "unet", "16", {"0.9", "0.9"}), network_run(4, "resnet", "9", {"0.1", "0.2"}),
               network_run(5, "resnet", "24", {"0.3", "0.4"}), network_run(6, "densenet", "31", {"0.3"})}));
  EXPECT_NE(script.find("$images0_0 << END\n8 0.25\n8 0.75\n10 0.5\n10 0.625\n16 0.9\n16 0.9\nEND\n"),
            std::string::npos)
      << script;
  EXPECT_NE(script.find("$means0_0 << END\n8 0.5 0.3535533905932738\n"), std::string::npos);
  // A parabola is fitted to three means and a line to two; a single mean gets no fit.
  EXPECT_NE(script.find("\nfit0_0(x) = 0.65 + 0.2*((x-12)/4) + 0.05*((x-12)/4)*((x-12)/4)\n"),
            std::string::npos);
  EXPECT_NE(script.find("\nfit0_1(x) = 0.25 + 0.1*((x-16.5)/7.5)\n"), std::string::npos);
  EXPECT_EQ(script.find("fit0_2"), std::string::npos);
  EXPECT_LT(script.find("title 'unet'"), script.find("title 'resnet'"));
  EXPECT_NE(script.find("set xlabel 'layers'"), std::string::npos);
  EXPECT_NE(script.find("set title 'cells'"), std::string::npos);
  expect_drawn(script);
}

TEST(PointFigure, IsDrawnOfScoresThatDoNotDiffer) {
  expect_drawn(figure_script(
      rows_of({network_run(1, "unet", "8", {"0.0", "0.0"}), network_run(2, "unet", "9", {"0.0", "0.0"}),
               network_run(3, "unet", "1000000", {"0.0", "0.0"})})));
  // Nothing is predicted: the score depends on the image alone, so all means are equal and tiny.
  expect_drawn(figure_script(rows_of({network_run(1, "unet", "8", {"3e-08", "5e-08"}),
                                      network_run(2, "unet", "10", {"3e-08", "5e-08"}),
                                      network_run(3, "unet", "12", {"3e-08", "5e-08"})})));
  expect_drawn(figure_script(rows_of({network_run(1, "unet", "8", {"0.5"})})));
}

TEST(PointFigure, NeedsIntegersAtTheEndOfTheIndex) {
  const auto resolution = [](int number, const std::string& value) {
    return scored_run(
        number, "square",
        R"("table_index": ["resolution", "run", "sample"], "axes": {"resolution": ")" + value + "\"}",
        {{"cells", {"0.5", "0.75"}}});
  };
  EXPECT_NE(figure_script(rows_of({resolution(1, "8 nm"), resolution(2, "4 nm")})).find("with boxes"),
            std::string::npos);
  EXPECT_EQ(figure_script(rows_of({resolution(1, "8"), resolution(2, "4")})).find("with boxes"),
            std::string::npos);
}

TEST(PointFigure, TakesNoSeedsForAmounts) {
  const auto seed = [](int number, const std::string& value) {
    return scored_run(number, "square",
                      R"("table_index": ["seed", "run", "sample"], "axes": {"seed": ")" + value + "\"}",
                      {{"cells", {"0.5", "0.75"}}});
  };
  const std::string script = figure_script(rows_of({seed(1, "1"), seed(2, "9223372036854775807")}));
  EXPECT_NE(script.find("with boxes"), std::string::npos);
  expect_drawn(script);
  expect_drawn(figure_script(rows_of({seed(1, "-1000000000"), seed(2, "1000000000")})));
}

TEST(FigureScript, IsEmptyWithoutAScore) {
  EXPECT_EQ(figure_script(rows_of({scored_run(1, "dice", "", {{"cells", {"", ""}}})})), "");
  EXPECT_EQ(figure_script(rows_of({})), "");
}

TEST(FigureScript, RunsNothingThatANameSays) {
  const TemporaryFolder folder;
  const std::string file = (folder.path() / "made").string();
  const std::string name = "a`touch " + file + "`'.system('touch " + file + "').'%s%d {x}_y";
  const std::string script = figure_script(
      rows_of({scored_run(1, name, "", {{name, {"0.5", "0.75"}}}),
               scored_run(2, "@b\\\\n\\n$(touch " + file + ")", "", {{name, {"0.5", "0.75"}}})}));
  expect_drawn(script);
  EXPECT_FALSE(std::filesystem::exists(file));
  EXPECT_NE(draw(script).svg.find("%s%d {x}_y"), std::string::npos) << "the name stands there as it is";
}

TEST(GnuplotString, IsOneLineInSingleQuotes) {
  EXPECT_EQ(gnuplot_string("it's\n`x`"), "'it''s\\n`x`'");
  EXPECT_EQ(gnuplot_tic_label("5 %"), "'5 %%'");
}

TEST(Draw, SaysWhatGnuplotSaid) {
  try {
    draw("plot nothing\n");
    FAIL() << "a broken script was drawn";
  } catch (const InputError& error) {
    const std::string message = error.what();
    EXPECT_NE(message.find("undefined variable: nothing"), std::string::npos) << message;
    EXPECT_EQ(message.find('\n'), std::string::npos);
  }
}

}  // namespace
}  // namespace emsurvey
