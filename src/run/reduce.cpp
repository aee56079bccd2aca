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
#include "report/analysis_files.h"
#include "report/readable_text.h"
#include "statistics/row_scores.h"
#include "store/registry.h"
#include "store/run_state.h"
#include "store/scores_file.h"
#include "store/training_table.h"
#include "survey/execution.h"
#include "survey/settings.h"
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

GatheredRuns in_order(std::vector<RunFiles> runs, StoredBaselines baselines, const SurveyFolder& folder) {
  GatheredRuns gathered;
  gathered.notes = baselines.notes;
  std::set<std::string> seen;
  for (const RunFiles& run : runs)
    for (const auto& note : run.notes)
      if (seen.insert(note).second) gathered.notes.push_back(note);
  sort_runs(runs, folder);
  gathered.is_complete =
      baselines.problems.empty() &&
      std::none_of(runs.begin(), runs.end(), [](const auto& run) { return run.is_left_out; });
  gathered.runs = std::move(runs);
  gathered.baselines = std::move(baselines);
  return gathered;
}

/// Makes the tables; what could not be read of the baselines is among their problems.
SummaryTables tables_of(const GatheredRuns& gathered) {
  SummaryTables tables = make_tables(gathered.runs, gathered.baselines.baselines);
  const auto& problems = gathered.baselines.problems;
  tables.problems.insert(tables.problems.end(), problems.begin(), problems.end());
  return tables;
}

std::vector<int> numbers_of(const SummaryTables& tables) {
  std::vector<int> numbers;
  for (const RunEvaluation& run : tables.rows.runs) numbers.push_back(run.number);
  return numbers;
}

/// The tables of the runs and their analysis.
struct Summaries {
  SummaryTables tables;
  SurveyAnalysis analysis;
};

Summaries summaries_of(const GatheredRuns& gathered, const SurveyFolder& folder,
                       std::optional<double> margin) {
  SummaryTables tables = tables_of(gathered);
  SurveyAnalysis analysis =
      analyse(survey_scores(tables.rows, tables.baseline), margin ? *margin : survey_margin(folder));
  return {std::move(tables), std::move(analysis)};
}

std::vector<std::filesystem::path> differing_files(const SurveyFolder& folder, const Summaries& summaries) {
  auto differing = differing_tables(folder.path(), summaries.tables);
  for (auto& path : differing_analysis(folder.tests(), summaries.analysis))
    differing.push_back(std::move(path));
  return differing;
}

/// Returns the labels in the order of the channels of label images, from the scores of a run. Trees without
/// scores.h5 have the order of the published study.
std::vector<std::string> image_channels(const SurveyFolder& folder, const std::vector<int>& runs) {
  for (const int run : runs) {
    try {
      return read_any_scores(folder.scores(run)).scores.labels;
    } catch (const InputError&) {
    }
  }
  return {"synapses", "mitochondria", "membranes"};
}

/// Writes training.csv, if this program trained any of the runs. Returns the warning about their convergence.
std::optional<std::string> write_training_table(const SurveyFolder& folder, const std::vector<RunFiles>& runs,
                                                const ProgressCallback& on_progress) {
  const auto rows = training_rows(folder, runs, on_progress);
  if (!rows.empty()) write_file(folder.training_table(), training_csv(rows));
  return convergence_warning(rows);
}

