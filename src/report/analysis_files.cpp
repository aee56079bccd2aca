#include "report/analysis_files.h"

#include <algorithm>

#include "base/error.h"
#include "base/number.h"
#include "io/csv.h"
#include "io/file.h"
#include "statistics/analysis_tables.h"

namespace emsurvey {

namespace fs = std::filesystem;

namespace {

/// Returns analysis_settings.csv as earlier versions wrote it, without the trainings that diverged or failed.
std::string earlier_settings(const SurveyAnalysis& analysis) {
  CsvTable table = settings_table(analysis);
  const std::size_t columns = table.find_column("diverged").value();
  table.header.resize(columns);
  for (auto& row : table.rows) row.resize(columns);
  return format_csv(table);
}

}  // namespace

void write_analysis(const fs::path& folder, const SurveyAnalysis& analysis) {
  for (const auto& [name, text] : analysis_files(analysis)) write_file(folder / name, text);
}

std::vector<fs::path> differing_analysis(const fs::path& folder, const SurveyAnalysis& analysis) {
  std::vector<fs::path> differing;
  for (const auto& [name, text] : analysis_files(analysis)) {
    const bool is_same =
        file_holds(folder / name, text) ||
        (name == "analysis_settings.csv" && file_holds(folder / name, earlier_settings(analysis)));
    if (!is_same) differing.push_back(folder / name);
  }
  return differing;
}

bool has_analysis(const fs::path& folder) {
  const auto files = analysis_files({});
  return std::any_of(files.begin(), files.end(),
                     [&](const auto& file) { return file_exists(folder / file.first); });
}

std::optional<double> stored_margin(const fs::path& folder) {
  try {
    const fs::path path = folder / "analysis_pairs.csv";
    const CsvTable table = parse_csv(read_file(path), path.string());
    const auto column = table.find_column("margin");
    if (!column || table.rows.empty()) return std::nullopt;
    const auto margin = parse_number(table.rows.front()[*column]);
    return margin && *margin > 0 ? margin : std::nullopt;
  } catch (const InputError&) {
    return std::nullopt;
  }
}

}  // namespace emsurvey
