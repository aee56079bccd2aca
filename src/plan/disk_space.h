// The disk space that a survey needs.
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
  std::uint64_t checkpoint_bytes = 0;  ///< Largest total during the survey. Weights are stored uncompressed.
  std::uint64_t result_bytes = 0;      ///< Images (before compression), scores and texts.
};

/// Returns the space for `experiments`. A run in training keeps two generations of its weights and both
/// moments of Adam; a finished run keeps its weights. `trainings_at_once` is the number of runs that are trained
/// side by side.
SpaceNeed space_needed(const std::vector<Experiment>& experiments, const Dataset& dataset,
                       int trainings_at_once);

/// Returns `path` if it exists, else its nearest existing ancestor.
std::filesystem::path nearest_there(const std::filesystem::path& path);

/// Returns the bytes available to a user at `path`, which need not exist; nothing if it cannot be determined.
std::optional<std::uint64_t> free_space(const std::filesystem::path& path);

/// Throws FileError if the folder of a survey cannot be created or written to. Does not create it.
void require_possible(const SurveyFolder& folder);

/// Formats a size, as "1.5 GB".
std::string size_text(std::uint64_t bytes);

/// Throws InputError if the checkpoints of the survey's unfinished runs do not fit on its disk. Returns a
/// warning if their results in addition may not fit.
std::optional<std::string> require_space(const SurveyFolder& folder,
                                         const std::vector<Experiment>& experiments, const Dataset& dataset,
                                         int trainings_at_once);

}  // namespace emsurvey
