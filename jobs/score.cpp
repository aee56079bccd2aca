// emsurvey score: scores predicted against true label images, without a survey.
#include <boost/program_options/value_semantic.hpp>
#include <filesystem>

#include "base/error.h"
#include "base/freed_memory.h"
#include "base/log.h"
#include "commands.h"
#include "io/file.h"
#include "score_labels.h"
#include "score_pairs.h"
#include "score_rgb.h"

namespace emsurvey {
namespace {

namespace fs = std::filesystem;
namespace po = boost::program_options;
using Texts = std::vector<std::string>;

Connectivity connectivity_from(const Arguments& arguments, bool is_volume) {
  if (!arguments.has("connectivity")) return Connectivity::corners;
  const int neighbours = arguments.get<int>("connectivity");
  require(is_volume ? neighbours == 6 || neighbours == 18 || neighbours == 26
                    : neighbours == 4 || neighbours == 8,
          "--connectivity " + std::to_string(neighbours), "is no number of neighbours",
          is_volume ? "give 6, 18 or 26" : "give 4 or 8, or --volume for 6, 18 or 26");
  if (neighbours == 18) return Connectivity::edges;
  return neighbours == 4 || neighbours == 6 ? Connectivity::faces : Connectivity::corners;
}

std::optional<VoxelSize> voxel_size_from(const Arguments& arguments) {
  if (!arguments.has("voxel-size")) return std::nullopt;
  require(arguments.has("volume"), "--voxel-size", "has no effect without --volume", "leave it out");
  const auto size = arguments.get<std::vector<double>>("voxel-size");
  require(size.size() == 3 && size[0] > 0 && size[1] > 0 && size[2] > 0, "--voxel-size",
          "is not three positive numbers", "give --voxel-size Z Y X in nm");
  require(size[1] == size[2], "--voxel-size", "differs in y and x", "scale the sections to square pixels");
  return VoxelSize{size[0], size[2]};
}

ScoreSettings settings_from(const Arguments& arguments) {
  ScoreSettings settings;
  settings.output = arguments.required("output");
  settings.threshold = arguments.get<double>("threshold");
  require(settings.threshold > 0 && settings.threshold < 1, "--threshold", "is not between 0 and 1",
          "give a share of white, as 0.5");
  settings.is_volume = arguments.has("volume");
  settings.connectivity = connectivity_from(arguments, settings.is_volume);
  settings.distance_unit = "pixels";
  return settings;
}

void refuse(const Arguments& arguments, const Texts& options, const std::string& relation) {
  for (const std::string& option : options)
    require(!arguments.has(option), "--" + option, "has no effect " + relation, "leave it out");
}

void print_warnings(const Texts& warnings) {
  for (const std::string& warning : warnings) Log().warn("{}", warning);
}

void score_named_labels(const Arguments& arguments, ScoreSettings& settings) {
  refuse(arguments, {"true"}, "together with --label");
  const auto texts = [&](const std::string& option) {
    return arguments.has(option) ? arguments.get<Texts>(option) : Texts();
  };
  const auto tasks = label_tasks(texts("label"), texts("predicted"), texts("valid"));
  const LabelledScores scores = score_labels(tasks, voxel_size_from(arguments), settings);
  make_folder(settings.output);
  write_scores(scores.labels, settings);
  print_warnings(scores.warnings);
}

void score_rgb_images(const Arguments& arguments, const ScoreSettings& settings) {
  refuse(arguments, {"valid", "volume", "voxel-size"}, "without --label");
  const auto predicted = arguments.get<Texts>("predicted");
  require(predicted.size() == 1, "--predicted", "is given twice", "name labels with --label NAME=DIR:KIND");
  const RgbScores scores = score_rgb(match_pairs(predicted.front(), arguments.required("true")), settings);
  make_folder(settings.output);
  write_scores(scores.labels, settings);
  print_warnings(scores.warnings);
}

int main(const Command& command, const Words& words) {
  keep_freed_memory();
  return call_alone(command, words, [](const Arguments& arguments) {
    ScoreSettings settings = settings_from(arguments);
    require(arguments.has("predicted"), "--predicted", "is missing", "name the predictions");
    if (arguments.has("label"))
      score_named_labels(arguments, settings);
    else
      score_rgb_images(arguments, settings);
    return ExitStatus::success;
  });
}

constexpr const char* usage = R"(emsurvey score --predicted DIR --true DIR --output DIR
emsurvey score --predicted [NAME=]DIR[:KIND] --label NAME=DIR:KIND [--label ...] --output DIR
emsurvey score --volume --predicted FILE.h5:/PATH:instances --label NAME=FILE.h5:/PATH:instances --output DIR)";

constexpr const char* details =
    R"(Without --label the images are RGB: synapses, mitochondria, membranes; predictions are NAME-outputs.png.
With --label the truth is read as prepare reads it: DIR is a folder, a TIFF stack or FILE.h5:/PATH, and KIND is
mask, instances, cells or grey. Predictions are masks or grey values, or regions with :instances or :cells.
True images without a prediction are left out.
)";

OptionGroup options() {
  OptionGroup group("Options", 100);
  auto add = group.add_options();
  add("predicted", po::value<Texts>()->composing()->value_name("[NAME=]DIR[:KIND]"),
      "predictions: NAME-outputs.png or .tif (RGB), or 'DIR/*ENDING' with * for NAME; for the label NAME, or "
      "for all; may be repeated");
  add("true", po::value<std::string>()->value_name("DIR"),
      "folder of true labels, NAME.png or NAME-targets.png or .tif (RGB), or 'DIR/*ENDING'");
  add("label", po::value<Texts>()->composing()->value_name("NAME=DIR:KIND"),
      "true images of one label; may be repeated");
  add("valid", po::value<Texts>()->composing()->value_name("[NAME=]DIR"),
      "masks, > 0 where annotated: for all labels, or for the label NAME; may be repeated");
  add("threshold", po::value<double>()->default_value(0.5)->value_name("T"),
      "share of white above which a prediction counts as present");
  add("volume", "compare each stack as one volume");
  add("connectivity", po::value<int>()->value_name("N"),
      "neighbours of a pixel that belong to its region: 4 or 8 (default), with --volume 6, 18 or 26 (default)");
  add("voxel-size", po::value<std::vector<double>>()->multitoken()->value_name("Z Y X"),
      "size of a voxel in nm, for distances (default: the attribute resolution of an HDF5 array, else 1 1 1)");
  add("output", po::value<std::string>()->value_name("DIR"),
      "folder for the tables LABEL.csv and scores.json");
  return group;
}

}  // namespace

Command score_command() {
  return {.name = "score",
          .summary = "scores predicted label images against true ones, without a survey",
          .usage = usage,
          .details = details,
          .operand = "",
          .groups = {options()},
          .unlisted = {},
          .main = main};
}

}  // namespace emsurvey
