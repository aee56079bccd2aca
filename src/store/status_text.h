// The status of a survey as text and as JSON.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "store/survey_status.h"

namespace emsurvey {

/// Returns the line of a run: its settings, and how far it is.
std::string run_line(const RunStatus& run);

/// Returns the lines for the survey as a whole: counts, steps and time left, and its owners.
std::vector<std::string> total_lines(const SurveyStatus& status);

/// Returns the lines of the runs and the totals. If these are more than `most_lines`, lines of runs are left
/// out, first of those that wait, then of those that are done, then of failed and at last of begun ones.
std::vector<std::string> status_lines(const SurveyStatus& status, std::size_t most_lines);

/// Returns one JSON document in the form that jobs/README.md describes.
nlohmann::ordered_json status_json(const SurveyStatus& status, const std::string& folder);

}  // namespace emsurvey
