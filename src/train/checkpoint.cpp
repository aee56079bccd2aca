#include "train/checkpoint.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <utility>

#include "base/error.h"
#include "base/number.h"
#include "survey/network_options.h"

namespace emsurvey {
namespace {

constexpr std::int64_t format_version = 3;
const std::string remedy = "delete it (the run then starts over) or restore the file";

/// Names of the moving averages in `/state`.
constexpr std::array<std::pair<const char*, double TrainingLosses::*>, 3> state_losses{
    {{"average_loss", &TrainingLosses::classic},
     {"average_adversarial_loss", &TrainingLosses::adversarial},
     {"average_discriminator_loss", &TrainingLosses::discriminator}}};

/// Maps "generator" and "encoder.conv1.weight" to "/generator/encoder/conv1/weight".
std::string array_path(const std::string& group, std::string parameter) {
  std::replace(parameter.begin(), parameter.end(), '.', '/');
  return "/" + group + "/" + parameter;
}

Hdf5Shape shape_of(const at::Tensor& tensor) {
  return {tensor.sizes().begin(), tensor.sizes().end()};
}

void require_version(const Hdf5Reader& file, const std::string& subject) {
  const auto version = file.integer_attribute("/", "format_version");
  require(version == format_version, subject, "has format version " + std::to_string(version),
          "use the emsurvey that wrote it");
}

/// Reads the polarity of each label, which files of earlier versions lack. Throws nlohmann::json::exception.
void read_polarities(const Hdf5Reader& file, std::vector<Label>& labels) {
  if (!file.has_attribute("/", "polarities")) return;
  const auto polarities = nlohmann::json::parse(file.text_attribute("/", "polarities"));
  for (std::size_t i = 0; i < labels.size(); ++i)
    labels[i].polarity = polarity_from(polarities.at(i).get<std::string>());
}

void read_into(const Hdf5Reader& file, const std::string& subject, const std::string& path, at::Tensor view) {
  require(file.shape(path) == shape_of(view), subject, "holds " + path + " in another shape", remedy);
  auto values = file.read<float>(path);
  view.copy_(at::from_blob(values.data(), view.sizes()));
}

}  // namespace

CheckpointWriter::CheckpointWriter(const Experiment& experiment, const Dataset& dataset,
                                   const std::string& provenance) {
  file_.attribute("/", "format_version", format_version);
  file_.attribute("/", "identity", experiment.identity);
  file_.attribute("/", "options", options_json(experiment));
  file_.attribute("/", "provenance", provenance);
  file_.attribute("/", "labels", nlohmann::json(label_names(dataset.labels)).dump());
  std::vector<std::string> polarities;
  for (const Label& label : dataset.labels) polarities.emplace_back(to_string(label.polarity));
  file_.attribute("/", "polarities", nlohmann::json(polarities).dump());
  file_.attribute("/", "bit_depth", std::int64_t{dataset.bit_depth});
  file_.attribute("/", "grey_low", dataset.grey_low);
  file_.attribute("/", "grey_high", dataset.grey_high);
  if (dataset.value_range) {
    file_.attribute("/", "value_low", dataset.value_range->low);
    file_.attribute("/", "value_high", dataset.value_range->high);
  }
}

void CheckpointWriter::parameters(const NamedBuffer& buffer) {
  for (const auto& [name, view] : buffer.layout->views(buffer.values)) {
    const at::Tensor in_order = view.contiguous();
    const std::span<const float> values(in_order.data_ptr<float>(), static_cast<std::size_t>(view.numel()));
    file_.write(array_path(buffer.group, name), values, shape_of(view));
  }
}

void CheckpointWriter::state(std::int64_t steps, const TrainingLosses& averages, const WeightMarks& marks) {
  file_.attribute("/state", "step", steps);
  for (const auto& [name, member] : state_losses) file_.attribute("/state", name, averages.*member);
  nlohmann::ordered_json hashes = nlohmann::ordered_json::object();
  for (const auto& [step, hash] : marks) hashes[std::to_string(step)] = hash;
  file_.attribute("/state", "weights_sha256", hashes.dump());
}

void CheckpointWriter::kept(const KeptStep& kept) {
  file_.attribute("/state", "kept_step", kept.step);
  file_.attribute("/state", "kept_score", kept.score);
}

CheckpointReader::CheckpointReader(std::string bytes, const std::string& subject, const RunDescription& run)
    : subject_(subject), file_(std::move(bytes), subject) {
  require_version(file_, subject);
  require(file_.text_attribute("/", "identity") == run.identity, subject,
          "belongs to another experiment (other settings or other data)",
          "use another output folder, or delete the file, and the run starts over");
}

at::Tensor CheckpointReader::parameters(const std::string& group, const FlatParameters& layout) const {
  const at::Tensor flat = at::empty(layout.values().sizes());
  for (const auto& [name, view] : layout.views(flat))
    read_into(file_, subject_, array_path(group, name), view);
  return flat.to(layout.values().device());
}

std::int64_t CheckpointReader::steps() const {
  return file_.integer_attribute("/state", "step");
}

TrainingLosses CheckpointReader::losses() const {
  TrainingLosses losses;
  for (const auto& [name, member] : state_losses) losses.*member = file_.number_attribute("/state", name);
  return losses;
}

WeightMarks CheckpointReader::marks() const {
  WeightMarks marks;
  try {
    const auto hashes = nlohmann::json::parse(file_.text_attribute("/state", "weights_sha256"));
    for (const auto& [step, hash] : hashes.items())
      marks[parse_integer(step).value_or(0)] = hash.get<std::string>();
  } catch (const nlohmann::json::exception&) {
    throw InputError(subject_, "holds damaged hashes of its weights", remedy);
  }
  return marks;
}

std::optional<KeptStep> CheckpointReader::kept() const {
  if (!file_.has_attribute("/state", "kept_step")) return {};
  return KeptStep{file_.integer_attribute("/state", "kept_step"),
                  file_.number_attribute("/state", "kept_score")};
}

TrainedNetwork read_generator(std::string bytes, const std::string& subject) {
  const auto most_weights = static_cast<double>(bytes.size() / sizeof(float));
  const Hdf5Reader file(std::move(bytes), subject);
  require_version(file, subject);
  const std::string options = file.text_attribute("/", "options");
  DatasetFormat format;
  double scale = 1;
  try {
    for (const auto& name : nlohmann::json::parse(file.text_attribute("/", "labels")))
      format.labels.push_back({name.get<std::string>(), LabelKind::mask, Polarity::label});
    read_polarities(file, format.labels);
    scale = nlohmann::json::parse(options).at("scale").get<double>();
  } catch (const nlohmann::json::exception&) {
    throw InputError(subject, "does not say which network it holds", remedy);
  }
  const auto spec = network_in_options(options, static_cast<int>(format.labels.size()));
  format.bit_depth = static_cast<int>(file.integer_attribute("/", "bit_depth"));
  format.grey_low = file.number_attribute("/", "grey_low");
  format.grey_high = file.number_attribute("/", "grey_high");
  if (file.has_attribute("/", "value_low"))
    format.value_range = {file.number_attribute("/", "value_low"), file.number_attribute("/", "value_high")};
  const bool is_plausible = spec && format.grey_low < format.grey_high &&
                            (!format.value_range || format.value_range->low < format.value_range->high) &&
                            scale >= smallest_scale && scale <= largest_scale;
  require(is_plausible, subject, "describes an impossible network", remedy);
  // Checked before memory is allocated for the network.
  require(least_weight_count(*spec) <= most_weights, subject, "describes a larger network than it holds",
          remedy);
  const std::string own = "generator", kept = kept_group(own);
  const std::string& group = file.has("/" + kept) ? kept : own;
  auto generator = make_generator(*spec);
  const at::NoGradGuard no_graph;
  for (auto& item : generator->named_parameters()) {
    read_into(file, subject, array_path(group, item.key()), item.value());
  }
  return {std::move(generator), file.text_attribute("/", "identity"), scale, std::move(format)};
}

}  // namespace emsurvey
