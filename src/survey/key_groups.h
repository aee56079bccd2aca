// Groups of keys in help texts and in the manual.
#pragma once

#include <vector>

namespace emsurvey {

enum class KeyGroup { folders, compared, splits, training, execution, limits, names };

/// Returns the heading of a group.
const char* title_of(KeyGroup group);

/// Returns all groups in the order in which the help lists them.
const std::vector<KeyGroup>& key_groups();

}  // namespace emsurvey
