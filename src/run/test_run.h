// The test of a trained network on the images of its split, in two parts: labelling, which needs a device,
// and scoring, which does not.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
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

/// Scores a predicted image against the labels of its section at a threshold for each label; if there are
/// none, at the default. Returns one score for each label.
std::vector<LabelScores> score_section(const LabelImages& predicted, const Section& section,
                                       const std::vector<Label>& labels,
                                       const std::vector<double>& thresholds = {});

/// Scores a predicted image at several thresholds. Returns one curve for each label.
std::vector<ThresholdCurve> section_curves(const LabelImages& predicted, const Section& section,
                                           const std::vector<Label>& labels,
                                           const std::vector<double>& thresholds);

/// The test sections of a run, which the ranks of a group share out. Borrows the data set and the ranks.
struct TestSet {
  const Dataset& dataset;   ///< At the scale of the experiment.
  std::vector<int> images;  ///< Indices into the data set, in the order of the test.
  const Communicator& ranks;
  std::vector<double> thresholds = {};  ///< For each label; none: the default.
};

/// The labels of the test sections that one rank labelled, in the order of the test.
using TestOutputs = std::vector<LabelImages>;

/// The test of a run when its sections are labelled and not yet scored.
struct LabelledTest {
  std::shared_ptr<const Dataset> dataset;
  std::vector<int> images;         ///< As in TestSet.
  TestOutputs outputs;             ///< Of this rank.
  std::vector<double> thresholds;  ///< As in TestSet.
};

/// Called before each image that this rank labels or scores, with the number of images before it. Returns
/// whether to go on.
using GoesOn = std::function<bool(std::int64_t)>;
/// Called with each section that is scored and the network's output for it.
using KeepSection = std::function<void(const Section&, const LabelImages&)>;

/// Labels this rank's part of the test sections. Returns nothing if `goes_on` returned false on any rank.
/// Collective over the ranks of `test`.
std::optional<TestOutputs> label_sections(Generator& generator, const TestSet& test, const GoesOn& goes_on);

/// Scores the outputs of label_sections on this rank, for the same `test`. Returns this rank's part of the
/// scores; those of other ranks' sections are 0 in every column. Returns nothing if `goes_on` returned false.
/// Makes no MPI calls.
std::optional<RunScores> score_own_sections(const TestOutputs& outputs, const TestSet& test,
                                            const GoesOn& goes_on, const KeepSection& keep);

/// Scores the same outputs at `thresholds`. Returns this rank's part of the curves; those of other ranks'
/// sections are 0 everywhere. Returns nothing if `goes_on` returned false. Makes no MPI calls.
std::optional<RunCurves> own_curves(const TestOutputs& outputs, const TestSet& test,
                                    const std::vector<double>& thresholds, const GoesOn& goes_on);

/// Like score_own_sections(), but also computes the curves at curve_thresholds(), and writes the images
/// (inputs, outputs, targets) of each section to the run's folder. Throws InputError if a file cannot be
/// written.
std::optional<RunScores> score_own_part(const TestOutputs& outputs, const Experiment& experiment,
                                        const TestSet& test, const SurveyFolder& folder,
                                        const GoesOn& goes_on);

/// Adds up the scores and curves of all ranks, so that every rank has all of them. Collective.
void add_up(RunScores& scores, const Communicator& ranks);
void add_up(RunCurves& curves, const Communicator& ranks);

/// Writes the evaluations, options.json, index.html and, last, scores.h5. Throws InputError if a file cannot
/// be written.
void write_run_scores(const SurveyFolder& folder, const Experiment& experiment, const RunScores& scores);

}  // namespace emsurvey
