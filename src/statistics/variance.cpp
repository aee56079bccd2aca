#include "statistics/variance.h"

#include <cmath>
#include <cstddef>
#include <string>

#include "tables/moments.h"

namespace emsurvey {
namespace {

double square(double value) {
  return value * value;
}

/// Scores of one split, as [repeat][image].
using SplitScores = std::vector<std::vector<double>>;

/// Returns the scores as [split][repeat][image] if every split has as many repeats and images, and all repeats
/// of a split have the same images. Otherwise returns nothing.
std::vector<SplitScores> balanced_scores(const TrainingList& trainings, Unit unit) {
  std::vector<SplitScores> splits;
  const TrainingScores* first_of_split = nullptr;
  for (const TrainingScores& training : trainings) {
    const bool begins_split = first_of_split == nullptr ||
                              (unit == Unit::split && training.block.split != first_of_split->block.split);
    if (begins_split) {
      splits.emplace_back();
      first_of_split = &training;
    }
    std::vector<double> values;
    for (const auto& [image, score] : training.scores) {
      if (!first_of_split->scores.contains(image)) return {};
      values.push_back(score);
    }
    splits.back().push_back(std::move(values));
  }
  for (const SplitScores& split : splits)
    for (const auto& repeat : split)
      if (split.size() != splits.front().size() || repeat.size() != splits.front().front().size()) return {};
  return splits;
}

/// Means of one split.
struct SplitMeans {
  double mean = 0;
  std::vector<double> trainings, images;
};

SplitMeans means_of(const SplitScores& split) {
  SplitMeans means;
  for (const auto& repeat : split) means.trainings.push_back(moments_of(repeat).mean);
  for (std::size_t image = 0; image < split.front().size(); ++image) {
    std::vector<double> values;
    for (const auto& repeat : split) values.push_back(repeat[image]);
    means.images.push_back(moments_of(values).mean);
  }
  means.mean = moments_of(means.trainings).mean;
  return means;
}

/// Sums of squares about the means, not yet multiplied by numbers of values.
struct SumsOfSquares {
  double training = 0, image = 0, residual = 0;
};

void add_squares(const SplitScores& split, const SplitMeans& means, SumsOfSquares& sums) {
  for (const double training : means.trainings) sums.training += square(training - means.mean);
  for (const double image : means.images) sums.image += square(image - means.mean);
  for (std::size_t r = 0; r < split.size(); ++r)
    for (std::size_t i = 0; i < split[r].size(); ++i)
      sums.residual += square(split[r][i] - means.trainings[r] - means.images[i] + means.mean);
}

}  // namespace

std::optional<VarianceComponents> variance_components(const TrainingList& trainings, Unit unit) {
  const std::vector<SplitScores> splits = balanced_scores(trainings, unit);
  if (splits.empty() || splits.front().size() < 2 || splits.front().front().size() < 2) return std::nullopt;
  const double s = static_cast<double>(splits.size()), r = static_cast<double>(splits.front().size()),
               k = static_cast<double>(splits.front().front().size());
  SumsOfSquares sums;
  std::vector<double> split_means;
  for (const SplitScores& split : splits) {
    const SplitMeans means = means_of(split);
    split_means.push_back(means.mean);
    add_squares(split, means, sums);
  }
  const double training = k * sums.training / (s * (r - 1));
  const double image = r * sums.image / (s * (k - 1));
  const double residual = sums.residual / (s * (r - 1) * (k - 1));
  VarianceComponents components;
  components.training.raw = (training - residual) / k;
  components.image.raw = (image - residual) / r;
  components.residual.raw = residual;
  if (splits.size() > 1) {
    const double split = r * k * square(moments_of(split_means).sd);
    components.split.raw = (split - training - image + residual) / (r * k);
  }
  return components;
}

std::optional<SettingComponents> setting_components(const UnitMatrix& values) {
  if (values.size() < 2 || values.front().size() < 2) return std::nullopt;
  const SplitMeans means = means_of(values);
  const double n = static_cast<double>(values.size()), g = static_cast<double>(values.front().size());
  SumsOfSquares sums;
  add_squares(values, means, sums);
  const double setting = n * sums.image / (g - 1);
  const double unit = g * sums.training / (n - 1);
  SettingComponents components;
  components.interaction.raw = sums.residual / ((n - 1) * (g - 1));
  components.setting.raw = (setting - components.interaction.raw) / n;
  components.unit.raw = (unit - components.interaction.raw) / g;
  const double total = components.unit.value() + components.interaction.value();
  if (total > 0) components.pairing_correlation = components.unit.value() / total;
  return components;
}

}  // namespace emsurvey
