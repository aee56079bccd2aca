// emsurvey score: scores of predicted against true label images, without any survey.
#pragma once

#include <string>
#include <vector>

namespace emsurvey {

/// Runs the command with what follows its name on the command line; returns its exit status. Writes
/// <output>/<label>.csv in the form of a run's evaluation. Throws InputError.
int score_command(const std::vector<std::string>& arguments);

}  // namespace emsurvey
