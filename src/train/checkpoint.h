// The format of checkpoint.h5.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "data/dataset.h"
#include "io/hdf5.h"
#include "network/generator.h"
#include "survey/experiment.h"
#include "train/flat_parameters.h"
#include "train/kept_step.h"
#include "train/losses.h"

namespace emsurvey {

/// Hashes of a training's weights, by step.
using WeightMarks = std::map<std::int64_t, std::string>;

/// Returns the group of the kept values of the network whose own group is `group`.
inline std::string kept_group(const std::string& group) {
  return "kept_" + group;
}

/// A flat buffer with the layout of `layout`, stored in a checkpoint under `/<group>/<module path>/`.
struct NamedBuffer {
  std::string group;
  const FlatParameters* layout;
  at::Tensor values;
};

/// Builds a checkpoint in memory.
class CheckpointWriter {
 public:
  /// Also stores the properties of `dataset` that a prediction needs: label names, bit depth, grey range and
  /// value range.
  CheckpointWriter(const Experiment& experiment, const Dataset& dataset, const std::string& provenance);

  /// Adds a buffer, which must be on the host.
  void parameters(const NamedBuffer& buffer);
  void state(std::int64_t steps, const TrainingLosses& averages, const WeightMarks& marks);
  /// Adds the step whose weights are kept to the state.
  void kept(const KeptStep& kept);
  std::string finish() { return file_.finish(); }

 private:
  Hdf5Writer file_;
};

/// Reads a checkpoint. Throws InputError naming the file if anything is missing, damaged or of another shape.
class CheckpointReader {
 public:
  /// `subject` is the file name for messages. The checkpoint must be of `experiment`.
  CheckpointReader(std::string bytes, const std::string& subject, const RunDescription& run);

  /// Reads a buffer with the layout of `layout`, onto its device.
  at::Tensor parameters(const std::string& group, const FlatParameters& layout) const;
  bool has_group(const std::string& group) const { return file_.has("/" + group); }
  std::int64_t steps() const;
  TrainingLosses losses() const;
  WeightMarks marks() const;
  std::optional<KeptStep> kept() const;

 private:
  std::string subject_;
  Hdf5Reader file_;
};

/// A trained generator without its training, for prediction.
struct TrainedNetwork {
  std::shared_ptr<Generator> generator;
  std::string identity;  ///< Identity of the experiment that trained it.
  double scale = 1;      ///< Scale of the training sections relative to the data set.
  DatasetFormat format;  ///< Format of the training data set.
};

/// Reads the generator from a checkpoint of any experiment: the kept one of a training that is not finished
/// and keeps the best, else the last one. Throws InputError naming `subject`.
TrainedNetwork read_generator(std::string bytes, const std::string& subject);

}  // namespace emsurvey
