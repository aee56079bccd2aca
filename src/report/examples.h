// The best, a median and the worst test image of each setting, with pictures of what was found.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "base/progress_callback.h"
#include "statistics/analysis.h"
#include "tables/score_rows.h"

namespace emsurvey {

/// A test image of a training, chosen by its F_score.
struct ChosenImage {
  std::size_t setting = 0;  ///< Position in SurveyAnalysis::settings.
  std::string rank;         ///< "best", "median" or "worst".
  std::size_t row = 0;      ///< Position in ScoreRows::rows.
};

/// Chooses by label and setting from the images that have an F_score: three, or fewer if there are fewer.
/// Ties are broken by the order of the rows.
std::vector<ChosenImage> choose_images(const ScoreRows& rows, const SurveyAnalysis& analysis);

/// A chosen image with its pictures as PNG files.
struct Example {
  ChosenImage choice;
  std::size_t input = 0;  ///< Positions in Examples::shared.
  std::size_t truth = 0;
  std::string prediction;  ///< PNG bytes.
  std::string pixels;      ///< Overlay of right, missed and invented pixels.
  std::string regions;     ///< Overlay of merged and split regions.
  std::size_t merged = 0;  ///< Numbers of such regions.
  std::size_t split = 0;
};

struct Examples {
  std::vector<Example> list;
  std::vector<std::string> shared;  ///< PNG bytes of the different pictures of sections and labels.
  std::size_t left_out = 0;         ///< Number of chosen images that the page has no space for.
  std::size_t unreadable = 0;       ///< Number of those whose files are missing or cannot be used.
};

/// Makes the examples from the label images in `tests`, the folder of the runs. `channels` names the labels
/// in the order of the channels of images that show three. Pictures are so small that all together usually
/// fit into example_bytes; once they do not, further examples are left out.
Examples make_examples(const std::filesystem::path& tests, const ScoreRows& rows,
                       const SurveyAnalysis& analysis, const std::vector<std::string>& channels,
                       const ProgressCallback& on_progress);

inline constexpr std::size_t example_bytes = 3'300'000;  ///< A third more in base64.

}  // namespace emsurvey
