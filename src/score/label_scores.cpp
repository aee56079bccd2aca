#include "score/label_scores.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <stdexcept>
#include <unordered_map>

#include "score/instance_scores.h"
#include "score/pixel_scores.h"
#include "score/regions.h"

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
  for (std::size_t i = 0; i < mask.values.size(); ++i)
    result.values[i] = ((mask.values[i] != 0) != regions_between) & annotated.values[i];
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

}  // namespace

LabelScores score_label(const ScoreInput& input) {
  check_sizes(input);
  LabelScores scores;
  const Mask annotated = annotated_pixels(input);
  const PixelCounts counts = count_pixels(input, annotated);
  if (counts.total() == 0) return scores;

  const auto components = [&](const Mask& mask) {
    return label_regions(region_mask(mask, input.regions_between, annotated));
  };
  const ContingencyTable table = count_overlaps(
      input.true_regions ? renumbered(*input.true_regions, annotated) : components(input.truth),
      components(input.predicted));
  const InstanceScores instances = instance_scores(table, counts.total());
  const SemanticScores semantic = semantic_scores(counts);

  scores.rand_label = adjusted_rand_index(counts);
  scores.mi_label = adjusted_mutual_information(counts);
  scores.rand = instances.rand;
  scores.precision = instances.precision;
  scores.recall = instances.recall;
  scores.f_score = instances.f_score;
  scores.adapted_rand_error = instances.adapted_rand_error;
  scores.jaccard = instances.jaccard;
  scores.dice = instances.dice;
  scores.conformity = instances.conformity;
  scores.semantic_jaccard = semantic.jaccard;
  scores.semantic_dice = semantic.dice;
  scores.semantic_conformity = semantic.conformity;
  scores.f_score_skimage = f_score_skimage(table);
  scores.true_regions = table.true_regions;
  scores.predicted_regions = table.predicted_regions;
  return scores;
}

std::span<const ScoreColumn> score_columns() {
  static constexpr std::array<ScoreColumn, 16> columns{{
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
  }};
  return columns;
}

}  // namespace emsurvey
