#include "verify_tables.h"

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "base/output.h"
#include "report/analysis_files.h"
#include "run/gather_runs.h"
#include "run/reduce.h"
#include "statistics/row_scores.h"
#include "store/copy_baseline_files.h"
#include "tables/summary.h"

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

/// Compares the tables on disk and their analysis with those made from the scores, prints a line for each that
/// differs and returns their number. Older tables, of fewer runs or failures, are correct as far as they go and
/// do not count.
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

}  // namespace

std::size_t differing_table_count(const SurveyFolder& folder, const Communicator& world) {
  bool has_tables = false;
  world.collectively([&] { has_tables = world.is_root() && has_any_table(folder.path()); });
  if (!world.any(has_tables)) return 0;
  const GatheredRuns gathered = gather_runs(folder, world, Mending::none);
  std::size_t count = 0;
  world.collectively([&] {
    if (world.is_root()) count = print_differing_tables(folder, gathered);
  });
  return count;
}

std::size_t differing_baseline_count(const SurveyFolder& folder, const Communicator& world) {
  std::vector<std::string> faults;
  world.collectively([&] {
    if (!world.is_root()) return;
    faults = copy_baseline_faults(folder);
    for (const auto& line : faults) print_lines(line + "\n");
  });
  return faults.size();
}

}  // namespace emsurvey
