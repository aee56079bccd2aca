#include "plan/planned_differences.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/error.h"
#include "base/joined.h"
#include "base/number.h"
#include "io/csv.h"
#include "io/file.h"
#include "statistics/all_pairs.h"
#include "statistics/number_words.h"
#include "statistics/pair_sentence.h"
#include "statistics/sample_size.h"
#include "statistics/score_table.h"

namespace emsurvey {
namespace {

namespace fs = std::filesystem;

/// The settings of a grid, its design and the number of units of a setting.
struct PlannedDesign {
  std::size_t settings = 0;
  Design design;
  std::size_t units = 0;  ///< The smallest number, if settings differ.
};

ScoredRun planned_run(const Experiment& experiment) {
  ScoredRun run;
  run.settings = {experiment.loss};
  for (const auto& [axis, value] : experiment.axes) {
    if (axis == seed_column) {
      run.seed = value;
    } else {
      run.settings.push_back(value);
    }
  }
  run.split = experiment.split;
  run.repeat = experiment.repeat;
  run.scheme = to_string(experiment.split_rule.scheme);
  run.sections = {static_cast<double>(experiment.training_sections),
                  static_cast<double>(experiment.test_sections)};
  return run;
}

PlannedDesign planned_design(const std::vector<Experiment>& experiments) {
  ScoreTable table;
  std::map<std::vector<std::string>, std::size_t> trainings;
  for (const Experiment& experiment : experiments) {
    table.runs.push_back(planned_run(experiment));
    ++trainings[table.runs.back().settings];
  }
  PlannedDesign planned{trainings.size(), arrange_scores(std::move(table)).design};
  const auto fewest = std::min_element(trainings.begin(), trainings.end(),
                                       [](const auto& a, const auto& b) { return a.second < b.second; });
  planned.units = planned.design.unit == Unit::split ? planned.design.splits : fewest->second;
  return planned;
}

/// Returns the median standard deviation of the differences of F_score for each label of an analysis; none if
/// there is no file that can be read.
std::vector<std::pair<std::string, double>> known_deviations(const fs::path& path) {
  std::vector<std::pair<std::string, double>> medians;
  try {
    const CsvTable table = parse_csv(read_file(path), path.string());
    const auto label = table.find_column("label"), metric = table.find_column("metric"),
               sd = table.find_column("sd");
    if (!label || !metric || !sd) return medians;
    std::map<std::string, std::vector<double>> values;
    for (const auto& row : table.rows)
      if (const auto value = parse_number(row[*sd]); row[*metric] == "F_score" && value && *value > 0)
        values[row[*label]].push_back(*value);
    for (auto& [name, of_label] : values) medians.emplace_back(name, median(std::move(of_label)));
  } catch (const InputError&) {
  }
  return medians;
}

std::string other_numbers(const PlannedDesign& planned) {
  std::vector<std::string> words;
  for (const std::size_t n : {5, 10, 15})
    if (n > planned.units)
      words.push_back(fmt::format("{:.2f} with n = {}", design_factor(planned.design, n), n));
  return words.empty() ? "" : "; " + joined(words);
}

}  // namespace

std::vector<std::string> planned_differences(const std::vector<Experiment>& experiments,
                                             const fs::path& tables) {
  const PlannedDesign planned = experiments.empty() ? PlannedDesign{} : planned_design(experiments);
  if (planned.settings < 2) return {};
  const std::string noun = unit_noun(planned.design);
  if (planned.units < 2) return {fmt::format("differences: one {} a setting: no test", noun)};
  const std::size_t pairs = pair_count(planned.settings);
  const double factor = design_factor(planned.design, planned.units);
  std::vector<std::string> lines{fmt::format(
      "differences: with n = {} {}s a setting, 8 of 10 surveys find one of {:.2f} times the {} ({:.2f} for the "
      "first of {} after Holm){}",
      planned.units, noun, factor, deviation_words(planned.design),
      design_factor(planned.design, planned.units, significance_level / static_cast<double>(pairs)),
      counted_text(pairs, "pair"), other_numbers(planned))};
  std::vector<std::string> scores;
  for (const auto& [label, deviation] : known_deviations(tables / "analysis_pairs.csv"))
    scores.push_back(label + " " + score_text(factor * deviation));
  if (!scores.empty())
    lines.push_back("differences: in F_score, by the scores that the survey has: " + joined(scores));
  return lines;
}

}  // namespace emsurvey
