#include <gtest/gtest.h>

#include "store/run_index.h"

namespace emsurvey {
namespace {

bool holds(const std::string& text, const std::string& word) {
  return text.find(word) != std::string::npos;
}

RunScores scores_of(const std::vector<std::string>& labels) {
  RunScores scores;
  scores.labels = labels;
  scores.images = {"a b"};
  for (std::size_t i = 0; i < labels.size(); ++i) {
    LabelScores score;
    score.f_score = 0.25;
    score.true_regions = 7;
    score.predicted_regions = 9;
    scores.scores.push_back({score});
  }
  return scores;
}

Experiment experiment() {
  Experiment result;
  result.run = 7;
  result.loss = "dice";
  result.split = 2;
  return result;
}

TEST(RunIndex, HasScoresAndALinkToTheReport) {
  const std::string page = run_index(experiment(), scores_of({"cells"}));
  EXPECT_TRUE(holds(page, "<h1>Run 7: dice loss, split 2, repeat 1</h1>")) << page;
  EXPECT_TRUE(holds(page, "<a href=\"../report.html#run-7\">report</a>")) << page;
  // Scores that are not defined are empty.
  EXPECT_TRUE(holds(page,
                    "<td>a b</td><td>cells</td><td class=\"n\">0.250</td><td class=\"n\"></td>"
                    "<td class=\"n\"></td><td class=\"n\">7</td><td class=\"n\">9</td>"))
      << page;
}

TEST(RunIndex, SaysWhichColourIsWhichLabel) {
  const std::string page = run_index(experiment(), scores_of({"x", "<y>", "z"}));
  EXPECT_TRUE(holds(page, "</span>x in red")) << page;
  EXPECT_TRUE(holds(page, "</span>&lt;y&gt; in green")) << page;
  EXPECT_TRUE(holds(page, "src=\"images/a%20b-outputs.png\"")) << page;
}

TEST(RunIndex, ShowsAnImageForEachOfOtherNumbersOfLabels) {
  const std::string page = run_index(experiment(), scores_of({"x", "y"}));
  EXPECT_TRUE(holds(page, "src=\"images/a%20b-targets-y.png\"")) << page;
  EXPECT_TRUE(holds(page, "<figcaption>target, y</figcaption>")) << page;
  EXPECT_FALSE(holds(page, "in red")) << page;
}

TEST(RunIndex, IsToldFromThatOfEarlierVersions) {
  EXPECT_TRUE(is_earlier_index("<!DOCTYPE html>\n<meta charset=\"utf-8\">\n<title>run 7</title>\n<style>"));
  EXPECT_FALSE(is_earlier_index(run_index(experiment(), scores_of({"x"}))));
  EXPECT_FALSE(is_earlier_index("damaged"));
}

}  // namespace
}  // namespace emsurvey
