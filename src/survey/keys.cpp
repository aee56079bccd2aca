#include "survey/keys.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <limits>
#include <sstream>

#include "loss/catalogue.h"
#include "network/catalogue.h"
#include "survey/experiment.h"
#include "survey/key_members.h"
#include "survey/survey_config.h"

namespace emsurvey {
namespace {

/// Number of CUDA streams that LibTorch provides to the threads of a process.
constexpr std::int64_t most_streams = 32;

std::vector<std::string> network_names() {
  std::vector<std::string> names;
  for (const NetworkKind& kind : network_kinds()) names.push_back(kind.name);
  return names;
}

}  // namespace

const std::vector<Key>& survey_keys() {
  using enum KeyValues;
  using namespace key_members;
  using G = KeyGroup;
  using R = ResultKeys;
  using E = ExecutionKeys;
  static const std::vector<Key> keys = {
      {"data", G::folders, path, "", "data set made by emsurvey prepare", text(&E::data)},
      {"output", G::folders, path, "", "folder of the survey; an existing survey is continued",
       text(&E::output)},
      {"loss", G::compared, axis, "hinge square softmax approx dice logistic", "classic loss",
       listed_name(&R::loss, "loss", loss_names())},
      {"split", G::splits, axis, "", "numbers of the splits to train on (default: all)",
       whole(&R::split, 1, most_runs)},
      {"split-scheme", G::splits, axis, "published",
       "published (the study's, repeated), shuffled, kfold, blocks (neighbouring sections), volumes (whole ones) "
       "or file",
       choice(&R::split_scheme)},
      {"splits", G::splits, one, "3", "number of splits: of folds for kfold, of blocks, of groups of volumes",
       whole(&R::splits, 1, most_runs)},
      {"gap", G::splits, axis, "1",
       "for blocks: number of sections left out on each side of the tested block, and beside validation sections, there and for volumes",
       whole(&R::gap, 0, most_runs)},
      {"split-file", G::splits, path, "",
       "for split-scheme = file: CSV file with the columns image,split,role", text(&E::split_file)},
      {"model", G::compared, axis, "pix2pix",
       "pix2pix (classic loss and a discriminator, as published) or classic (classic loss alone)",
       choice(&R::model)},
      {"network", G::compared, axis, "resnet",
       "network as NAME or NAME:DEPTH; NAME is resnet, highwaynet, densenet or unet",
       text(&R::network, network_names())},
      {"depth", G::compared, axis, "",
       "depth of networks named without one: residual blocks, highway units, dense blocks, levels of the "
       "u-net",
       text(&R::depth)},
      {"filters", G::compared, axis, "",
       "channels after the first convolution (default: the published 32; unet: 64)",
       whole(&R::filters, 1, most_filters)},
      {"train-images", G::splits, axis, "",
       "number of training images per split (default: four fifths; kfold, blocks, volumes, file: all that can "
       "train)",
       whole(&R::train_images, 1, most_runs)},
      {"test-images", G::splits, axis, "",
       "for published and shuffled: number of test images, which then do not depend on train-images (default: all "
       "that do not train)",
       whole(&R::test_images, 1, most_runs)},
      {"validation-images", G::splits, axis, "0",
       "number of training images that are set aside to monitor the training",
       whole(&R::validation_images, 0, most_runs)},
      {"scale", G::compared, axis, "1",
       "factor by which height and width of sections and labels are scaled first",
       real(&R::scale, smallest_scale, largest_scale)},
      {"repeat", G::compared, axis, "1", "numbers of the repeats, each with random numbers of its own",
       whole(&R::repeat, 1, most_runs)},
      {"epochs", G::training, axis, "500",
       "passes over the training images; TOTAL/n divides by their number, rounded down",
       epoch_count(&R::epochs, 1, most_steps)},
      {"steps", G::training, axis, "", "training steps, instead of epochs", whole(&R::steps, 1, most_steps)},
      {"batch", G::training, axis, "1", "images per step, over all ranks of a group",
       whole(&R::batch, 1, 4096)},
      {"crop", G::training, axis, "256", "height and width of the random crops, in pixels",
       whole(&R::crop_px, 8, 65536)},
      {"lr", G::training, axis, "0.0002", "learning rate of Adam", real(&R::learning_rate, 0, 1)},
      {"beta1", G::training, axis, "0.5", "decay of Adam's first moment", real(&R::beta1, 0, 0.999999)},
      {"seed", G::compared, axis, "1", "seed of all random numbers",
       whole(&R::seed, 0, std::numeric_limits<std::int64_t>::max())},
      {"precision", G::training, one, "tf32",
       "number format of trainings: float32, tf32 (on GPUs factors of products are rounded to 10 bits, sums "
       "are float32; on CPUs float32) or bf16 (autocast; weights in float32)",
       choice(&R::precision)},
      {"validate-every", G::training, one, "0", "steps between scorings of the validation sections; 0: never",
       whole(&R::validate_every, 0, most_steps)},
      {"keep", G::training, one, "last",
       "weights that are tested and predicted with: last, or best (by the F_score on the validation sections)",
       choice(&R::keep)},
      {"threshold", G::compared, one, "0.5",
       "output above which a label counts as present, between 0 and 1; validation: the threshold with the best "
       "F_score on the validation sections, for each training and label",
       threshold_or_validation(&R::threshold)},
      {"run-numbers", G::names, list, "", "numbers of the runs in the order of the grid (default: 1, 2, ...)",
       whole_numbers(&E::run_numbers, 1, 999'999'999)},
      {"nm-per-pixel", G::names, one, "",
       "resolution of unscaled sections in the tables, in nm per pixel (default: that of the data set)",
       real(&E::nm_per_pixel, 1e-3, 1e6)},
      {"margin", G::names, one, "0.05",
       "margin of equivalence in the analysis: settings whose scores differ by less count as equivalent",
       real(&E::margin, 1e-6, 1)},
      {"device", G::execution, one, "auto", "cpu, cuda, or auto: a GPU if LibTorch finds one",
       choice(&E::device)},
      {"deterministic", G::execution, one, "off",
       "on: GPUs give the same bits each time, more slowly; CPUs always do", on_off(&E::is_deterministic)},
      {"ranks-per-training", G::execution, one, "1", "MPI ranks that train one experiment together",
       whole(&E::ranks_per_training, 1, 4096)},
      {"trainings-per-gpu", G::execution, one, "auto",
       "simultaneous trainings per rank, which share its GPU or its threads; above 1 only with "
       "ranks-per-training = 1; auto: 4 on a GPU, divided among the ranks that share it, 1 on a CPU",
       whole_or_auto(&E::trainings_per_gpu, 1, most_streams)},
      {"threads", G::execution, one, "auto", "threads per rank; auto: as many as the launcher gave it cores",
       whole_or_auto(&E::threads, 1, 1024)},
      {"checkpoint-every", G::limits, one, "60", "seconds between checkpoints",
       real(&E::checkpoint_every_s, 0, 1e6)},
      {"stall-timeout", G::limits, one, "600",
       "seconds without progress (a step, a tested section) after which a rank counts as stuck and the job "
       "ends; the same command continues; 0: no limit",
       real(&E::stall_timeout_s, 0, 1e6)},
      {"time-limit", G::limits, one, "",
       "seconds or [D-]HH:MM:SS after which the survey has saved and exited (default: the end of the Slurm job, "
       "if SLURM_JOB_END_TIME is set)",
       duration(&E::time_limit_s)},
      {"retries", G::limits, one, "0", "how often a failed experiment is tried again before the survey ends",
       whole(&E::retries, 0, 1000)},
  };
  return keys;
}

const std::vector<std::string>& Key::names() const {
  return std::visit([](const auto& of_group) -> const std::vector<std::string>& { return of_group.names; },
                    member);
}

const Key& survey_key(const std::string& name) {
  const auto& keys = survey_keys();
  return *std::find_if(keys.begin(), keys.end(), [&](const Key& key) { return key.name == name; });
}

std::vector<std::string> default_values(const Key& key) {
  std::istringstream stream(key.default_value);
  return {std::istream_iterator<std::string>(stream), {}};
}

}  // namespace emsurvey
