#include "store/scores_file.h"

#include <nlohmann/json.hpp>

#include "base/error.h"
#include "base/unless_damaged.h"
#include "io/checksummed.h"
#include "io/file.h"
#include "io/hdf5.h"

namespace emsurvey {
namespace {

constexpr std::int64_t format_version = 1;
const std::string remedy = "delete it and the run is tested again";

/// Whether a column can have this value. Counts are numbers of regions in an image.
bool is_possible(const ScoreColumn& column, double value) {
  constexpr double most_regions = 1e12;
  return !column.is_count() || (value >= 0 && value <= most_regions);
}

}  // namespace

void write_scores(const std::filesystem::path& path, const StoredScores& stored) {
  const RunScores& scores = stored.scores;
  Hdf5Writer file;
  file.attribute("/", "format_version", format_version);
  file.attribute("/", "identity", stored.identity);
  file.attribute("/", "labels", nlohmann::json(scores.labels).dump());
  file.attribute("/", "images", nlohmann::json(scores.images).dump());
  for (std::size_t label = 0; label < scores.labels.size(); ++label) {
    for (const ScoreColumn& column : score_columns()) {
      std::vector<double> values;
      for (const LabelScores& image : scores.scores[label]) values.push_back(column.value(image));
      file.write<double>("/scores/" + std::to_string(label) + "/" + column.name, values, {values.size()});
    }
  }
  write_checksummed(path, file.finish());
}

void write_scores(const std::filesystem::path& path, const RunDescription& run, const RunScores& scores) {
  write_scores(path, {run.identity, scores});
}

StoredScores read_any_scores(const std::filesystem::path& path) {
  const Hdf5Reader file(read_checksummed(path), path.string());
  const std::string subject = path.string();
  require(file.integer_attribute("/", "format_version") == format_version, subject,
          "has another format version", remedy);
  StoredScores stored{file.text_attribute("/", "identity"), {}};
  RunScores& scores = stored.scores;
  try {
    scores.labels = nlohmann::json::parse(file.text_attribute("/", "labels")).get<std::vector<std::string>>();
    scores.images = nlohmann::json::parse(file.text_attribute("/", "images")).get<std::vector<std::string>>();
  } catch (const nlohmann::json::exception&) {
    throw InputError(subject, "is damaged", remedy);
  }
  for (std::size_t label = 0; label < scores.labels.size(); ++label) {
    scores.scores.emplace_back(scores.images.size());
    for (const ScoreColumn& column : score_columns()) {
      const auto values = file.read<double>("/scores/" + std::to_string(label) + "/" + column.name);
      require(values.size() == scores.images.size(), subject, "is damaged", remedy);
      for (std::size_t i = 0; i < values.size(); ++i) {
        require(is_possible(column, values[i]), subject, "is damaged", remedy);
        column.set(scores.scores[label][i], values[i]);
      }
    }
  }
  return stored;
}

RunScores read_scores(const std::filesystem::path& path, const RunDescription& run) {
  StoredScores stored = read_any_scores(path);
  require(stored.identity == run.identity, path.string(), "belongs to another experiment", remedy);
  return std::move(stored.scores);
}

std::optional<RunScores> intact_scores(const std::filesystem::path& path, const RunDescription& run) {
  if (!file_exists(path)) return {};
  return unless_damaged([&] { return std::optional(read_scores(path, run)); });
}

bool is_scored(const std::filesystem::path& path, const RunDescription& run) {
  return intact_scores(path, run).has_value();
}

}  // namespace emsurvey
