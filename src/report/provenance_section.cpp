#include <algorithm>
#include <set>

#include "base/joined.h"
#include "report/html.h"
#include "report/sections.h"
#include "report/setting_names.h"
#include "statistics/number_words.h"
#include "tables/copy_baseline_rows.h"

namespace emsurvey {
namespace {

/// Returns "prefix value suffix", or nothing if the value is empty.
std::string with(const std::string& prefix, const std::string& value, const std::string& suffix = "") {
  return value.empty() ? "" : prefix + value + suffix;
}

std::string length_text(const Provenance& provenance) {
  const std::string steps = provenance.setting("steps");
  return steps.empty() ? with(" for ", provenance.setting("epochs"), " epochs") : " for " + steps + " steps";
}

/// What was trained, from the settings.
std::string training_text(const Provenance& provenance) {
  const auto setting = [&](const char* key) { return provenance.setting(key); };
  std::string text =
      "Networks of the type " + setting("network") + with(" with ", setting("filters"), " filters") +
      with(" (model ", setting("model"), ")") + " were trained with emsurvey " + provenance.fact("emsurvey") +
      with(" (commit ", provenance.fact("commit"), ")") + with(", LibTorch ", provenance.fact("LibTorch")) +
      length_text(provenance) + with(" with batches of ", setting("batch")) +
      with(" of crops of ", setting("crop"), " pixels a side") +
      with(" by Adam at a learning rate of ", setting("lr")) + with(" and beta1 ", setting("beta1")) +
      with(", with the loss functions ", setting("loss")) + ".";
  if (const std::string scale = setting("scale"); !scale.empty() && scale != "1")
    text += " Sections were scaled by " + scale + ".";
  return text + with(" The data set has the SHA-256 ", provenance.fact("data set (SHA-256)"), ".");
}

/// How settings were compared, from the design.
std::string comparison_text(const ScoreRows& rows, const SurveyAnalysis& analysis) {
  const Design& design = analysis.design;
  const bool has_overlap =
      std::any_of(design.overlap.begin(), design.overlap.end(), [](double overlap) { return overlap > 0; });
  const auto runs = static_cast<std::size_t>(std::count_if(
      rows.runs.begin(), rows.runs.end(), [](const auto& run) { return run.loss != copy_baseline_loss; }));
  std::string text =
      "Each of " + counted_text(analysis.settings.size(), "setting") + " was trained on " +
      counted_text(design.splits, "split") + with(" of the scheme ", design.scheme) + " with " +
      counted_text(design.repeats, "repeat") + " each, " + counted_text(runs, "training") +
      " in all; settings of one split and repeat shared sections, crops and initial weights. Scores are "
      "adapted Rand F-scores in the SNEMI3D definition, means over the test images of a training; regions are "
      "8-connected. ";
  text += !design.is_paired ? "Settings were compared by Welch's t test over trainings"
          : has_overlap
              ? "Settings were compared by the corrected resampled t test over splits (Nadeau and Bengio, "
                "Machine Learning 52, 2003)"
              : "Settings were compared by the paired t test over trainings";
  return text +
         ", with p values corrected by Holm's method within each label at level 0.05; intervals are 95 % intervals.";
}

std::string facts_table(const Provenance& provenance) {
  std::string html = "<tbody>\n";
  for (const auto& [name, value] : provenance.facts)
    html += "<tr>" + html_element("th", name) + "<td class=\"value\">" + escaped_html(value) + "</td></tr>\n";
  for (const auto& [key, values] : provenance.settings)
    html += "<tr><th><code>" + escaped_html(key) + "</code></th><td class=\"value\">" + escaped_html(values) +
            "</td></tr>\n";
  return html_table_frame(html + "</tbody>\n");
}

/// Sections by which settings were tested, as the tables know them.
std::string sections_text(const ScoreRows& rows) {
  std::set<std::string> tested;
  for (const ScoreRow& row : rows.rows) tested.insert(row.image);
  std::set<std::string> sizes;
  for (const RunEvaluation& run : rows.runs)
    if (run.n_train && run.n_test)
      sizes.insert(std::to_string(*run.n_train) + " training and " + std::to_string(*run.n_test) +
                   " test sections");
  std::string text = counted_text(tested.size(), "section") + (tested.size() == 1 ? " was" : " were") +
                     " tested over all splits";
  if (!sizes.empty()) text += "; a split has " + joined({sizes.begin(), sizes.end()});
  return text + ".";
}

}  // namespace

std::string provenance_section(const ScoreRows& rows, const PageParts& parts) {
  if (rows.runs.empty()) return {};
  std::string html;
  if (parts.provenance)
    html += html_element("h3", "Methods, to be pasted") + "\n<blockquote>" +
            html_paragraph(training_text(*parts.provenance) + " " + comparison_text(rows, parts.analysis)) +
            "</blockquote>\n";
  html += html_element("h3", "Splits") + "\n" + html_paragraph(sections_text(rows)) +
          html_list(parts.split_audit);
  if (parts.provenance)
    html += html_element("h3", "Software, machine and settings") + "\n" + facts_table(*parts.provenance);
  return html_section("provenance", "Where the results come from", html);
}

}  // namespace emsurvey
