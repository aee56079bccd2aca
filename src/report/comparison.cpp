#include "report/comparison.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "base/joined.h"
#include "base/number.h"
#include "report/own_scores.h"
#include "report/published_scores.h"
#include "report/readable_text.h"
#include "report/setting_names.h"
#include "statistics/detectable.h"
#include "statistics/holm.h"
#include "statistics/row_scores.h"

namespace emsurvey {
namespace {

/// Smaller differences of means are no difference: published scores have three digits, and both sides are
/// rounded.
constexpr double resolution = 0.005;

bool is_nothing(const ComparedScore& score) {
  const auto& metrics = analysed_metrics();
  return std::find(metrics.begin(), metrics.end(), score.metric) != metrics.end() &&
         score.own.mean < nothing_found && score.published.mean < nothing_found;
}

std::string verdict_of(const ComparedScore& score) {
  if (score.own.n == 0 && score.published.n == 0) return "no values";
  if (score.own.n == 0) return "only published";
  if (score.published.n == 0) return "only here";
  if (is_nothing(score)) return "both found nothing";
  if (!score.test.is_defined()) return "no test";
  const bool is_different =
      score.p_holm < significance_level && std::abs(score.test.difference) >= resolution;
  if (!is_different) return "cannot be told apart";
  return score.test.difference > 0 ? "differs (higher)" : "differs (lower)";
}

ComparedScore compared(std::vector<std::string> cells, const std::pair<std::string, std::string>& column,
                       const std::vector<double>& own, const std::vector<double>& published, double overlap) {
  ComparedScore score;
  score.cells = std::move(cells);
  score.label = column.first;
  score.metric = column.second;
  score.own = moments_of(own);
  score.published = moments_of(published);
  score.test = welch_t_test(score.own, score.published, overlap);
  if (score.test.is_defined()) score.detectable = detectable_standard_errors(score.test.df) * score.test.se;
  return score;
}

/// Corrects the p values of each label and metric over the groups, and gives all verdicts.
void judge(std::vector<ComparedScore>& scores) {
  std::map<std::pair<std::string, std::string>, std::vector<ComparedScore*>> questions;
  for (ComparedScore& score : scores) questions[{score.label, score.metric}].push_back(&score);
  for (const auto& [question, of_groups] : questions) {
    std::vector<double> p_values;
    for (const ComparedScore* score : of_groups) p_values.push_back(score->test.p());
    const std::vector<double> corrected = holm(p_values);
    for (std::size_t i = 0; i < of_groups.size(); ++i) of_groups[i]->p_holm = corrected[i];
  }
  for (ComparedScore& score : scores) score.verdict = verdict_of(score);
}

/// Returns notes if the table names other images than the survey.
std::vector<std::string> image_notes(const ScoreRows& rows, const PublishedScores& published) {
  std::set<std::string> own;
  for (const ScoreRow& row : rows.rows) own.insert(comparable_image(row.image));
  if (published.images.empty() || own == published.images) return {};
  const auto names = [](const std::set<std::string>& images) {
    std::vector<std::string> list(images.begin(), images.end());
    for (std::string& image : list)
      if (image.ends_with(".0")) image.erase(image.size() - 2);  // The form in which numbers are compared.
    return shortened(joined(list), 80);
  };
  return {"the values compared with are of other test images (" + names(published.images) +
          ") than this survey's (" + names(own) + "), so differences may be those of the images"};
}

/// Returns the verdict with its numbers, for human readers.
std::string verdict_words(const ComparedScore& score) {
  if (score.verdict == "no test") return fixed_number(std::abs(score.test.difference)) + " apart, no test";
  if (score.verdict == "cannot be told apart")
    return score.verdict + " (a difference of " + fixed_number(score.detectable) + " would have been seen)";
  return score.verdict;
}

/// Appends the published groups that are not in the survey.
void append_others(const PublishedScores& published, const std::set<const PublishedGroup*>& seen,
                   Comparison& comparison) {
  for (const PublishedGroup& group : published.groups) {
    if (seen.contains(&group)) continue;
    std::vector<std::string> cells(comparison.columns.size());
    for (std::size_t i = 0; i < published.keys.size(); ++i) cells[published.keys[i]] = group.cells[i];
    for (std::size_t i = 0; i < published.columns.size(); ++i)
      comparison.scores.push_back(
          compared(cells, published.columns[i], {}, group.training_means(i), /*overlap=*/0));
  }
}

}  // namespace

Comparison compare_scores(const ScoreRows& rows, const CsvTable& table, const std::string& subject) {
  const RunGroups groups = group_runs(rows);
  const PublishedScores published = read_published(rows, groups, table, subject);
  const Design design = survey_scores(rows).design;
  double overlap = 0;
  for (const double of_setting : design.overlap) overlap = std::max(overlap, of_setting);
  Comparison comparison{groups.columns, {}, image_notes(rows, published)};
  std::map<std::string, std::vector<std::vector<std::vector<double>>>> own;
  for (const auto& column : published.columns)
    own.try_emplace(column.second,
                    own_means(rows, groups, column_position(rows, column.second).value(), design.unit));
  std::set<const PublishedGroup*> seen;
  for (std::size_t group = 0; group < groups.cells.size(); ++group) {
    const PublishedGroup* other = published.find(groups, group);
    seen.insert(other);
    for (std::size_t i = 0; i < published.columns.size(); ++i) {
      const auto& [label, metric] = published.columns[i];
      const auto position = static_cast<std::size_t>(
          std::find(rows.labels.begin(), rows.labels.end(), label) - rows.labels.begin());
      comparison.scores.push_back(
          compared(groups.cells[group], published.columns[i], own.at(metric)[group][position],
                   other ? other->training_means(i) : std::vector<double>{}, overlap));
    }
  }
  append_others(published, seen, comparison);
  judge(comparison.scores);
  return comparison;
}

CsvTable comparison_table(const Comparison& comparison) {
  CsvTable table;
  table.header = comparison.columns;
  for (const char* name :
       {"label", "metric", "n", "mean", "sd", "published_n", "published_mean", "published_sd", "difference",
        "low", "high", "p", "p_holm", "detectable", "verdict"})
    table.header.emplace_back(name);
  for (const ComparedScore& score : comparison.scores) {
    std::vector<std::string> cells = score.cells;
    const Interval interval = score.test.interval(1 - significance_level);
    cells.insert(
        cells.end(),
        {score.label, score.metric, std::to_string(score.own.n), number_cell(score.own.mean),
         number_cell(score.own.sd), std::to_string(score.published.n), number_cell(score.published.mean),
         number_cell(score.published.sd), number_cell(score.test.difference), number_cell(interval.low),
         number_cell(interval.high), number_cell(score.test.p()), number_cell(score.p_holm),
         number_cell(score.detectable), score.verdict});
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
  for (const char* name : {"label", "metric", "here", "sd", "n", "published", "its sd", "its n", "difference",
                           "95 % from", "to", "verdict"})
    table.header.emplace_back(name);
  for (const ComparedScore& score : comparison.scores) {
    std::vector<std::string> cells;
    for (const std::size_t column : columns)
      cells.push_back(plain_value(comparison.columns[column], score.cells[column]));
    const Interval interval = score.test.interval(1 - significance_level);
    cells.insert(
        cells.end(),
        {score.label, score.metric, fixed_number(score.own.mean), fixed_number(score.own.sd),
         std::to_string(score.own.n), fixed_number(score.published.mean), fixed_number(score.published.sd),
         std::to_string(score.published.n), signed_number(score.test.difference), signed_number(interval.low),
         signed_number(interval.high), verdict_words(score)});
    table.rows.push_back(std::move(cells));
  }
  return table;
}

std::string comparison_rule() {
  return "Trainings are compared, not images, because the images of one training share its weights: n counts "
         "trainings or, if the survey has several splits, splits. A score differs when Welch's t test of the "
         "difference of the means (here - published) gives p < 0.05 after Holm's correction over the settings, and "
         "the means are at least 0.005 apart, which is what three published digits resolve. Scores that cannot be "
         "told apart need not be equal: a smaller difference than the one in brackets would often have been missed. "
         "With one training on a side there is no test.";
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
