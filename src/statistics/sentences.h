// The results of an analysis in words, for the report and the terminal.
#pragma once

#include <string>
#include <vector>

#include "statistics/analysis.h"

namespace emsurvey {

/// Returns what n is and what the results speak about: other trainings on one split, other sections, or other
/// blocks or volumes.
std::string scope_sentence(const SurveyAnalysis& analysis);

/// Returns what the comparison of two settings says. `names` are the display names of the settings.
std::string pair_sentence(const SurveyAnalysis& analysis, const MetricAnalysis& result,
                          const PairComparison& pair, const std::vector<std::string>& names);

/// Returns one sentence for each setting of which some or all trainings found nothing.
std::vector<std::string> collapse_sentences(const MetricAnalysis& result,
                                            const std::vector<std::string>& names);

/// Returns what the resamples say about the best setting; empty if there are none.
std::string ranking_sentence(const MetricAnalysis& result, const std::vector<std::string>& names);

/// Returns the mean of a setting with its interval, for example "0.812 [0.790, 0.834]", or, if only some of
/// its trainings collapsed, "0.609 in 2 of 3 trainings, 1 collapsed".
std::string mean_text(const SettingSummary& setting);

/// Returns all sentences of one label and metric in order: what is missing, collapses, pairs that differ or
/// are equivalent, a summary of the others, the ranking.
std::vector<std::string> result_sentences(const SurveyAnalysis& analysis, const MetricAnalysis& result,
                                          const std::vector<std::string>& names);

/// Returns the sentences over all labels: how many differences remain when all labels are one question, and
/// where the two metrics name different winners.
std::vector<std::string> survey_sentences(const SurveyAnalysis& analysis,
                                          const std::vector<std::string>& names);

}  // namespace emsurvey
