#include "run/gpu_memory.h"

#include <algorithm>
#include <cmath>
#include <functional>

#include "network/activations.h"

namespace emsurvey {
namespace {

// What a process takes with its first use of a GPU: CUDA's context and the kernels of its libraries.
constexpr std::uint64_t context_bytes = 500'000'000;
// Weights, gradients, two moments.
constexpr std::uint64_t copies_of_weights = 4;

std::uint64_t float_bytes(double values) {
  return static_cast<std::uint64_t>(std::llround(values * sizeof(float)));
}

/// With its borders reflected out to what the network takes.
double padded_pixels(const Section& section, const Experiment& experiment) {
  const double multiple = size_multiple(experiment.network);
  const auto padded = [&](int size_px) {
    return std::ceil(size_px * experiment.scale / multiple) * multiple;
  };
  return padded(section.raw.height) * padded(section.raw.width);
}

/// Grey, labels and where they are valid, which each training uploads.
std::uint64_t sections_bytes(const Dataset& dataset, double scale) {
  double values = 0;
  for (const Section& section : dataset.sections) {
    const auto planes = 1 + section.labels.size() + section.valid.size();
    values += static_cast<double>(section.raw.values.size() * planes) * scale * scale;
  }
  return float_bytes(values);
}

}  // namespace

GpuMemory gpu_memory_of(const Experiment& experiment, const Dataset& dataset, int ranks_per_job,
                        ParameterCounts& counts) {
  const NetworkSpec& network = experiment.network;
  auto parameters = static_cast<std::uint64_t>(counts.of_generator(network));
  double values = kept_values_per_pixel(network) + passing_values_per_pixel(network);
  if (experiment.model == "pix2pix") {
    parameters += static_cast<std::uint64_t>(counts.of_discriminator(network.label_count));
    values += kept_discriminator_values_per_pixel(network.label_count);
  }
  GpuMemory memory;
  memory.weight_bytes = copies_of_weights * sizeof(float) * parameters;
  const double samples = static_cast<double>(experiment.batch) / ranks_per_job;
  memory.step_bytes = float_bytes(samples * experiment.crop_px * experiment.crop_px * values);

  const Split split =
      make_split(experiment.split_rule, experiment.split, static_cast<int>(dataset.sections.size()));
  double largest = 0;
  for (const int image : split.images(Role::test))
    largest = std::max(largest, padded_pixels(dataset.sections[static_cast<std::size_t>(image)], experiment));
  memory.section_bytes = float_bytes(largest * passing_values_per_pixel(network));
  return memory;
}

RankMemory gpu_memory_needed(const std::vector<Experiment>& experiments, const Dataset& dataset,
                             int ranks_per_job, int jobs_per_gpu) {
  ParameterCounts counts;
  RankMemory rank;
  std::vector<std::uint64_t> trainings;
  double scale = 0;
  for (const Experiment& experiment : experiments) {
    const GpuMemory memory = gpu_memory_of(experiment, dataset, ranks_per_job, counts);
    trainings.push_back(memory.bytes());
    scale = std::max(scale, experiment.scale);
    if (memory.bytes() <= rank.largest.bytes()) continue;
    rank.largest = memory;
    rank.largest_run = experiment.run;
  }
  std::sort(trainings.begin(), trainings.end(), std::greater<>());
  trainings.resize(std::min(trainings.size(), static_cast<std::size_t>(jobs_per_gpu)));
  rank.bytes = context_bytes;
  for (const auto bytes : trainings) rank.bytes += sections_bytes(dataset, scale) + bytes;
  return rank;
}

}  // namespace emsurvey
