#include "fuzz/harnesses.h"
#include "report/setting_names.h"
#include "statistics/analysis_tables.h"
#include "statistics/sentences.h"
#include "statistics/table_scores.h"

void emsurvey::fuzz::analysis(std::string_view bytes) {
  const CsvTable table = parse_csv(bytes, "scores.csv");
  const SurveyAnalysis analysis = analyse(arrange_scores(table_scores(table, {}, "scores.csv")));
  analysis_files(analysis);
  const std::vector<std::string> names = setting_names(analysis);
  scope_sentence(analysis);
  for (const MetricAnalysis& result : analysis.results) result_sentences(analysis, result, names);
  survey_sentences(analysis, names);
}
