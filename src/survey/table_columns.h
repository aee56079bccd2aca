// How the keys of a survey appear in its tables.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "survey/experiment.h"

namespace emsurvey {

/// The columns of the tables that stand for `key`, a key with several values, and their cells for the
/// experiment that has `value`. Where the published tables have such a column, it is theirs: `generator` and
/// `layers` for network and depth, `amount` for train-images, `resolution` for scale ("8 nm", by the size of
/// an unscaled pixel, 0 when it is not known). None for loss, split and repeat, which all tables tell.
std::vector<std::pair<std::string, std::string>> table_columns(const std::string& key,
                                                               const std::string& value,
                                                               const Experiment& experiment,
                                                               double nm_per_pixel);

/// The columns by which a row of the wide table is found. `varying`: the keys with several values, in grid
/// order; the first of them that is no split and no repeat leads. As published: by loss and run, by generator
/// and layers, by amount and run, by resolution and run.
std::vector<std::string> table_index(const std::vector<std::string>& varying);

}  // namespace emsurvey
