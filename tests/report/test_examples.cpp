#include <gtest/gtest.h>

#include "io/file.h"
#include "io/png.h"
#include "report/analysed_survey.h"
#include "report/examples.h"
#include "support/temporary_folder.h"

namespace emsurvey {
namespace {

using Grey = Plane<std::uint8_t>;

/// Returns an evaluation of images of the given scores, named a, b, c ...
RunFiles run_with_images(int number, const std::string& loss, const std::vector<std::string>& scores) {
  RunFiles run = scored_run(number, loss, "", {});
  std::string evaluation = "pred_path,true_path,F_score,sample,true_regions\n";
  for (std::size_t i = 0; i < scores.size(); ++i) {
    const std::string name = "../images/" + std::string(1, static_cast<char>('a' + i));
    evaluation +=
        name + "-outputs.png," + name + "-targets.png," + scores[i] + "," + std::to_string(i) + ",1\n";
  }
  run.evaluations.emplace_back("cells", evaluation);
  return run;
}

void write_images(const std::filesystem::path& folder, const std::string& name, std::uint8_t predicted) {
  make_folder(folder);
  Grey truth(300, 600), prediction(300, 600, predicted);
  for (int x = 0; x < 300; ++x) truth.at(150, x) = 255;
  write_file(folder / (name + "-inputs.png"), encode_png(std::vector{Grey(300, 600, 77)}));
  for (const auto& [part, plane] :
       {std::pair{"-outputs.png", &prediction}, std::pair{"-targets.png", &truth}})
    write_file(folder / (name + part), encode_png(std::vector<Grey>{Grey(300, 600), *plane, Grey(300, 600)}));
}

TEST(ChooseImages, TakesTheBestAMedianAndTheWorst) {
  const ScoreRows rows = rows_of(
      {run_with_images(1, "dice", {"0.5", "0.9", "0.1", ""}), run_with_images(2, "dice", {"0.7", "0.6"}),
       run_with_images(3, "hinge", {"0.4", "0.2"}), run_with_images(4, "square", {""})});
  std::string chosen;
  for (const ChosenImage& choice : choose_images(rows, analysis_of(rows)))
    chosen += std::to_string(choice.setting) + " " + choice.rank + " " +
              rows.rows[choice.row].cells[*column_position(rows, "F_score")].text + "\n";
  EXPECT_EQ(chosen, "0 best 0.9\n0 median 0.6\n0 worst 0.1\n1 best 0.4\n1 worst 0.2\n");
}

TEST(MakeExamples, DrawsThumbnailsAndSharesEqualOnes) {
  const TemporaryFolder folder;
  write_images(folder.path() / "1/images", "a", 255);
  write_images(folder.path() / "1/images", "b", 0);
  const ScoreRows rows = rows_of({run_with_images(1, "dice", {"0.9", "0.1"})});
  const Examples examples =
      make_examples(folder.path(), rows, analysis_of(rows), {"other", "cells", "third"}, [] {});
  ASSERT_EQ(examples.list.size(), 2U);
  EXPECT_EQ(examples.unreadable, 0U);
  EXPECT_EQ(examples.shared.size(), 2U) << "both images have the same input and the same truth";
  EXPECT_NE(examples.list[0].prediction, examples.list[1].prediction);
  write_file(folder.path() / "thumbnail.png", examples.list[0].pixels);
  const ImageHeader header = read_png_header(folder.path() / "thumbnail.png");
  EXPECT_EQ(header.width, 200);
  EXPECT_EQ(header.height, 100);
}

TEST(MakeExamples, LeavesOutWhatCannotBeRead) {
  const TemporaryFolder folder;
  write_images(folder.path() / "1/images", "a", 255);
  const ScoreRows rows = rows_of({run_with_images(1, "dice", {"0.9", "0.1"})});
  const Examples examples =
      make_examples(folder.path(), rows, analysis_of(rows), {"other", "cells", "third"}, [] {});
  EXPECT_EQ(examples.list.size(), 1U);
  EXPECT_EQ(examples.unreadable, 1U);
  EXPECT_EQ(make_examples(folder.path(), rows, analysis_of(rows), {"no", "such", "label"}, [] {}).unreadable,
            2U);
}

TEST(MakeExamples, FitsIntoThePage) {
  const TemporaryFolder folder;
  Grey noise(256, 256);
  std::uint32_t state = 1;
  for (auto& value : noise.values)
    value = static_cast<std::uint8_t>((state = state * 1664525U + 1013904223U) >> 24U);
  const std::string encoded = encode_png(std::span(&noise, 1));
  std::vector<RunFiles> runs;
  for (int number = 1; number <= 50; ++number) {
    const auto images = folder.path() / std::to_string(number) / "images";
    make_folder(images);
    for (const char* name : {"a", "b", "c"})
      for (const char* part : {"-inputs.png", "-outputs.png", "-targets.png"})
        write_file(images / (std::string(name) + part), encoded);
    runs.push_back(run_with_images(number, "loss" + std::to_string(number), {"0.9", "0.5", "0.1"}));
  }
  const ScoreRows rows = rows_of(runs);
  const Examples examples = make_examples(folder.path(), rows, analysis_of(rows), {}, [] {});
  std::size_t bytes = 0;
  for (const Example& example : examples.list)
    bytes += example.prediction.size() + example.pixels.size() + example.regions.size();
  for (const std::string& png : examples.shared) bytes += png.size();
  EXPECT_LE(bytes, example_bytes + 200000) << "even of images that cannot be compressed";
  EXPECT_EQ(examples.list.size() + examples.left_out, 150U);
}

}  // namespace
}  // namespace emsurvey
