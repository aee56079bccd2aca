// The test of a trained network on the images of its split, in two parts: labelling, which needs a device,
// and scoring, which does not.
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

using LabelImages = std::vector<Plane<std::uint8_t>>;  ///< One image for each label.

/// Converts an output [C, H, W] in [-1, 1] to 8-bit images, one for each label: the grey value is trunc(255.5
/// x) with x = (o + 1)/2, at most 255.
LabelImages to_images(const at::Tensor& output);

/// Scores a predicted image against the labels of its section. Returns one score for each label.
std::vector<LabelScores> score_section(const LabelImages& predicted, const Section& section,
                                       const std::vector<Label>& labels);

using TestOutputs = std::vector<LabelImages>;  ///< One for each image of this rank, in test order.

/// Called before each image that this rank labels or scores, with the number of images before it. Returns
/// whether to go on.
using GoesOn = std::function<bool(std::int64_t)>;
/// Called with each section that is scored and the network's output for it.
using KeepSection = std::function<void(const Section&, const LabelImages&)>;

/// Labels sections of `dataset`, which are distributed over the ranks. Returns this rank's part, which takes
/// no more memory than the labels of these sections, or nothing if `goes_on` returned false on any rank.
/// Collective.
std::optional<TestOutputs> label_sections(Generator& generator, const std::vector<int>& images,
                                          const Dataset& dataset, const Communicator& ranks,
                                          const GoesOn& goes_on);

/// Scores this rank's outputs of label_sections() for the same `images`. All scores of images of other ranks
/// are 0. Returns nothing if `goes_on` returned false. Does not call MPI.
std::optional<RunScores> score_own_sections(const TestOutputs& outputs, const std::vector<int>& images,
                                            const Dataset& dataset, const Communicator& ranks,
                                            const GoesOn& goes_on, const KeepSection& keep);

/// Does the same for the test sections of `experiment`, and writes their images (inputs, outputs, targets)
/// into the run tree. Throws InputError if a file cannot be written.
std::optional<RunScores> score_own_part(const TestOutputs& outputs, const Experiment& experiment,
                                        const Split& split, const Dataset& dataset,
                                        const SurveyFolder& folder, const Communicator& ranks,
                                        const GoesOn& goes_on);

/// Adds up the scores of all ranks, so that every rank has all of them. Collective.
void add_up(RunScores& scores, const Communicator& ranks);

/// Writes the evaluations, options.json, index.html and, last, scores.h5. Throws InputError if a file cannot
/// be written.
void write_run_scores(const SurveyFolder& folder, const Experiment& experiment, const RunScores& scores);

}  // namespace emsurvey
