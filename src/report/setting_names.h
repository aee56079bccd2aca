// The settings of a survey in words, for figures and pages.
#pragma once

#include <string>
#include <vector>

#include "tables/run_groups.h"

namespace emsurvey {

/// What people call a column: "loss function" for classic_loss; the name itself where we know no other.
std::string column_title(const std::string& column);

/// A cell of a column in words that stand alone: "dice", "8 nm", "filters 16", "lr 0.0002".
std::string cell_words(const std::string& column, const std::string& cell);

/// The value in a cell of text_column: without the name that it may carry.
std::string plain_value(const std::string& column, const std::string& cell);

/// Positions in `groups.columns` of what differs between groups; the loss where nothing does.
std::vector<std::size_t> varying_columns(const RunGroups& groups);

/// The words of these columns of a group, joined by commas.
std::string group_name(const RunGroups& groups, std::size_t group, const std::vector<std::size_t>& columns);

/// The titles of these columns, joined by commas.
std::string joined_titles(const RunGroups& groups, const std::vector<std::size_t>& columns);

/// Of the headline score, for axes.
inline constexpr const char* f_score_title = "adapted Rand F-score";

/// "a, b, c".
std::string joined(const std::vector<std::string>& words);

}  // namespace emsurvey
