#include "score/label_scores.h"

#include <array>
#include <cstddef>

#include "score/detection_scores.h"
#include "score/instance_scores.h"
#include "score/nearest.h"
#include "score/pixel_scores.h"
#include "score/regions.h"
#include "score/variation_of_information.h"

namespace emsurvey {
namespace {

using Mask = Plane<std::uint8_t>;

PixelCounts count_pixels(const ScoreInput& input, const Mask& annotated) {
  std::int64_t pixels = 0;
  std::int64_t in_truth = 0;
  std::int64_t in_prediction = 0;
  std::int64_t in_both = 0;
  for (std::size_t i = 0; i < annotated.values.size(); ++i) {
    const int is_annotated = annotated.values[i];
    const int is_true = (input.truth.values[i] != 0) & is_annotated;
    const int is_predicted = (input.predicted.values[i] != 0) & is_annotated;
    pixels += is_annotated;
    in_truth += is_true;
    in_prediction += is_predicted;
    in_both += is_true & is_predicted;
  }
  return {in_both, in_truth - in_both, in_prediction - in_both, pixels - in_truth - in_prediction + in_both};
}

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

}  // namespace

LabelScores score_label(const ScoreInput& input) {
  LabelScores scores;
  const Mask annotated = annotated_pixels(input);
  const PixelCounts counts = count_pixels(input, annotated);
  if (counts.total() == 0) return scores;
  set_pixel_scores(scores, counts);

  const Mask true_label = region_mask(input.truth, false, annotated);
  const Mask predicted_label = region_mask(input.predicted, false, annotated);
  scores.cleft_distance_false_positive = mean_distance(predicted_label, true_label);
  scores.cleft_distance_false_negative = mean_distance(true_label, predicted_label);

  const auto truth = true_regions(input, annotated);
  const auto predicted =
      label_regions(input.regions_between ? region_mask(input.predicted, true, annotated) : predicted_label);
  set_region_scores(scores, count_overlaps(truth, predicted), counts.total());
  if (input.regions_between) {
    const auto grown = count_overlaps(truth, grown_regions(predicted, annotated));
    scores.thinned_border_f_score = instance_scores(grown, counts.total()).f_score;
  }
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
