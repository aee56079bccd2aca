// The results of an analysis in words, for the report and the terminal.
#pragma once

#include <string>
#include <vector>

#include "statistics/analysis.h"
#include "statistics/pair_sentence.h"

namespace emsurvey {

/// Returns what n is and what the results speak about: other trainings on one split, other sections, or other
/// blocks or volumes.
std::string scope_sentence(const SurveyAnalysis& analysis);

/// Returns one sentence for each setting of which some or all trainings found nothing. `names` are the display
/// names of the settings, here and below.
std::vector<std::string> collapse_sentences(const MetricAnalysis& result,
                                            const std::vector<std::string>& names);

/// Returns what the resamples say about the best setting, or that no training found the label; empty if there are no
/// resamples.
std::string ranking_sentence(const SurveyAnalysis& analysis, const MetricAnalysis& result,
                             const std::vector<std::string>& names);

/// Returns the mean of a setting with its interval, for example "0.812 [0.790 to 0.834]", or, if only some of
/// its trainings collapsed, "0.609 in 2 of 3 trainings, 1 collapsed".
std::string mean_text(const SettingSummary& setting);

/// Returns the sentences of one label and metric: what is missing, collapses, pairs, ranking.
std::vector<std::string> result_sentences(const SurveyAnalysis& analysis, const MetricAnalysis& result,
                                          const std::vector<std::string>& names);

/// Returns the sentences over all labels: how many differences remain when all labels are one question, and
/// for which labels F_score and semantic_Jaccard have different winners.
std::vector<std::string> survey_sentences(const SurveyAnalysis& analysis,
                                          const std::vector<std::string>& names);

}  // namespace emsurvey
