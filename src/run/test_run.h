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
#include "run/scores_file.h"
#include "run/survey_folder.h"
#include "survey/split.h"

namespace emsurvey {

using LabelImages = std::vector<Plane<std::uint8_t>>;  ///< one a label

/// An output in [-1, 1] [C, H, W] as 8-bit images, one a label: (o + 1)/2 becomes trunc(255.5 x), at most
/// 255.
LabelImages to_images(const at::Tensor& output);

using TestOutputs =
    std::vector<LabelImages>;  ///< one an image that a rank labelled, in the order of the test

/// Asked on every rank before each image that it labels or scores, with the number of images before it.
using GoesOn = std::function<bool(std::int64_t)>;
/// Given each section that is scored and what the network made of it.
using KeepSection = std::function<void(const Section&, const LabelImages&)>;

/// Labels sections of `dataset`, which the ranks share out: this rank's part, which takes no more memory than
/// the labels of these sections. Nothing when `goes_on` said no anywhere. Collective.
std::optional<TestOutputs> label_sections(Generator& generator, const std::vector<int>& images,
                                          const Dataset& dataset, const Communicator& ranks,
                                          const GoesOn& goes_on);

/// Scores what label_sections gave on each rank, for the same `images`. The scores are complete on every
/// rank; nothing when `goes_on` said no anywhere. Collective.
std::optional<RunScores> score_sections(const TestOutputs& outputs, const std::vector<int>& images,
                                        const Dataset& dataset, const Communicator& ranks,
                                        const GoesOn& goes_on, const KeepSection& keep);

/// Scores `outputs`, the labelled test sections of the experiment, and writes images (inputs, outputs,
/// targets), evaluation, options.json, index.html and, last, scores.h5 of the published run tree. Where
/// `goes_on` says no, no scores are written, and the test is to be made again as a whole. Returns whether it
/// came to its end. Collective; throws InputError when a file cannot be written.
bool score_run(const TestOutputs& outputs, const Experiment& experiment, const Split& split,
               const Dataset& dataset, const SurveyFolder& folder, const Communicator& ranks,
               const GoesOn& goes_on);

}  // namespace emsurvey
