#include <gtest/gtest.h>

#include "io/csv.h"
#include "report/analysed_survey.h"
#include "report/page.h"
#include "tables/copy_baseline_rows.h"

namespace emsurvey {
namespace {

bool holds(const std::string& text, const std::string& word) {
  return text.find(word) != std::string::npos;
}

std::string page_of(const ScoreRows& rows, PageParts parts = {}) {
  parts.analysis = analysis_of(rows);
  return report_page(rows, parts);
}

/// Returns the part of the page from a section's heading to its end.
std::string section(const std::string& page, const std::string& id) {
  const std::size_t begin = page.find("<section id=\"" + id + "\">");
  if (begin == std::string::npos) return {};
  return page.substr(begin, page.find("</section>", begin) - begin);
}

/// One loss is clearly better on each of six splits.
ScoreRows decided() {
  return survey_of({{"square", {"0.90", "0.91", "0.92", "0.90", "0.91", "0.92"}},
                    {"dice", {"0.50", "0.52", "0.51", "0.50", "0.52", "0.51"}},
                    {"hinge", {"0.51", "0.50", "0.53", "0.51", "0.50", "0.50"}}});
}

TEST(ReportPage, BeginsWithTheDecision) {
  const std::string page = page_of(decided());
  EXPECT_LT(page.find("<section id=\"decision\">"), page.find("<section id=\"scores\">"));
  const std::string decision = section(page, "decision");
  EXPECT_TRUE(holds(decision, "n = 6 splits")) << decision;
  EXPECT_TRUE(holds(decision, "<th>cells</th><td data-title=\"highest mean\"><b>square</b></td>"))
      << decision;
  EXPECT_TRUE(holds(decision, "shown: higher than all others")) << decision;
  EXPECT_TRUE(holds(decision, "after Holm")) << "the sentences of the analysis: " << decision;
}

TEST(ReportPage, NamesNoWinnerWhereNothingIsDecided) {
  const std::string decision =
      section(page_of(survey_of({{"square", {"0.9", "0.1"}}, {"dice", {"0.8", "0.3"}}})), "decision");
  EXPECT_TRUE(holds(decision, "no winner: none of the others differs from it</td>")) << decision;
  const std::string nothing =
      section(page_of(survey_of({{"square", {"0.0", "0.0"}}, {"dice", {"0.0", "0.0"}}})), "decision");
  EXPECT_TRUE(holds(nothing, "<b>none</b>")) << nothing;
  EXPECT_TRUE(holds(nothing, "every training found nothing")) << nothing;
}

TEST(ReportPage, ShowsScoresInColumnsOfPlainNumbers) {
  const std::string scores = section(page_of(decided()), "scores");
  EXPECT_TRUE(holds(scores,
                    "<td>square</td><td class=\"n\">6</td><td class=\"n\">6</td><td class=\"n\">0</td>"
                    "<td class=\"n\"><b>0.910</b></td>"))
      << scores;
  EXPECT_TRUE(holds(scores, "<td class=\"n\">400.0</td>")) << "predicted regions: " << scores;
  EXPECT_FALSE(holds(scores, "(0.")) << "a cell holds one number";
}

TEST(ReportPage, WarnsOfDifferentWinners) {
  const auto run = [](int number, const std::string& loss, const std::string& f_score,
                      const std::string& jaccard) {
    RunFiles files = scored_run(number, loss, "", {});
    files.evaluations.emplace_back("cells", "pred_path,F_score,sample,semantic_Jaccard\na-outputs.png," +
                                                f_score + ",0," + jaccard + "\n");
    return files;
  };
  const std::string page = page_of(rows_of({run(1, "square", "0.9", "0.4"), run(2, "dice", "0.8", "0.6")}));
  EXPECT_TRUE(holds(page, "F_score names square; semantic Jaccard names dice.")) << section(page, "scores");
  const std::string agreed = page_of(rows_of({run(1, "square", "0.9", "0.7"), run(2, "dice", "0.8", "0.6")}));
  EXPECT_FALSE(holds(agreed, "different winners")) << section(agreed, "scores");
}

TEST(ReportPage, HasAMatrixOfPairs) {
  const std::string pairs = section(page_of(decided()), "pairs");
  EXPECT_TRUE(holds(pairs, "<th>row - column</th><th>square</th><th>dice</th><th>hinge</th>")) << pairs;
  // 0.910 - 0.510 from above and from below the diagonal.
  EXPECT_TRUE(holds(pairs, "<td class=\"higher\">+0.400<br>p &lt; 0.001<br>higher</td>")) << pairs;
  EXPECT_TRUE(holds(pairs, "<td class=\"lower\">-0.400<br>p &lt; 0.001<br>lower</td>")) << pairs;
}

TEST(ReportPage, DrawsRanksFromFiveUnitsOn) {
  EXPECT_TRUE(holds(section(page_of(decided()), "ranking"), "critical difference 1.35"))
      << "2.344 sqrt(3 x 4 / (6 x 6))";
  const std::string few = section(page_of(survey_of({{"square", {"0.9", "0.8", "0.7"}},
                                                     {"dice", {"0.5", "0.6", "0.4"}},
                                                     {"hinge", {"0.3", "0.2", "0.1"}}})),
                                  "ranking");
  EXPECT_EQ(count_of(few, "<svg"), 0U) << few;
  EXPECT_TRUE(holds(few, "<td>square</td><td class=\"n\">1.00</td><td>all</td>")) << few;
}

TEST(ReportPage, ShowsTheCopyBaselineApart) {
  const std::string page = page_of(rows_of({scored_run(0, copy_baseline_loss, "", {{"cells", {"0.95"}}}),
                                            scored_run(1, "dice", "", {{"cells", {"0.5"}}}),
                                            scored_run(2, "square", "", {{"cells", {"0.4"}}})}));
  EXPECT_TRUE(holds(page, "<p>2 runs of 2 settings</p>")) << "it is no run";
  EXPECT_TRUE(holds(section(page, "decision"), "<b>dice</b>"));
  EXPECT_TRUE(holds(section(page, "scores"),
                    "<tr class=\"baseline\"><td colspan=\"4\">labels of the nearest training section</td>"));
  EXPECT_FALSE(holds(page, "0/index.html"));
}

TEST(ReportPage, DrawsLearningCurvesOfEachSetting) {
  PageParts parts;
  parts.logs = {{1, parse_csv("step,loss\n10,0.5\n20,0.25\n", "log.csv")},
                {99, parse_csv("step,loss\n10,0.5\n", "log.csv")}};
  const std::string learning = section(page_of(decided(), parts), "learning");
  EXPECT_EQ(count_of(learning, "<svg"), 1U) << "no chart without a line, and no run 99: " << learning;
  EXPECT_TRUE(holds(learning, "run 1, split 1, repeat 1")) << learning;
}

TEST(ReportPage, SaysWhatAnotherThresholdWouldChange) {
  const ScoreRows rows = survey_of({{"square", {"0.9"}}, {"dice", {"0.8"}}});
  PageParts parts;
  parts.thresholds = parse_csv(
      "run,label,threshold,F_score\n1,cells,0.25,0.7\n1,cells,0.5,0.9\n2,cells,0.25,0.95\n2,cells,0.5,0.8\n",
      "curves.csv");
  const std::string thresholds = section(page_of(rows, parts), "thresholds");
  EXPECT_TRUE(
      holds(thresholds,
            "<td>dice</td><td class=\"n\">0.800</td><td class=\"n\">0.250</td><td class=\"n\">0.950</td>"
            "<td class=\"n\">0.150</td>"))
      << thresholds;
  EXPECT_TRUE(holds(thresholds, "square has the highest mean at 0.5, dice if")) << thresholds;
}

TEST(ReportPage, ShowsTheCostOfEachSetting) {
  PageParts parts;
  parts.trainings = parse_csv(
      "run,steps,seconds,parameters,still_falling\n1,100,120,1000,yes\n2,100,60,1000,no\n", "t.csv");
  const std::string cost =
      section(page_of(survey_of({{"square", {"0.9", "0.8"}}, {"dice", {"0.5"}}}), parts), "cost");
  EXPECT_TRUE(holds(cost,
                    "<td>square</td><td class=\"n\">2</td><td class=\"n\">1000</td><td class=\"n\">100</td>"
                    "<td class=\"n\">1.5</td><td class=\"n\">1</td>"))
      << cost;
}

TEST(ReportPage, ShowsThePeakMemoryIfItIsKnown) {
  PageParts parts;
  parts.trainings = parse_csv("run,seconds,peak_memory_mib\n1,60,900\n2,60,1100\n", "t.csv");
  const std::string cost = section(page_of(survey_of({{"square", {"0.9", "0.8"}}}), parts), "cost");
  EXPECT_TRUE(holds(cost, "<th class=\"n\">peak memory (MiB)</th>")) << cost;
  EXPECT_TRUE(holds(cost, "<td class=\"n\">1.0</td><td class=\"n\">1000</td>")) << cost;
}

TEST(ReportPage, NamesFailedRunsAndCountsDivergedOnes) {
  const SummaryTables tables = make_tables(
      {scored_run(1, "square", R"("split": 1, "repeat": 1)", {{"cells", {"0.8"}}}),
       scored_run(3, "dice", R"("split": 1, "repeat": 1)", {{"cells", {"0.5"}}})},
      {}, {{2, R"({"Y_loss": "square", "split": 1, "repeat": 2})", "diverged", "its loss is NaN <2>", true}});
  PageParts parts;
  parts.analysis = analyse(survey_scores(tables));
  parts.failed = tables.failed;
  const std::string page = report_page(tables.rows, parts);
  EXPECT_TRUE(holds(section(page, "decision"), "; 1 of 2 diverged, left out of its mean</td>"))
      << section(page, "decision");
  EXPECT_TRUE(holds(section(page, "scores"),
                    "<td>square, diverged counted as 0</td><td class=\"n\">2</td><td class=\"n\">2</td>"
                    "<td class=\"n\">1</td><td class=\"n\">0.400</td>"))
      << section(page, "scores");
  EXPECT_TRUE(holds(section(page, "runs"), "<td>diverged</td><td>its loss is NaN &lt;2&gt;</td>"))
      << section(page, "runs");
}

TEST(ReportPage, SaysHowManyTrainingsWouldFindADifference) {
  const std::string text = section(page_of(decided()), "detectable");
  EXPECT_TRUE(holds(text, "How many splits")) << text;
  for (const char* n : {"3", "5", "6", "10", "15", "30"})
    EXPECT_TRUE(holds(text, "<tr><td class=\"n\">" + std::string(n) + "</td>")) << n << text;
  EXPECT_TRUE(holds(text, "cells: 0.")) << "its standard deviation: " << text;
}

TEST(ReportPage, HasAMethodsParagraph) {
  PageParts parts;
  parts.provenance = read_provenance(
      R"({"emsurvey": "1.2", "source": "abc123", "settings": {"network": ["resnet:3"], "loss": ["dice", "hinge"],
          "steps": ["300"], "data": ["/home/me/my<data>.h5"]}, "fingerprint": {"processor": "EPYC"}})",
      R"({"data": "00ff"})", "provenance.json");
  parts.split_audit = {"each test section lies 3 sections from training"};
  const std::string text = section(page_of(decided(), parts), "provenance");
  EXPECT_TRUE(
      holds(text,
            "resnet:3 were trained with emsurvey 1.2 (commit abc123) for 300 steps, with the loss functions "
            "dice, hinge."))
      << text;
  EXPECT_TRUE(holds(text, "SHA-256 00ff")) << text;
  EXPECT_TRUE(holds(text, "6 splits of the scheme shuffled with 1 repeat each, 18 trainings in all")) << text;
  EXPECT_TRUE(holds(text, "corrected resampled t test")) << text;
  EXPECT_TRUE(holds(text, "<td class=\"value\">my&lt;data&gt;.h5</td>"))
      << "escaped, without its folder: " << text;
  EXPECT_TRUE(holds(text, "<li>each test section lies 3 sections from training</li>")) << text;
}

TEST(ReportPage, EscapesNames) {
  PageParts parts;
  parts.problems = {"a <script> & more"};
  const std::string page =
      page_of(rows_of({scored_run(1, "<b>x</b>", "", {{"cells & \\\"walls\\\"", {"0.5"}}}),
                       scored_run(2, "<i>y</i>", "", {{"cells & \\\"walls\\\"", {"0.25"}}})}),
              parts);
  EXPECT_TRUE(holds(page, "<td>&lt;b&gt;x&lt;/b&gt;</td>"));
  EXPECT_TRUE(holds(page, "<li>a &lt;script&gt; &amp; more</li>"));
  EXPECT_FALSE(holds(page, "<b>x</b>"));
  EXPECT_FALSE(holds(page, "<i>y"));
  EXPECT_FALSE(holds(page, "cells & "));
}

}  // namespace
}  // namespace emsurvey
