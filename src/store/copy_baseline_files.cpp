#include "store/copy_baseline_files.h"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <set>
#include <system_error>
#include <utility>

#include "base/error.h"
#include "io/file.h"
#include "store/registry.h"
#include "store/run_pages.h"

namespace emsurvey {
namespace {

namespace fs = std::filesystem;

/// The folders that have scores, sorted by name.
std::vector<fs::path> scored_folders(const SurveyFolder& folder) {
  std::vector<fs::path> folders;
  std::error_code error;
  for (fs::directory_iterator entry(folder.copy_baselines(), error), end; !error && entry != end;
       entry.increment(error))
    if (file_exists(SurveyFolder::baseline_scores(entry->path()))) folders.push_back(entry->path());
  std::sort(folders.begin(), folders.end());
  return folders;
}

RunFiles files_of(const fs::path& folder, const RunScores& scores) {
  RunFiles files;
  files.folder = folder.string();
  for (auto& [label, text] : evaluation_texts(scores)) files.evaluations.emplace_back(label, std::move(text));
  return files;
}

/// The splits of a survey, if its registry tells them.
class SurveySplits {
 public:
  explicit SurveySplits(const SurveyFolder& folder) {
    if (auto registry = read_registry(folder)) known_ = std::move(registry->splits);
  }
  /// Whether the survey may have the split.
  bool contain(const std::string& identity) const { return !known_ || known_->contains(identity); }

 private:
  std::optional<std::set<std::string>> known_;
};

}  // namespace

SurveyFolder::Path copy_baseline_folder(const SurveyFolder& folder, const Experiment& experiment) {
  constexpr std::size_t digits = 8;
  return folder.copy_baselines() /
         (to_string(experiment.split_rule.scheme) + "-" + std::to_string(experiment.split) + "-" +
          experiment.split_identity.substr(0, digits));
}

bool has_copy_baseline(const SurveyFolder& folder, const Experiment& experiment) {
  const auto path = SurveyFolder::baseline_scores(copy_baseline_folder(folder, experiment));
  if (!file_exists(path)) return false;
  try {
    return read_any_scores(path).identity == experiment.split_identity;
  } catch (const FileError&) {
    throw;
  } catch (const InputError&) {
    return false;
  }
}

void write_copy_baseline(const SurveyFolder& folder, const Experiment& experiment, const RunScores& scores) {
  const fs::path place = copy_baseline_folder(folder, experiment);
  folder.make(place / "evaluation");
  for (const RunPage& page : evaluation_pages(scores)) write_file(place / page.name, page.text, Flush::later);
  write_scores(SurveyFolder::baseline_scores(place), {experiment.split_identity, scores});
}

StoredBaselines read_copy_baselines(const SurveyFolder& folder, Mending mending) {
  StoredBaselines stored;
  const SurveySplits splits(folder);
  std::set<std::string> seen;
  for (const fs::path& place : scored_folders(folder)) {
    try {
      const StoredScores scores = read_any_scores(SurveyFolder::baseline_scores(place));
      if (!splits.contain(scores.identity)) {
        stored.notes.push_back(place.string() +
                               ": is the copy baseline of other data or of a split that the survey does not "
                               "have; it is left out, and can be deleted");
        continue;
      }
      if (!seen.insert(scores.identity).second) continue;
      stored.baselines.push_back(files_of(place, scores.scores));
      if (mending == Mending::none) continue;
      for (auto& line : renew_pages(folder, place, evaluation_pages(scores.scores)))
        stored.notes.push_back(std::move(line));
    } catch (const InputError& error) {
      stored.problems.push_back(
          std::string(error.what()) +
          "; this copy baseline is left out of the tables until the survey's command has "
          "scored it again");
    }
  }
  return stored;
}

std::vector<std::string> copy_baseline_faults(const SurveyFolder& folder) {
  std::vector<std::string> faults;
  const SurveySplits splits(folder);
  for (const fs::path& place : scored_folders(folder)) {
    try {
      const StoredScores scores = read_any_scores(SurveyFolder::baseline_scores(place));
      if (!splits.contain(scores.identity)) continue;
      for (auto& line : page_faults(place, evaluation_pages(scores.scores)))
        faults.push_back(std::move(line));
    } catch (const InputError& error) {
      faults.emplace_back(error.what());
    }
  }
  return faults;
}

}  // namespace emsurvey
