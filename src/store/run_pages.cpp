#include "store/run_pages.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "base/number.h"
#include "io/file.h"
#include "report/html.h"
#include "score/evaluation.h"
#include "store/grown_options.h"
#include "store/label_images.h"

namespace emsurvey {
namespace {

const char* const options_name = "options.json";

std::string fault_text(const std::filesystem::path& path, const RunPage& page) {
  std::error_code error;
  const bool is_there = std::filesystem::exists(path, error) || error;
  return path.string() + ": " + (is_there ? "differs from what " + page.source + " gives" : "is missing");
}

/// Whether the file is an options.json that was written before the grid grew.
bool is_before_growth(const std::filesystem::path& path, const RunPage& page) {
  constexpr std::size_t limit_bytes = std::size_t{1} << 24;
  try {
    return page.name == options_name && is_same_but_grown(read_file(path, limit_bytes), page.text);
  } catch (const InputError&) {
    return false;
  }
}

/// Returns a paragraph on the thresholds of the labels; nothing if all have the default.
std::string thresholds_text(const RunScores& scores) {
  if (scores.thresholds.empty()) return "";
  std::string text;
  for (std::size_t label = 0; label < scores.labels.size(); ++label)
    text += (label > 0 ? ", " : "") + escaped_html(scores.labels[label]) + " " +
            number_cell(scores.thresholds[label]);
  return "<p>Scores are of the masks where the output, from 0 to 1, is above the threshold of the label: " +
         text + ".</p>\n";
}

std::string index_page(const Experiment& experiment, const RunScores& scores) {
  std::string page = "<!DOCTYPE html>\n<meta charset=\"utf-8\">\n<title>run " +
                     std::to_string(experiment.run) +
                     "</title>\n<style>body{font-family:sans-serif}img{width:320px;image-rendering:pixelated}"
                     "td{vertical-align:top}</style>\n<h1>Run " +
                     std::to_string(experiment.run) + ": " + escaped_html(experiment.loss) + " loss, split " +
                     std::to_string(experiment.split) + "</h1>\n" + thresholds_text(scores) +
                     "<table>\n<tr><th>image</th><th>input</th><th>output</th><th>target</th></tr>\n";
  for (const auto& image : scores.images) {
    page += "<tr><td>" + escaped_html(image) + "</td>";
    for (const char* part : {"inputs", "outputs", "targets"}) {
      page += "<td>";
      const bool is_input = std::string(part) == "inputs";
      for (const auto& name :
           label_image_names(image, part, is_input ? std::vector<std::string>{} : scores.labels)) {
        const std::string address = "images/" + relative_address(name);
        page += "<a href=\"" + address + "\"><img src=\"" + address + "\" alt=\"" + escaped_html(name) +
                "\"></a> ";
      }
      page += "</td>";
    }
    page += "</tr>\n";
  }
  return page + "</table>\n";
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

std::vector<RunPage> run_pages(const Experiment& experiment, const std::string& options,
                               const RunScores& scores) {
  std::vector<RunPage> pages = evaluation_pages(scores);
  pages.insert(pages.begin(), options_page(options));
  pages.push_back({"index.html", "scores.h5", index_page(experiment, scores)});
  return pages;
}

void write_pages(const SurveyFolder& folder, int run, const std::vector<RunPage>& pages) {
  folder.make(folder.evaluation(run));
  for (const RunPage& page : pages) write_file(folder.test(run) / page.name, page.text);
}

std::vector<std::string> page_faults(const SurveyFolder& folder, int run, const std::vector<RunPage>& pages) {
  std::vector<std::string> faults;
  for (const RunPage& page : pages) {
    const auto path = folder.test(run) / page.name;
    if (!file_holds(path, page.text) && !is_before_growth(path, page))
      faults.push_back(fault_text(path, page));
  }
  return faults;
}

std::vector<std::string> renew_pages(const SurveyFolder& folder, int run, const std::vector<RunPage>& pages) {
  std::vector<std::string> lines;
  for (const RunPage& page : pages) {
    const auto path = folder.test(run) / page.name;
    if (file_holds(path, page.text)) continue;
    const std::string fault = fault_text(path, page);
    const bool is_expected = is_before_growth(path, page);
    try {
      folder.make(path.parent_path());
      write_file(path, page.text);
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
