// The shuffle of the published study's split tool.
#pragma once

#include <vector>

namespace emsurvey {

/// Shuffles `train` times true (training) followed by false (test) up to `count` as the study's tool does,
/// whose generator is Python's (MT19937 initialised with init_by_array([0])): Fisher-Yates from the top, i
/// swapped with int(random() * (i + 1)), random() of 53 bits. The generator starts anew each time, so all
/// splits are the same.
std::vector<bool> published_split(int count, int train);

}  // namespace emsurvey
