// The sections of report.html. Each function returns HTML, empty if there is nothing to show.
#pragma once

#include <string>

#include "report/page_parts.h"
#include "tables/score_rows.h"

namespace emsurvey {

/// What the survey decides: its scope, then for each label the best setting, what cannot be told apart from
/// it, and all sentences of the analysis.
std::string decision_section(const PageParts& parts);

/// The figure, from the SVG that gnuplot drew.
std::string figure_section(const PageParts& parts);

/// All scores of each label and setting, with a warning where they have different winners.
std::string scores_section(const ScoreRows& rows, const PageParts& parts);

/// For each label a matrix of the differences between settings.
std::string pairs_section(const PageParts& parts);

/// Which differences how many trainings would find.
std::string detectable_section(const PageParts& parts);

/// Ranks of the settings, and from five units on a critical-difference diagram.
std::string ranking_section(const PageParts& parts);

/// Losses by step of all trainings, a chart for each setting, and validation scores, a chart for each label.
std::string learning_section(const ScoreRows& rows, const PageParts& parts);

/// Scores by threshold, and what another threshold would change.
std::string thresholds_section(const ScoreRows& rows, const PageParts& parts);

/// Best, median and worst test images.
std::string examples_section(const ScoreRows& rows, const PageParts& parts);

/// Parameters, time and memory of each setting.
std::string cost_section(const ScoreRows& rows, const PageParts& parts);

/// The runs with their mean scores and links to their pages, and the failed runs with their reasons.
std::string runs_section(const ScoreRows& rows, const PageParts& parts);

/// Where the results come from, and a paragraph for the methods of a paper.
std::string provenance_section(const ScoreRows& rows, const PageParts& parts);

}  // namespace emsurvey
