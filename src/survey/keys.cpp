#include "survey/keys.h"

namespace emsurvey {

const std::vector<Key>& survey_keys() {
  using enum KeyUse;
  using enum KeyValues;
  static const std::vector<Key> keys = {
      {"data", execution, path, "", "data set made by emsurvey prepare"},
      {"output", execution, path, "", "folder of the survey; a survey that is there is continued"},
      {"loss", result, axis, "hinge square softmax approx dice logistic", "classic loss"},
      {"split", result, axis, "", "numbers of the splits to train on (default: all)"},
      {"split-scheme", result, axis, "published", "published (the study's, repeated), shuffled or kfold"},
      {"splits", result, one, "3", "how many splits there are; the number of folds for kfold"},
      {"model", result, axis, "pix2pix",
       "pix2pix (classic loss and a discriminator, as published) or classic (classic loss alone)"},
      {"network", result, axis, "resnet",
       "network as NAME or NAME:DEPTH; NAME is resnet, highwaynet, densenet or unet"},
      {"depth", result, axis, "",
       "depth of networks named without one: residual blocks, highway units, dense blocks, levels of the "
       "u-net"},
      {"filters", result, axis, "",
       "channels after the first convolution (default: the published 32; unet: 64)"},
      {"train-images", result, axis, "",
       "training images of a split (default: four fifths; kfold: all not tested)"},
      {"validation-images", result, axis, "0", "training images that are set aside to follow the loss on"},
      {"scale", result, axis, "1",
       "height and width that sections and labels are scaled to before all else, as a factor"},
      {"repeat", result, axis, "1", "numbers of the repeats, each with random numbers of its own"},
      {"epochs", result, axis, "500",
       "passes over the training images; TOTAL/n divides by their number, rounded down"},
      {"steps", result, axis, "", "training steps, instead of epochs"},
      {"batch", result, axis, "1", "images a step, over all ranks of a job"},
      {"crop", result, axis, "256", "height and width of the random crops, in pixels"},
      {"lr", result, axis, "0.0002", "learning rate of Adam"},
      {"beta1", result, axis, "0.5", "decay of Adam's first moment"},
      {"seed", result, axis, "1", "seed of everything random"},
      {"precision", result, one, "tf32",
       "how trainings compute: float32, tf32 (on GPUs products of factors rounded to 10 bits, sums in "
       "float32; on CPUs float32) or bf16 (autocast; weights in float32)"},
      {"run-numbers", execution, list, "",
       "numbers of the runs in the order of the grid (default: 1, 2, ...)"},
      {"nm-per-pixel", execution, one, "",
       "what the tables call the resolution of unscaled sections (default: the data set's)"},
      {"device", execution, one, "auto", "cpu, cuda, or auto: a GPU where LibTorch sees one"},
      {"deterministic", execution, one, "off",
       "on: GPUs give the same bits each time, more slowly; CPUs do anyway"},
      {"ranks-per-job", execution, one, "1", "MPI ranks that train one experiment together"},
      {"jobs-per-gpu", execution, one, "auto",
       "trainings that a rank has going at a time, on its GPU or sharing its threads; above 1 only with "
       "ranks-per-job = 1; auto: 4 on a GPU, between the ranks that share it, 1 on a CPU"},
      {"threads", execution, one, "auto", "threads a rank; auto: the cores that the launcher gave it"},
      {"checkpoint-every", execution, one, "60", "seconds between checkpoints"},
      {"stall-timeout", execution, one, "600",
       "seconds without progress (a step, a tested section) after which a rank counts as stuck and the job "
       "ends, to be continued; 0: never"},
      {"time-limit", execution, one, "",
       "seconds or [D-]HH:MM:SS after which the survey has saved and left by itself (default: the end of the "
       "Slurm job, if SLURM_JOB_END_TIME tells it)"},
      {"retries", execution, one, "0", "how often a failed experiment is tried again before the survey ends"},
  };
  return keys;
}

}  // namespace emsurvey
