#include "store/run_pages.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "base/number.h"
#include "io/file.h"
#include "score/evaluation.h"
#include "store/grown_options.h"
#include "store/label_images.h"
#include "store/run_index.h"

namespace emsurvey {
namespace {

const char* const options_name = "options.json";
const char* const index_name = "index.html";

std::string fault_text(const std::filesystem::path& path, const RunPage& page) {
  std::error_code error;
  const bool is_there = std::filesystem::exists(path, error) || error;
  return path.string() + ": " + (is_there ? "differs from what " + page.source + " gives" : "is missing");
}

/// Whether the file is an options.json that was written before the grid grew, or an index.html of an
/// earlier version.
bool is_earlier(const std::filesystem::path& path, const RunPage& page) {
  constexpr std::size_t limit_bytes = std::size_t{1} << 24;
  if (page.name != options_name && page.name != index_name) return false;
  try {
    const std::string text = read_file(path, limit_bytes);
    return page.name == options_name ? is_same_but_grown(text, page.text) : is_earlier_index(text);
  } catch (const InputError&) {
    return false;
  }
}

}  // namespace

std::vector<std::pair<std::string, std::string>> evaluation_texts(const RunScores& scores) {
  std::vector<std::pair<std::string, std::string>> texts;
  for (std::size_t label = 0; label < scores.labels.size(); ++label) {
    std::vector<ScoredImage> rows;
    for (std::size_t i = 0; i < scores.images.size(); ++i) {
      const auto path = [&](const char* part) {
        return "../images/" + label_image_name(scores.images[i], part, scores.labels, label);
      };
      rows.push_back({path("outputs"), path("targets"), scores.scores[label][i]});
    }
    CsvTable table = evaluation_table(rows, scores.columns);
    if (!scores.thresholds.empty()) {
      table.header.emplace_back("threshold");
      for (auto& row : table.rows) row.push_back(number_cell(scores.thresholds[label]));
    }
    texts.emplace_back(scores.labels[label], format_csv(table));
  }
  return texts;
}

std::vector<RunPage> evaluation_pages(const RunScores& scores) {
  std::vector<RunPage> pages;
  for (auto& [label, text] : evaluation_texts(scores))
    pages.push_back({"evaluation/" + label + ".csv", "scores.h5", std::move(text)});
  return pages;
}

RunPage options_page(const std::string& options) {
  return {options_name, "the survey's grid", options};
}

std::vector<RunPage> run_pages(const RunDescription& run, const std::string& options,
                               const RunScores& scores) {
  std::vector<RunPage> pages = evaluation_pages(scores);
  pages.insert(pages.begin(), options_page(options));
  pages.push_back({index_name, "scores.h5", run_index(run, scores)});
  return pages;
}

void write_pages(const SurveyFolder& folder, int run, const std::vector<RunPage>& pages) {
  folder.make(folder.evaluation(run));
  for (const RunPage& page : pages) write_file(folder.test(run) / page.name, page.text, Flush::later);
}

std::vector<std::string> page_faults(const SurveyFolder::Path& place, const std::vector<RunPage>& pages) {
  std::vector<std::string> faults;
  for (const RunPage& page : pages) {
    const auto path = place / page.name;
    if (!file_holds(path, page.text) && !is_earlier(path, page)) faults.push_back(fault_text(path, page));
  }
  return faults;
}

std::vector<std::string> renew_pages(const SurveyFolder& folder, const SurveyFolder::Path& place,
                                     const std::vector<RunPage>& pages) {
  std::vector<std::string> lines;
  for (const RunPage& page : pages) {
    const auto path = place / page.name;
    if (file_holds(path, page.text)) continue;
    const std::string fault = fault_text(path, page);
    const bool is_expected = is_earlier(path, page);
    try {
      folder.make(path.parent_path());
      write_file(path, page.text, Flush::later);
      if (!is_expected) lines.push_back(fault + "; rewritten");
    } catch (const FileError& error) {
      lines.push_back(fault + ", and cannot be rewritten: " + error.what());
    }
  }
  return lines;
}

std::vector<std::string> foreign_evaluations(const SurveyFolder& folder, int run, const RunScores& scores) {
  std::vector<std::string> lines;
  std::error_code error;
  for (std::filesystem::directory_iterator entry(folder.evaluation(run), error), end; !error && entry != end;
       entry.increment(error)) {
    const auto& path = entry->path();
    const bool is_evaluation = path.extension() == ".csv" && path.filename().string().front() != '.';
    const auto& labels = scores.labels;
    if (!is_evaluation || std::find(labels.begin(), labels.end(), path.stem().string()) != labels.end())
      continue;
    lines.push_back(path.string() +
                    ": belongs to a label that is not in scores.h5, so it is not in the tables; remove it");
  }
  std::sort(lines.begin(), lines.end());
  return lines;
}

}  // namespace emsurvey
