#include <gtest/gtest.h>

#include "survey/table_columns.h"

namespace emsurvey {
namespace {

using Columns = std::vector<std::pair<std::string, std::string>>;
using Names = std::vector<std::string>;

TEST(TableColumns, HaveThePublishedNames) {
  Experiment e;
  e.network = {"unet", 5, 64, 3};
  e.scale = 0.5;
  EXPECT_EQ(table_columns("network", "unet:5", e, 4), (Columns{{"generator", "unet"}, {"layers", "10"}}));
  EXPECT_EQ(table_columns("depth", "5", e, 4), (Columns{{"generator", "unet"}, {"layers", "10"}}));
  EXPECT_EQ(table_columns("train-images", "7", e, 4), (Columns{{"amount", "7"}}));
  EXPECT_EQ(table_columns("scale", "0.5", e, 4), (Columns{{"resolution", "8 nm"}}));
  EXPECT_EQ(table_columns("scale", "0.5", e, 4.6), (Columns{{"resolution", "9.2 nm"}}));
  EXPECT_EQ(table_columns("scale", "0.5", e, 0), (Columns{{"resolution", "x0.5"}}));
  EXPECT_EQ(table_columns("split-scheme", "kfold", e, 4), (Columns{{"split_scheme", "kfold"}}));
  EXPECT_TRUE(table_columns("loss", "dice", e, 4).empty());
}

TEST(TableIndex, IsThatOfThePublishedTables) {
  EXPECT_EQ(table_index({"loss", "split"}), (Names{"classic_loss", "run", "sample"}));
  EXPECT_EQ(table_index({}), (Names{"classic_loss", "run", "sample"}));
  EXPECT_EQ(table_index({"network", "depth"}), (Names{"generator", "layers", "sample"}));
  EXPECT_EQ(table_index({"network", "repeat"}), (Names{"generator", "layers", "run", "sample"}));
  EXPECT_EQ(table_index({"split", "network", "scale"}), (Names{"generator", "layers", "run", "sample"}));
  EXPECT_EQ(table_index({"train-images"}), (Names{"amount", "run", "sample"}));
  EXPECT_EQ(table_index({"scale", "repeat"}), (Names{"resolution", "run", "sample"}));
  EXPECT_EQ(table_index({"loss", "lr"}), (Names{"classic_loss", "run", "sample"}));
  EXPECT_EQ(table_index({"lr", "seed"}), (Names{"lr", "run", "sample"}));
}

}  // namespace
}  // namespace emsurvey
