// The form of checkpoint.h5.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "data/dataset.h"
#include "io/hdf5.h"
#include "network/generator.h"
#include "survey/experiment.h"
#include "train/flat_parameters.h"
#include "train/losses.h"

namespace emsurvey {

/// Hashes of a training's weights by step.
using WeightMarks = std::map<std::int64_t, std::string>;

/// A buffer that a checkpoint keeps, laid out as `layout`, below `/<group>/<module path>/`.
struct NamedBuffer {
  std::string group;
  const FlatParameters* layout;
  at::Tensor values;
};

/// Builds a checkpoint.
class CheckpointWriter {
 public:
  /// What a prediction needs of `dataset` (grey range, label names) is kept as well.
  CheckpointWriter(const Experiment& experiment, const Dataset& dataset, const std::string& provenance);

  /// On the host.
  void parameters(const NamedBuffer& buffer);
  void state(std::int64_t steps, const TrainingLosses& averages, const WeightMarks& marks);
  std::string finish() { return file_.finish(); }

 private:
  Hdf5Writer file_;
};

/// Reads one. Everything that does not fit throws InputError naming the file.
class CheckpointReader {
 public:
  /// `subject`: the file, for messages. The checkpoint must be of `experiment`.
  CheckpointReader(std::string bytes, const std::string& subject, const Experiment& experiment);

  /// A buffer laid out as `layout`.
  at::Tensor parameters(const std::string& group, const FlatParameters& layout) const;
  std::int64_t steps() const;
  TrainingLosses losses() const;
  WeightMarks marks() const;

 private:
  std::string subject_;
  Hdf5Reader file_;
};

/// A trained network by itself, for prediction.
struct TrainedNetwork {
  std::shared_ptr<Generator> generator;
  std::string identity;  ///< of the experiment that trained it
  double scale = 1;      ///< of the sections that it was trained on to those of the data set
  Dataset data;  ///< labels, bit depth and grey range of the data set that it was trained on; no sections
};

/// The generator of a checkpoint of any experiment. Throws InputError naming `subject`.
TrainedNetwork read_generator(std::string bytes, const std::string& subject);

}  // namespace emsurvey
