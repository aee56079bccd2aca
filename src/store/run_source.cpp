#include "store/run_source.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "base/error.h"
#include "io/checksummed.h"
#include "io/file.h"
#include "io/hdf5.h"
#include "store/grown_options.h"
#include "store/run_pages.h"
#include "store/scores_file.h"
#include "tables/threshold_curves.h"

namespace emsurvey {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t options_limit_bytes = std::size_t{1} << 28;
const std::string left_out = "the run is left out of the tables";

/// Reads one run.
class RunReader {
 public:
  RunReader(const SurveyFolder& folder, const std::optional<Registry>& registry, int number, Mending mending)
      : folder_(folder), registry_(registry), number_(number), mending_(mending) {
    files_.number = number;
    files_.folder = folder.test(number).string();
  }

  RunFiles read() {
    try {
      if (!file_exists(folder_.scores(number_))) return without_scores();
      take(read_any_scores(folder_.scores(number_)));
    } catch (const FileError& error) {
      leave_out(std::string(error.what()) + "; " + left_out);
    } catch (const InputError& error) {
      leave_out(std::string(error.what()) + "; " + left_out +
                " until the survey's command has tested it again");
    }
    return std::move(files_);
  }

 private:
  RunFiles without_scores() {
    RunFiles files = read_run_files(folder_.path(), number_);
    const bool is_of_survey = registry_ && registry_->find(number_);
    if (files.evaluations.empty() || !is_of_survey) return files;
    leave_out(folder_.scores(number_).string() +
              ": is missing, so the evaluation of the run cannot be checked; " + left_out +
              " until the survey's command has tested it again");
    return std::move(files_);
  }

  void take(const StoredScores& stored) {
    const RegisteredRun* run = registry_ ? registry_->find(stored.identity) : nullptr;
    if (run) {
      take_registered(*run, stored.scores);
    } else if (registry_ && registry_->find(number_)) {
      leave_out(folder_.scores(number_).string() + ": belongs to another experiment; " + left_out +
                " until the survey's command has tested it again");
    } else {
      take_unregistered(stored);
    }
  }

  void take_registered(const RegisteredRun& run, const RunScores& scores) {
    files_.options = run.options;
    files_.evaluations = texts_of(scores);
    files_.threshold_curve = curve_of(scores);
    files_.number = run.run;
    if (files_.number != number_) {
      files_.notes.push_back(files_.folder + ": holds the scores of run " + std::to_string(files_.number) +
                             ", as whose they count; the survey's command corrects the folders");
      return;
    }
    if (!registry_->has_checksum && has_other_options(run.options))
      return leave_out(folder_.options(number_).string() + ": differs from what " +
                       folder_.registry().string() + " says, and neither has a checksum; " + left_out +
                       " until the survey's command has rewritten both");
    mend(run_pages(run, run.options, scores), scores);
  }

  void take_unregistered(const StoredScores& stored) {
    const std::string path = folder_.options(number_).string();
    std::string text = read_file(path, options_limit_bytes);
    const Json options = Json::parse(text, nullptr, /*allow_exceptions=*/false);
    const std::string remedy =
        "; " + left_out + " until it is restored from a copy, or the survey's command has rewritten it";
    const bool is_of_run = options.is_object() && options.value("identity", Json()) == stored.identity;
    if (!is_of_run) return leave_out(path + ": is damaged or of another experiment than scores.h5" + remedy);
    if (!registry_ && differs_from_checkpoint(options, stored.identity))
      return leave_out(path + ": differs from what the checkpoint of the run says" + remedy);
    if (options.value("run", Json()) != number_)
      files_.notes.push_back(path + ": is of run " + options.value("run", Json()).dump() +
                             "; the folder's number counts");
    if (!registry_)
      files_.notes.push_back(
          folder_.registry().string() +
          ": is missing, so options.json of the runs cannot be checked; restore it, or run "
          "the survey's command again");
    files_.options = std::move(text);
    files_.evaluations = texts_of(stored.scores);
    files_.threshold_curve = curve_of(stored.scores);
    mend(evaluation_pages(stored.scores), stored.scores);
  }

  /// Whether options.json is intact but differs from `options`. It may lack the new axes, as in shards of a
  /// survey that has grown since.
  bool has_other_options(const std::string& options) const {
    const auto path = folder_.options(number_);
    if (!file_exists(path)) return false;
    const std::string text = read_file(path, options_limit_bytes);
    return Json::accept(text) && !is_same_but_grown(text, options);
  }

  /// Whether an intact checkpoint of the experiment has options that `options` does not contain.
  bool differs_from_checkpoint(const Json& options, const std::string& identity) const {
    for (const auto& path : {folder_.checkpoint(number_), folder_.previous_checkpoint(number_)}) {
      if (!file_exists(path)) continue;
      try {
        const Hdf5Reader checkpoint(read_checksummed(path), path.string());
        if (checkpoint.text_attribute("/", "identity") != identity) continue;
        const Json before = Json::parse(checkpoint.text_attribute("/", "options"), nullptr, false);
        return !has_all_of(before, options);
      } catch (const InputError&) {
        // A damaged checkpoint proves nothing; the other one may.
      }
    }
    return false;
  }

  void mend(const std::vector<RunPage>& pages, const RunScores& scores) {
    if (mending_ == Mending::none) return;
    for (auto& line : renew_pages(folder_, folder_.test(number_), pages))
      files_.notes.push_back(std::move(line));
    for (auto& line : foreign_evaluations(folder_, number_, scores)) files_.notes.push_back(std::move(line));
  }

  void leave_out(const std::string& problem) {
    files_.options.reset();
    files_.evaluations.clear();
    files_.threshold_curve.clear();
    files_.problems.push_back(problem);
    files_.is_left_out = true;
  }

  static std::vector<std::pair<std::string, std::optional<std::string>>> texts_of(const RunScores& scores) {
    std::vector<std::pair<std::string, std::optional<std::string>>> texts;
    for (auto& [label, text] : evaluation_texts(scores)) texts.emplace_back(label, std::move(text));
    std::sort(texts.begin(), texts.end());
    return texts;
  }

  static std::string curve_of(const RunScores& scores) {
    if (scores.curves.thresholds.empty()) return "";
    return format_csv(mean_curves(scores.labels, scores.curves.thresholds, scores.curves.images));
  }

  const SurveyFolder& folder_;
  const std::optional<Registry>& registry_;
  const int number_;
  const Mending mending_;
  RunFiles files_;
};

}  // namespace

RunFiles read_run(const SurveyFolder& folder, const std::optional<Registry>& registry, int number,
                  Mending mending) {
  return RunReader(folder, registry, number, mending).read();
}

}  // namespace emsurvey
