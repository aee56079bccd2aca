// Representation of a survey's keys in its tables.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "survey/experiment.h"

namespace emsurvey {

/// Returns the table columns for `key`, a key with several values, and their cells for the experiment with
/// `value`. Columns of the published tables are used where they exist: `generator` and `layers` for network
/// and depth, `amount` for train-images, `resolution` for scale (such as "8 nm"). `nm_per_pixel` is the size
/// of an unscaled pixel, or 0 if it is not known. Returns no columns for loss, split and repeat, which all
/// tables have.
std::vector<std::pair<std::string, std::string>> table_columns(const std::string& key,
                                                               const std::string& value,
                                                               const Experiment& experiment,
                                                               double nm_per_pixel);

/// Returns the index columns of the wide table. `varying` lists the keys with several values in grid order;
/// the first of them other than split and repeat leads. As published, the index is loss and run, generator
/// and layers, amount and run, or resolution and run, each followed by sample.
std::vector<std::string> table_index(const std::vector<std::string>& varying);

}  // namespace emsurvey
