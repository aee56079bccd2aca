// The copy baseline: the labels of the nearest training section as the prediction for a test section.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "data/dataset.h"
#include "mpi/communicator.h"
#include "store/scores_file.h"
#include "store/survey_folder.h"
#include "survey/experiment.h"
#include "survey/split.h"

namespace emsurvey {

/// Scores the copy baseline of a split: each test section is compared with the labels of the training section
/// of the same volume that is nearest to it (see nearest_section). Pixels that are not annotated in the copied
/// section are not scored. Test sections without such a section, or with one of another size, are left out.
/// Returns nothing if `goes_on`, which is called before each section, returned false.
std::optional<RunScores> score_copy_baseline(const Dataset& dataset, const Split& split,
                                             const std::function<bool()>& goes_on);

/// Returns the first of `experiments` for each split and scale, those of one scale together. The pointers are
/// into `experiments`.
std::vector<const Experiment*> different_tests(const std::vector<Experiment>& experiments);

/// Writes the copy baselines of all different splits and scales of `experiments` that the folder does not have.
/// The ranks of `world` share them out. Ends early, without an error, if `goes_on` returns false. Prints the
/// number of test sections that have none, and a warning where the folder refuses a file, which trainings do not
/// need. Collective over `world`.
void keep_copy_baselines(const std::vector<Experiment>& experiments, const Dataset& dataset,
                         const SurveyFolder& folder, const Communicator& world,
                         const std::function<bool()>& goes_on);

}  // namespace emsurvey
