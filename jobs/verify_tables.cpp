#include "verify_tables.h"

#include <filesystem>
#include <vector>

#include "base/output.h"
#include "report/analysis_files.h"
#include "run/reduce.h"
#include "statistics/row_scores.h"

namespace emsurvey {
namespace {

std::size_t tell_older(const SurveyFolder& folder) {
  print("%s: the tables are older than the runs; emsurvey reduce makes them again\n", folder.tests().c_str());
  return 0;
}

/// Returns the files of the analysis on disk that differ, by the margin with which they were made. Surveys of
/// earlier versions have none.
std::vector<std::filesystem::path> differing_analysis_files(const SurveyFolder& folder,
                                                            const SummaryTables& tables) {
  if (!has_analysis(folder.tests())) return {};
  return differing_analysis(folder.tests(), analyse(survey_scores(tables), survey_margin(folder)));
}

}  // namespace

std::size_t print_differing_tables(const SurveyFolder& folder, const GatheredRuns& gathered) {
  const auto& baselines = gathered.baselines.baselines;
  const SummaryTables tables = make_tables(gathered.runs, baselines, gathered.failures);
  auto differing = differing_tables(folder.path(), tables);
  if (!differing.empty() && are_older_tables(folder.path(), gathered.runs, baselines))
    return tell_older(folder);
  if (differing.empty() && !has_same_failures(folder.path(), tables)) return tell_older(folder);
  for (auto& path : differing_analysis_files(folder, tables)) differing.push_back(std::move(path));
  for (const auto& path : differing)
    print("%s: differs from what the runs' scores.h5 give; emsurvey reduce makes it again\n", path.c_str());
  return differing.size();
}

}  // namespace emsurvey
