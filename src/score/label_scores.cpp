#include "score/label_scores.h"

#include <array>
#include <cstddef>
#include <vector>

#include "score/compared_label.h"
#include "score/contingency.h"
#include "score/detection_scores.h"
#include "score/instance_scores.h"
#include "score/nearest.h"
#include "score/variation_of_information.h"

namespace emsurvey {
namespace {

void set_pixel_scores(LabelScores& scores, const PixelCounts& counts) {
  const SemanticScores semantic = semantic_scores(counts);
  scores.rand_label = adjusted_rand_index(counts);
  scores.mi_label = adjusted_mutual_information(counts);
  scores.semantic_jaccard = semantic.jaccard;
  scores.semantic_dice = semantic.dice;
  scores.semantic_conformity = semantic.conformity;
}

void set_region_scores(LabelScores& scores, const ContingencyTable& table, std::int64_t pixels) {
  const InstanceScores instances = instance_scores(table, pixels);
  scores.rand = instances.rand;
  scores.precision = instances.precision;
  scores.recall = instances.recall;
  scores.f_score = instances.f_score;
  scores.adapted_rand_error = instances.adapted_rand_error;
  scores.jaccard = instances.jaccard;
  scores.dice = instances.dice;
  scores.conformity = instances.conformity;
  scores.f_score_skimage = f_score_skimage(table);
  scores.true_regions = table.true_regions;
  scores.predicted_regions = table.predicted_regions;

  const VariationOfInformation information = variation_of_information(table);
  scores.voi_split = information.split;
  scores.voi_merge = information.merge;
  const DetectionScores detection = detection_scores(table);
  scores.detection_precision_50 = detection.at_50.precision();
  scores.detection_recall_50 = detection.at_50.recall();
  scores.detection_f1_50 = detection.at_50.f1();
  scores.detection_precision_75 = detection.at_75.precision();
  scores.detection_recall_75 = detection.at_75.recall();
  scores.detection_f1_75 = detection.at_75.f1();
  scores.detection_ap = detection.average_precision;
}

/// Finds the region of a pixel that belongs to one. Fast where pixels of a row are mostly asked for from left to right.
class RegionFinder {
 public:
  explicit RegionFinder(const RegionRuns& regions)
      : runs_(regions.runs), last_(regions.first.begin(), regions.first.end()) {}

  std::int32_t at(int y, int x) {
    std::size_t& run = last_[static_cast<std::size_t>(y)];
    while (runs_[run].begin > x) --run;
    while (runs_[run].end <= x) ++run;
    return runs_[run].region;
  }

 private:
  const std::vector<RegionRun>& runs_;
  std::vector<std::size_t>
      last_;  ///< The run of each row that was found last, at the beginning its first run.
};

/// F_score after the predicted regions were grown until they meet. Only background within true regions counts.
double grown_f_score(const ComparedLabel& label) {
  const RegionRuns& truth = label.truth.regions;
  const RegionRuns& predicted = label.predicted.regions;
  const std::int64_t pixels = label.counts.total();
  if (predicted.count == 0) return instance_scores(count_overlaps(truth, predicted), pixels).f_score;
  OverlapSum overlaps(truth.count, predicted.count);
  BitImage missed(label.truth.label.height, label.truth.label.width);  // Of true regions alone.
  BitImage found(missed.height, missed.width);
  for (int y = 0; y < missed.height; ++y) {
    const auto row = static_cast<std::size_t>(y);
    visit_overlaps(truth.row(row), predicted.row(row), [&](auto t, auto p, auto begin, auto end) {
      if (p > 0)
        overlaps.add(t, p, end - begin);
      else
        set_pixels(missed.row(y), begin, end);
    });
    for (const RegionRun& run : predicted.row(row)) set_pixels(found.row(y), run.begin, run.end);
  }
  RegionFinder true_region(truth);
  RegionFinder predicted_region(predicted);
  visit_nearest(found, missed, [&](int y, int x, int row, int column) {
    overlaps.add(true_region.at(y, x), predicted_region.at(row, column), 1);
  });
  const ContingencyTable grown{truth.count, predicted.count, overlaps.finish(), {}};
  return instance_scores(grown, pixels).f_score;
}

}  // namespace

LabelScores overlap_scores(const ComparedLabel& label) {
  LabelScores scores;
  if (label.counts.total() == 0) return scores;
  set_pixel_scores(scores, label.counts);
  set_region_scores(scores, count_overlaps(label.truth.regions, label.predicted.regions),
                    label.counts.total());
  return scores;
}

LabelScores score_label(const ScoreInput& input) {
  LabelComparison comparison(input.truth.height, input.truth.width, input.connectivity);
  comparison.add(input);
  const ComparedLabel label = comparison.finish();
  LabelScores scores = overlap_scores(label);
  if (label.counts.total() == 0) return scores;
  scores.cleft_distance_false_positive = mean_distance(label.predicted.label, label.truth.label);
  scores.cleft_distance_false_negative = mean_distance(label.truth.label, label.predicted.label);
  if (input.regions_between) scores.thinned_border_f_score = grown_f_score(label);
  return scores;
}

std::span<const ScoreColumn> score_columns() {
  static constexpr std::array<ScoreColumn, 28> columns{{
      {"RAND_label", &LabelScores::rand_label, true},
      {"MI_label", &LabelScores::mi_label, true},
      {"RAND", &LabelScores::rand, true},
      {"precision", &LabelScores::precision, true},
      {"recall", &LabelScores::recall, true},
      {"F_score", &LabelScores::f_score, true},
      {"adapted_RAND_error", &LabelScores::adapted_rand_error, true},
      {"Jaccard", &LabelScores::jaccard, true},
      {"Dice", &LabelScores::dice, true},
      {"Conformity", &LabelScores::conformity, true},
      {"semantic_Jaccard", &LabelScores::semantic_jaccard, false},
      {"semantic_Dice", &LabelScores::semantic_dice, false},
      {"semantic_conformity", &LabelScores::semantic_conformity, false},
      {"F_score_skimage", &LabelScores::f_score_skimage, false},
      {"true_regions", &LabelScores::true_regions, false},
      {"predicted_regions", &LabelScores::predicted_regions, false},
      {"voi_split", &LabelScores::voi_split, false},
      {"voi_merge", &LabelScores::voi_merge, false},
      {"detection_precision_50", &LabelScores::detection_precision_50, false},
      {"detection_recall_50", &LabelScores::detection_recall_50, false},
      {"detection_f1_50", &LabelScores::detection_f1_50, false},
      {"detection_precision_75", &LabelScores::detection_precision_75, false},
      {"detection_recall_75", &LabelScores::detection_recall_75, false},
      {"detection_f1_75", &LabelScores::detection_f1_75, false},
      {"detection_ap", &LabelScores::detection_ap, false},
      {"thinned_border_f_score", &LabelScores::thinned_border_f_score, false},
      {"cleft_distance_false_positive", &LabelScores::cleft_distance_false_positive, false},
      {"cleft_distance_false_negative", &LabelScores::cleft_distance_false_negative, false},
  }};
  return columns;
}

}  // namespace emsurvey
