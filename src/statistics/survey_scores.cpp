#include "statistics/survey_scores.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace emsurvey {
namespace {

/// The images of one training for one label.
using TrainingImages = std::map<Block, std::vector<const ImageScores*>>;

bool is_scored(const ImageScores& image) {
  return image.true_regions != 0 && (std::isfinite(image.f_score) || std::isfinite(image.semantic_jaccard));
}

/// Returns whether the training found nothing in any image that can be scored.
bool is_collapsed(const std::vector<const ImageScores*>& images) {
  bool has_scores = false;
  for (const ImageScores* image : images) {
    if (!is_scored(*image)) continue;
    if (!image->is_empty()) return false;
    has_scores = true;
  }
  return has_scores;
}

TrainingList training_list(const TrainingImages& trainings, const std::string& metric) {
  TrainingList list;
  for (const auto& [block, images] : trainings) {
    TrainingScores training{block, {}, is_collapsed(images)};
    for (const ImageScores* image : images) {
      const double score = image->score(metric);
      if (image->true_regions != 0 && std::isfinite(score))
        training.scores[image->image] = rounded_score(score);
    }
    if (!training.scores.empty()) list.push_back(std::move(training));
  }
  return list;
}

}  // namespace

const std::vector<std::string>& analysed_metrics() {
  static const std::vector<std::string> metrics{"F_score", "semantic_Jaccard"};
  return metrics;
}

double ImageScores::score(const std::string& metric) const {
  const double score = metric == "F_score" ? f_score : semantic_jaccard;
  return score >= 0 && score <= 1 ? score : unknown;
}

bool ImageScores::is_empty() const {
  // Comparisons with NaN are false: a score that is not known says nothing.
  return f_score < nothing_found || semantic_jaccard < nothing_found ||
         (predicted_regions <= 1 && true_regions >= 2);
}

ScoreSet score_set(const SurveyScores& scores, const std::string& label, const std::string& metric) {
  std::vector<TrainingImages> trainings(scores.settings.size());
  ScoreSet set{label, metric, {}, {}};
  set.undefined.resize(scores.settings.size());
  for (const ImageScores& image : scores.images) {
    if (image.label != label) continue;
    trainings[image.setting][image.block].push_back(&image);
    if (image.true_regions != 0 && !std::isfinite(image.score(metric)))
      set.undefined[image.setting].emplace(image.block, image.image);
  }
  for (const TrainingImages& of_setting : trainings)
    set.settings.push_back(training_list(of_setting, metric));
  return set;
}

TrainingList diverged_as_zero(const ScoreSet& set, std::size_t setting, const std::vector<Block>& diverged) {
  TrainingList list = set.settings[setting];
  for (const Block& block : diverged) {
    TrainingScores training{block, {}, /*is_collapsed=*/true};
    for (const TrainingList& others : set.settings)
      for (const TrainingScores& other : others)
        if (other.block == block)
          for (const auto& [image, score] : other.scores) training.scores[image] = 0;
    if (training.scores.empty()) training.scores["?"] = 0;  // No other training tells its images.
    list.push_back(std::move(training));
  }
  std::sort(list.begin(), list.end(),
            [](const TrainingScores& a, const TrainingScores& b) { return a.block < b.block; });
  return list;
}

TrainingList baseline_scores(const SurveyScores& scores, const std::string& label,
                             const std::string& metric) {
  TrainingImages trainings;
  for (const ImageScores& image : scores.baseline)
    if (image.label == label) trainings[image.block].push_back(&image);
  return training_list(trainings, metric);
}

}  // namespace emsurvey
