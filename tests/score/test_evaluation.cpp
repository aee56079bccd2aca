#include <gtest/gtest.h>

#include "score/evaluation.h"

namespace emsurvey {
namespace {

TEST(EvaluationTable, IsThePublishedFormWithTheAddedColumnsLast) {
  LabelScores scores;
  scores.rand_label = 0;
  scores.f_score = 2.2572712626262813e-09;
  scores.conformity = -886025541.6981802;
  scores.f_score_skimage = 0.125;
  scores.true_regions = 13;
  scores.voi_split = 0.5;
  const CsvTable table = evaluation_table({{"../images/02-outputs.png", "../images/02-targets.png", scores},
                                           {"../images/08-outputs.png", "../images/08-targets.png", {}}});
  EXPECT_EQ(
      format_csv(table),
      "pred_path,true_path,RAND_label,MI_label,RAND,precision,recall,F_score,adapted_RAND_error,Jaccard,Dice,"
      "Conformity,sample,semantic_Jaccard,semantic_Dice,semantic_conformity,F_score_skimage,true_regions,"
      "predicted_regions,voi_split,voi_merge,detection_precision_50,detection_recall_50,detection_f1_50,"
      "detection_precision_75,detection_recall_75,detection_f1_75,detection_ap,thinned_border_f_score,"
      "cleft_distance_false_positive,cleft_distance_false_negative\n"
      "../images/02-outputs.png,../images/"
      "02-targets.png,0.0,,,,,2.2572712626262813e-09,,,,-886025541.6981802,0,"
      ",,,0.125,13,0,0.5,,,,,,,,,,,\n"
      "../images/08-outputs.png,../images/08-targets.png,,,,,,,,,,,1,,,,,0,0,,,,,,,,,,,,\n");
}

}  // namespace
}  // namespace emsurvey
