#include <gtest/gtest.h>

#include <filesystem>

#include "io/file.h"
#include "support/input_error.h"
#include "support/temporary_folder.h"
#include "survey/execution.h"
#include "survey/options.h"
#include "survey/settings.h"

namespace emsurvey {
namespace {

namespace po = boost::program_options;
using Values = std::vector<std::string>;

Settings settings_of(const Values& arguments) {
  po::options_description options;
  for (const auto& group : survey_option_groups()) options.add(group);
  return read_settings(parse_options(arguments, options));
}

class SettingsFromFile : public ::testing::Test {
 protected:
  std::string file(const std::string& text) {
    const auto path = folder_.path() / "survey.cfg";
    write_file(path, text);
    return path.string();
  }
  TemporaryFolder folder_;
};

TEST(Settings, HaveTheStudysDefaults) {
  const Settings settings = settings_of({});
  EXPECT_EQ(settings.at("loss"), (Values{"hinge", "square", "softmax", "approx", "dice", "logistic"}));
  EXPECT_EQ(settings.at("epochs"), Values{"500"});
  EXPECT_EQ(settings.at("lr"), Values{"0.0002"});
  EXPECT_FALSE(settings.contains("steps"));
}

TEST_F(SettingsFromFile, AreOverruledByTheCommandLine) {
  const auto path = file("# a comment\nlr = 0.1\ncrop = 64   # pixels\nloss = dice  square\n");
  const Settings settings = settings_of({"--config", path, "--lr", "0.2"});
  EXPECT_EQ(settings.at("lr"), Values{"0.2"});
  EXPECT_EQ(settings.at("crop"), Values{"64"});
  EXPECT_EQ(settings.at("loss"), (Values{"dice", "square"}));
}

TEST_F(SettingsFromFile, TakeTheLengthFromTheStrongerSource) {
  const auto path = file("epochs = 10\n");
  const Settings settings = settings_of({"--config", path, "--steps", "5"});
  EXPECT_FALSE(settings.contains("epochs"));
  EXPECT_EQ(settings.at("steps"), Values{"5"});
  EXPECT_INPUT_ERROR(settings_of({"--steps", "5", "--epochs", "5"}), "steps");
  EXPECT_INPUT_ERROR(settings_of({"--config", file("steps = 1\nepochs = 1\n")}), "survey.cfg");
}

TEST_F(SettingsFromFile, RefuseUnknownKeysWithTheNearestOne) {
  EXPECT_INPUT_ERROR(settings_of({"--config", file("lerning = 1\nlos = dice\n")}), "survey.cfg");
  EXPECT_INPUT_ERROR(settings_of({"--config", file("los = dice\n")}), "loss");
  EXPECT_INPUT_ERROR(settings_of({"--los", "dice"}), "--loss");
  EXPECT_INPUT_ERROR(settings_of({"dice"}), "--help");
  EXPECT_INPUT_ERROR(settings_of({"--config", file("loss = dice\nloss = square\n")}), "twice");
  EXPECT_INPUT_ERROR(settings_of({"--config", "/nowhere/x.cfg"}), "/nowhere/x.cfg");
}

/// Parses words as those of a command with the options --shard and --flag, and a word SURVEY.
po::variables_map parsed(const Values& words) {
  po::options_description options;
  options.add_options()("shard", po::value<std::string>())("flag", "");
  return parse_options(words, options, "SURVEY");
}

TEST(ParseOptions, TakesFormerNamesOfOptions) {
  EXPECT_EQ(parsed({"--share", "1/2"})["shard"].as<std::string>(), "1/2");
  EXPECT_EQ(parsed({"--share=1/2"})["shard"].as<std::string>(), "1/2");
  EXPECT_INPUT_ERROR(parsed({"--share", "1/2", "--shard", "1/2"}), "--shard: is given twice");
}

TEST_F(SettingsFromFile, TakeFormerNamesOfKeys) {
  const auto path = file("ranks-per-job = 2\njobs-per-gpu = 1\n");
  EXPECT_EQ(settings_of({"--config", path}).at("ranks-per-training"), Values{"2"});
  EXPECT_EQ(settings_of({"--config", path}).at("trainings-per-gpu"), Values{"1"});
  EXPECT_EQ(settings_of({"--config", path, "--ranks-per-job", "4"}).at("ranks-per-training"), Values{"4"});
  EXPECT_INPUT_ERROR(settings_of({"--config", file("ranks-per-job = 2\nranks-per-training = 2\n")}), "twice");
}

TEST(ParseOptions, TakesOneWordBesideTheOptions) {
  EXPECT_EQ(parsed({"--flag", "a"})["SURVEY"].as<std::string>(), "a");
  EXPECT_EQ(parsed({"a", "--flag"})["SURVEY"].as<std::string>(), "a");
  EXPECT_EQ(parsed({"--flag"}).count("SURVEY"), 0U);
  EXPECT_INPUT_ERROR(parsed({"a", "b"}), "a word belongs to no option");
}

TEST(Settings, ExpandRanges) {
  const Settings settings = settings_of({"--train-images", "1..4", "8", "--repeat", "2..3"});
  EXPECT_EQ(settings.at("train-images"), (Values{"1", "2", "3", "4", "8"}));
  EXPECT_EQ(settings.at("repeat"), (Values{"2", "3"}));
  EXPECT_INPUT_ERROR(settings_of({"--repeat", "3..1"}), "repeat: has the range 3..1");
}

TEST(Settings, KeepBlanksInPaths) {
  EXPECT_EQ(settings_of({"--data", "/my data/set.h5"}).at("data"), Values{"/my data/set.h5"});
}

TEST_F(SettingsFromFile, HaveAnAbsolutePathOfTheData) {
  const std::string absolute = (std::filesystem::current_path() / "set.h5").string();
  EXPECT_EQ(settings_of({"--data", "set.h5"}).at("data"), Values{absolute});
  EXPECT_EQ(settings_of({"--config", file("data = set.h5\n")}).at("data"), Values{absolute});
}

TEST(Settings, ReadBackFromTheirOwnText) {
  const Settings settings =
      settings_of({"--data", "a b.h5", "--steps", "7", "--network", "resnet:2", "resnet:3"});
  EXPECT_EQ(parse_config_text(to_config_text(settings), "text"), settings);
}

TEST(TrainingsAtATime, FillAGpuBetweenTheRanksThatShareIt) {
  ExecutionKeys execution;
  EXPECT_EQ(trainings_at_a_time(execution, 1), 4);
  EXPECT_EQ(trainings_at_a_time(execution, 2), 2);
  EXPECT_EQ(trainings_at_a_time(execution, 7), 1);
}

TEST(TrainingsAtATime, AreOneOnACpuOrOfSeveralRanksOrAsManyAsAreAskedFor) {
  ExecutionKeys execution;
  EXPECT_EQ(trainings_at_a_time(execution, 0), 1);
  execution.ranks_per_training = 2;
  EXPECT_EQ(trainings_at_a_time(execution, 1), 1);
  execution = {};
  execution.trainings_per_gpu = 3;
  EXPECT_EQ(trainings_at_a_time(execution, 0), 3);
  EXPECT_EQ(trainings_at_a_time(execution, 2), 3);
}

}  // namespace
}  // namespace emsurvey
