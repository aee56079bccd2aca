// Names of the settings of a survey for figures and pages.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "statistics/analysis.h"
#include "tables/run_groups.h"

namespace emsurvey {

/// Returns the display name of a column, such as "loss function" for classic_loss, or the name itself if
/// there is no other.
std::string column_title(const std::string& column);

/// Returns a cell as text that can stand alone: "dice", "8 nm", "filters 16", "lr 0.0002".
std::string cell_words(const std::string& column, const std::string& cell);

/// Returns the value in a cell made by text_column, without the prefix `column=` that it may have.
std::string plain_value(const std::string& column, const std::string& cell);

/// Returns the positions of the columns in `groups.columns` that differ between groups, or that of the loss
/// if none differs.
std::vector<std::size_t> varying_columns(const RunGroups& groups);

/// Returns the cells of a group in these columns as text, joined by commas.
std::string group_name(const RunGroups& groups, std::size_t group, const std::vector<std::size_t>& columns);

/// Returns the titles of these columns, joined by commas.
std::string joined_titles(const RunGroups& groups, const std::vector<std::size_t>& columns);

/// Returns the settings of an analysis as groups, without their runs.
RunGroups settings_of(const SurveyAnalysis& analysis);

/// Returns the display names of the settings of an analysis: what differs between them.
std::vector<std::string> setting_names(const SurveyAnalysis& analysis);

/// Returns the setting of each run as a position in `analysis.settings`; none for the copy baseline.
std::vector<std::optional<std::size_t>> settings_of_runs(const SurveyAnalysis& analysis,
                                                         const ScoreRows& rows);

/// Axis title of the main score.
inline constexpr const char* f_score_title = "adapted Rand F-score";

}  // namespace emsurvey
