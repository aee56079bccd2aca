#include "score_pairs.h"

#include <algorithm>
#include <map>

#include "base/error.h"
#include "base/listing.h"
#include "data/name_pattern.h"
#include "io/image_file.h"

namespace emsurvey {
namespace {

namespace fs = std::filesystem;

using Files = std::map<std::string, fs::path>;

std::vector<fs::path> images_of(const fs::path& folder) {
  require(fs::is_directory(folder), folder.string(), "is not a folder", "name a folder of label images");
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (has_image_suffix(entry.path()) && !entry.path().filename().string().starts_with('.'))
      files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

/// Returns the files that match a pattern, by section name.
Files files_of(const NamePattern& pattern, const std::vector<fs::path>& images) {
  Files files;
  for (const fs::path& image : images) {
    const auto name = pattern.name_in(image);
    if (!name) continue;
    const auto [known, is_new] = files.emplace(*name, image);
    require(is_new, image.string(), "has the name of " + known->second.filename().string(),
            "remove or rename one of them");
  }
  return files;
}

/// Returns the files of a path with a pattern; of a folder, the files with one of `endings`, where earlier
/// endings take precedence.
Files files_named(const fs::path& text, const std::vector<std::string>& endings) {
  const NamePattern pattern = name_pattern_from(text);
  const std::vector<fs::path> images = images_of(pattern.folder);
  if (!pattern.is_plain()) return files_of(pattern, images);
  Files files;
  for (const std::string& ending : endings) files.merge(files_of({pattern.folder, "", ending}, images));
  return files;
}

std::vector<std::string> stems_of(const std::vector<fs::path>& files) {
  std::vector<std::string> stems;
  for (const fs::path& file : files) stems.push_back(file.stem().string());
  return stems;
}

}  // namespace

std::vector<ScorePair> match_pairs(const fs::path& predicted, const fs::path& truth) {
  const Files predictions = files_named(predicted, {"-outputs.png"});
  const Files true_images = files_named(truth, {".png", "-targets.png"});
  const fs::path folder = name_pattern_from(predicted).folder;
  if (predictions.empty()) {
    const std::vector<std::string> held = stems_of(images_of(folder));
    throw InputError(predicted.string(),
                     "holds no prediction" + (held.empty() ? "" : ", but " + listed(held)),
                     "name a folder with NAME-outputs.png, or write * for NAME in a path, as 'DIR/*ENDING'");
  }
  std::vector<ScorePair> pairs;
  std::vector<std::string> unmatched;
  for (const auto& [name, file] : predictions) {
    const auto found = true_images.find(name);
    if (found == true_images.end())
      unmatched.push_back(file.filename().string());
    else
      pairs.push_back({name, file, found->second});
  }
  if (unmatched.empty()) return pairs;
  std::vector<std::string> left;
  for (const auto& [name, file] : true_images) {
    if (predictions.count(name) == 0) left.push_back(file.filename().string());
  }
  throw InputError(
      truth.string(),
      "has no true image for " + listed(unmatched) +
          (left.empty() ? "" : ", but " + listed(left) + " without a prediction"),
      "add NAME.png or NAME-targets.png, write * for NAME in a path, as 'DIR/*ENDING', or remove the "
      "prediction");
}

}  // namespace emsurvey
