#include "tables/evaluation_columns.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "base/number.h"
#include "score/label_scores.h"

namespace emsurvey {
namespace {

using Kind = EvaluationColumn::Kind;

/// Calls `visit` for every table that can be used.
template <class Visit>
void for_each_table(const std::vector<RunEvaluation>& runs, Visit visit) {
  for (const RunEvaluation& run : runs)
    for (const LabelEvaluation& evaluation : run.labels)
      if (!evaluation.table.header.empty()) visit(run, evaluation);
}

/// Returns all columns in order: published, added, then unknown ones in the order of their first occurrence.
std::vector<EvaluationColumn> column_order(const std::vector<RunEvaluation>& runs) {
  std::vector<EvaluationColumn> columns{{"pred_path", Kind::text, true}, {"true_path", Kind::text, true}};
  const auto add_scores = [&columns](bool is_published) {
    for (const ScoreColumn& score : score_columns())
      if (score.is_published == is_published)
        columns.push_back({score.name, score.is_count() ? Kind::integer : Kind::real, is_published});
  };
  add_scores(true);
  columns.push_back({"sample", Kind::integer, true});
  add_scores(false);
  for_each_table(runs, [&](const RunEvaluation&, const LabelEvaluation& evaluation) {
    for (const std::string& name : evaluation.table.header) {
      const bool is_known = std::any_of(columns.begin(), columns.end(),
                                        [&](const EvaluationColumn& column) { return column.name == name; });
      if (!is_known) columns.push_back({name, Kind::text, false});
    }
  });
  return columns;
}

/// Properties of one column over all tables.
struct ColumnSurvey {
  std::size_t tables_with = 0;
  std::size_t tables_without = 0;
  std::string without;  ///< The first file without the column.
  bool is_integer = true;
  bool is_number = true;
};

ColumnSurvey survey_column(const std::vector<RunEvaluation>& runs, const std::string& name) {
  ColumnSurvey result;
  for_each_table(runs, [&](const RunEvaluation& run, const LabelEvaluation& evaluation) {
    const auto position = evaluation.table.find_column(name);
    if (!position) {
      if (result.tables_without++ == 0)
        result.without = run.folder + "/evaluation/" + evaluation.label + ".csv";
      return;
    }
    ++result.tables_with;
    for (const auto& row : evaluation.table.rows) {
      const std::string& cell = row[*position];
      result.is_integer = result.is_integer && parse_integer(cell);
      result.is_number = result.is_number && (cell.empty() || parse_number(cell));
    }
  });
  return result;
}

}  // namespace

std::vector<EvaluationColumn> settle_columns(const std::vector<RunEvaluation>& runs,
                                             std::vector<std::string>& problems) {
  std::vector<EvaluationColumn> columns;
  const auto known = score_columns();
  for (EvaluationColumn column : column_order(runs)) {
    const ColumnSurvey survey = survey_column(runs, column.name);
    const bool is_score = std::any_of(known.begin(), known.end(),
                                      [&](const ScoreColumn& score) { return score.name == column.name; });
    if (!column.is_published && !is_score) {
      column.kind = survey.is_integer && survey.tables_without == 0 ? Kind::integer
                    : survey.is_number                              ? Kind::real
                                                                    : Kind::text;
    }
    // If there is no table at all, the published columns are kept.
    const bool is_absent = survey.tables_with == 0 && (survey.tables_without > 0 || !column.is_published);
    if (is_absent) continue;
    if (column.kind == Kind::integer && survey.tables_without > 0) {
      problems.push_back(survey.without + ": has no column " + column.name +
                         " while others have; the tables omit it");
      continue;
    }
    columns.push_back(std::move(column));
  }
  return columns;
}

}  // namespace emsurvey
