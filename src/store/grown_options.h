// options.json of one experiment in a grid and in the grid as it has grown since.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace emsurvey {

/// Whether the text `options` differs from `before`, if at all, as in a grown grid: it may have further axes,
/// and another table_index; that of `before` names nothing that `options` does not have.
bool is_same_but_grown(const std::string& before, const std::string& options);

/// Whether `options` has what `before` has, apart from table_index. Beside further axes it may have further
/// keys, as those of later versions of the program.
bool has_all_of(const nlohmann::ordered_json& before, const nlohmann::ordered_json& options);

}  // namespace emsurvey
