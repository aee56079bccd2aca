// The single table of the keys of a survey, with their meanings and defaults.
#pragma once

#include <string>
#include <vector>

namespace emsurvey {

/// Effect of a key.
enum class KeyUse {
  result,     ///< Changes the numbers in the tables; a survey folder refuses other values.
  execution,  ///< Changes only how results are computed; may change when a survey continues.
};

/// Meaning of several values of a key.
enum class KeyValues {
  one,   ///< Several values are an error.
  path,  ///< Several values are an error; the value may contain blanks.
  list,  ///< The values form a list.
  axis,  ///< The values are an axis of the grid.
};

/// Groups of keys in help texts and in the manual.
enum class KeyGroup { folders, compared, splits, training, execution, limits, names };

/// Returns the heading of a group.
const char* title_of(KeyGroup group);

/// Returns all groups in the order in which the help lists them.
const std::vector<KeyGroup>& key_groups();

struct Key {
  std::string name;
  KeyGroup group;
  KeyUse use;
  KeyValues values;
  std::string default_value;
  std::string help;
};

/// Returns whether several values of the key are an error.
inline bool takes_one(const Key& key) {
  return key.values == KeyValues::one || key.values == KeyValues::path;
}

/// Returns the keys in nesting order of their axes, the first outermost.
const std::vector<Key>& survey_keys();

}  // namespace emsurvey
