// Records what an independent implementation needs to reproduce a training: its checkpoint before the first
// step, the output for a whole section, and the batch and the losses of two steps.
// Usage: trace_step DATASET NETWORK:DEPTH MODEL LOSS CROP BATCH OUTPUT_DIR [FILTERS]
#include <ATen/ATen.h>

#include <cstdio>
#include <exception>
#include <span>
#include <string>

#include "io/checksummed.h"
#include "io/hdf5.h"
#include "train/batch.h"
#include "train/serial_reducer.h"
#include "train/training.h"

namespace emsurvey {
namespace {

Experiment experiment_of(std::span<const std::string> words, int label_count) {
  Experiment experiment;
  experiment.run = 1;
  experiment.identity = "a traced training";
  const std::string name = words[1].substr(0, words[1].find(':'));
  const NetworkKind& kind = network_kind(name);
  experiment.network = {name, std::stoi(words[1].substr(name.size() + 1)),
                        words.size() > 7 ? std::stoi(words[7]) : kind.default_filters, label_count};
  experiment.model = enum_from<ModelKind>("model", words[2]);
  experiment.loss = words[3];
  experiment.crop_px = std::stoi(words[4]);
  experiment.batch = std::stoi(words[5]);
  experiment.split_rule = {.scheme = SplitScheme::shuffled, .splits = 1};
  experiment.steps = 2;
  experiment.learning_rate = 0.0002;
  experiment.beta1 = 0.5;
  return experiment;
}

/// Moves the offsets, which start at 0 (at -10 in gates), where an error in their use would not show.
void move_offsets(torch::nn::Module& network) {
  const at::NoGradGuard no_graph;
  at::manual_seed(1);
  for (auto& item : network.named_parameters()) {
    if (item.key().ends_with("bias")) item.value().mul_(0.1).add_(at::rand_like(item.value()) - 0.5);
  }
}

void write_tensor(Hdf5Writer& file, const std::string& path, const at::Tensor& tensor) {
  const at::Tensor values = tensor.contiguous();
  file.write<float>(path, {values.data_ptr<float>(), static_cast<std::size_t>(values.numel())},
                    {values.sizes().begin(), values.sizes().end()});
}

/// Writes the masks that a network draws from `noise` for sections [N, 1, H, W]: for a u-net, those of its
/// decoders d > 5, the deepest first.
void trace_dropout(Hdf5Writer& file, const std::string& group, const NetworkSpec& network,
                   const at::Tensor& sections, DropoutNoise noise) {
  if (network.name != "unet") return;
  for (int d = network.depth; d > 5; --d) {
    const at::Tensor ones = at::ones(
        {sections.size(0), 8 * network.filters, sections.size(2) >> (d - 1), sections.size(3) >> (d - 1)});
    write_tensor(file, group + "/dropout" + std::to_string(d), noise.drop_half(ones));
  }
}

void trace_whole_section(Hdf5Writer& file, Training& training, const NetworkSpec& network,
                         const Dataset& dataset) {
  const at::Tensor section = section_tensor(dataset, dataset.sections.front().raw);
  const at::Tensor sections = section.unsqueeze(0).unsqueeze(0);
  write_tensor(file, "/apply/section", sections);
  write_tensor(file, "/apply/output", label_section(training.generator(), section).unsqueeze(0));
  trace_dropout(file, "/apply", network, sections, DropoutNoise::of_testing(1));
}

void trace_step(Hdf5Writer& file, const std::string& group, Training& training, Sampler& sampler,
                const Experiment& experiment, const Dataset& dataset) {
  std::vector<Sample> samples;
  for (int i = 0; i < experiment.batch; ++i) {
    samples.push_back(sampler.sample(training.steps_done() * experiment.batch + i));
  }
  const Batch batch = cut_batch(dataset, samples, experiment.crop_px);
  write_tensor(file, group + "/sections", batch.sections);
  write_tensor(file, group + "/targets", batch.targets);
  trace_dropout(file, group, experiment.network, batch.sections, {experiment.random_key(), batch.numbers});
  training.step();
  const TrainingLosses losses = training.losses();
  file.attribute(group, "classic", losses.classic);
  if (experiment.model != ModelKind::pix2pix) return;
  file.attribute(group, "adversarial", losses.adversarial);
  file.attribute(group, "discriminator", losses.discriminator);
}

void trace(std::span<const std::string> words) {
  const std::filesystem::path folder = words[6];
  const Dataset dataset = read_dataset(words[0]);
  const Experiment experiment = experiment_of(words, static_cast<int>(dataset.labels.size()));
  const auto split = experiment.split_for(dataset);
  SerialReducer alone;
  Training training(experiment, split, dataset, alone);
  move_offsets(training.generator());
  write_checksummed(folder / "checkpoint.h5", training.checkpoint(/*with_optimiser=*/true, "{}"));
  Hdf5Writer file;
  trace_whole_section(file, training, experiment.network, dataset);
  Sampler sampler(dataset, split.images(Role::train), experiment.crop_px, experiment.random_key());
  trace_step(file, "/step1", training, sampler, experiment, dataset);
  trace_step(file, "/step2", training, sampler, experiment, dataset);
  write_checksummed(folder / "trace.h5", file.finish());
}

}  // namespace
}  // namespace emsurvey

int main(int argc, char** argv) {
  const std::vector<std::string> words(argv + 1, argv + argc);
  if (words.size() < 7 || words.size() > 8) {
    std::fputs("usage: trace_step DATASET NETWORK:DEPTH MODEL LOSS CROP BATCH OUTPUT_DIR [FILTERS]\n",
               stderr);
    return 2;
  }
  try {
    emsurvey::trace(words);
    return 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "trace_step: %s\n", error.what());
    return 1;
  }
}
