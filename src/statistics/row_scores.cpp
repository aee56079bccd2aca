#include "statistics/row_scores.h"

#include <optional>

#include "statistics/score_table.h"
#include "tables/copy_baseline_rows.h"

namespace emsurvey {
namespace {

ScoredRun scored_run(const RunEvaluation& run) {
  ScoredRun result;
  result.settings = {run.loss};
  for (const auto& [axis, value] : run.axes) {
    if (axis == seed_column) {
      result.seed = value;
    } else {
      result.settings.push_back(value);
    }
  }
  result.split = run.split;
  result.repeat = run.repeat;
  result.scheme = run.split_scheme.value_or("");
  result.sections = {static_cast<double>(run.n_train.value_or(0)),
                     static_cast<double>(run.n_test.value_or(0))};
  result.is_baseline = run.loss == copy_baseline_loss;
  return result;
}

/// Reads the scores of a row.
class RowReader {
 public:
  explicit RowReader(const ScoreRows& rows)
      : f_score_(column_position(rows, "F_score")),
        semantic_jaccard_(column_position(rows, "semantic_Jaccard")),
        true_regions_(column_position(rows, "true_regions")),
        predicted_regions_(column_position(rows, "predicted_regions")) {}

  ImageScores read(const ScoreRow& row) const {
    ImageScores image;
    image.setting = row.run;
    image.label = row.label;
    image.image = row.image;
    image.f_score = value(row, f_score_);
    image.semantic_jaccard = value(row, semantic_jaccard_);
    image.true_regions = value(row, true_regions_);
    image.predicted_regions = value(row, predicted_regions_);
    return image;
  }

 private:
  static double value(const ScoreRow& row, std::optional<std::size_t> position) {
    return position ? row.cells[*position].value : ImageScores::unknown;
  }

  std::optional<std::size_t> f_score_, semantic_jaccard_, true_regions_, predicted_regions_;
};

/// Appends rows; `positions` are those of their runs in the table.
void append_rows(const ScoreRows& rows, const std::vector<std::size_t>& positions, ScoreTable& table) {
  const RowReader reader(rows);
  for (const ScoreRow& row : rows.rows) {
    table.images.push_back(reader.read(row));
    table.images.back().setting = positions[row.run];
  }
}

ScoredRun failed_run(const FailedRun& failed) {
  ScoredRun run = scored_run(failed.run);
  run.outcome = failed.failure.has_diverged ? RunOutcome::diverged : RunOutcome::failed;
  return run;
}

/// Appends the runs and the failed runs, both by number, in the order of their numbers. Returns the positions of
/// the runs.
std::vector<std::size_t> append_runs(const ScoreRows& rows, const std::vector<FailedRun>& failed,
                                     ScoreTable& table) {
  std::vector<std::size_t> positions;
  auto next = failed.begin();
  for (const RunEvaluation& run : rows.runs) {
    for (; next != failed.end() && next->run.number < run.number; ++next)
      table.runs.push_back(failed_run(*next));
    positions.push_back(table.runs.size());
    table.runs.push_back(scored_run(run));
  }
  for (; next != failed.end(); ++next) table.runs.push_back(failed_run(*next));
  return positions;
}

}  // namespace

SurveyScores survey_scores(const ScoreRows& rows, const ScoreRows& baseline,
                           const std::vector<FailedRun>& failed) {
  ScoreTable table;
  table.columns = {"classic_loss"};
  if (!rows.runs.empty())
    for (const auto& axis : rows.runs.front().axes)
      if (axis.first != seed_column) table.columns.push_back(axis.first);
  table.labels = rows.labels;
  for (const std::string& metric : analysed_metrics())
    if (column_position(rows, metric)) table.metrics.push_back(metric);
  append_rows(rows, append_runs(rows, failed, table), table);
  const std::size_t of_runs = table.images.size();
  append_rows(baseline, append_runs(baseline, {}, table), table);
  // Several splits may test the same section, each with a baseline of its own.
  for (std::size_t i = of_runs; i < table.images.size(); ++i)
    table.images[i].image += " " + std::to_string(baseline.rows[i - of_runs].sample);
  return arrange_scores(std::move(table));
}

SurveyScores survey_scores(const SummaryTables& tables) {
  return survey_scores(tables.rows, tables.baseline, tables.failed);
}

}  // namespace emsurvey
