// emsurvey analyse: the statistical analysis of anyone's table of scores.
#include <boost/program_options/value_semantic.hpp>
#include <filesystem>

#include "base/error.h"
#include "base/output.h"
#include "base/unknown_name.h"
#include "base/visible_text.h"
#include "commands.h"
#include "io/file.h"
#include "margin_option.h"
#include "report/analysis_files.h"
#include "report/setting_names.h"
#include "statistics/sentences.h"
#include "statistics/table_scores.h"
#include "survey/setting_value.h"

namespace emsurvey {
namespace {

namespace fs = std::filesystem;
namespace po = boost::program_options;

double section_count(const Arguments& arguments, const char* option) {
  constexpr std::int64_t most = 1'000'000'000;
  if (!arguments.has(option)) return 0;
  return static_cast<double>(
      whole_number(std::string("--") + option, arguments.get<std::string>(option), 1, most));
}

SplitFacts split_facts(const Arguments& arguments) {
  SplitFacts facts;
  if (arguments.has("scheme")) facts.scheme = arguments.get<std::string>("scheme");
  if (!facts.scheme.empty()) require_known("--scheme", "split scheme", facts.scheme, analysed_schemes());
  require(arguments.has("n-train") == arguments.has("n-test"), "--n-train",
          "and --n-test belong together, but one of them is missing", "give both or neither");
  facts.sections = {section_count(arguments, "n-train"), section_count(arguments, "n-test")};
  return facts;
}

void print_sentences(const SurveyAnalysis& analysis) {
  const std::vector<std::string> names = setting_names(analysis);
  const auto print_line = [](const std::string& line) { print_lines(visible(line) + "\n"); };
  print_line(scope_sentence(analysis));
  for (const std::string& note : analysis.design.notes) print_line("Note: " + note + ".");
  for (const MetricAnalysis& result : analysis.results) {
    print_line("");
    print_line(result.label + ", " + result.metric + ":");
    for (const std::string& sentence : result_sentences(analysis, result, names)) print_line("  " + sentence);
  }
  print_line("");
  for (const std::string& sentence : survey_sentences(analysis, names)) print_line(sentence);
}

ExitStatus analyse_table(const fs::path& path, const Arguments& arguments, const fs::path& output) {
  constexpr std::size_t largest_bytes = std::size_t{1} << 30;
  const SplitFacts facts = split_facts(arguments);
  const double margin = margin_option(arguments).value_or(default_margin);
  const CsvTable table = parse_csv(read_file(path, largest_bytes), path.string());
  const SurveyAnalysis analysis = analyse(arrange_scores(table_scores(table, facts, path.string())), margin);
  require(!analysis.settings.empty(), path.string(), "has no setting but the copy baseline",
          "name a table with the scores of trainings");
  make_folder(output);
  write_analysis(output, analysis);
  print_sentences(analysis);
  print_lines("Analysis: " + visible(output.string()) + "/analysis_{settings,pairs,ranking,variance}.csv\n");
  return ExitStatus::success;
}

int main(const Command& command, const Words& words) {
  return call_alone(command, words, [](const Arguments& arguments) {
    return analyse_table(arguments.required("table"), arguments, arguments.required("output"));
  });
}

OptionGroup options() {
  OptionGroup group("Options");
  auto add = group.add_options();
  add("table", po::value<std::string>()->value_name("FILE"),
      "CSV file of scores, a row for each image of a training: in the form of summary_long.csv, or with "
      "columns <label>_F_score");
  add("scheme", po::value<std::string>()->value_name("NAME"),
      "split scheme: published (one split for all), shuffled, kfold, blocks, volumes or file");
  add("n-train", po::value<std::string>()->value_name("N"), "number of training sections of each training");
  add("n-test", po::value<std::string>()->value_name("N"), "number of test sections of each training");
  add_margin_option(group);
  add("output", po::value<std::string>()->value_name("DIR"), "folder for the files of the analysis");
  return group;
}

constexpr const char* details =
    "Settings are the columns that neither identify a row (run, split, repeat, seed, sample, image, label) nor\n"
    "hold scores or other decimal numbers. Differences are tested over trainings or splits, never over images.\n";

}  // namespace

Command analyse_command() {
  return {.name = "analyse",
          .summary = "tests which differences between the settings of a table of scores hold",
          .usage =
              "emsurvey analyse --table FILE [--scheme NAME] [--n-train N --n-test N] [--margin M] "
              "--output DIR",
          .details = details,
          .operand = "",
          .groups = {options()},
          .unlisted = {},
          .main = main};
}

}  // namespace emsurvey
