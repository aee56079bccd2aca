// emsurvey best: names the setting that a survey recommends and the command that predicts with it.
#include <boost/program_options/value_semantic.hpp>
#include <filesystem>
#include <string>
#include <vector>

#include "base/error.h"
#include "base/joined.h"
#include "base/output.h"
#include "base/unknown_name.h"
#include "base/visible_text.h"
#include "commands.h"
#include "io/file.h"
#include "report/readable_text.h"
#include "report/setting_names.h"
#include "run/gather_runs.h"
#include "run/reduce.h"
#include "statistics/leaders.h"
#include "statistics/row_scores.h"
#include "statistics/sentences.h"
#include "tables/summary.h"

namespace emsurvey {
namespace {

namespace po = boost::program_options;

/// Returns the analysis of one label and metric alone.
SurveyAnalysis analysis_of(const SurveyScores& scores, const std::string& label, const std::string& metric,
                           double margin) {
  require_known("--label", "label", label, scores.labels);
  require_known("--metric", "metric", metric, scores.metrics);
  SurveyAnalysis analysis;
  analysis.columns = scores.columns;
  analysis.settings = scores.settings;
  analysis.design = scores.design;
  analysis.margin = margin;
  analysis.results.push_back(analyse_metric(scores, label, metric, margin));
  return analysis;
}

/// Returns a word that a shell reads as it is.
std::string quoted(const std::string& word) {
  const bool is_plain =
      word.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./-+=:,@%") ==
      std::string::npos;
  if (is_plain) return word;
  std::string text = "'";
  for (const char letter : word) text += letter == '\'' ? std::string("'\\''") : std::string(1, letter);
  return text + "'";
}

/// Whether a run found nothing, by the training of its split and repeat.
bool is_collapsed(const RunEvaluation& run, const SettingSummary& summary) {
  const Block block{run.split.value_or(1), run.repeat.value_or(1)};
  return std::any_of(summary.training_means.begin(), summary.training_means.end(),
                     [&](const TrainingMean& one) { return one.block == block && one.is_collapsed; });
}

/// Returns the folders of a setting's runs that can predict, as words of a shell. Tells of those that cannot.
std::vector<std::string> run_words(const SurveyFolder& survey, const SurveyAnalysis& analysis,
                                   const ScoreRows& rows, std::size_t setting) {
  const auto settings = settings_of_runs(analysis, rows);
  const SettingSummary& summary = analysis.results.front().settings[setting];
  std::vector<std::string> words, collapsed, missing;
  for (std::size_t run = 0; run < rows.runs.size(); ++run) {
    if (settings[run] != setting) continue;
    const int number = rows.runs[run].number;
    if (is_collapsed(rows.runs[run], summary))
      collapsed.push_back(std::to_string(number));
    else if (!file_exists(survey.checkpoint(number)))
      missing.push_back(std::to_string(number));
    else
      words.push_back(quoted(survey.train(number).string()));
  }
  if (!collapsed.empty())
    print_lines("Left out, because they found nothing: run " + joined(collapsed) + "\n");
  if (!missing.empty())
    print_lines("Left out, because they have no checkpoint: run " + joined(missing) + "\n");
  return words;
}

void print_alike(const Leaders& found, const std::vector<std::string>& names) {
  const auto print_names = [&](const char* title, const std::vector<std::size_t>& settings) {
    std::vector<std::string> words;
    for (const std::size_t setting : settings) words.push_back(names[setting]);
    if (!words.empty()) print_lines(visible(title + joined(words)) + "\n");
  };
  print_names("With the same mean: ", {found.leaders.begin() + 1, found.leaders.end()});
  print_names("Cannot be told apart from it: ", found.alike);
}

ExitStatus best(const SurveyFolder& survey, const std::string& label, const std::string& metric) {
  require(file_exists(survey.path()), survey.path().string(), "does not exist",
          "name the folder of a survey");
  const GatheredRuns gathered = read_runs(survey, Mending::none);
  const SummaryTables tables = make_tables(gathered.runs, gathered.baselines.baselines, gathered.failures);
  const SurveyAnalysis analysis = analysis_of(survey_scores(tables), label, metric, survey_margin(survey));
  const MetricAnalysis& result = analysis.results.front();
  const Leaders found = leaders_of(result);
  require(!found.leaders.empty(), survey.path().string(), "has no scores of " + label, "name another label");
  const std::vector<std::string> names = setting_names(analysis);
  const SettingSummary& summary = result.settings[found.leaders.front()];
  require(summary.collapsed < summary.trainings, survey.path().string(),
          "recommends no setting for " + label + ": every training found nothing",
          "train longer, or other settings");
  print_lines(visible(names[found.leaders.front()] + ": " + metric + " of " + label + " " +
                      mean_text(summary) + "; " + certainty_of(found)) +
              "\n");
  print_alike(found, names);
  const auto words = run_words(survey, analysis, tables.rows, found.leaders.front());
  require(!words.empty(), survey.trainings().string(), "has no checkpoint of this setting",
          "restore the folder of its trainings");
  print_lines("\nemsurvey predict " + std::string(words.size() == 1 ? "--run " : "--ensemble ") +
              visible(joined(words, " ")) + " --input DIR --output DIR\n");
  return ExitStatus::success;
}

int main(const Command& command, const Words& words) {
  return call_alone(command, words, [](const Arguments& arguments) {
    return best(SurveyFolder(arguments.operand()), arguments.required("label"),
                arguments.get<std::string>("metric"));
  });
}

OptionGroup options() {
  OptionGroup group("Options");
  auto add = group.add_options();
  add("label", po::value<std::string>()->value_name("L"), "label that is to be predicted");
  add("metric", po::value<std::string>()->value_name("M")->default_value("F_score"),
      "F_score or semantic_Jaccard");
  return group;
}

}  // namespace

Command best_command() {
  return {.name = "best",
          .summary = "names the best setting for a label and the command to predict with it",
          .usage = "emsurvey best SURVEY --label L [--metric M]",
          .details = "The setting is that of the report: the highest mean over the finished trainings.\n",
          .operand = "SURVEY",
          .groups = {options()},
          .unlisted = {},
          .main = main};
}

}  // namespace emsurvey
