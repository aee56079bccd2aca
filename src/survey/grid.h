// Expansion of settings into experiments, in a fixed order.
#pragma once

#include <string>
#include <vector>

#include "data/dataset.h"
#include "survey/experiment.h"
#include "survey/settings.h"

namespace emsurvey {

/// Properties of the data set that the grid depends on.
struct DataFacts {
  struct Image {
    std::string name;
    std::string raw_hash;  ///< Equal for images with equal pixels.
    std::string volume = {};
    int z = 0;
  };
  std::vector<Image> images;
  int label_count = 0;
  double nm_per_pixel = 0;  ///< 0: not known.
  std::string content_hash;

  SectionPlaces places() const;
};

/// Computes the properties; reads all pixels.
DataFacts facts_of(const Dataset& dataset, const ProgressCallback& on_progress = {});

/// Returns the experiments of a survey. Axes are nested in the order of survey_keys(), the first outermost,
/// with their values in the given order. Runs are numbered as `run-numbers` specifies, or from 1. Throws
/// InputError naming the key of an invalid value, or the data if an image used for testing is also used for
/// training under another name. Reads the file that the key `split-file` names, and nothing else.
std::vector<Experiment> expand_grid(const Settings& settings, const DataFacts& data);

}  // namespace emsurvey
