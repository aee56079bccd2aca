#include <gtest/gtest.h>

#include "support/input_error.h"
#include "survey/continuation.h"
#include "survey/options.h"

namespace emsurvey {
namespace {

using Arguments = std::vector<std::string>;

Settings settings_of(const Arguments& arguments) {
  boost::program_options::options_description options;
  for (const auto& group : survey_option_groups()) options.add(group);
  return read_settings(parse_options(arguments, options));
}

TEST(Continuation, AllowsOtherExecutionKeysAndAGrownGrid) {
  const Settings before = settings_of({"--loss", "dice", "--split", "1"});
  EXPECT_NO_THROW(
      require_continuation(before, settings_of({"--loss", "dice", "--split", "1", "--threads", "4"}), "S"));
  EXPECT_NO_THROW(
      require_continuation(before, settings_of({"--loss", "square", "dice", "--split", "1"}), "S"));
  EXPECT_NO_THROW(require_continuation(
      before, settings_of({"--loss", "dice", "--split", "1", "--repeat", "1", "2"}), "S"));
}

TEST(SpelledAs, KeepsTheSpellingOfTheSameValue) {
  const Settings before{
      {"lr", {"2e-4", "1e-3"}}, {"scale", {"0.5"}}, {"epochs", {"4800/n"}}, {"seed", {"7"}}};
  const Settings now = spelled_as(
      before,
      {{"lr", {"0.001", ".0002", "3e-4"}}, {"scale", {"5e-1"}}, {"epochs", {"04800/n"}}, {"crop", {"032"}}});
  EXPECT_EQ(
      now,
      (Settings{
          {"lr", {"1e-3", "2e-4", "3e-4"}}, {"scale", {"0.5"}}, {"epochs", {"4800/n"}}, {"crop", {"032"}}}));
}

TEST(SpelledAs, LeavesPathsAlone) {
  const Settings now{{"data", {"/run/01/d.h5"}}};
  EXPECT_EQ(spelled_as({{"data", {"/run/1/d.h5"}}}, now), now);
}

TEST(SpelledAs, TellsLargeSeedsApart) {
  const Settings now{{"seed", {"9007199254740993"}}};
  EXPECT_EQ(spelled_as({{"seed", {"9007199254740992"}}}, now), now);
}

TEST(Continuation, TakesSurveysThatAreOlderThanAKeyForItsDefault) {
  Settings before = settings_of({"--loss", "dice"});
  before.erase("precision");
  EXPECT_NO_THROW(require_continuation(before, settings_of({"--loss", "dice"}), "S"));
  EXPECT_INPUT_ERROR(
      require_continuation(before, settings_of({"--loss", "dice", "--precision", "bf16"}), "S"), "precision");
}

TEST(Continuation, KeepsTheNumberOfSplitsWhereItDecidesWhatIsTested) {
  for (const char* scheme : {"kfold", "blocks", "volumes"}) {
    const Arguments three{"--split-scheme", scheme, "--split", "1", "--splits", "3"};
    const Arguments four{"--split-scheme", scheme, "--split", "1", "--splits", "4"};
    EXPECT_INPUT_ERROR(require_continuation(settings_of(three), settings_of(four), "S"), "splits");
  }
  EXPECT_NO_THROW(require_continuation(settings_of({"--split", "1", "--splits", "3"}),
                                       settings_of({"--split", "1", "--splits", "4"}), "S"));
}

TEST(Continuation, RefusesOtherResultKeysByName) {
  const Settings before = settings_of({"--loss", "dice", "square", "--lr", "0.1"});
  EXPECT_INPUT_ERROR(
      require_continuation(before, settings_of({"--loss", "dice", "square", "--lr", "0.2"}), "S"), "lr");
  EXPECT_INPUT_ERROR(require_continuation(before, settings_of({"--loss", "dice", "--lr", "0.1"}), "S"),
                     "loss");
  EXPECT_INPUT_ERROR(
      require_continuation(before, settings_of({"--loss", "dice", "square", "--lr", "0.1", "--filters", "8"}),
                           "S"),
      "filters");
  const Settings folds = settings_of({"--split-scheme", "kfold", "--splits", "3", "--split", "1"});
  EXPECT_INPUT_ERROR(
      require_continuation(folds, settings_of({"--split-scheme", "kfold", "--splits", "4", "--split", "1"}),
                           "S"),
      "splits");
}

TEST(Continuation, FixesTheIntervalOfValidationsWhereTheyChooseTheWeights) {
  const auto settings = [](const char* keep, const char* every) {
    return settings_of({"--keep", keep, "--validate-every", every});
  };
  EXPECT_NO_THROW(require_continuation(settings("last", "10"), settings("last", "20"), "S"));
  EXPECT_NO_THROW(require_continuation(settings_of({}), settings("last", "20"), "S"));
  EXPECT_INPUT_ERROR(require_continuation(settings("best", "10"), settings("best", "20"), "S"),
                     "validate-every");
  EXPECT_INPUT_ERROR(require_continuation(settings("best", "10"), settings("last", "10"), "S"), "keep");
  EXPECT_INPUT_ERROR(require_continuation(settings_of({}), settings("best", "10"), "S"), "keep");
}

void expect_both_ways(const Arguments& one, const Arguments& other) {
  EXPECT_NO_THROW(require_continuation(settings_of(one), settings_of(other), "S"));
  EXPECT_NO_THROW(require_continuation(settings_of(other), settings_of(one), "S"));
}

TEST(Continuation, ComparesValuesByWhatTheyMean) {
  expect_both_ways({}, {"--split", "3", "2", "1"});
  expect_both_ways({"--network", "resnet:1"}, {"--network", "resnet", "--depth", "01"});
  expect_both_ways({"--network", "resnet", "unet:2"}, {"--network", "unet:2", "resnet:9"});
  expect_both_ways({"--network", "unet"}, {"--network", "unet", "--filters", "64"});
  expect_both_ways({"--lr", "2e-4"}, {});
  expect_both_ways({"--epochs", "500"}, {});
}

TEST(Continuation, GrowsByWhatIsNotTheDefault) {
  EXPECT_NO_THROW(
      require_continuation(settings_of({"--split", "1", "2"}), settings_of({"--splits", "4"}), "S"));
  EXPECT_NO_THROW(require_continuation(settings_of({"--network", "resnet:9"}),
                                       settings_of({"--network", "resnet", "--depth", "9", "4"}), "S"));
}

TEST(Continuation, NeverShowsAnEmptyValue) {
  EXPECT_INPUT_ERROR(require_continuation(settings_of({}), settings_of({"--split", "1"}), "S"),
                     "split: is `1`, but the survey in S has `1 2 3`; keep its values");
  EXPECT_INPUT_ERROR(require_continuation(settings_of({"--filters", "8"}), settings_of({}), "S"),
                     "filters: is `32`, but the survey in S has `8`");
  EXPECT_INPUT_ERROR(require_continuation(settings_of({}), settings_of({"--train-images", "3"}), "S"),
                     "train-images: is `3`, but the survey in S has none");
  EXPECT_INPUT_ERROR(require_continuation(settings_of({"--steps", "20"}), settings_of({}), "S"),
                     "steps: is not given, but the survey in S has `20`");
  EXPECT_INPUT_ERROR(require_continuation(settings_of({"--network", "resnet:1"}),
                                          settings_of({"--network", "resnet", "--depth", "2"}), "S"),
                     "network: is `resnet:2`, but the survey in S has `resnet:1`");
}

}  // namespace
}  // namespace emsurvey
