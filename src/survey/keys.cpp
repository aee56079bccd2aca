#include "survey/keys.h"

namespace emsurvey {

const std::vector<Key>& survey_keys() {
  using enum KeyUse;
  constexpr bool axis = true, single = false;
  static const std::vector<Key> keys = {
      {"data", execution, single, "", "data set made by emsurvey prepare"},
      {"output", execution, single, "", "folder of the survey; a survey that is there is continued"},
      {"loss", result, axis, "hinge square softmax approx dice logistic", "classic loss"},
      {"split", result, axis, "", "numbers of the splits to train on (default: all)"},
      {"split-scheme", result, axis, "published", "published (the study's, repeated), shuffled or kfold"},
      {"splits", result, single, "3", "how many splits there are; the number of folds for kfold"},
      {"model", result, axis, "classic", "classic: the network is trained with the classic loss alone"},
      {"network", result, axis, "resnet", "network as NAME or NAME:DEPTH"},
      {"depth", result, axis, "", "depth of networks named without one (resnet: residual blocks; default 9)"},
      {"filters", result, axis, "", "channels after the first convolution (default: the published 32)"},
      {"train-images", result, axis, "",
       "training images of a split (default: four fifths; kfold: all not tested)"},
      {"validation-images", result, axis, "0", "training images that are set aside to follow the loss on"},
      {"repeat", result, axis, "1", "numbers of the repeats, each with random numbers of its own"},
      {"epochs", result, axis, "500",
       "passes over the training images; TOTAL/n divides by their number, rounded down"},
      {"steps", result, axis, "", "training steps, instead of epochs"},
      {"batch", result, axis, "1", "images a step, over all ranks of a job"},
      {"crop", result, axis, "256", "height and width of the random crops, in pixels"},
      {"lr", result, axis, "0.0002", "learning rate of Adam"},
      {"beta1", result, axis, "0.5", "decay of Adam's first moment"},
      {"seed", result, axis, "1", "seed of everything random"},
      {"device", execution, single, "auto", "auto or cpu"},
      {"ranks-per-job", execution, single, "1", "MPI ranks that train one experiment together"},
      {"threads", execution, single, "auto", "threads a rank; auto: the cores that the launcher gave it"},
      {"checkpoint-every", execution, single, "60", "seconds between checkpoints"},
      {"retries", execution, single, "0",
       "how often a failed experiment is tried again before the survey ends"},
  };
  return keys;
}

}  // namespace emsurvey
