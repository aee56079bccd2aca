// Reads a checkpoint as training and prediction do.
#include "train/checkpoint.h"

#include "fuzz/harnesses.h"
#include "train/small_data.h"

namespace {

using namespace emsurvey;

Experiment smallest_experiment() {
  Experiment experiment = small_experiment();
  experiment.network.filters = 1;
  return experiment;
}

void continue_training(std::string_view bytes) {
  static const Experiment experiment = smallest_experiment();
  static const auto generator = make_generator(experiment.network);
  static const FlatParameters layout(*generator);
  const CheckpointReader reader(std::string(bytes), "checkpoint.h5", experiment);
  reader.steps();
  reader.losses();
  reader.parameters("generator", layout);
}

void predict(std::string_view bytes) {
  read_generator(std::string(bytes), "checkpoint.h5");
}

}  // namespace

void emsurvey::fuzz::checkpoint(std::string_view bytes) {
  expect_input_errors_alone(continue_training, bytes);
  expect_input_errors_alone(predict, bytes);
}
