#include "data/prepare_options.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "base/error.h"
#include "base/unknown_name.h"

namespace emsurvey {

void check_options(const PrepareOptions& options) {
  require(!options.labels.empty(), "prepare", "no labels are given",
          "give --labels DIR or --label NAME=DIR:KIND");
  require(options.nm_per_pixel >= 0 && std::isfinite(options.nm_per_pixel), "--nm-per-pixel",
          "is not a positive number", "give the size of a pixel in nanometres");
  std::vector<std::string> names;
  for (const LabelSource& source : options.labels) {
    require(std::find(names.begin(), names.end(), source.label.name) == names.end(),
            "--label " + source.label.name, "is given twice", "give each label once");
    names.push_back(source.label.name);
  }
  for (const ValidSource& source : options.valid) {
    if (!source.label.empty()) require_known("--valid " + source.label, "label", source.label, names);
  }
  if (!options.grey_range) return;
  const auto [low, high] = *options.grey_range;
  require(std::isfinite(low) && std::isfinite(high), "--grey-range", "is not finite", "give two numbers");
  require(low < high, "--grey-range", "is empty", "give the lower value first, then a higher one");
}

}  // namespace emsurvey
