// Applies a trained network to the test images of its split and scores what comes out.
#pragma once

#include <cstdint>
#include <functional>

#include "mpi/communicator.h"
#include "run/survey_folder.h"
#include "train/training.h"

namespace emsurvey {

/// An output in [-1, 1] [C, H, W] as 8-bit images, one a label: (o + 1)/2 becomes trunc(255.5 x), at most
/// 255.
std::vector<Plane<std::uint8_t>> to_images(const at::Tensor& output);

/// Writes the images (inputs, outputs, targets), evaluation, options.json, index.html and, last, scores.h5 of
/// the published run tree. The ranks share the images out. `goes_on` is asked on every rank before each
/// image, with the number of images before it; where it says no, no scores are written, and the test is to be
/// made again as a whole. Returns whether it came to its end. Collective; throws InputError when a file
/// cannot be written.
bool test_run(Training& training, const Experiment& experiment, const Split& split, const Dataset& dataset,
              const SurveyFolder& folder, const Communicator& ranks,
              const std::function<bool(std::int64_t)>& goes_on);

}  // namespace emsurvey
