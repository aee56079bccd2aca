// Times the scores of RGB label images: reading, scores, and scores at 31 thresholds.
//
//   bench_scores PREDICTED.png TRUE.png [REPETITIONS]
#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <functional>
#include <string>
#include <vector>

#include "base/freed_memory.h"
#include "io/image_file.h"
#include "score/label_scores.h"
#include "score/threshold.h"
#include "score/threshold_curve.h"

namespace {

using namespace emsurvey;
using Mask = Plane<std::uint8_t>;

constexpr std::array<bool, 3> is_between{false, false, true};

/// Prints the least and the median time of `work`.
void measure(const std::string& name, int repetitions, const std::function<void()>& work) {
  std::vector<double> times;
  for (int i = 0; i < repetitions; ++i) {
    const auto begin = std::chrono::steady_clock::now();
    work();
    times.push_back(
        std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count());
  }
  std::sort(times.begin(), times.end());
  std::printf("%-28s least %7.2f ms, median %7.2f ms\n", name.c_str(), times.front(),
              times[times.size() / 2]);
}

std::vector<Mask> labels_of(const std::string& path) {
  std::vector<Mask> labels;
  for (const auto& channel : read_image(path).channels) {
    Mask mask(channel.height, channel.width);
    std::transform(channel.values.begin(), channel.values.end(), mask.values.begin(),
                   [](std::uint32_t value) { return static_cast<std::uint8_t>(value); });
    labels.push_back(mask);
  }
  return labels;
}

}  // namespace

int main(int count, char** words) {
  if (count < 3) return std::fputs("bench_scores PREDICTED.png TRUE.png [REPETITIONS]\n", stderr), 2;
  keep_freed_memory();
  const int repetitions = count > 3 ? std::stoi(words[3]) : 20;
  const std::vector<Mask> predicted = labels_of(words[1]);
  const std::vector<Mask> truth = labels_of(words[2]);
  std::vector<LabelScores> scores(3);
  std::vector<ThresholdCurve> curves(3);
  measure("reading both", repetitions, [&] {
    for (int side : {1, 2}) ImageFile(words[side]).read(0);
  });
  measure("scores of three labels", repetitions, [&] {
    for (std::size_t c = 0; c < 3; ++c) {
      const Mask predicted_mask = presence_mask_at(predicted[c], 0.5);
      const Mask true_mask = presence_mask_at(truth[c], 0.5);
      scores[c] = score_label({predicted_mask, true_mask, is_between[c]});
    }
  });
  for (std::size_t c = 0; c < 3; ++c) {
    measure("curve of label " + std::to_string(c), repetitions, [&] {
      const Mask true_mask = presence_mask_at(truth[c], 0.5);
      curves[c] = threshold_curve({predicted[c], true_mask, is_between[c]}, curve_thresholds());
    });
  }
  for (std::size_t c = 0; c < 3; ++c) {
    for (const ScoreColumn& column : score_columns()) std::printf("%.17g ", column.value(scores[c]));
    for (const double value : curves[c].f_score) std::printf("%.17g ", value);
    for (const double value : curves[c].semantic_jaccard) std::printf("%.17g ", value);
    std::printf("\n");
  }
  return 0;
}
