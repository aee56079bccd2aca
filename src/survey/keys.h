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

struct Key {
  std::string name;
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
