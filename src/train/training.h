// One training: a network, its optimiser and the step that improves it.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "data/dataset.h"
#include "loss/loss.h"
#include "network/generator.h"
#include "survey/experiment.h"
#include "train/adam.h"
#include "train/flat_parameters.h"
#include "train/reducer.h"
#include "train/sampler.h"

namespace emsurvey {

/// Model `classic`: the generator is trained with the classic loss alone. All members but the getters are
/// collective over the reducer's ranks, which hold equal weights throughout.
class Training {
 public:
  /// At step 0, initialised. Borrows `dataset` and `reducer`. `split` is that of the experiment.
  Training(const Experiment& experiment, const Split& split, const Dataset& dataset, const Reducer& reducer);

  void step();
  std::int64_t steps_done() const { return steps_done_; }

  /// Exponential moving average (decay 0.99) of the loss, starting at the first value; not a number once the
  /// training has diverged.
  double loss() const;

  /// The loss over the whole validation sections; of this rank alone. Not a number when there are none.
  double validation_loss() const;

  Generator& generator() { return *generator_; }

  /// Everything that the rest of the training depends on, as an HDF5 image: `/generator/<module
  /// path>/weight`, the optimiser's moments likewise, `/state`. `provenance` (JSON) says where it was made. A
  /// finished training needs no optimiser.
  std::string checkpoint(bool with_optimiser, const std::string& provenance) const;

  /// Goes to the state of `checkpoint`; `subject` names its file. Throws InputError, with the state as it
  /// was, when it is another experiment's or does not fit.
  void restore(std::string checkpoint, const std::string& subject);

 private:
  /// This rank's share of the samples of the next step.
  std::vector<Sample> next_samples();

  const Dataset& dataset_;
  const Reducer& reducer_;
  Experiment experiment_;
  std::vector<int> validation_images_;
  Sampler sampler_;
  Loss loss_;
  std::shared_ptr<Generator> generator_;
  FlatParameters parameters_;
  Adam optimiser_;
  at::Tensor average_;  ///< of the loss; undefined before the first step
  std::int64_t steps_done_ = 0;
};

}  // namespace emsurvey
