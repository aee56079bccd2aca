#include "report/page_files.h"

#include <nlohmann/json.hpp>

#include "base/error.h"
#include "io/file.h"

namespace emsurvey {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t largest_bytes = std::size_t{256} << 20;

/// Returns the text of a file; nothing if it is missing. Throws InputError if it cannot be read.
std::optional<std::string> text_of(const fs::path& path) {
  if (!file_exists(path)) return std::nullopt;
  return read_file(path, largest_bytes);
}

std::optional<CsvTable> table_of(const fs::path& path) {
  const auto text = text_of(path);
  return text ? std::optional<CsvTable>(parse_csv(*text, path.string())) : std::nullopt;
}

/// Appends the table of a training. One that cannot be read is left out, since a log is no result.
void append_curve(const fs::path& path, int run, std::vector<TrainingCurve>& curves) {
  try {
    if (auto table = table_of(path)) curves.push_back({run, std::move(*table)});
  } catch (const InputError&) {
  }
}

/// Returns the summary and the verdict of the audit of the splits.
std::vector<std::string> audit_of(const fs::path& path) {
  const auto text = text_of(path);
  if (!text) return {};
  const auto json = nlohmann::json::parse(*text, nullptr, false);
  require(json.is_object(), path.string(), "is no JSON object", "continue the survey, which writes it anew");
  std::vector<std::string> lines;
  for (const char* member : {"summary", "verdict"})
    if (json.contains(member) && json[member].is_string()) lines.push_back(json[member].get<std::string>());
  return lines;
}

std::optional<Provenance> provenance_of(const fs::path& survey) {
  const fs::path path = survey / "provenance.json";
  const auto text = text_of(path);
  if (!text) return std::nullopt;
  return read_provenance(*text, text_of(survey / "experiments.json").value_or(""), path.string());
}

}  // namespace

void read_page_files(const fs::path& survey, const ScoreRows& rows, PageParts& parts,
                     const ProgressCallback& on_progress) {
  for (const RunEvaluation& run : rows.runs) {
    on_progress();
    const fs::path folder = survey / "train" / std::to_string(run.number);
    append_curve(folder / "log.csv", run.number, parts.logs);
    append_curve(folder / "validation.csv", run.number, parts.validations);
  }
  const auto read = [&](const auto& read_part) {
    try {
      read_part();
    } catch (const InputError& error) {
      parts.problems.emplace_back(error.what());
    }
  };
  read([&] { parts.thresholds = table_of(survey / "test" / "threshold_curves.csv"); });
  read([&] { parts.trainings = table_of(survey / "test" / "training.csv"); });
  read([&] { parts.split_audit = audit_of(survey / "split_audit.json"); });
  read([&] { parts.provenance = provenance_of(survey); });
}

}  // namespace emsurvey
