#include "survey/experiment.h"

#include <nlohmann/json.hpp>

namespace emsurvey {

double Experiment::relative_cost() const {
  const double features = static_cast<double>(network.filters) * network.filters;
  return static_cast<double>(steps) * batch * crop_px * crop_px * features * layer_count(network);
}

std::string options_json(const Experiment& e) {
  nlohmann::ordered_json options;
  options["Y_loss"] = e.loss;
  options["model"] = e.model;
  options["generator"] = e.network.name;
  options[network_kind(e.network.name).depth_option] = e.network.depth;
  options["layers"] = layer_count(e.network);
  options["filters"] = e.network.filters;
  options["max_epochs"] = e.epochs;
  options["max_steps"] = e.steps;
  options["split_scheme"] = e.split_rule.scheme;
  options["split"] = e.split;
  options["repeat"] = e.repeat;
  options["train_images"] = e.split_rule.train_images;
  options["validation_images"] = e.split_rule.validation_images;
  options["batch_size"] = e.batch;
  options["crop_size"] = e.crop_px;
  options["lr"] = e.learning_rate;
  options["beta1"] = e.beta1;
  options["seed"] = e.split_rule.seed;
  options["run"] = e.run;
  options["identity"] = e.identity;
  options["axes"] = nlohmann::ordered_json::object();
  for (const auto& [name, value] : e.axes) options["axes"][name] = value;
  return options.dump(2) + "\n";
}

}  // namespace emsurvey
