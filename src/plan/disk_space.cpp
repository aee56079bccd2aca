#include "plan/disk_space.h"

#include <fmt/core.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <functional>

#include "base/error.h"
#include "io/file.h"
#include "network/parameter_counts.h"

namespace emsurvey {
namespace {

namespace fs = std::filesystem;

// Scores, evaluations, options, log and page.
constexpr std::uint64_t text_bytes_per_run = 64 << 10;
constexpr std::uint64_t text_bytes_per_image = 4 << 10;
// The newest and the previous checkpoint of a run that is trained.
constexpr std::uint64_t generations = 2;

/// Bytes of the checkpoints of a run.
struct CheckpointBytes {
  std::uint64_t finished = 0;
  std::uint64_t in_training = 0;  ///< With both moments of Adam and the kept weights, in both generations.
};

CheckpointBytes checkpoint_bytes(const Experiment& experiment, ParameterCounts& counts) {
  const auto bytes = [](std::int64_t count) { return static_cast<std::uint64_t>(count) * sizeof(float); };
  const std::int64_t generator = counts.of_generator(experiment.network);
  std::int64_t all = generator;
  if (experiment.model == ModelKind::pix2pix) all += counts.of_discriminator(experiment.network.label_count);
  const std::uint64_t kept = experiment.keep == Keep::best ? bytes(generator) : 0;
  return {bytes(all), generations * (3 * bytes(all) + kept)};
}

/// The texts of a run, and the uncompressed section, output and target of each test image.
std::uint64_t result_bytes(const Experiment& experiment, const Dataset& dataset) {
  const Split split = experiment.split_for(dataset);
  const double area_scale = experiment.scale * experiment.scale;
  std::uint64_t bytes = text_bytes_per_run;
  for (const int image : split.images(Role::test)) {
    const auto pixels = dataset.sections[static_cast<std::size_t>(image)].raw.values.size();
    const auto scaled_pixels = static_cast<std::uint64_t>(static_cast<double>(pixels) * area_scale);
    bytes += text_bytes_per_image + scaled_pixels * (1 + 2 * dataset.labels.size());
  }
  return bytes;
}

std::uint64_t size_on_disk(const fs::path& path) {
  std::error_code error;
  const auto size = fs::file_size(path, error);
  return error ? 0 : size;
}

}  // namespace

SpaceNeed space_needed(const std::vector<Experiment>& experiments, const Dataset& dataset,
                       int trainings_at_once) {
  ParameterCounts counts;
  SpaceNeed need;
  std::vector<std::uint64_t> only_in_training;
  for (const Experiment& experiment : experiments) {
    const CheckpointBytes checkpoints = checkpoint_bytes(experiment, counts);
    only_in_training.push_back(checkpoints.in_training - checkpoints.finished);
    need.checkpoint_bytes += checkpoints.finished;
    need.result_bytes += result_bytes(experiment, dataset);
  }
  std::sort(only_in_training.begin(), only_in_training.end(), std::greater<>());
  only_in_training.resize(std::min(only_in_training.size(), static_cast<std::size_t>(trainings_at_once)));
  for (const auto bytes : only_in_training) need.checkpoint_bytes += bytes;
  return need;
}

fs::path nearest_there(const fs::path& path) {
  std::error_code error;
  fs::path there = fs::absolute(path, error);
  while (!fs::exists(there, error) && there.has_relative_path()) there = there.parent_path();
  return there;
}

std::optional<std::uint64_t> free_space(const fs::path& path) {
  std::error_code error;
  const auto space = fs::space(nearest_there(path), error);
  if (error) return {};
  return space.available;
}

void require_possible(const SurveyFolder& folder) {
  const fs::path there = nearest_there(folder.path());
  std::error_code ignored;
  int error = fs::is_directory(there, ignored) ? 0 : ENOTDIR;
  if (error == 0 && ::access(there.c_str(), W_OK | X_OK) != 0) error = errno;
  if (error == 0) return;
  throw FileError(
      folder.path().string(),
      "cannot be created or written to, because of " + there.string() + " (" + std::strerror(error) + ")",
      "name another output folder, or check the permissions");
}

std::string size_text(std::uint64_t bytes) {
  constexpr std::array units = {"bytes", "kB", "MB", "GB", "TB", "PB", "EB"};
  auto value = static_cast<double>(bytes);
  std::size_t unit = 0;
  for (; value >= 999.5 && unit + 1 < units.size(); ++unit) value /= 1000;
  return fmt::format("{:.3g} {}", value, units[unit]);
}

std::optional<std::string> require_space(const SurveyFolder& folder,
                                         const std::vector<Experiment>& experiments, const Dataset& dataset,
                                         int trainings_at_once) {
  const auto free_bytes = free_space(folder.path());
  if (!free_bytes) return {};
  std::vector<Experiment> unfinished;
  std::uint64_t usable = *free_bytes;
  for (const Experiment& experiment : experiments) {
    if (file_exists(folder.scores(experiment.run))) continue;
    unfinished.push_back(experiment);
    // They will be overwritten.
    usable += size_on_disk(folder.checkpoint(experiment.run)) +
              size_on_disk(folder.previous_checkpoint(experiment.run));
  }
  const SpaceNeed need = space_needed(unfinished, dataset, trainings_at_once);
  const std::string remedy = "free some space or use another output folder";
  require(need.checkpoint_bytes <= usable, folder.path().string(),
          "the survey needs " + size_text(need.checkpoint_bytes) + " for its checkpoints, but only " +
              size_text(usable) + " can be used there",
          remedy);
  const std::uint64_t total = need.checkpoint_bytes + need.result_bytes;
  if (total <= usable) return {};
  return folder.path().string() + ": the survey needs up to " + size_text(total) + ", but only " +
         size_text(usable) + " can be used there; " + remedy;
}

}  // namespace emsurvey
