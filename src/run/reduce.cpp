#include "run/reduce.h"

#include <utility>

#include "base/error.h"
#include "io/file.h"
#include "report/analysis_files.h"
#include "run/gathered_runs.h"
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
  GatheredRuns gathered = read_all_runs(folder, Mending::write_anew);
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

}  // namespace emsurvey
