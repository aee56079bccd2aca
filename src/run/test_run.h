// Applies a trained network to the test images of its split and scores what comes out.
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

/// Asked on every rank before each image that it labels, with the number of images before it.
using GoesOn = std::function<bool(std::int64_t)>;
/// Given each labelled section: what the network saw [H, W] in [-1, 1] and what it made of it.
using KeepSection = std::function<void(const Section&, const at::Tensor& input, const LabelImages&)>;

/// Labels and scores sections of `dataset`; the ranks share them out. The scores are complete on every rank;
/// nothing when `goes_on` said no anywhere. Collective.
std::optional<RunScores> score_images(Generator& generator, const std::vector<int>& images,
                                      const Dataset& dataset, const Communicator& ranks,
                                      const GoesOn& goes_on, const KeepSection& keep);

/// Writes the images (inputs, outputs, targets), evaluation, options.json, index.html and, last, scores.h5 of
/// the published run tree. Where `goes_on` says no, no scores are written, and the test is to be made again
/// as a whole. Returns whether it came to its end. Collective; throws InputError when a file cannot be
/// written.
bool test_run(Generator& generator, const Experiment& experiment, const Split& split, const Dataset& dataset,
              const SurveyFolder& folder, const Communicator& ranks, const GoesOn& goes_on);

}  // namespace emsurvey
