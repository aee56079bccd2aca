#include "predict/prediction_record.h"

#include <nlohmann/json.hpp>

#include "base/error.h"
#include "base/listing.h"
#include "io/file.h"

namespace emsurvey {
namespace {

using Json = nlohmann::ordered_json;

/// Returns the record; each key is what messages call its value.
Json record_of(const PredictionSource& source, const PredictionOptions& options) {
  const auto values = options.values == LabelValues::grey      ? "grey"
                      : options.values == LabelValues::float16 ? "float16"
                                                               : "float32";
  const auto format = options.format == OutputFormat::png    ? "png"
                      : options.format == OutputFormat::tiff ? "tiff"
                                                             : "hdf5";
  Json record{{"networks", source.networks},
              {"input", std::filesystem::absolute(source.input).lexically_normal().string()},
              {"output-format", format},
              {"values", values},
              {"tta", options.uses_all_orientations},
              {"regions", options.has_regions}};
  if (options.has_regions) record["thresholds"] = options.thresholds;
  if (options.grey_ends) record["grey-range"] = {options.grey_ends->first, options.grey_ends->second};
  return record;
}

/// Returns the first key in which the records differ; empty if they are equal.
std::string difference(const Json& one, const Json& other) {
  for (const Json& record : {one, other}) {
    for (const auto& [key, value] : record.items()) {
      if (!one.contains(key) || !other.contains(key) || one[key] != other[key]) return key;
    }
  }
  return {};
}

}  // namespace

PredictionRecord::PredictionRecord(const std::filesystem::path& folder, const PredictionSource& source,
                                   const PredictionOptions& options, const PredictionFiles& files)
    : folder_(folder) {
  const Json record = record_of(source, options);
  text_ = record.dump(2) + "\n";
  const std::filesystem::path path = folder / "predict.json";
  const std::string remedy = "choose another folder, or remove what it holds";
  if (!file_exists(path)) {
    const auto others = files.existing_files();
    require(others.empty(), folder.string(), "already holds " + listed(others) + " of another origin",
            remedy);
    return;
  }
  constexpr std::size_t most_bytes = std::size_t{1} << 24;
  const Json known = Json::parse(read_file(path, most_bytes), nullptr, /*allow_exceptions=*/false);
  require(known.is_object(), path.string(), "is damaged", remedy);
  const std::string key = difference(known, record);
  require(key.empty(), folder.string(), "holds predictions with other " + key + " (see predict.json)",
          remedy);
}

void PredictionRecord::write() const {
  make_folder(folder_);
  if (!file_exists(folder_ / "predict.json")) write_file(folder_ / "predict.json", text_);
}

}  // namespace emsurvey
