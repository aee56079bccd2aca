#include "survey/experiment.h"

#include <nlohmann/json.hpp>

namespace emsurvey {

double Experiment::relative_cost() const {
  double per_pixel = 3 * multiplications_per_pixel(network);
  if (model == ModelKind::pix2pix)
    per_pixel += 7 * discriminator_multiplications_per_pixel(network.label_count);
  return static_cast<double>(steps) * batch * crop_px * crop_px * per_pixel;
}

std::string options_json(const Experiment& e) {
  nlohmann::ordered_json options;
  options["Y_loss"] = e.loss;
  options["model"] = to_string(e.model);
  options["generator"] = e.network.name;
  // The study's tool writes the depths of all networks, whichever it trains, and its scripts expect them.
  for (const NetworkKind& kind : network_kinds())
    options[kind.depth_option] = kind.name == e.network.name ? e.network.depth : kind.default_depth;
  options["n_dense_layers"] = dense_layers;
  options["layers"] = layer_count(e.network);
  options["filters"] = e.network.filters;
  options["max_epochs"] = e.epochs;
  options["max_steps"] = e.steps;
  options["split_scheme"] = to_string(e.split_rule.scheme);
  options["n_train"] = e.training_sections;
  options["n_test"] = e.test_sections;
  options["split"] = e.split;
  options["repeat"] = e.repeat;
  options["train_images"] = e.split_rule.train_images;
  options["validation_images"] = e.split_rule.validation_images;
  options["batch_size"] = e.batch;
  options["crop_size"] = e.crop_px;
  options["scale"] = e.scale;
  options["lr"] = e.learning_rate;
  options["beta1"] = e.beta1;
  options["precision"] = to_string(e.precision);
  if (e.keep == Keep::best) {  // Otherwise validations do not decide the results.
    options["keep"] = to_string(e.keep);
    options["validate_every"] = e.validate_every;
  }
  // Runs from before this key existed have the default, and their options stay the same to the byte.
  if (!e.threshold)
    options["threshold"] = "validation";
  else if (*e.threshold != default_threshold)
    options["threshold"] = *e.threshold;
  options["seed"] = e.split_rule.seed;
  options["run"] = e.run;
  options["identity"] = e.identity;
  options["axes"] = nlohmann::ordered_json::object();
  for (const auto& [name, value] : e.axes) options["axes"][name] = value;
  options["table_index"] = e.table_index;
  return options.dump(2) + "\n";
}

}  // namespace emsurvey
