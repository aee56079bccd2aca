#include "survey/keys.h"

namespace emsurvey {

const char* title_of(KeyGroup group) {
  switch (group) {
    case KeyGroup::folders:
      return "Data and folder";
    case KeyGroup::compared:
      return "What is compared";
    case KeyGroup::splits:
      return "Splits";
    case KeyGroup::training:
      return "Training";
    case KeyGroup::execution:
      return "Execution";
    case KeyGroup::limits:
      return "Time limits, checkpoints and failures";
    case KeyGroup::names:
      break;
  }
  return "Names in the tables";
}

const std::vector<KeyGroup>& key_groups() {
  using enum KeyGroup;
  static const std::vector<KeyGroup> groups{folders, compared, splits, training, execution, limits, names};
  return groups;
}

const std::vector<Key>& survey_keys() {
  using enum KeyValues;
  constexpr KeyUse result = KeyUse::result, execution = KeyUse::execution;
  using G = KeyGroup;
  static const std::vector<Key> keys = {
      {"data", G::folders, execution, path, "", "data set made by emsurvey prepare"},
      {"output", G::folders, execution, path, "", "folder of the survey; an existing survey is continued"},
      {"loss", G::compared, result, axis, "hinge square softmax approx dice logistic", "classic loss"},
      {"split", G::splits, result, axis, "", "numbers of the splits to train on (default: all)"},
      {"split-scheme", G::splits, result, axis, "published",
       "published (the study's, repeated), shuffled or kfold"},
      {"splits", G::splits, result, one, "3", "number of splits; for kfold the number of folds"},
      {"model", G::compared, result, axis, "pix2pix",
       "pix2pix (classic loss and a discriminator, as published) or classic (classic loss alone)"},
      {"network", G::compared, result, axis, "resnet",
       "network as NAME or NAME:DEPTH; NAME is resnet, highwaynet, densenet or unet"},
      {"depth", G::compared, result, axis, "",
       "depth of networks named without one: residual blocks, highway units, dense blocks, levels of the "
       "u-net"},
      {"filters", G::compared, result, axis, "",
       "channels after the first convolution (default: the published 32; unet: 64)"},
      {"train-images", G::splits, result, axis, "",
       "number of training images per split (default: four fifths; kfold: all not tested)"},
      {"validation-images", G::splits, result, axis, "0",
       "number of training images that are set aside to monitor the loss"},
      {"scale", G::compared, result, axis, "1",
       "factor by which height and width of sections and labels are scaled first"},
      {"repeat", G::compared, result, axis, "1",
       "numbers of the repeats, each with random numbers of its own"},
      {"epochs", G::training, result, axis, "500",
       "passes over the training images; TOTAL/n divides by their number, rounded down"},
      {"steps", G::training, result, axis, "", "training steps, instead of epochs"},
      {"batch", G::training, result, axis, "1", "images per step, over all ranks of a group"},
      {"crop", G::training, result, axis, "256", "height and width of the random crops, in pixels"},
      {"lr", G::training, result, axis, "0.0002", "learning rate of Adam"},
      {"beta1", G::training, result, axis, "0.5", "decay of Adam's first moment"},
      {"seed", G::compared, result, axis, "1", "seed of all random numbers"},
      {"precision", G::training, result, one, "tf32",
       "number format of trainings: float32, tf32 (on GPUs factors of products are rounded to 10 bits, sums are "
       "float32; on CPUs float32) or bf16 (autocast; weights in float32)"},
      {"run-numbers", G::names, execution, list, "",
       "numbers of the runs in the order of the grid (default: 1, 2, ...)"},
      {"nm-per-pixel", G::names, execution, one, "",
       "resolution of unscaled sections in the tables, in nm per pixel (default: that of the data set)"},
      {"margin", G::names, execution, one, "0.05",
       "margin of equivalence in the analysis: settings whose scores differ by less count as equivalent"},
      {"device", G::execution, execution, one, "auto", "cpu, cuda, or auto: a GPU if LibTorch finds one"},
      {"deterministic", G::execution, execution, one, "off",
       "on: GPUs give the same bits each time, more slowly; CPUs always do"},
      {"ranks-per-job", G::execution, execution, one, "1", "MPI ranks that train one experiment together"},
      {"jobs-per-gpu", G::execution, execution, one, "auto",
       "simultaneous trainings per rank, which share its GPU or its threads; above 1 only with "
       "ranks-per-job = 1; auto: 4 on a GPU, divided among the ranks that share it, 1 on a CPU"},
      {"threads", G::execution, execution, one, "auto",
       "threads per rank; auto: as many as the launcher gave it cores"},
      {"checkpoint-every", G::limits, execution, one, "60", "seconds between checkpoints"},
      {"stall-timeout", G::limits, execution, one, "600",
       "seconds without progress (a step, a tested section) after which a rank counts as stuck and the job "
       "ends; the same command continues; 0: no limit"},
      {"time-limit", G::limits, execution, one, "",
       "seconds or [D-]HH:MM:SS after which the survey has saved and exited (default: the end of the Slurm job, "
       "if SLURM_JOB_END_TIME is set)"},
      {"retries", G::limits, execution, one, "0",
       "how often a failed experiment is tried again before the survey ends"},
  };
  return keys;
}

}  // namespace emsurvey
