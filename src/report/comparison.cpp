#include "report/comparison.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "base/number.h"
#include "report/published_scores.h"
#include "report/readable_text.h"
#include "report/setting_names.h"

namespace emsurvey {
namespace {

/// Smaller differences of means count as agreement: published scores have three digits, and both sides are
/// rounded.
constexpr double resolution = 0.005;

std::string verdict_of(const ComparedScore& score) {
  if (score.own.n == 0 && score.published.n == 0) return "no values";
  if (score.own.n == 0) return "only published";
  if (score.published.n == 0) return "only here";
  if (!std::isfinite(score.difference.low)) return "no uncertainty";
  const bool holds_zero = score.difference.low <= 0 && score.difference.high >= 0;
  if (holds_zero || std::abs(score.difference.difference) < resolution) return "agrees";
  return score.difference.difference > 0 ? "differs (higher)" : "differs (lower)";
}

ComparedScore compared(std::vector<std::string> cells, const std::pair<std::string, std::string>& column,
                       const std::vector<double>& own, const std::vector<double>& published) {
  ComparedScore score{
      std::move(cells), column.first, column.second, moments_of(own), moments_of(published), {}, {}};
  score.difference = welch_difference(score.own, score.published);
  score.verdict = verdict_of(score);
  return score;
}

/// Appends the published groups that are not in the survey.
void append_others(const PublishedScores& published, const std::set<const PublishedGroup*>& seen,
                   Comparison& comparison) {
  for (const PublishedGroup& group : published.groups) {
    if (seen.contains(&group)) continue;
    std::vector<std::string> cells(comparison.columns.size());
    for (std::size_t i = 0; i < published.keys.size(); ++i) cells[published.keys[i]] = group.cells[i];
    for (std::size_t i = 0; i < published.columns.size(); ++i)
      comparison.scores.push_back(compared(cells, published.columns[i], {}, group.values[i]));
  }
}

}  // namespace

Comparison compare_scores(const ScoreRows& rows, const CsvTable& table, const std::string& subject) {
  const RunGroups groups = group_runs(rows);
  const PublishedScores published = read_published(rows, groups, table, subject);
  Comparison comparison{groups.columns, {}};
  std::map<std::string, GroupedValues> own;
  for (const auto& column : published.columns)
    own.try_emplace(column.second,
                    grouped_values(rows, groups, column_position(rows, column.second).value()));
  std::set<const PublishedGroup*> seen;
  for (std::size_t group = 0; group < groups.cells.size(); ++group) {
    const PublishedGroup* other = published.find(groups, group);
    seen.insert(other);
    for (std::size_t i = 0; i < published.columns.size(); ++i) {
      const auto& [label, metric] = published.columns[i];
      const auto position = static_cast<std::size_t>(
          std::find(rows.labels.begin(), rows.labels.end(), label) - rows.labels.begin());
      comparison.scores.push_back(compared(groups.cells[group], published.columns[i],
                                           own.at(metric)[group][position],
                                           other ? other->values[i] : std::vector<double>{}));
    }
  }
  append_others(published, seen, comparison);
  return comparison;
}

CsvTable comparison_table(const Comparison& comparison) {
  CsvTable table;
  table.header = comparison.columns;
  for (const char* name : {"label", "metric", "n", "mean", "sd", "published_n", "published_mean",
                           "published_sd", "difference", "low", "high", "verdict"})
    table.header.emplace_back(name);
  for (const ComparedScore& score : comparison.scores) {
    std::vector<std::string> cells = score.cells;
    cells.insert(
        cells.end(),
        {score.label, score.metric, std::to_string(score.own.n), number_cell(score.own.mean),
         number_cell(score.own.sd), std::to_string(score.published.n), number_cell(score.published.mean),
         number_cell(score.published.sd), number_cell(score.difference.difference),
         number_cell(score.difference.low), number_cell(score.difference.high), score.verdict});
    table.rows.push_back(std::move(cells));
  }
  return table;
}

CsvTable readable_comparison(const Comparison& comparison) {
  CsvTable table;
  std::vector<std::size_t> columns;
  for (std::size_t column = 0; column < comparison.columns.size(); ++column) {
    const auto differs = [&](const ComparedScore& score) {
      return score.cells[column] != comparison.scores.front().cells[column];
    };
    if (std::any_of(comparison.scores.begin(), comparison.scores.end(), differs)) columns.push_back(column);
  }
  for (const std::size_t column : columns) table.header.push_back(comparison.columns[column]);
  for (const char* name :
       {"label", "metric", "here", "n", "published", "published n", "difference", "95 % interval", "verdict"})
    table.header.emplace_back(name);
  for (const ComparedScore& score : comparison.scores) {
    std::vector<std::string> cells;
    for (const std::size_t column : columns)
      cells.push_back(plain_value(comparison.columns[column], score.cells[column]));
    const bool has_interval = std::isfinite(score.difference.low);
    cells.insert(cells.end(), {score.label, score.metric, mean_and_deviation(score.own),
                               std::to_string(score.own.n), mean_and_deviation(score.published),
                               std::to_string(score.published.n), signed_number(score.difference.difference),
                               has_interval ? signed_number(score.difference.low) + " to " +
                                                  signed_number(score.difference.high)
                                            : "",
                               score.verdict});
    table.rows.push_back(std::move(cells));
  }
  return table;
}

std::string comparison_rule() {
  return "A score agrees when the 95 % interval of Welch's t test for the difference of the means (here - "
         "published) holds 0, or when the means are less than 0.005 apart, below what three published digits "
         "resolve; otherwise it differs. Where one side has no standard deviation the interval is made of "
         "the "
         "other side's alone; where neither has one, there is no uncertainty to judge by. Images count as "
         "independent, which repeats on the same sections are not quite.";
}

std::string verdict_counts(const Comparison& comparison) {
  std::map<std::string, int> counts;
  for (const ComparedScore& score : comparison.scores) ++counts[score.verdict];
  std::string text;
  for (const auto& [verdict, count] : counts)
    text += (text.empty() ? "" : ", ") + verdict + ": " + std::to_string(count);
  return std::to_string(comparison.scores.size()) + " scores compared; " + text;
}

}  // namespace emsurvey
