#include "report/report.h"

#include "base/error.h"
#include "io/file.h"
#include "report/draw.h"
#include "report/figure_script.h"
#include "report/page.h"
#include "report/page_files.h"

namespace emsurvey {
namespace {

namespace fs = std::filesystem;

Comparison compare_with_file(const ScoreRows& rows, const fs::path& path, std::string* contents = nullptr) {
  constexpr std::size_t largest_bytes = std::size_t{256} << 20;
  const std::string text = read_file(path, largest_bytes);
  if (contents) *contents = text;
  return compare_scores(rows, parse_csv(text, path.string()), path.string());
}

/// Compares with the file given now, or else with the stored file published.csv.
std::optional<Comparison> make_comparison(const fs::path& folder, const ScoreRows& rows,
                                          const std::optional<fs::path>& published,
                                          std::vector<std::string>& problems) {
  const fs::path kept = folder / "published.csv";
  if (published) {
    std::string contents;
    Comparison comparison = compare_with_file(rows, *published, &contents);
    write_file(kept, contents);
    return comparison;
  }
  if (!fs::exists(kept)) return std::nullopt;
  try {
    return compare_with_file(rows, kept);
  } catch (const InputError& error) {
    problems.push_back(std::string(error.what()) + ", or remove the file to stop comparing");
    return std::nullopt;
  }
}

/// Returns the SVG. If the figure cannot be drawn, returns an empty string and sets `problem`.
std::string make_figure(const fs::path& folder, const SurveyAnalysis& analysis,
                        std::optional<std::string>& problem, const ProgressCallback& on_progress) {
  const std::string script = figure_script(analysis);
  if (script.empty()) {
    problem = "figure: no image has an F_score; test the survey's runs first";
    return {};
  }
  write_file(folder / "figure.gnuplot", script);
  try {
    const Drawing drawing = draw(script, on_progress);
    write_file(folder / "figure.svg", drawing.svg);
    write_file(folder / "figure.png", drawing.png);
    return drawing.svg;
  } catch (const InputError& error) {
    problem = error.what();
    std::error_code ignored;
    for (const char* name : {"figure.svg", "figure.png"})
      fs::remove(folder / name, ignored);  // They show other scores.
    return {};
  }
}

/// Removes the survey folder from `lines`, so that the page does not depend on the location of the survey.
std::vector<std::string> without_folder(std::vector<std::string> lines, const std::string& folder) {
  for (std::string& line : lines)
    if (line.starts_with(folder)) line.erase(0, folder.size());
  return lines;
}

}  // namespace

Report make_report(const fs::path& survey, const ScoreRows& rows, const SurveyAnalysis& analysis,
                   const ReportInputs& inputs, const ProgressCallback& on_progress) {
  const fs::path folder = survey / "test";
  Report report;
  report.problems = inputs.problems;
  report.comparison = make_comparison(folder, rows, inputs.published, report.problems);
  if (report.comparison) {
    const auto& notes = report.comparison->notes;
    report.problems.insert(report.problems.end(), notes.begin(), notes.end());
    write_file(folder / "comparison.csv", format_csv(comparison_table(*report.comparison)));
  } else {
    std::error_code ignored;
    fs::remove(folder / "comparison.csv", ignored);  // An old comparison of other scores would mislead.
  }
  PageParts parts;
  parts.analysis = analysis;
  parts.svg = make_figure(folder, parts.analysis, report.figure_problem, on_progress);
  parts.comparison = report.comparison;
  parts.failed = inputs.failed;
  parts.problems = report.problems;
  if (report.figure_problem) parts.problems.push_back(*report.figure_problem);
  read_page_files(survey, rows, parts, on_progress);
  parts.examples = make_examples(folder, rows, parts.analysis, inputs.channels, on_progress);
  parts.problems = without_folder(std::move(parts.problems), (survey / "").string());
  write_file(folder / "report.html", report_page(rows, parts));
  return report;
}

}  // namespace emsurvey
