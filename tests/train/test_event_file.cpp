#include <gtest/gtest.h>

#include <limits>

#include "io/file.h"
#include "support/temporary_folder.h"
#include "train/event_file.h"

namespace emsurvey {
namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

class Events : public ::testing::Test {
 protected:
  std::string contents() const { return read_file(path_); }
  static LogRow row(std::int64_t step) { return {step, {0.5, none, none}, none, 2, none}; }

  const TemporaryFolder folder_;
  const std::filesystem::path path_ = folder_.path() / "events.out.tfevents.emsurvey";
};

std::string hex(const std::string& bytes) {
  std::string text;
  for (const char byte : bytes) {
    char digits[3];
    std::snprintf(digits, sizeof digits, "%02x", static_cast<unsigned char>(byte));
    text += digits;
  }
  return text;
}

// The expected bytes were written by TensorBoard's own writer (tensorboard.summary.writer, protobuf) for
// these events.
TEST_F(Events, AreThoseOfTensorBoardsWriter) {
  EventFile file(path_, 0);
  file.append(row(300), 1.5);
  EXPECT_EQ(hex(contents()),
            "0f000000000000006d532b091a0d627261696e2e4576656e743a32fc985129"
            "300000000000000095f5d05f09000000000000f83f10ac022a220a0b0a046c6f73731500"
            "00003f0a130a0c696d616765735f7065725f73150000004084464f5c");
}

TEST_F(Events, AreCutBackToTheCheckpoint) {
  {
    EventFile file(path_, 0);
    file.append(row(100), 1);
    file.append(row(200), 2);
  }
  const std::string two = contents();
  EventFile(path_, 0).append(row(100), 1);
  const std::string one = contents();
  EXPECT_LT(one.size(), two.size());
  EXPECT_EQ(two.substr(0, one.size()), one);

  write_file(path_, two);
  EventFile(path_, 199);
  EXPECT_EQ(contents(), one);
  write_file(path_, two);
  EventFile(path_, 200);
  EXPECT_EQ(contents(), two);
}

TEST_F(Events, HaveTheScoresOfEachLabel) {
  const std::vector<ValidationRow> rows{{300, "cells", 0.5, 0.25}, {300, "synapses", none, 0.75}};
  {
    EventFile file(path_, 0);
    file.append(row(300), 1.5);
    file.append(rows, 1.5);
  }
  const std::string both = contents();
  // Tag (field 1, length, name) and value (field 2, float32, little endian) of each score that is defined.
  for (const std::string& value : {"0a18" + hex("validation_F_score/cells") + "150000003f",
                                   "0a21" + hex("validation_semantic_Jaccard/cells") + "150000803e",
                                   "0a24" + hex("validation_semantic_Jaccard/synapses") + "150000403f"})
    EXPECT_NE(hex(both).find(value), std::string::npos) << value;
  EXPECT_EQ(both.find("validation_F_score/synapses"), std::string::npos);
  EventFile(path_, 300);
  EXPECT_EQ(contents(), both);
  EventFile(path_, 299);
  EXPECT_EQ(contents().find("validation"), std::string::npos);
}

TEST_F(Events, ThatACrashCutShortAreLeftOut) {
  {
    EventFile file(path_, 0);
    file.append(row(100), 1);
  }
  const std::string one = contents();
  EventFile(path_, 100).append(row(200), 2);
  const std::string two = contents();
  for (std::size_t size = one.size(); size < two.size(); ++size) {
    write_file(path_, two.substr(0, size));
    EventFile(path_, 1000);
    EXPECT_EQ(contents(), one) << size;
  }
  std::string altered = two;
  altered[one.size() + 20] ^= 1;
  write_file(path_, altered);
  EventFile(path_, 1000);
  EXPECT_EQ(contents(), one);
  write_file(path_, "no events at all");
  EventFile(path_, 1000);
  EXPECT_EQ(contents(), one.substr(0, contents().size()));
}

}  // namespace
}  // namespace emsurvey
