#include "run/reduce.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

#include "base/error.h"
#include "base/number.h"
#include "base/visible_text.h"
#include "io/csv.h"
#include "io/file.h"
#include "report/readable_text.h"
#include "store/registry.h"
#include "store/run_state.h"
#include "store/training_table.h"
#include "tables/summary.h"

namespace emsurvey {
namespace {

/// Returns the runs that reader `reader` of `readers` reads; runs are distributed round-robin.
std::vector<RunFiles> read_share(const SurveyFolder& folder, int reader, int readers, Mending mending,
                                 const ProgressCallback& on_progress) {
  const auto numbers = list_runs(folder.path());
  require(!numbers.empty(), folder.tests().string(), "holds no finished run", "run the survey first");
  const auto registry = read_registry(folder);
  std::vector<RunFiles> share;
  for (std::size_t i = static_cast<std::size_t>(reader); i < numbers.size();
       i += static_cast<std::size_t>(readers)) {
    on_progress();
    share.push_back(read_run(folder, registry, numbers[i], mending));
  }
  return share;
}

/// Sorts runs by number and keeps one for each number. A run with evaluations precedes one without, which may
/// be left out; then a run in its own folder precedes one in the folder of another number.
void sort_runs(std::vector<RunFiles>& runs, const SurveyFolder& folder) {
  const auto rank = [&](const RunFiles& run) {
    return std::tuple(run.number, run.evaluations.empty(), run.folder != folder.test(run.number).string());
  };
  std::sort(runs.begin(), runs.end(), [&](const auto& a, const auto& b) { return rank(a) < rank(b); });
  const auto is_same = [](const RunFiles& a, const RunFiles& b) { return a.number == b.number; };
  runs.erase(std::unique(runs.begin(), runs.end(), is_same), runs.end());
}

GatheredRuns in_order(std::vector<RunFiles> runs, const SurveyFolder& folder) {
  GatheredRuns gathered;
  std::set<std::string> seen;
  for (const RunFiles& run : runs)
    for (const auto& note : run.notes)
      if (seen.insert(note).second) gathered.notes.push_back(note);
  sort_runs(runs, folder);
  gathered.is_complete =
      std::none_of(runs.begin(), runs.end(), [](const auto& run) { return run.is_left_out; });
  gathered.runs = std::move(runs);
  return gathered;
}

std::vector<int> numbers_of(const SummaryTables& tables) {
  std::vector<int> numbers;
  for (const RunEvaluation& run : tables.rows.runs) numbers.push_back(run.number);
  return numbers;
}

/// Writes training.csv, if this program trained any of the runs. Returns the warning about their convergence.
std::optional<std::string> write_training_table(const SurveyFolder& folder, const std::vector<RunFiles>& runs,
                                                const ProgressCallback& on_progress) {
  const auto rows = training_rows(folder, runs, on_progress);
  if (!rows.empty()) write_file(folder.training_table(), training_csv(rows));
  return convergence_warning(rows);
}

/// Writes the tables and the report, then checks that the tables are on the disk as written.
Reduced write_all(GatheredRuns gathered, const SummaryTables& tables, const SurveyFolder& folder,
                  const std::optional<std::filesystem::path>& published,
                  const ProgressCallback& on_progress) {
  Reduced reduced;
  reduced.stats_csv = tables.stats_csv;
  reduced.notes = std::move(gathered.notes);
  reduced.is_complete = gathered.is_complete;
  const std::vector<int> runs = numbers_of(tables);
  // What a reader of the report should know: what could not be read, and what is not there.
  std::vector<std::string> problems = tables.problems;
  try {
    folder.require_there();
    const UnfinishedRuns unfinished = unfinished_runs(folder, runs);
    problems.insert(problems.end(), unfinished.lines.begin(), unfinished.lines.end());
    reduced.is_complete = reduced.is_complete && !unfinished.lacks_results;
    write_tables(folder.path(), tables);
    reduced.convergence = write_training_table(folder, gathered.runs, on_progress);
    reduced.report = make_report(folder.path(), tables.rows, problems, published, on_progress);
  } catch (const FileError& error) {
    reduced.refusal = error.what();
    return reduced;
  }
  bool is_written = true;
  for (const auto& path : differing_tables(folder.path(), tables)) {
    reduced.notes.push_back(
        path.string() +
        ": differs on the disk from what was written; check the disk, then emsurvey reduce "
        "makes it again");
    reduced.is_complete = is_written = false;
  }
  if (is_written) reduced.runs = runs;
  return reduced;
}

}  // namespace

GatheredRuns gather_runs(const SurveyFolder& folder, const Communicator& world, Mending mending,
                         const ProgressCallback& on_progress) {
  std::vector<RunFiles> own;
  world.collectively([&] { own = read_share(folder, world.rank(), world.size(), mending, on_progress); },
                     on_progress);
  std::vector<RunFiles> all;
  for (const auto& packed : world.gather(pack_runs(own))) {
    for (auto& run : unpack_runs(packed)) all.push_back(std::move(run));
  }
  return in_order(std::move(all), folder);
}

Reduced reduce_survey(const SurveyFolder& folder, const Communicator& world,
                      const ProgressCallback& on_progress) {
  GatheredRuns gathered = gather_runs(folder, world, Mending::write_anew, on_progress);
  Reduced reduced;
  const auto write = [&] {
    if (!world.is_root()) return;
    const SummaryTables tables = make_tables(gathered.runs);
    reduced = write_all(std::move(gathered), tables, folder, {}, on_progress);
  };
  world.collectively(write, on_progress);
  return reduced;
}

Reduced report_survey(const SurveyFolder& folder, const std::optional<std::filesystem::path>& published) {
  const ProgressCallback nothing = [] {};
  GatheredRuns gathered = in_order(read_share(folder, 0, 1, Mending::write_anew, nothing), folder);
  const SummaryTables tables = make_tables(gathered.runs);
  auto differing = differing_tables(folder.path(), tables);
  std::erase_if(differing, [](const auto& path) { return !file_exists(path); });
  Reduced reduced = write_all(std::move(gathered), tables, folder, published, nothing);
  for (std::size_t i = 0; !reduced.refusal && i < differing.size(); ++i)
    reduced.notes.push_back(differing[i].string() + ": was not the table of these scores; rewritten");
  return reduced;
}

std::vector<std::string> warnings_of(const Reduced& reduced) {
  std::vector<std::string> warnings = reduced.notes;
  warnings.insert(warnings.end(), reduced.report.problems.begin(), reduced.report.problems.end());
  if (reduced.report.figure_problem) warnings.push_back(*reduced.report.figure_problem);
  return warnings;
}

std::string table_places(const SurveyFolder& folder) {
  return "Tables: " + visible(folder.tests().string()) +
         "/summary_{long,wide,stats}.csv, averages_wide.csv\n";
}

std::string report_places(const Reduced& reduced, const SurveyFolder& folder) {
  std::string text;
  if (!reduced.report.figure_problem)
    text += "Figure: " + visible(folder.figure("png").string()) + " (and .svg, .gnuplot)\n";
  if (reduced.report.comparison)
    text += "Comparison: " + visible(folder.comparison().string()) + "\n" +
            verdict_counts(*reduced.report.comparison) + "\n";
  return text + "Report: " + visible(folder.report().string()) + "\n";
}

std::string f_score_overview(const std::string& stats_csv) {
  const CsvTable table = parse_csv(stats_csv, "summary_stats.csv");
  const auto label_column = *table.find_column("label"), metric_column = *table.find_column("metric");
  const auto mean_column = *table.find_column("mean"), sd_column = *table.find_column("sd");
  CsvTable overview{{"loss"}, {}};
  for (std::size_t i = 1; i < label_column; ++i) overview.header[0] += " " + table.header[i];
  // Rows are sorted by group, then by label; every group has all labels.
  for (const auto& row : table.rows) {
    if (row[metric_column] != "F_score") continue;
    std::string group;
    for (std::size_t i = 0; i < label_column; ++i) group += (i > 0 ? " " : "") + row[i];
    const bool begins_group = overview.rows.empty() || row[label_column] == overview.header[1];
    if (begins_group) overview.rows.push_back({group});
    if (overview.rows.size() == 1) overview.header.push_back(row[label_column]);
    Moments moments;
    moments.mean = parse_number(row[mean_column]).value_or(moments.mean);
    moments.sd = parse_number(row[sd_column]).value_or(moments.sd);
    overview.rows.back().push_back(mean_and_deviation(moments));
  }
  return aligned_text(overview);
}

}  // namespace emsurvey
