// The keys of a survey: the one place that says which there are, what they mean and what they default to.
#pragma once

#include <string>
#include <vector>

namespace emsurvey {

/// What a key changes.
enum class KeyUse {
  result,     ///< the numbers in the tables: a survey's folder refuses other values
  execution,  ///< only how they are made: free to change when a survey continues
};

/// What several values of a key mean.
enum class KeyValues {
  one,   ///< they are an error
  path,  ///< likewise; the one may hold blanks
  list,  ///< they belong together
  axis,  ///< they span the grid
};

struct Key {
  std::string name;
  KeyUse use;
  KeyValues values;
  std::string default_value;
  std::string help;
};

/// Whether several values of the key are an error.
inline bool takes_one(const Key& key) {
  return key.values == KeyValues::one || key.values == KeyValues::path;
}

/// In the order in which axes nest, the first outermost.
const std::vector<Key>& survey_keys();

}  // namespace emsurvey
