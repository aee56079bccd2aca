// Compares options.json of an experiment with its version from before the grid grew.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace emsurvey {

/// Whether the text `options` equals `before` or differs only as in a grown grid: it may have more axes and
/// another table_index, and the table_index of `before` must name only columns that `options` has. `before`
/// may lack all of the keys that earlier versions did not write.
bool is_same_but_grown(const std::string& before, const std::string& options);

/// Whether `options` contains all of `before`, except table_index. It may have more axes, and more keys, as
/// in later versions of the program.
bool has_all_of(const nlohmann::ordered_json& before, const nlohmann::ordered_json& options);

}  // namespace emsurvey
