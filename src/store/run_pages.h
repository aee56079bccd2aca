// The text files of the published run tree: options.json, evaluation/<label>.csv, index.html.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "store/scores_file.h"
#include "store/survey_folder.h"

namespace emsurvey {

/// A file in test/<run> that is derived from checksummed data, so that it can be written anew at any time.
struct RunPage {
  std::string name;    ///< Relative to test/<run>.
  std::string source;  ///< Where the text comes from, for messages.
  std::string text;
};

/// Returns label and text of each evaluation/<label>.csv.
std::vector<std::pair<std::string, std::string>> evaluation_texts(const RunScores& scores);

/// Returns the evaluations as pages.
std::vector<RunPage> evaluation_pages(const RunScores& scores);

/// Returns options.json with the text `options` as a page.
RunPage options_page(const std::string& options);

/// Returns all pages of a run. `options` is the text of options.json.
std::vector<RunPage> run_pages(const RunDescription& run, const std::string& options,
                               const RunScores& scores);

/// Writes pages to test/<run>, which renew_pages makes again where a power failure loses them. Throws FileError
/// if one cannot be written.
void write_pages(const SurveyFolder& folder, int run, const std::vector<RunPage>& pages);

/// Returns a line for each of these pages whose file in `place`, such as test/<run>, is missing or has another
/// text. An options.json from before the grid grew is accepted if nothing else in it differs, and so is an
/// index.html of an earlier version.
std::vector<std::string> page_faults(const SurveyFolder::Path& place, const std::vector<RunPage>& pages);

/// Writes these files anew. Returns a message for each, or the reason why it cannot be written; none for an
/// options.json from before the grid grew in which nothing else differs, and for an index.html of an
/// earlier version. `place` is a folder of the survey `folder`.
std::vector<std::string> renew_pages(const SurveyFolder& folder, const SurveyFolder::Path& place,
                                     const std::vector<RunPage>& pages);

/// Returns a line for each evaluation/<label>.csv whose label is not in `scores`.
std::vector<std::string> foreign_evaluations(const SurveyFolder& folder, int run, const RunScores& scores);

}  // namespace emsurvey
