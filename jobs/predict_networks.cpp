#include "predict_networks.h"

#include <algorithm>

#include "base/error.h"
#include "base/number.h"
#include "base/sha256.h"
#include "io/checksummed.h"
#include "io/file.h"
#include "score/threshold.h"
#include "store/registry.h"
#include "store/scores_file.h"

namespace emsurvey {
namespace {

namespace fs = std::filesystem;

/// A run in the folder of a survey.
struct RunPlace {
  SurveyFolder survey;
  int number;
};

/// Returns the run whose folder this is by its name; nothing for other folders.
std::optional<RunPlace> run_place(const fs::path& run_folder) {
  const fs::path folder = fs::absolute(run_folder / "").lexically_normal().parent_path();
  const auto number = parse_integer(folder.filename().string());
  if (!number) return std::nullopt;
  return RunPlace{SurveyFolder::of_train(folder), static_cast<int>(*number)};
}

/// Throws InputError if the folder belongs to a run of a survey but holds the network of another run.
void require_own_network(const fs::path& run_folder, const TrainedNetwork& network) {
  const auto place = run_place(run_folder);
  const auto registry = place ? read_registry(place->survey) : std::nullopt;
  if (!registry) return;
  const RegisteredRun* run = registry->find(place->number);
  require(run == nullptr || run->identity == network.identity,
          place->survey.checkpoint(place->number).string(), "is the network of another run",
          "move it to the folder of its run, or elsewhere");
}

/// Returns the thresholds with which a run was tested; the default where its survey has no scores of it.
std::vector<double> thresholds_of(const fs::path& run_folder, const TrainedNetwork& network) {
  const std::vector<double> usual(network.format.labels.size(), default_threshold);
  const auto place = run_place(run_folder);
  if (!place || !file_exists(place->survey.scores(place->number))) return usual;
  const StoredScores stored = read_any_scores(place->survey.scores(place->number));
  const bool is_own = stored.identity == network.identity && stored.scores.thresholds.size() == usual.size();
  return is_own ? stored.scores.thresholds : usual;
}

void require_same_format(const std::string& subject, const TrainedNetwork& network,
                         const TrainedNetwork& first) {
  const auto refuse_unless = [&](bool is_equal, const std::string& what) {
    require(is_equal, subject, "has another " + what + " than the first network of the ensemble",
            "average only networks that were trained on the same data");
  };
  const DatasetFormat &one = network.format, &other = first.format;
  refuse_unless(label_names(one.labels) == label_names(other.labels), "list of labels");
  for (std::size_t i = 0; i < one.labels.size(); ++i)
    refuse_unless(one.labels[i].polarity == other.labels[i].polarity, "polarity of " + one.labels[i].name);
  refuse_unless(one.bit_depth == other.bit_depth && one.value_range == other.value_range &&
                    one.grey_low == other.grey_low && one.grey_high == other.grey_high,
                "grey range");
  refuse_unless(network.scale == first.scale, "scale");
}

}  // namespace

std::vector<fs::path> run_folders(const Arguments& arguments) {
  const std::string both = "--run and --ensemble";
  require(!arguments.has("run") || !arguments.has("ensemble"), both, "exclude each other",
          "give one of them");
  if (!arguments.has("ensemble")) return {arguments.required("run")};
  const auto& folders = arguments.get<std::vector<std::string>>("ensemble");
  return {folders.begin(), folders.end()};
}

PredictionNetworks read_networks(const std::vector<fs::path>& folders) {
  PredictionNetworks all;
  for (const fs::path& folder : folders) {
    const fs::path checkpoint = SurveyFolder::checkpoint_in(folder);
    std::string bytes = read_checksummed(checkpoint);
    all.hashes.push_back(Sha256().add(bytes).hex());
    TrainedNetwork network = read_generator(std::move(bytes), checkpoint.string());
    require_own_network(folder, network);
    if (!all.networks.empty()) require_same_format(checkpoint.string(), network, all.networks.front());
    const std::vector<double> thresholds = thresholds_of(folder, network);
    all.thresholds.resize(thresholds.size());
    for (std::size_t i = 0; i < thresholds.size(); ++i)
      all.thresholds[i] += thresholds[i] / static_cast<double>(folders.size());
    all.networks.push_back(std::move(network));
  }
  return all;
}

}  // namespace emsurvey
