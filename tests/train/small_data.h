// A data set and an experiment that train within milliseconds.
#pragma once

#include <string>
#include <vector>

#include "data/dataset.h"
#include "support/one_volume.h"
#include "survey/experiment.h"

namespace emsurvey {

/// `sections` sections of different heights. The first label is present where the section is dark, the second
/// one elsewhere.
inline Dataset small_dataset(int sections) {
  Dataset dataset;
  dataset.labels = {{"dark", LabelKind::mask, Polarity::label},
                    {"bright", LabelKind::mask, Polarity::between}};
  for (int i = 0; i < sections; ++i) {
    Section section;
    section.name = std::to_string(i);
    section.raw = Plane<std::uint16_t>(24 + i, 28);
    section.labels.assign(2, Plane<std::uint8_t>(24 + i, 28));
    for (int y = 0; y < section.raw.height; ++y) {
      for (int x = 0; x < section.raw.width; ++x) {
        const int value = (x * 37 + y * 91 + i * 53 + (x / 5 + y / 7 + i) % 3 * 80) % 256;
        section.raw.at(y, x) = static_cast<std::uint16_t>(value);
        section.labels[0].at(y, x) = value < 100 ? 255 : 0;
        section.labels[1].at(y, x) = value < 100 ? 0 : 255;
      }
    }
    dataset.sections.push_back(section);
  }
  return dataset;
}

inline Experiment small_experiment(const std::string& loss = "square") {
  Experiment experiment;
  experiment.run = 1;
  experiment.identity = "an experiment with " + loss;
  experiment.loss = loss;
  experiment.model = ModelKind::classic;
  experiment.network = {"resnet", 1, 4, 2};
  experiment.split_rule = {.scheme = SplitScheme::shuffled, .splits = 2, .seed = 5};
  experiment.steps = 12;
  experiment.batch = 4;
  experiment.crop_px = 16;
  experiment.learning_rate = 0.01;
  experiment.beta1 = 0.5;
  return experiment;
}

/// The dice loss with each model, and with another network.
inline std::vector<Experiment> every_model() {
  Experiment classic = small_experiment("dice"), pix2pix = classic, unet = classic;
  pix2pix.model = ModelKind::pix2pix;
  pix2pix.crop_px = 24;
  unet.network = {"unet", 2, 4, 2};
  return {classic, pix2pix, unet};
}

}  // namespace emsurvey
