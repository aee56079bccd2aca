#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>

#include "io/file.h"
#include "support/input_error.h"
#include "support/temporary_folder.h"
#include "survey/grid.h"
#include "survey/options.h"

namespace emsurvey {
namespace {

namespace po = boost::program_options;

DataFacts twenty_images() {
  DataFacts facts;
  for (int i = 0; i < 20; ++i) facts.images.push_back({std::to_string(i), "hash" + std::to_string(i)});
  facts.label_count = 3;
  facts.content_hash = "content";
  return facts;
}

std::vector<Experiment> grid_of(const std::vector<std::string>& arguments,
                                const DataFacts& facts = twenty_images()) {
  po::options_description options;
  for (const auto& group : survey_option_groups()) options.add(group);
  return expand_grid(read_settings(parse_options(arguments, options)), facts);
}

TEST(Grid, NumbersThePublishedRunsAsTheStudyDoes) {
  const auto runs = grid_of({});
  ASSERT_EQ(runs.size(), 18U);
  const std::vector<std::string> losses = {"hinge", "square", "softmax", "approx", "dice", "logistic"};
  for (std::size_t i = 0; i < runs.size(); ++i) {
    EXPECT_EQ(runs[i].run, static_cast<int>(i) + 1);
    EXPECT_EQ(runs[i].loss, losses[i / 3]);
    EXPECT_EQ(runs[i].split, static_cast<int>(i % 3) + 1);
    EXPECT_EQ(runs[i].steps, 8000);
    EXPECT_EQ(runs[i].network.depth, 9);
    EXPECT_EQ(runs[i].network.filters, 32);
    EXPECT_TRUE(runs[i].axes.empty());
  }
}

TEST(Grid, NestsAxesInTheOrderOfTheKeysNotOfTheArguments) {
  const auto runs = grid_of({"--lr", "0.1", "0.2", "--loss", "dice", "hinge", "--splits", "1"});
  ASSERT_EQ(runs.size(), 4U);
  EXPECT_EQ(runs[1].loss, "dice");
  EXPECT_EQ(runs[1].learning_rate, 0.2);
  EXPECT_EQ(runs[1].axes, (std::vector<std::pair<std::string, std::string>>{{"lr", "0.2"}}));
  EXPECT_EQ(runs[2].loss, "hinge");
  EXPECT_EQ(runs[2].learning_rate, 0.1);
}

TEST(Grid, DividesTotalEpochsByTheTrainingImages) {
  const auto runs =
      grid_of({"--loss", "square", "--splits", "1", "--train-images", "1..16", "--epochs", "4800/n"});
  ASSERT_EQ(runs.size(), 16U);
  EXPECT_EQ(runs[6].epochs, 685);  // 4800 / 7, rounded down.
  EXPECT_EQ(runs[6].steps, 685 * 7);
  EXPECT_EQ(runs[15].epochs, 300);
}

TEST(Grid, DepthServesNetworksNamedWithoutOne) {
  const auto runs =
      grid_of({"--loss", "dice", "--splits", "1", "--network", "resnet:2", "resnet", "--depth", "4", "6"});
  ASSERT_EQ(runs.size(), 3U);
  EXPECT_EQ(runs[0].network.depth, 2);
  EXPECT_EQ(runs[1].network.depth, 4);
  EXPECT_EQ(runs[2].network.depth, 6);
  EXPECT_EQ(runs[2].run, 3);
}

TEST(Grid, NumbersRunsAsAsked) {
  const auto runs = grid_of(
      {"--loss", "dice", "--splits", "1", "--scale", "0.5", "1", "2", "--run-numbers", "1", "2", "4"});
  ASSERT_EQ(runs.size(), 3U);
  EXPECT_EQ(runs[2].run, 4);
  EXPECT_EQ(runs[2].scale, 2);
  EXPECT_EQ(runs[2].identity,
            grid_of({"--loss", "dice", "--splits", "1", "--scale", "0.5", "1", "2"})[2].identity);
  EXPECT_INPUT_ERROR(grid_of({"--run-numbers", "1", "2"}), "run-numbers");
  EXPECT_INPUT_ERROR(grid_of({"--loss", "dice", "--splits", "2", "--run-numbers", "3", "3"}), "run-numbers");
}

TEST(Grid, NamesNetworksByGeneratorAndLayers) {
  const auto runs =
      grid_of({"--loss", "dice", "--splits", "1", "--network", "unet:5", "resnet", "--depth", "4", "6"});
  ASSERT_EQ(runs.size(), 3U);
  using Columns = std::vector<std::pair<std::string, std::string>>;
  EXPECT_EQ(runs[0].axes, (Columns{{"generator", "unet"}, {"layers", "10"}}));
  EXPECT_EQ(runs[2].axes, (Columns{{"generator", "resnet"}, {"layers", "18"}}));
  EXPECT_EQ(runs[0].table_index, (std::vector<std::string>{"generator", "layers", "sample"}));
}

TEST(Grid, IdentityIsOfWhatDecidesTheNumbers) {
  const auto first = grid_of({"--loss", "dice", "--splits", "1"});
  EXPECT_EQ(grid_of({"--loss", "hinge", "dice", "--splits", "1", "--threads", "7"})[1].identity,
            first[0].identity);
  EXPECT_EQ(grid_of({"--loss", "dice", "--splits", "4"})[0].identity, first[0].identity);
  EXPECT_EQ(grid_of({"--loss", "dice", "--splits", "1", "--steps", "8000"})[0].identity, first[0].identity);
  EXPECT_NE(grid_of({"--loss", "dice", "--splits", "1", "--seed", "2"})[0].identity, first[0].identity);
  EXPECT_NE(grid_of({"--loss", "dice", "--splits", "1", "--repeat", "2"})[0].identity, first[0].identity);
  auto other_data = twenty_images();
  for (const char* scale : {"0.5", "2"})
    EXPECT_NE(grid_of({"--loss", "dice", "--splits", "1", "--scale", scale})[0].identity, first[0].identity);
  EXPECT_NE(grid_of({"--loss", "dice", "--splits", "1", "--model", "classic"})[0].identity,
            first[0].identity);
  EXPECT_EQ(grid_of({"--loss", "dice", "--splits", "1", "--precision", "tf32", "--deterministic", "on"})[0]
                .identity,
            first[0].identity);
  EXPECT_NE(grid_of({"--loss", "dice", "--splits", "1", "--precision", "bf16"})[0].identity,
            first[0].identity);
  other_data.content_hash = "other";
  EXPECT_NE(grid_of({"--loss", "dice", "--splits", "1"}, other_data)[0].identity, first[0].identity);
}

TEST(Grid, TakesAThresholdOrChoosesItOnValidationSections) {
  const auto run = [](const std::vector<std::string>& more) {
    std::vector<std::string> arguments{"--loss", "dice", "--splits", "1", "--validation-images", "2"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return grid_of(arguments).front();
  };
  EXPECT_EQ(run({}).threshold, 0.5);
  EXPECT_EQ(run({"--threshold", "0.50"}).identity, run({}).identity);
  EXPECT_EQ(options_json(run({})).find("threshold"), std::string::npos);
  EXPECT_EQ(run({"--threshold", "0.3"}).threshold, 0.3);
  EXPECT_NE(run({"--threshold", "0.3"}).identity, run({}).identity);
  EXPECT_NE(options_json(run({"--threshold", "0.3"})).find("\"threshold\": 0.3"), std::string::npos);
  const Experiment chosen = run({"--threshold", "validation"});
  EXPECT_FALSE(chosen.threshold);
  EXPECT_NE(chosen.identity, run({}).identity);
  EXPECT_NE(options_json(chosen).find("\"threshold\": \"validation\""), std::string::npos);
  EXPECT_INPUT_ERROR(grid_of({"--threshold", "validation"}),
                     "threshold: validation needs validation sections");
  for (const char* wrong : {"0", "1", "1.5", "-0.5", "nan", "best"})
    EXPECT_INPUT_ERROR(run({"--threshold", wrong}), "give a number between 0 and 1, or validation");
}

/// The hashes are computed outside the program, with Python's hashlib from the values in their order.
TEST(Grid, IdentitiesStayThoseOfFormerVersions) {
  EXPECT_EQ(grid_of({"--loss", "dice", "--splits", "1"})[0].identity,
            "c9c98bbd456b55e2e311e4caa9a47365af2f7761aa9dc4280ee3987327d46479");
  const auto runs = grid_of({"--loss",
                             "hinge",
                             "--model",
                             "classic",
                             "--network",
                             "unet:5",
                             "--split-scheme",
                             "kfold",
                             "--splits",
                             "4",
                             "--split",
                             "3",
                             "--train-images",
                             "12",
                             "--validation-images",
                             "2",
                             "--seed",
                             "7",
                             "--repeat",
                             "2",
                             "--steps",
                             "20",
                             "--batch",
                             "2",
                             "--crop",
                             "64",
                             "--lr",
                             "1e-3",
                             "--beta1",
                             "0.9",
                             "--scale",
                             "0.5",
                             "--precision",
                             "bf16"});
  ASSERT_EQ(runs.size(), 1U);
  EXPECT_EQ(runs[0].identity, "f1ee4e6bf3251b6b1100e665fc16ff239e97c9e36054b8be840aae8fb02a8d25");
}

TEST(Grid, IdentitiesTellByWhichThresholdWeightsAreKept) {
  const auto identity = [](const std::vector<std::string>& more) {
    std::vector<std::string> arguments{
        "--loss",           "dice", "--splits", "1",   "--validation-images", "2", "--steps", "100",
        "--validate-every", "100",  "--keep",   "best"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return grid_of(arguments).front().identity;
  };
  EXPECT_EQ(identity({}), "147054e780be40d66f242122256d052ee84efa50577d26d0dad09cefe0ef01a9") << "as before";
  EXPECT_EQ(identity({"--threshold", "0.25"}),
            "240423f96b180146a0dc0509cbb753b2448e358a776aea1d9ae4207e83e7c9c4");
  EXPECT_EQ(identity({"--threshold", "validation"}),
            "f8f7e24d3c9afb4fa68276cddf87f05c5d293198f26707df378559c3903c1092");
}

/// Twenty neighbouring sections of one volume.
DataFacts twenty_neighbours() {
  DataFacts facts = twenty_images();
  for (std::size_t i = 0; i < 20; ++i) facts.images[i].z = static_cast<int>(i);
  return facts;
}

std::string identity_of_blocks(std::vector<std::string> arguments) {
  arguments.insert(arguments.end(), {"--loss", "dice", "--split-scheme", "blocks", "--split", "1"});
  return grid_of(arguments, twenty_neighbours())[0].identity;
}

TEST(Grid, KeysOfBlocksEnterTheIdentityWhereTheyDecide) {
  const auto published = grid_of({"--loss", "dice", "--splits", "1"})[0].identity;
  EXPECT_EQ(grid_of({"--loss", "dice", "--splits", "1", "--gap", "3"})[0].identity, published);
  EXPECT_NE(grid_of({"--loss", "dice", "--splits", "1", "--test-images", "4"})[0].identity, published);
  const std::string blocks = identity_of_blocks({});
  EXPECT_EQ(identity_of_blocks({"--splits", "3", "--gap", "1"}), blocks) << "the defaults";
  EXPECT_NE(identity_of_blocks({"--gap", "2"}), blocks);
  EXPECT_NE(identity_of_blocks({"--splits", "4"}), blocks);
}

TEST(Grid, OptionsHaveTheNumbersOfSections) {
  const auto runs =
      grid_of({"--loss", "dice", "--split-scheme", "blocks", "--splits", "5"}, twenty_neighbours());
  const auto options = nlohmann::json::parse(options_json(runs[1]));
  EXPECT_EQ(options.at("split_scheme"), "blocks");
  EXPECT_EQ(options.at("n_train"), 14);
  EXPECT_EQ(options.at("n_test"), 4);
}

TEST(Grid, ExperimentsOnTheSameSectionsHaveTheSameSplitIdentity) {
  const auto runs = grid_of({"--loss", "dice", "hinge", "--scale", "1", "0.5"});  // 3 published splits
  ASSERT_EQ(runs.size(), 12U);
  std::set<std::string> identities;
  for (const auto& run : runs) identities.insert(run.split_identity);
  EXPECT_EQ(identities.size(), 2U) << "one for each scale";
}

TEST(Grid, SplitFileDecidesByItsContentNotByItsPath) {
  const TemporaryFolder folder;
  const auto identity = [&](const std::string& name, const std::string& role_of_2) {
    const std::string path = (folder.path() / name).string();
    write_file(path, "image,split,role\n0,1,train\n1,1,test\n2,1," + role_of_2 + "\n");
    return grid_of({"--loss", "dice", "--splits", "1", "--split-scheme", "file", "--split-file", path})[0]
        .identity;
  };
  EXPECT_EQ(identity("a.csv", "train"), identity("b.csv", "train"));
  EXPECT_NE(identity("a.csv", "train"), identity("b.csv", "unused"));
  const std::string path = (folder.path() / "a.csv").string();
  EXPECT_INPUT_ERROR(grid_of({"--split-scheme", "file", "--split-file", path}), "splits: is 3, but");
  EXPECT_INPUT_ERROR(grid_of({"--split-scheme", "file"}), "split-file: is not given");
  EXPECT_INPUT_ERROR(grid_of({"--split-file", path}), "add split-scheme = file");
}

TEST(Grid, ValidationsEnterTheIdentityWhereTheyChooseTheWeights) {
  const auto identity = [](std::vector<std::string> arguments) {
    arguments.insert(arguments.end(), {"--loss", "dice", "--splits", "1", "--validation-images", "2"});
    return grid_of(arguments)[0].identity;
  };
  const std::string unscored = identity({}), best = identity({"--keep", "best", "--validate-every", "100"});
  EXPECT_EQ(identity({"--keep", "last", "--validate-every", "100"}), unscored);
  EXPECT_NE(best, unscored);
  EXPECT_NE(identity({"--keep", "best", "--validate-every", "50"}), best);
  EXPECT_INPUT_ERROR(identity({"--keep", "best"}), "validate-every");
  EXPECT_INPUT_ERROR(grid_of({"--keep", "best", "--validate-every", "100"}), "validation-images");
  EXPECT_INPUT_ERROR(grid_of({"--validate-every", "100"}), "validation-images");
  EXPECT_INPUT_ERROR(identity({"--keep", "beste"}), "best");
}

TEST(Grid, RefusesImpossibleValuesNamingTheKey) {
  EXPECT_INPUT_ERROR(grid_of({"--loss", "dise"}), "dice");
  EXPECT_INPUT_ERROR(grid_of({"--network", "resnt"}), "resnet");
  EXPECT_INPUT_ERROR(grid_of({"--network", "resnet:x"}), "network");
  EXPECT_INPUT_ERROR(grid_of({"--network", "unet:9"}), "network");
  EXPECT_INPUT_ERROR(grid_of({"--network", "unet:8", "--crop", "128"}), "256");
  EXPECT_INPUT_ERROR(grid_of({"--model", "pix2pix", "--crop", "16"}), "crop");
  EXPECT_INPUT_ERROR(grid_of({"--scale", "0"}), "scale");
  EXPECT_INPUT_ERROR(grid_of({"--nm-per-pixel", "-4"}), "nm-per-pixel");
  EXPECT_INPUT_ERROR(grid_of({"--model", "pix3pix"}), "model");
  EXPECT_INPUT_ERROR(grid_of({"--split-scheme", "kfolds"}), "kfold");
  EXPECT_INPUT_ERROR(grid_of({"--split", "4", "--splits", "3"}), "split");
  EXPECT_INPUT_ERROR(grid_of({"--lr", "fast"}), "lr");
  EXPECT_INPUT_ERROR(grid_of({"--lr", "-1"}), "lr");
  EXPECT_INPUT_ERROR(grid_of({"--lr", "nan"}), "lr");
  EXPECT_INPUT_ERROR(grid_of({"--crop", "130"}), "crop");
  EXPECT_INPUT_ERROR(grid_of({"--batch", "0"}), "batch");
  EXPECT_INPUT_ERROR(grid_of({"--steps", "1.5"}), "steps");
  EXPECT_INPUT_ERROR(grid_of({"--epochs", "3/n"}), "epochs");
  EXPECT_INPUT_ERROR(grid_of({"--loss", "dice", "dice"}), "loss");
  EXPECT_INPUT_ERROR(grid_of({"--splits", "1", "2"}), "splits");
  EXPECT_INPUT_ERROR(grid_of({"--precision", "fp16"}), "bf16");
}

TEST(Grid, RefusesAnImageThatTrainsAndIsTestedUnderTwoNames) {
  auto facts = twenty_images();
  // In the published split, 2 is for testing and 3 for training.
  facts.images[2].raw_hash = facts.images[3].raw_hash;
  EXPECT_INPUT_ERROR(grid_of({}, facts), "same as 3");
  facts.images[3].raw_hash = "own";
  facts.images[8].raw_hash = facts.images[2].raw_hash;  // Both are for testing.
  EXPECT_NO_THROW(grid_of({}, facts));
}

}  // namespace
}  // namespace emsurvey
