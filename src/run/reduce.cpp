#include "run/reduce.h"

#include <utility>

#include "base/error.h"
#include "io/file.h"
#include "report/analysis_files.h"
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

namespace fs = std::filesystem;

/// Settings of the reduce step: the margin of equivalence, the published table to compare with, and progress.
struct ReduceInputs {
  std::optional<double> margin;
  std::optional<fs::path> published;
  ProgressCallback on_progress = [] {};
};

/// Makes the tables; what could not be read of the baselines is among their problems.
SummaryTables tables_of(const GatheredRuns& gathered) {
  SummaryTables tables = make_tables(gathered.runs, gathered.baselines.baselines, gathered.failures);
  const auto& problems = gathered.baselines.problems;
  tables.problems.insert(tables.problems.end(), problems.begin(), problems.end());
  return tables;
}

std::vector<int> numbers_of(const SummaryTables& tables) {
  std::vector<int> numbers;
  for (const RunEvaluation& run : tables.rows.runs) numbers.push_back(run.number);
  return numbers;
}

std::vector<fs::path> existing(std::vector<fs::path> paths) {
  std::erase_if(paths, [](const fs::path& path) { return !file_exists(path); });
  return paths;
}

/// Writes the tables, and then their analysis, which takes long. Adds existing files with other contents to
/// `reduced`, but not those that differ by the runs that have failed since.
void write_results(const SummaryTables& tables, const SurveyFolder& folder, const ReduceInputs& inputs,
                   Reduced& reduced) {
  const double margin = inputs.margin ? *inputs.margin : survey_margin(folder);
  const bool is_comparable = !inputs.margin && has_same_failures(folder.path(), tables);
  reduced.replaced = existing(differing_tables(folder.path(), tables));
  write_tables(folder.path(), tables);
  reduced.analysis = analyse(survey_scores(tables), margin, inputs.on_progress);
  if (is_comparable)
    for (auto& path : existing(differing_analysis(folder.tests(), reduced.analysis)))
      reduced.replaced.push_back(std::move(path));
  write_analysis(folder.tests(), reduced.analysis);
}

/// Returns the files that are not on the disk as they were written.
std::vector<fs::path> unwritten_files(const SummaryTables& tables, const SurveyFolder& folder,
                                      const SurveyAnalysis& analysis) {
  auto differing = differing_tables(folder.path(), tables);
  for (auto& path : differing_analysis(folder.tests(), analysis)) differing.push_back(std::move(path));
  if (!has_same_failures(folder.path(), tables)) differing.push_back(failed_runs_path(folder.path()));
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

/// Writes the tables, their analysis and the report, then checks that the first two are on the disk as written.
Reduced write_all(GatheredRuns gathered, const SurveyFolder& folder, const ReduceInputs& inputs) {
  const SummaryTables tables = tables_of(gathered);
  Reduced reduced;
  reduced.stats_csv = tables.stats_csv;
  reduced.notes = std::move(gathered.notes);
  reduced.is_complete = gathered.is_complete;
  const std::vector<int> runs = numbers_of(tables);
  // The report names the files that could not be read and the runs that are not finished.
  std::vector<std::string> problems = tables.problems;
  try {
    folder.require_there();
    const UnfinishedRuns unfinished = unfinished_runs(folder, runs);
    problems.insert(problems.end(), unfinished.lines.begin(), unfinished.lines.end());
    reduced.is_complete = reduced.is_complete && !unfinished.lacks_results;
    write_results(tables, folder, inputs, reduced);
    reduced.convergence = write_training_table(folder, gathered.runs, inputs.on_progress);
    reduced.report =
        make_report(folder.path(), tables.rows, reduced.analysis,
                    {std::move(problems), inputs.published, image_channels(folder, runs), tables.failed},
                    inputs.on_progress);
  } catch (const FileError& error) {
    reduced.refusal = error.what();
    return reduced;
  }
  bool is_written = true;
  for (const auto& path : unwritten_files(tables, folder, reduced.analysis)) {
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
std::vector<std::string> other_data_notes(const SurveyFolder& folder, const fs::path& published) {
  try {
    const SurveyFolder other(fs::absolute(published).parent_path().parent_path());
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
    if (world.is_root()) reduced = write_all(std::move(gathered), folder, {margin, {}, on_progress});
  };
  world.collectively(write, on_progress);
  return reduced;
}

Reduced report_survey(const SurveyFolder& folder, const std::optional<fs::path>& published,
                      std::optional<double> margin) {
  Reduced reduced = write_all(read_runs(folder, Mending::write_anew), folder, {margin, published});
  if (published)
    for (auto& note : other_data_notes(folder, *published)) reduced.notes.push_back(std::move(note));
  for (std::size_t i = 0; !reduced.refusal && i < reduced.replaced.size(); ++i)
    reduced.notes.push_back(reduced.replaced[i].string() + ": was not the table of these scores; rewritten");
  return reduced;
}

}  // namespace emsurvey
