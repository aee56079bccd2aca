#include <gtest/gtest.h>

#include "io/file.h"
#include "support/input_error.h"
#include "support/temporary_folder.h"
#include "tables/run_evaluation.h"
#include "tables/small_survey.h"

namespace emsurvey {
namespace {

RunFiles run_with(const std::string& options, const std::string& evaluation) {
  RunFiles files;
  files.number = 4;
  files.folder = "test/4";
  files.options = options;
  files.evaluations = {{"synapses", evaluation}};
  return files;
}

const std::string options = R"({"Y_loss": "dice"})";

/// Expects that a run with this evaluation has a single problem, and returns it.
std::string problem_of(const std::string& evaluation) {
  std::vector<std::string> problems;
  const auto run = parse_run(run_with(options, evaluation), problems);
  EXPECT_TRUE(run && run->labels.size() == 1 && run->labels.front().table.header.empty());
  EXPECT_EQ(problems.size(), 1U);
  return problems.empty() ? "" : problems.front();
}

TEST(ListRuns, SortsRunFoldersByNumber) {
  const TemporaryFolder survey;
  for (const char* name : {"10", "9", "1", "07", "-3", "images", "99999999999"})
    make_folder(survey.path() / "test" / name);
  write_file(survey.path() / "test/5", "a file");
  EXPECT_EQ(list_runs(survey.path()), (std::vector<int>{1, 9, 10}));
}

TEST(ListRuns, NamesTheFolderThatIsNotThere) {
  const TemporaryFolder survey;
  const std::string message = input_error_of([&] { list_runs(survey.path()); });
  EXPECT_NE(message.find((survey.path() / "test").string()), std::string::npos) << message;
}

TEST(ReadRunFiles, ReadsOptionsAndEvaluations) {
  const TemporaryFolder survey;
  const auto folder = survey.path() / "test/3";
  make_folder(folder / "evaluation");
  write_file(folder / "options.json", options);
  write_file(folder / "evaluation/synapses.csv", "text");
  write_file(folder / "evaluation/membranes.csv", "other");
  write_file(folder / "evaluation/.synapses.csv.host.1.tmp", "half");
  const RunFiles run = read_run_files(survey.path(), 3);
  EXPECT_EQ(run.number, 3);
  EXPECT_EQ(run.options, options);
  ASSERT_EQ(run.evaluations.size(), 2U);
  EXPECT_EQ(run.evaluations[0].first, "membranes");
  EXPECT_EQ(run.evaluations[1].second, "text");
  EXPECT_TRUE(run.problems.empty());
}

TEST(ReadRunFiles, ReportsWhatCannotBeRead) {
  const TemporaryFolder survey;
  const auto folder = survey.path() / "test/3";
  make_folder(folder / "evaluation/synapses.csv");
  const RunFiles run = read_run_files(survey.path(), 3);
  ASSERT_EQ(run.problems.size(), 2U);
  EXPECT_NE(run.problems[0].find("3/options.json"), std::string::npos);
  EXPECT_NE(run.problems[1].find("3/evaluation/synapses.csv"), std::string::npos);
  std::vector<std::string> problems;
  EXPECT_FALSE(parse_run(run, problems));
  EXPECT_EQ(problems, run.problems);
}

TEST(PackRuns, CarriesEveryByte) {
  std::vector<RunFiles> runs = small_survey();
  runs[0].evaluations[0].second = std::string("\xff\0\"\n", 4);
  runs[0].evaluations[1].second = std::nullopt;
  runs[1].options = std::nullopt;
  runs[1].problems = {"test/2/options.json: cannot open"};
  const std::vector<RunFiles> unpacked = unpack_runs(pack_runs(runs));
  ASSERT_EQ(unpacked.size(), runs.size());
  for (std::size_t i = 0; i < runs.size(); ++i) {
    EXPECT_EQ(unpacked[i].number, runs[i].number);
    EXPECT_EQ(unpacked[i].folder, runs[i].folder);
    EXPECT_EQ(unpacked[i].options, runs[i].options);
    EXPECT_EQ(unpacked[i].evaluations, runs[i].evaluations);
    EXPECT_EQ(unpacked[i].problems, runs[i].problems);
  }
  EXPECT_TRUE(unpack_runs(pack_runs({})).empty());
}

TEST(ParseRun, KeepsTheOrderOfTheAxes) {
  RunFiles files =
      run_with(R"({"split": 2, "Y_loss": "dice", "axes": {"network": "unet:4", "filters": "16", "a": 1},)"
               R"( "repeat": 1})",
               "pred_path,sample\nx,0\n");
  std::vector<std::string> problems;
  const auto run = parse_run(files, problems);
  ASSERT_TRUE(run);
  EXPECT_TRUE(problems.empty());
  EXPECT_EQ(run->loss, "dice");
  EXPECT_EQ(run->axes, (std::vector<std::pair<std::string, std::string>>{
                           {"network", "unet:4"}, {"filters", "16"}, {"a", "1"}}));
  EXPECT_EQ(run->split, 2);
  EXPECT_EQ(run->repeat, 1);
}

TEST(ParseRun, TakesOptionsOfOtherPrograms) {
  std::vector<std::string> problems;
  const auto run = parse_run(
      run_with(R"({"Y_loss": "dice", "split": "a.csv", "axes": [1]})", "pred_path,sample\n"), problems);
  ASSERT_TRUE(run);
  EXPECT_TRUE(run->axes.empty());
  EXPECT_EQ(run->split, std::nullopt);
}

TEST(ParseRun, ReportsOptionsThatCannotBeUsed) {
  for (const char* broken : {"", "{", "[1]", R"({"loss": "dice"})", R"({"Y_loss": 3})",
                             R"({"Y_loss": "dice", "axes": {"sample": "1"}})"}) {
    std::vector<std::string> problems;
    EXPECT_FALSE(parse_run(run_with(broken, "pred_path,sample\n"), problems)) << broken;
    ASSERT_EQ(problems.size(), 1U) << broken;
    EXPECT_EQ(problems.front().find("test/4/options.json: "), 0U) << problems.front();
  }
}

TEST(ParseRun, ReportsEvaluationsThatCannotBeUsed) {
  const std::string file = "test/4/evaluation/synapses.csv";
  EXPECT_EQ(problem_of("pred_path,sample\nx\n").find(file + ", line 2: "), 0U);
  EXPECT_EQ(problem_of("").find(file + ", line 1: "), 0U);
  EXPECT_EQ(problem_of("pred_path,F_score\nx,1.0\n").find(file + ": has no column"), 0U);
  EXPECT_EQ(problem_of("pred_path,sample\nx,0\ny,0\n").find(file + ": sample '0'"), 0U);
  EXPECT_EQ(problem_of("pred_path,sample\nx,0.5\n").find(file + ": sample '0.5'"), 0U);
  EXPECT_EQ(
      problem_of("pred_path,sample,F_score\nx,0,none\n").find(file + ": 'none' is not a value of F_score"),
      0U);
  EXPECT_EQ(
      problem_of("pred_path,sample,true_regions\nx,0,\n").find(file + ": '' is not a value of true_regions"),
      0U);
  EXPECT_EQ(problem_of("pred_path,sample,label\nx,0,a\n").find(file + ": has a column 'label'"), 0U);
}

}  // namespace
}  // namespace emsurvey
