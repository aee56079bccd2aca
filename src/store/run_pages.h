// The texts of the published run tree: options.json, evaluation/<label>.csv, index.html.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "store/scores_file.h"
#include "store/survey_folder.h"

namespace emsurvey {

/// A file in test/<run>, which is made from what has a checksum and can be made anew at any time.
struct RunPage {
  std::string name;    ///< relative to test/<run>
  std::string source;  ///< what it is made from
  std::string text;
};

/// Label and text of each evaluation/<label>.csv.
std::vector<std::pair<std::string, std::string>> evaluation_texts(const RunScores& scores);

/// The evaluations as pages.
std::vector<RunPage> evaluation_pages(const RunScores& scores);

/// options.json of this text as a page.
RunPage options_page(const std::string& options);

/// All pages of a run. Of `experiment` run, loss and split count; `options`: the text of options.json.
std::vector<RunPage> run_pages(const Experiment& experiment, const std::string& options,
                               const RunScores& scores);

/// Writes pages into test/<run>. Throws FileError when one cannot be written.
void write_pages(const SurveyFolder& folder, int run, const std::vector<RunPage>& pages);

/// A line for each of these pages whose file is missing or holds another text: the file and which of both.
/// None for options.json where the grid has grown and nothing else in it has changed.
std::vector<std::string> page_faults(const SurveyFolder& folder, int run, const std::vector<RunPage>& pages);

/// Writes those files anew. A line for each says so, or why it cannot be written; none for options.json where
/// the grid has grown and nothing else in it has changed.
std::vector<std::string> renew_pages(const SurveyFolder& folder, int run, const std::vector<RunPage>& pages);

/// A line for each evaluation/<label>.csv of a label that `scores` does not have.
std::vector<std::string> foreign_evaluations(const SurveyFolder& folder, int run, const RunScores& scores);

}  // namespace emsurvey
