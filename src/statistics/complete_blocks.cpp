#include "statistics/complete_blocks.h"

#include <algorithm>
#include <optional>
#include <string>

#include "tables/moments.h"

namespace emsurvey {
namespace {

const TrainingScores* find_training(const TrainingList& trainings, const Block& block) {
  const auto found = std::find_if(trainings.begin(), trainings.end(),
                                  [&](const TrainingScores& training) { return training.block == block; });
  return found == trainings.end() ? nullptr : &*found;
}

std::optional<CompleteBlock> complete_block(const std::vector<const TrainingScores*>& trainings) {
  std::vector<std::vector<double>> values(trainings.size());
  for (const auto& [image, score] : trainings.front()->scores) {
    const auto has_image = [&name = image](const TrainingScores* other) {
      return other->scores.contains(name);
    };
    if (!std::all_of(trainings.begin(), trainings.end(), has_image)) continue;
    for (std::size_t i = 0; i < trainings.size(); ++i) values[i].push_back(trainings[i]->scores.at(image));
  }
  if (values.front().empty()) return std::nullopt;
  CompleteBlock result{trainings.front()->block, {}};
  for (const auto& of_setting : values) result.means.push_back(moments_of(of_setting).mean);
  return result;
}

}  // namespace

std::vector<CompleteBlock> complete_blocks(const ScoreSet& set, const std::vector<std::size_t>& settings) {
  std::vector<CompleteBlock> result;
  if (settings.empty()) return result;
  for (const TrainingScores& training : set.settings[settings.front()]) {
    std::vector<const TrainingScores*> trainings;
    for (const std::size_t setting : settings)
      if (const auto* found = find_training(set.settings[setting], training.block))
        trainings.push_back(found);
    if (trainings.size() != settings.size()) continue;
    if (auto block = complete_block(trainings)) result.push_back(std::move(*block));
  }
  return result;
}

UnitMatrix unit_matrix(const std::vector<CompleteBlock>& blocks, Unit unit) {
  UnitMatrix matrix;
  const std::size_t settings = blocks.empty() ? 0 : blocks.front().means.size();
  for (std::size_t setting = 0; setting < settings; ++setting) {
    std::vector<BlockValue> values;
    for (const CompleteBlock& block : blocks) values.emplace_back(block.block, block.means[setting]);
    const std::vector<double> units = unit_values(values, unit);
    matrix.resize(units.size(), std::vector<double>(settings));
    for (std::size_t i = 0; i < units.size(); ++i) matrix[i][setting] = units[i];
  }
  return matrix;
}

}  // namespace emsurvey
