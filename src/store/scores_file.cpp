#include "store/scores_file.h"

#include <array>
#include <nlohmann/json.hpp>
#include <utility>

#include "base/error.h"
#include "base/unless_damaged.h"
#include "io/checksummed.h"
#include "io/file.h"
#include "io/hdf5.h"

namespace emsurvey {
namespace {

constexpr std::int64_t format_version = 1;
const std::string remedy = "delete it and the run is tested again";

/// Number of columns of the first version. Columns that later versions add stand behind them.
constexpr std::size_t first_columns = 16;

std::string column_place(std::size_t label, const ScoreColumn& column) {
  return "/scores/" + std::to_string(label) + "/" + column.name;
}

/// Returns the columns of the file, which has all columns or, of an earlier version, only the first ones.
std::span<const ScoreColumn> columns_of(const Hdf5Reader& file, bool has_labels) {
  std::size_t count = first_columns;
  const auto all = score_columns();
  while (has_labels && count < all.size() && file.has(column_place(0, all[count]))) ++count;
  return all.first(has_labels ? count : all.size());
}

const std::string curve_thresholds_place = "/threshold_curves/thresholds";

/// Scores of a curve and their names.
constexpr std::array<std::pair<const char*, std::vector<double> ThresholdCurve::*>, 2> curve_columns{
    {{"F_score", &ThresholdCurve::f_score}, {"semantic_Jaccard", &ThresholdCurve::semantic_jaccard}}};

std::string curve_place(std::size_t label, const char* column) {
  return "/threshold_curves/" + std::to_string(label) + "/" + column;
}

void write_curves(Hdf5Writer& file, const RunCurves& curves) {
  if (curves.thresholds.empty()) return;
  const std::size_t size = curves.thresholds.size();
  file.write<double>(curve_thresholds_place, curves.thresholds, {size});
  for (std::size_t label = 0; label < curves.images.size(); ++label) {
    for (const auto& [name, member] : curve_columns) {
      std::vector<double> values;
      for (const ThresholdCurve& curve : curves.images[label])
        values.insert(values.end(), (curve.*member).begin(), (curve.*member).end());
      file.write<double>(curve_place(label, name), values, {curves.images[label].size(), size});
    }
  }
}

/// Reads the curves of `labels` labels and `images` images, if the file has any.
RunCurves read_curves(const Hdf5Reader& file, std::size_t labels, std::size_t images,
                      const std::string& subject) {
  RunCurves curves;
  if (!file.has(curve_thresholds_place)) return curves;
  curves.thresholds = file.read<double>(curve_thresholds_place);
  const std::size_t size = curves.thresholds.size();
  curves.images.assign(labels, std::vector<ThresholdCurve>(images));
  for (std::size_t label = 0; label < labels; ++label) {
    for (const auto& [name, member] : curve_columns) {
      const auto values = file.read<double>(curve_place(label, name));
      require(values.size() == images * size, subject, "is damaged", remedy);
      for (std::size_t image = 0; image < images; ++image) {
        const auto begin = values.begin() + static_cast<std::ptrdiff_t>(image * size);
        (curves.images[label][image].*member).assign(begin, begin + static_cast<std::ptrdiff_t>(size));
      }
    }
  }
  return curves;
}

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
  if (!scores.thresholds.empty()) file.attribute("/", "thresholds", nlohmann::json(scores.thresholds).dump());
  for (std::size_t label = 0; label < scores.labels.size(); ++label) {
    for (const ScoreColumn& column : score_columns()) {
      std::vector<double> values;
      for (const LabelScores& image : scores.scores[label]) values.push_back(column.value(image));
      file.write<double>(column_place(label, column), values, {values.size()});
    }
  }
  write_curves(file, scores.curves);
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
    if (file.has_attribute("/", "thresholds"))
      scores.thresholds =
          nlohmann::json::parse(file.text_attribute("/", "thresholds")).get<std::vector<double>>();
  } catch (const nlohmann::json::exception&) {
    throw InputError(subject, "is damaged", remedy);
  }
  require(scores.thresholds.empty() || scores.thresholds.size() == scores.labels.size(), subject,
          "is damaged", remedy);
  scores.curves = read_curves(file, scores.labels.size(), scores.images.size(), subject);
  scores.columns = columns_of(file, !scores.labels.empty());
  for (std::size_t label = 0; label < scores.labels.size(); ++label) {
    scores.scores.emplace_back(scores.images.size());
    for (const ScoreColumn& column : scores.columns) {
      const auto values = file.read<double>(column_place(label, column));
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
