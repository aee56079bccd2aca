// The space on disk that a survey needs.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "data/dataset.h"
#include "store/survey_folder.h"
#include "survey/experiment.h"

namespace emsurvey {

struct SpaceNeed {
  std::uint64_t checkpoint_bytes = 0;  ///< at the most that there are at once; random numbers do not compress
  std::uint64_t result_bytes = 0;      ///< images, scores and texts; images compress to less
};

/// A run that is being trained keeps two generations of its weights with both moments of Adam, a finished one
/// its weights. `jobs_at_once`: runs that are trained side by side.
SpaceNeed space_needed(const std::vector<Experiment>& experiments, const Dataset& dataset, int jobs_at_once);

/// `path`, or the nearest folder above it that is there.
std::filesystem::path nearest_there(const std::filesystem::path& path);

/// The bytes that are free for a user where `path` is or is to be; nothing when the system does not say.
std::optional<std::uint64_t> free_space(const std::filesystem::path& path);

/// Throws FileError when a survey's folder cannot be made or written in, without making it.
void require_possible(const SurveyFolder& folder);

/// As "1.5 GB".
std::string size_text(std::uint64_t bytes);

/// Throws InputError when the checkpoints of the unfinished runs of a survey cannot fit beside what is there;
/// gives a warning when its images may not.
std::optional<std::string> require_space(const SurveyFolder& folder,
                                         const std::vector<Experiment>& experiments, const Dataset& dataset,
                                         int jobs_at_once);

}  // namespace emsurvey
