#include "run/run_pages.h"

#include "io/file.h"
#include "report/html.h"
#include "run/label_images.h"
#include "score/evaluation.h"

namespace emsurvey {
namespace {

std::string evaluation_name(const std::string& label) {
  return label + ".csv";
}

std::string index_page(const Experiment& experiment, const RunScores& scores) {
  std::string page = "<!DOCTYPE html>\n<meta charset=\"utf-8\">\n<title>run " +
                     std::to_string(experiment.run) +
                     "</title>\n<style>body{font-family:sans-serif}img{width:320px;image-rendering:pixelated}"
                     "td{vertical-align:top}</style>\n<h1>Run " +
                     std::to_string(experiment.run) + ": " + escaped_html(experiment.loss) + " loss, split " +
                     std::to_string(experiment.split) +
                     "</h1>\n<table>\n<tr><th>image</th><th>input</th><th>output</th><th>target</th></tr>\n";
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

void write_run_pages(const SurveyFolder& folder, const Experiment& experiment, const RunScores& scores) {
  make_folder(folder.evaluation(experiment.run));
  write_file(folder.options(experiment.run), options_json(experiment));
  for (std::size_t label = 0; label < scores.labels.size(); ++label) {
    std::vector<ScoredImage> rows;
    for (std::size_t i = 0; i < scores.images.size(); ++i) {
      const auto path = [&](const char* part) {
        return "../images/" + label_image_name(scores.images[i], part, scores.labels, label);
      };
      rows.push_back({path("outputs"), path("targets"), scores.scores[label][i]});
    }
    write_file(folder.evaluation(experiment.run) / evaluation_name(scores.labels[label]),
               format_csv(evaluation_table(rows)));
  }
  write_file(folder.index(experiment.run), index_page(experiment, scores));
}

bool has_run_pages(const SurveyFolder& folder, const Experiment& experiment, const RunScores& scores) {
  bool is_complete = file_exists(folder.options(experiment.run)) &&
                     read_file(folder.options(experiment.run)) == options_json(experiment) &&
                     file_exists(folder.index(experiment.run));
  for (const auto& label : scores.labels) {
    is_complete = is_complete && file_exists(folder.evaluation(experiment.run) / evaluation_name(label));
  }
  return is_complete;
}

}  // namespace emsurvey
