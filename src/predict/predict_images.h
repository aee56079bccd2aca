// The prediction of a folder of sections over all ranks.
#pragma once

#include <cstddef>
#include <filesystem>

#include "data/image_folder.h"
#include "mpi/communicator.h"
#include "predict/prediction_files.h"
#include "predict/prediction_options.h"
#include "predict/prediction_record.h"
#include "predict/section_labeller.h"

namespace emsurvey {

/// All that a prediction needs.
struct Prediction {
  const SectionLabeller& labeller;
  ImageFolder& images;
  const PredictionOptions& options;
  const PredictionFiles& files;
  const PredictionRecord& record;
};

/// Numbers of sections that predict_images() labelled and left as they were.
struct PredictionCount {
  std::size_t labelled = 0;
  std::size_t kept = 0;  ///< Sections whose files existed already.
};

/// Labels the sections whose files do not exist yet, every rank its part of them, and joins stacks. Warns of
/// sections whose values are unlike those that the network was trained on. Returns the counts of all ranks. Throws
/// InputError on all ranks. Collective.
PredictionCount predict_images(const Prediction& prediction, const Communicator& ranks);

}  // namespace emsurvey
