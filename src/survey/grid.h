// Settings into experiments: pure and ordered.
#pragma once

#include <string>
#include <vector>

#include "data/dataset.h"
#include "survey/experiment.h"
#include "survey/settings.h"

namespace emsurvey {

/// What a grid depends on besides its settings.
struct DataFacts {
  struct Image {
    std::string name;
    std::string raw_hash;  ///< equal for equal pixels
  };
  std::vector<Image> images;
  int label_count = 0;
  double nm_per_pixel = 0;  ///< 0: not known
  std::string content_hash;
};

/// Looks through all pixels.
DataFacts facts_of(const Dataset& dataset, const ProgressCallback& on_progress = {});

/// The experiments of a survey. Axes nest in the order of survey_keys(), the first outermost, values in the
/// order given; runs are numbered as `run-numbers` says or from 1. Throws InputError naming the key of an
/// impossible value, or the data when an image that is tested also trains under another name.
std::vector<Experiment> expand_grid(const Settings& settings, const DataFacts& data);

}  // namespace emsurvey
