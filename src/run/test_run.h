// The test of a trained network on the images of its split, in two parts: labelling them, which takes a
// device, and scoring what comes out, which takes none.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "data/dataset.h"
#include "mpi/communicator.h"
#include "network/generator.h"
#include "score/label_scores.h"
#include "store/scores_file.h"
#include "store/survey_folder.h"
#include "survey/split.h"

namespace emsurvey {

using LabelImages = std::vector<Plane<std::uint8_t>>;  ///< one a label

/// An output in [-1, 1] [C, H, W] as 8-bit images, one a label: (o + 1)/2 becomes trunc(255.5 x), at most
/// 255.
LabelImages to_images(const at::Tensor& output);

/// The scores of an image against the labels of its section, one a label.
std::vector<LabelScores> score_section(const LabelImages& predicted, const Section& section,
                                       const std::vector<Label>& labels);

using TestOutputs =
    std::vector<LabelImages>;  ///< one an image that a rank labelled, in the order of the test

/// Asked before each image that this rank labels or scores, with the number of images before it.
using GoesOn = std::function<bool(std::int64_t)>;
/// Given each section that is scored and what the network made of it.
using KeepSection = std::function<void(const Section&, const LabelImages&)>;

/// Labels sections of `dataset`, which the ranks share out: this rank's part, which takes no more memory than
/// the labels of these sections. Nothing when `goes_on` said no anywhere. Collective.
std::optional<TestOutputs> label_sections(Generator& generator, const std::vector<int>& images,
                                          const Dataset& dataset, const Communicator& ranks,
                                          const GoesOn& goes_on);

/// Scores what label_sections gave on this rank, for the same `images`: its part of the scores, which are 0
/// in every column elsewhere. Nothing when `goes_on` said no. Leaves MPI alone.
std::optional<RunScores> score_own_sections(const TestOutputs& outputs, const std::vector<int>& images,
                                            const Dataset& dataset, const Communicator& ranks,
                                            const GoesOn& goes_on, const KeepSection& keep);

/// The same for the test sections of `experiment`, whose images (inputs, outputs, targets) of the published
/// run tree it writes. Throws InputError when a file cannot be written.
std::optional<RunScores> score_own_part(const TestOutputs& outputs, const Experiment& experiment,
                                        const Split& split, const Dataset& dataset,
                                        const SurveyFolder& folder, const Communicator& ranks,
                                        const GoesOn& goes_on);

/// Completes the scores on every rank with the parts of the others. Collective.
void add_up(RunScores& scores, const Communicator& ranks);

/// Writes evaluation, options.json, index.html and, last, scores.h5. Throws InputError when a file cannot be
/// written.
void write_run_scores(const SurveyFolder& folder, const Experiment& experiment, const RunScores& scores);

}  // namespace emsurvey
