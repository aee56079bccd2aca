#include "score_pairs.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/error.h"
#include "base/listing.h"
#include "data/name_pattern.h"
#include "io/file.h"
#include "io/image_file.h"

namespace emsurvey {
namespace {

namespace fs = std::filesystem;

using Files = std::map<std::string, fs::path>;

std::vector<fs::path> images_of(const fs::path& folder) {
  require_folder(folder, "name a folder of label images");
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (has_image_suffix(entry.path()) && !entry.path().filename().string().starts_with('.'))
      files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

/// The files of a folder, by name: those that fit its pattern or, without a pattern, whose stem has one of
/// `endings`.
Files files_named(const fs::path& text, const std::vector<std::string>& endings) {
  const NamePattern pattern = name_pattern_from(text);
  std::vector<NamePattern> patterns{pattern};
  if (pattern.is_plain()) {
    patterns.clear();
    for (const std::string& ending : endings) patterns.push_back({pattern.folder, "", ending});
  }
  Files files;
  for (const fs::path& image : images_of(pattern.folder)) {
    for (const NamePattern& one : patterns) {
      const auto name = one.name_in(image);
      if (!name) continue;
      const auto [known, is_new] = files.emplace(*name, image);
      require(is_new, image.string(),
              "has the name of " + known->second.filename().string() + ", " + *name + " without its ending",
              "remove one of them, or write * for NAME in a path, as 'DIR/*ENDING'");
    }
  }
  return files;
}

std::vector<std::string> file_names_of(const std::vector<fs::path>& files) {
  std::vector<std::string> names;
  for (const fs::path& file : files) names.push_back(file.filename().string());
  return names;
}

/// The names of those of `files` that are in no pair, each once: a file may have two names.
std::vector<std::string> names_beside(const std::vector<ScorePair>& pairs, const Files& files) {
  std::set<fs::path> rest;
  for (const auto& [name, file] : files) rest.insert(file);
  for (const ScorePair& pair : pairs) rest.erase(pair.truth);
  return file_names_of({rest.begin(), rest.end()});
}

}  // namespace

std::vector<ScorePair> match_pairs(const fs::path& predicted, const fs::path& truth) {
  const Files predictions = files_named(predicted, {"-outputs"});
  const Files true_images = files_named(truth, {"", "-targets"});
  const fs::path folder = name_pattern_from(predicted).folder;
  if (predictions.empty()) {
    const std::vector<std::string> held = file_names_of(images_of(folder));
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
  const std::vector<std::string> left = names_beside(pairs, true_images);
  throw InputError(
      truth.string(),
      "has no true image for " + listed(unmatched) +
          (left.empty() ? "" : ", but " + listed(left) + " without a prediction"),
      "add NAME.png or NAME-targets.png, write * for NAME in a path, as 'DIR/*ENDING', or remove the "
      "prediction");
}

}  // namespace emsurvey
