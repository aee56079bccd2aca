#include "plan/gpu_memory.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <set>

#include "network/activations.h"
#include "train/batch.h"

namespace emsurvey {
namespace {

// Memory that a process takes at its first use of a GPU: the CUDA context and the kernels of its libraries.
constexpr std::uint64_t context_bytes = 500'000'000;
// Weights, gradients and both moments of Adam.
constexpr std::uint64_t copies_of_weights = 4;

std::uint64_t float_bytes(double values) {
  return static_cast<std::uint64_t>(std::llround(values * sizeof(float)));
}

/// Pixels of a scaled section whose borders are padded by reflection to a size that the network accepts.
double padded_pixels(const Section& section, const Experiment& experiment) {
  const double multiple = size_multiple(experiment.network);
  const auto padded = [&](int size_px) {
    return std::ceil(size_px * experiment.scale / multiple) * multiple;
  };
  return padded(section.raw.height) * padded(section.raw.width);
}

/// Grey values, labels and annotation masks, which all trainings at one scale share.
std::uint64_t sections_bytes(const Dataset& dataset, double scale) {
  const auto planes = 1 + dataset.labels.size() * (is_annotated_everywhere(dataset) ? 1 : 2);
  double pixels = 0;
  for (const Section& section : dataset.sections)
    pixels += static_cast<double>(section.raw.values.size()) * scale * scale;
  return float_bytes(pixels * static_cast<double>(planes));
}

/// Keeps the `count` largest values, or all if there are fewer.
template <class Values>
void keep_largest(Values& values, int count) {
  std::sort(values.begin(), values.end(), std::greater<>());
  values.resize(std::min(values.size(), static_cast<std::size_t>(count)));
}

}  // namespace

GpuMemory gpu_memory_of(const Experiment& experiment, const Dataset& dataset, int ranks_per_training,
                        ParameterCounts& counts) {
  const NetworkSpec& network = experiment.network;
  auto parameters = static_cast<std::uint64_t>(counts.of_generator(network));
  double values = kept_values_per_pixel(network) + passing_values_per_pixel(network);
  if (experiment.model == ModelKind::pix2pix) {
    parameters += static_cast<std::uint64_t>(counts.of_discriminator(network.label_count));
    values += kept_discriminator_values_per_pixel(network.label_count);
  }
  GpuMemory memory;
  memory.weight_bytes = copies_of_weights * sizeof(float) * parameters;
  const double samples = static_cast<double>(experiment.batch) / ranks_per_training;
  memory.step_bytes = float_bytes(samples * experiment.crop_px * experiment.crop_px * values);

  const Split split = experiment.split_for(dataset);
  double largest = 0;
  for (const int image : split.images(Role::test))
    largest = std::max(largest, padded_pixels(dataset.sections[static_cast<std::size_t>(image)], experiment));
  memory.section_bytes = float_bytes(largest * passing_values_per_pixel(network));
  return memory;
}

RankMemory gpu_memory_needed(const std::vector<Experiment>& experiments, const Dataset& dataset,
                             int ranks_per_training, int trainings_per_gpu) {
  ParameterCounts counts;
  RankMemory rank;
  std::vector<std::uint64_t> trainings;
  std::set<double> scales;
  for (const Experiment& experiment : experiments) {
    const GpuMemory memory = gpu_memory_of(experiment, dataset, ranks_per_training, counts);
    trainings.push_back(memory.bytes());
    scales.insert(experiment.scale);
    if (memory.bytes() <= rank.largest.bytes()) continue;
    rank.largest = memory;
    rank.largest_run = experiment.run;
  }
  // The GPU never holds more scales than trainings.
  std::vector<std::uint64_t> sections;
  for (const double scale : scales) sections.push_back(sections_bytes(dataset, scale));
  keep_largest(trainings, trainings_per_gpu);
  keep_largest(sections, trainings_per_gpu);
  rank.bytes = std::accumulate(trainings.begin(), trainings.end(), context_bytes);
  rank.bytes = std::accumulate(sections.begin(), sections.end(), rank.bytes);
  return rank;
}

}  // namespace emsurvey
