// Ranks with ties.
#pragma once

#include <vector>

namespace emsurvey {

/// Returns the rank of each value, 1 for the smallest. Equal values share the mean of their ranks.
std::vector<double> mid_ranks(const std::vector<double>& values);

/// Returns the sum of t^3 - t over all groups of t equal values, which corrects rank tests for ties.
double tie_term(const std::vector<double>& values);

}  // namespace emsurvey
