#include "score/label_scores.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <stdexcept>
#include <unordered_map>

#include "score/detection_scores.h"
#include "score/instance_scores.h"
#include "score/nearest.h"
#include "score/pixel_scores.h"
#include "score/regions.h"
#include "score/variation_of_information.h"

namespace emsurvey {
namespace {

using Mask = Plane<std::uint8_t>;

void check_sizes(const ScoreInput& input) {
  const bool is_same = input.truth.same_size(input.predicted) &&
                       (!input.true_regions || input.truth.same_size(*input.true_regions)) &&
                       (!input.valid || input.truth.same_size(*input.valid));
  if (!is_same) throw std::invalid_argument("score_label: the planes differ in size");
}

/// Returns 1 for annotated pixels and 0 for others. The mask is built even if all pixels are annotated, so
/// that loops over pixels need no branch.
Mask annotated_pixels(const ScoreInput& input) {
  Mask result(input.truth.height, input.truth.width, 1);
  if (input.valid) {
    std::transform(input.valid->values.begin(), input.valid->values.end(), result.values.begin(),
                   [](std::uint8_t value) { return static_cast<std::uint8_t>(value != 0); });
  }
  return result;
}

/// Returns the mask of the annotated pixels that belong to regions.
Mask region_mask(const Mask& mask, bool regions_between, const Mask& annotated) {
  Mask result(mask.height, mask.width);
  std::transform(mask.values.begin(), mask.values.end(), annotated.values.begin(), result.values.begin(),
                 [regions_between](std::uint8_t label, std::uint8_t is_annotated) {
                   return static_cast<std::uint8_t>(((label != 0) != regions_between) & is_annotated);
                 });
  return result;
}

/// Numbers the annotated regions from 1 in raster order of their first pixel.
Plane<std::int32_t> renumbered(const Plane<std::uint32_t>& regions, const Mask& annotated) {
  Plane<std::int32_t> result(regions.height, regions.width);
  std::unordered_map<std::uint32_t, std::int32_t> numbers;
  std::uint32_t last = 0;  // Adjacent pixels mostly agree, which saves a look-up.
  std::int32_t number = 0;
  for (std::size_t i = 0; i < regions.values.size(); ++i) {
    const std::uint32_t region = regions.values[i];
    if (region == 0 || annotated.values[i] == 0) continue;
    if (region != last) {
      last = region;
      number = numbers.try_emplace(region, static_cast<std::int32_t>(numbers.size()) + 1).first->second;
    }
    result.values[i] = number;
  }
  return result;
}

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
  check_sizes(input);
  LabelScores scores;
  const Mask annotated = annotated_pixels(input);
  const PixelCounts counts = count_pixels(input, annotated);
  if (counts.total() == 0) return scores;
  set_pixel_scores(scores, counts);

  const Mask true_label = region_mask(input.truth, false, annotated);
  const Mask predicted_label = region_mask(input.predicted, false, annotated);
  scores.cleft_distance_false_positive = mean_distance(predicted_label, true_label);
  scores.cleft_distance_false_negative = mean_distance(true_label, predicted_label);

  const auto components = [&](const Mask& label) {
    return label_regions(input.regions_between ? region_mask(label, true, annotated) : label);
  };
  const auto truth = input.true_regions ? renumbered(*input.true_regions, annotated) : components(true_label);
  const auto predicted = components(predicted_label);
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