/// Writes the tables and the report, then checks that the tables are on the disk as written.
Reduced write_all(GatheredRuns gathered, const Summaries& summaries, const SurveyFolder& folder,
                  const std::optional<std::filesystem::path>& published,
                  const ProgressCallback& on_progress) {
  const SummaryTables& tables = summaries.tables;
  Reduced reduced;
  reduced.stats_csv = tables.stats_csv;
  reduced.analysis = summaries.analysis;
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
    write_analysis(folder.tests(), summaries.analysis);
    reduced.convergence = write_training_table(folder, gathered.runs, on_progress);
    const ReportInputs inputs{std::move(problems), published, image_channels(folder, runs)};
    reduced.report = make_report(folder.path(), tables.rows, summaries.analysis, inputs, on_progress);
  } catch (const FileError& error) {
    reduced.refusal = error.what();
    return reduced;
  }
  bool is_written = true;
  for (const auto& path : differing_files(folder, summaries)) {
    reduced.notes.push_back(
        path.string() +
        ": differs on the disk from what was written; check the disk, then emsurvey reduce "
        "makes it again");
    reduced.is_complete = is_written = false;
  }
  if (is_written) reduced.runs = runs;
  return reduced;
}

/// Returns a note if `published` is a table of a survey of other data.
std::vector<std::string> other_data_notes(const SurveyFolder& folder,
                                          const std::filesystem::path& published) {
  try {
    const SurveyFolder other(std::filesystem::absolute(published).parent_path().parent_path());
    const auto own_registry = read_registry(folder), other_registry = read_registry(other);
    if (!own_registry || !other_registry || own_registry->data_hash == other_registry->data_hash) return {};
    return {published.string() +
            ": is the table of a survey of another data set; differences may be those of the data"};
  } catch (const InputError&) {
    return {};  // A damaged registry says nothing about the data.
  }
}

}  // namespace

GatheredRuns gather_runs(const SurveyFolder& folder, const Communicator& world, Mending mending,
                         const ProgressCallback& on_progress) {
  std::vector<RunFiles> own;
  StoredBaselines baselines;
  const auto read = [&] {
    own = read_share(folder, world.rank(), world.size(), mending, on_progress);
    if (world.is_root()) baselines = read_copy_baselines(folder, mending);
  };
  world.collectively(read, on_progress);
  std::vector<RunFiles> all;
  for (const auto& packed : world.gather(pack_runs(own))) {
    for (auto& run : unpack_runs(packed)) all.push_back(std::move(run));
  }
  return in_order(std::move(all), std::move(baselines), folder);
}

double survey_margin(const SurveyFolder& folder) {
  if (const auto margin = stored_margin(folder.tests())) return *margin;
  try {
    return execution_of(parse_config_text(read_file(folder.config()), folder.config().string())).margin;
  } catch (const InputError&) {
    return default_margin;  // The tables can be made without the config, as for trees of other programs.
  }
}

Reduced reduce_survey(const SurveyFolder& folder, const Communicator& world, std::optional<double> margin,
                      const ProgressCallback& on_progress) {
  GatheredRuns gathered = gather_runs(folder, world, Mending::write_anew, on_progress);
  Reduced reduced;
  const auto write = [&] {
    if (!world.is_root()) return;
    const Summaries summaries = summaries_of(gathered, folder, margin);
    reduced = write_all(std::move(gathered), summaries, folder, {}, on_progress);
  };
  world.collectively(write, on_progress);
  return reduced;
}

Reduced report_survey(const SurveyFolder& folder, const std::optional<std::filesystem::path>& published,
                      std::optional<double> margin) {
  const ProgressCallback nothing = [] {};
  GatheredRuns gathered = in_order(read_share(folder, 0, 1, Mending::write_anew, nothing),
                                   read_copy_baselines(folder, Mending::write_anew), folder);
  const Summaries summaries = summaries_of(gathered, folder, margin);
  // With a margin of its own, the analysis is another one.
  auto differing =
      margin ? differing_tables(folder.path(), summaries.tables) : differing_files(folder, summaries);
  std::erase_if(differing, [](const auto& path) { return !file_exists(path); });
  Reduced reduced = write_all(std::move(gathered), summaries, folder, published, nothing);
  if (published)
    for (auto& note : other_data_notes(folder, *published)) reduced.notes.push_back(std::move(note));
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
         "/summary_{long,wide,stats}.csv, averages_wide.csv, analysis_{settings,pairs,ranking,variance}.csv\n";
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
