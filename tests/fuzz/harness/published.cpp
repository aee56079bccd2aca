#include "fuzz/harnesses.h"
#include "report/comparison.h"
#include "report/scored_runs.h"

void emsurvey::fuzz::published(std::string_view bytes) {
  static const ScoreRows rows = rows_of(loss_runs());
  const Comparison comparison = compare_scores(rows, parse_csv(bytes, "published.csv"), "published.csv");
  comparison_table(comparison);
  readable_comparison(comparison);
}
