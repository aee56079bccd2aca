// The shuffle of the published study's split tool.
#pragma once

#include <vector>

namespace emsurvey {

/// Shuffles a list of `count` values, the first `train` of them true (training) and the others false (test),
/// as the study's tool does. The tool uses Python's generator (MT19937 initialised with init_by_array([0]))
/// and a Fisher-Yates shuffle from the top, which swaps i with int(random() * (i + 1)), where random() has 53
/// bits. The generator is initialised for every call, so all splits are the same.
std::vector<bool> published_split(int count, int train);

}  // namespace emsurvey
