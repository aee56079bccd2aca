#include <gtest/gtest.h>

#include "base/error.h"
#include "report/analysed_survey.h"
#include "report/draw.h"
#include "report/figure_script.h"
#include "report/gnuplot_text.h"
#include "support/temporary_folder.h"
#include "tables/copy_baseline_rows.h"

namespace emsurvey {
namespace {

std::string script_of(const ScoreRows& rows) {
  return figure_script(analysis_of(rows));
}

void expect_drawn(const std::string& script) {
  const Drawing drawing = draw(script);
  EXPECT_EQ(drawing.png.substr(0, 8), "\x89PNG\r\n\x1a\n");
  EXPECT_NE(drawing.svg.find("</svg>"), std::string::npos);
}

TEST(DotFigure, HasADotForEachTrainingAndAnInterval) {
  const std::string script =
      script_of(survey_of({{"square", {"0.9", "0.95", "0.85"}}, {"dice", {"0.5", "0.5", "0.5"}}}));
  EXPECT_NE(script.find("('square' 0, 'dice' 1)"), std::string::npos) << script;
  // Three trainings side by side, then the mean 0.9 with mean -+ 4.303 x 0.05 x sqrt(1/3 + 1/4).
  EXPECT_NE(script.find("-0.23 0.9\n-0.09 0.95\n0.05 0.85\n"), std::string::npos) << script;
  EXPECT_NE(script.find("$mean0 << END\n0.27 0.9 0.7356"), std::string::npos) << script;
  EXPECT_NE(script.find("\n1.27 0.5 0.5 0.5\nEND\n"), std::string::npos) << "no interval without spread";
  EXPECT_NE(script.find("set title 'cells'"), std::string::npos);
  EXPECT_NE(script.find("'loss function'"), std::string::npos);
  EXPECT_EQ(script.find("fit"), std::string::npos);
  expect_drawn(script);
}

TEST(DotFigure, CutsNothing) {
  // Nothing is as high as the upper end of an interval; all dots at 0 and 1 lie within the range.
  const std::string script =
      script_of(survey_of({{"square", {"0.9", "1.0", "0.8"}}, {"dice", {"0.0", "0.1", "0.0"}}}));
  EXPECT_NE(script.find("set yrange [-0."), std::string::npos) << script;
  EXPECT_NE(script.find(":1.2"), std::string::npos)
      << "0.9 + 4.303 x 0.1 x sqrt(1/3 + 1/4) = 1.229: " << script;
  // An interval of two trainings reaches far beyond all scores: it ends in an arrow.
  const std::string wide = script_of(survey_of({{"square", {"0.9", "0.1"}}, {"dice", {"0.5", "0.5"}}}));
  EXPECT_NE(wide.find("set yrange [-0.54:1.54]"), std::string::npos) << wide;
  EXPECT_NE(wide.find("$more0 << END\n0.27 -0.41"), std::string::npos) << wide;
  expect_drawn(wide);
}

TEST(DotFigure, MarksTrainingsThatFoundNothing) {
  const std::string script =
      script_of(survey_of({{"square", {"0.9", "0.0", "0.8"}}, {"hinge", {"0.0", "0.0", "0.0"}}}));
  EXPECT_NE(script.find("$collapsed0 << END\n0 nan\n-0.09 0.0\n0.77 0.0\n0.91 0.0\n1.05 0.0\nEND\n"),
            std::string::npos)
      << "a setting without success is drawn, too: " << script;
  EXPECT_NE(script.find("'one that found nothing'"), std::string::npos);
  expect_drawn(script);
}

TEST(DotFigure, SaysWhereThereIsNoScore) {
  const std::string script = script_of(rows_of(loss_runs()));
  EXPECT_NE(script.find("$empty1 << END\n1.0 0\nEND\n"), std::string::npos) << script;
  EXPECT_LT(script.find("set title 'membranes'"), script.find("set title 'synapses'"));
  expect_drawn(script);
}

TEST(DotFigure, DrawsTheCopyBaselineAsALine) {
  const std::vector<std::pair<std::string, std::vector<std::string>>> scores{{"cells", {"0.5", "0.75"}}};
  const std::string script =
      script_of(rows_of({scored_run(0, copy_baseline_loss, "", {{"cells", {"0.25", "0.25"}}}),
                         scored_run(1, "dice", "", scores), scored_run(2, "square", "", scores)}));
  EXPECT_NE(script.find("('dice' 0, 'square' 1)"), std::string::npos) << "it is no setting: " << script;
  EXPECT_NE(script.find("0.25 with lines dashtype 2"), std::string::npos) << script;
  EXPECT_NE(script.find("copy of nearest section"), std::string::npos);
  expect_drawn(script);
}

TEST(DotFigure, NamesFurtherAxesBesideTheLoss) {
  const std::vector<std::pair<std::string, std::vector<std::string>>> scores{{"cells", {"0.5", "0.75"}}};
  const std::string script =
      script_of(rows_of({scored_run(1, "dice", R"("axes": {"network": "resnet", "lr": "0.001"})", scores),
                         scored_run(2, "hinge", R"("axes": {"network": "unet", "lr": "0.001"})", scores)}));
  EXPECT_NE(script.find("('dice, resnet' 0, 'hinge, unet' 1)"), std::string::npos) << script;
}

TEST(DotFigure, PutsManySettingsInPanelsAndLimitsThem) {
  std::vector<RunFiles> runs;
  for (int i = 1; i <= 450; ++i)
    runs.push_back(scored_run(i, "loss" + std::to_string(i), "", {{"cells", {"0.5"}}}));
  const std::string script = script_of(rows_of(runs));
  EXPECT_NE(script.find("(the first 400 of 450)"), std::string::npos);
  EXPECT_NE(script.find("'loss400' 399)"), std::string::npos);
  EXPECT_GT(count_of(script, "\nplot "), 5U);
}

TEST(PointFigure, HasTrainingsMeansAndAFitForEachSeries) {
  const std::string script = script_of(
      rows_of({network_run(1, "unet", "8", {"0.25", "0.75"}), network_run(2, "unet", "10", {"0.5", "0.625"}),
               network_run(3, "unet", "16", {"0.9", "0.9"}), network_run(4, "unet", "12", {"0.6", "0.7"}),
               network_run(5, "resnet", "9", {"0.1", "0.2"}), network_run(6, "resnet", "24", {"0.3", "0.4"}),
               network_run(7, "densenet", "31", {"0.3"})}));
  // The first image of each has no true region, so it does not count.
  EXPECT_NE(script.find("$trainings0_0 << END\n0 nan\n8.0 0.75\n10.0 0.625\n12.0 0.7\n16.0 0.9\nEND\n"),
            std::string::npos)
      << script;
  EXPECT_NE(script.find("\nfit0_0(x) = 0.67 + 0.085*((x-12)/4) + 0.15*((x-12)/4)*((x-12)/4)\n"),
            std::string::npos)
      << script;
  EXPECT_EQ(script.find("fit0_1"), std::string::npos) << "a parabola through few points would overshoot";
  EXPECT_LT(script.find("title 'unet'"), script.find("title 'resnet'"));
  EXPECT_NE(script.find("set xlabel 'layers'"), std::string::npos);
  expect_drawn(script);
}

TEST(PointFigure, IsDrawnOfScoresThatDoNotDiffer) {
  expect_drawn(script_of(
      rows_of({network_run(1, "unet", "8", {"0.0", "0.0"}), network_run(2, "unet", "9", {"0.0", "0.0"}),
               network_run(3, "unet", "1000000", {"0.0", "0.0"})})));
  expect_drawn(script_of(rows_of({network_run(1, "unet", "8", {"0.5"})})));
}

ScoreRows axis_rows(const std::string& axis, const std::vector<std::string>& values) {
  std::vector<RunFiles> runs;
  for (const std::string& value : values)
    runs.push_back(scored_run(static_cast<int>(runs.size()) + 1, "square",
                              "\"table_index\": [\"" + axis + "\", \"run\", \"sample\"], \"axes\": {\"" +
                                  axis + "\": \"" + value + "\"}",
                              {{"cells", {"0.5", "0.75"}}}));
  return rows_of(runs);
}

TEST(PointFigure, DrawsNumbersAsNumbers) {
  const std::string rates = script_of(axis_rows("lr", {"0.0002", "0.001", "0.02"}));
  EXPECT_NE(rates.find("('0.0002' -3.69897, '0.001' -3, '0.02' -1.69897)"), std::string::npos)
      << "over decades by their logarithms: " << rates;
  EXPECT_NE(rates.find("set xlabel 'learning rate'"), std::string::npos);
  expect_drawn(rates);
  EXPECT_NE(script_of(axis_rows("amount", {"1", "4", "16"})).find("('1' 1, '4' 4, '16' 16)"),
            std::string::npos);
  const std::string resolutions = script_of(axis_rows("resolution", {"8 nm", "4 nm"}));
  EXPECT_NE(resolutions.find("set xlabel 'resolution (nm)'"), std::string::npos) << resolutions;
  EXPECT_NE(resolutions.find("('4' 4, '8' 8)"), std::string::npos) << resolutions;
}

TEST(PointFigure, TakesNoNamesForNumbers) {
  EXPECT_FALSE(numeric_axis(analysis_of(axis_rows("resolution", {"8 nm", "full"}))).has_value());
  EXPECT_FALSE(numeric_axis(analysis_of(axis_rows("resolution", {"8 nm", "1 um"}))).has_value());
  EXPECT_FALSE(numeric_axis(analysis_of(axis_rows("amount", {"1", "9223372036854775807"}))).has_value());
  EXPECT_FALSE(numeric_axis(analysis_of(axis_rows("amount", {"1"}))).has_value());
}

TEST(FigureScript, IsEmptyWithoutAScore) {
  EXPECT_EQ(script_of(rows_of({scored_run(1, "dice", "", {{"cells", {"", ""}}})})), "");
  EXPECT_EQ(script_of(rows_of({})), "");
}

TEST(FigureScript, RunsNothingThatANameSays) {
  const TemporaryFolder folder;
  const std::string file = (folder.path() / "made").string();
  const std::string name = "a`touch " + file + "`'.system('touch " + file + "').'%s%d {x}_y";
  const std::string script =
      script_of(rows_of({scored_run(1, name, "", {{name, {"0.5", "0.75"}}}),
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
