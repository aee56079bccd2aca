// emsurvey predict: applies trained networks to new images.
#include <boost/program_options/value_semantic.hpp>
#include <cmath>
#include <filesystem>
#include <limits>
#include <optional>
#include <set>

#include "base/error.h"
#include "base/freed_memory.h"
#include "base/memory.h"
#include "base/number.h"
#include "base/output.h"
#include "base/resident_memory.h"
#include "commands.h"
#include "data/image_folder.h"
#include "data/raw_images.h"
#include "plan/name_lengths.h"
#include "predict/predict_images.h"
#include "predict/tile_size.h"
#include "predict_networks.h"
#include "rank_setup.h"

namespace emsurvey {
namespace {

namespace po = boost::program_options;
namespace fs = std::filesystem;

/// Throws InputError if the label images would be written into a folder from which images are read: the next
/// call would read them, too, and an image called NAME-outputs.png would be overwritten.
void require_other_folder(const fs::path& input, const ImageFolder& images, const fs::path& output) {
  if (fs::is_regular_file(input)) return;
  std::set<fs::path> folders{images.pattern().folder};
  for (const FolderImage& image : images.images()) folders.insert(image.path.parent_path());
  for (const fs::path& folder : folders) {
    std::error_code ignored;
    require(!fs::equivalent(folder, output, ignored), "--output " + output.string(),
            "is the folder of the images that are read", "name another folder");
  }
}

/// Throws InputError if a file name would be too long for the folder.
void check_name_lengths(const PredictionFiles& files, const fs::path& output) {
  for (const fs::path& file : files.all_files())
    require_short_name(output.string(), file.filename().string(), name_limit(output));
}

OutputFormat output_format(const std::string& name) {
  if (name == "png") return OutputFormat::png;
  if (name == "tiff") return OutputFormat::tiff;
  require(name == "hdf5", "--output-format", "is `" + name + "`", "choose png, tiff or hdf5");
  return OutputFormat::hdf5;
}

LabelValues label_values(const Arguments& arguments, OutputFormat format) {
  if (!arguments.has("probabilities")) return LabelValues::grey;
  const auto& name = arguments.get<std::string>("probabilities");
  require(format != OutputFormat::png, "--probabilities", "cannot be stored in PNG images",
          "add --output-format tiff or hdf5");
  if (name == "float16") return LabelValues::float16;
  require(name == "float32", "--probabilities", "is `" + name + "`", "choose float16 or float32");
  return LabelValues::float32;
}

std::optional<GreyEnds> grey_ends(const Arguments& arguments) {
  if (!arguments.has("grey-range")) return std::nullopt;
  const double unknown = std::numeric_limits<double>::quiet_NaN();
  GreyEnds ends(unknown, unknown);
  if (const auto& words = arguments.get<std::vector<std::string>>("grey-range"); words.size() == 2)
    ends = {parse_number(words[0]).value_or(unknown), parse_number(words[1]).value_or(unknown)};
  require(ends.first < ends.second && std::isfinite(ends.second - ends.first), "--grey-range",
          "takes two numbers, the first the lower", "write --grey-range LOW HIGH");
  return ends;
}

/// Sets the memory that this process has and may use: that of --memory, or, beside what it has, its share of four
/// fifths of what is available on its node. Collective.
void set_memory(const Arguments& arguments, const Communicator& world, PredictionOptions& options) {
  const ResidentMemory base = resident_memory();
  options.base_bytes = base.own_bytes + base.file_bytes;  // The limits of clusters count both.
  const auto ranks = static_cast<std::uint64_t>(world.split_by_node().size());
  options.memory_bytes = arguments.has("memory") ? memory_from(arguments.get<std::string>("memory"))
                                                 : options.base_bytes + available_memory() / 5 * 4 / ranks;
}

PredictionOptions prediction_options(const Arguments& arguments) {
  PredictionOptions options;
  options.format = output_format(arguments.get<std::string>("output-format"));
  options.values = label_values(arguments, options.format);
  options.has_regions = arguments.has("regions");
  options.uses_all_orientations = arguments.has("tta");
  options.grey_ends = grey_ends(arguments);
  return options;
}

ExitStatus predict(const Arguments& arguments, const Communicator& world) {
  use_threads(world, 0, 1);
  PredictionOptions options = prediction_options(arguments);
  std::optional<PredictionNetworks> read;
  std::optional<ImageFolder> images;
  const fs::path output = arguments.required("output");
  world.collectively([&] {
    read = read_networks(run_folders(arguments));
    const std::string& input = arguments.required("input");
    images.emplace(input);
    require_other_folder(input, *images, output);
    check_raw_sizes(*images);
  });
  options.thresholds = read->thresholds;
  set_memory(arguments, world, options);
  const SectionLabeller labeller(std::move(read->networks), options.uses_all_orientations);
  std::optional<PredictionFiles> files;
  std::optional<PredictionRecord> record;
  world.collectively([&] {
    files.emplace(output, *images, labeller.format().labels, options);
    check_name_lengths(*files, output);
    record.emplace(output, PredictionSource{read->hashes, images->path()}, options, *files);
  });
  const PredictionCount count = predict_images({labeller, *images, options, *files, *record}, world);
  if (!world.is_root()) return ExitStatus::success;
  print("%zu image(s) labelled in %s\n", count.labelled, output.c_str());
  if (count.kept > 0) print("%zu were there already\n", count.kept);
  const double scale = labeller.networks().front().scale;
  if (scale != 1) print("They are scaled by %g first, as the network was trained.\n", scale);
  return ExitStatus::success;
}

int main(const Command& command, const Words& words) {
  keep_freed_memory();
  return call_on_all_ranks(command, words, predict);
}

OptionGroup options() {
  OptionGroup group("Options");
  auto add = group.add_options();
  add("run", po::value<std::string>()->value_name("DIR"), "folder with the checkpoint of a training");
  add("ensemble", po::value<std::vector<std::string>>()->multitoken()->value_name("DIR"),
      "folders of several trainings, whose outputs are averaged, in place of --run");
  add("tta", "average the outputs for the eight flips and transposes of a section (test-time augmentation)");
  add("input", po::value<std::string>()->value_name("DIR"),
      "folder of grey images (PNG, TIFF), a TIFF stack, or an array FILE.h5:/PATH");
  add("output", po::value<std::string>()->value_name("DIR"), "folder for the label images NAME-outputs.png");
  add("output-format", po::value<std::string>()->value_name("FORMAT")->default_value("png"),
      "png, tiff (stacks stay stacks), or hdf5 (an array for each label)");
  add("probabilities", po::value<std::string>()->value_name("TYPE"),
      "float16 or float32: store probabilities instead of 8-bit grey values");
  add("regions", "also write numbered regions NAME-regions-LABEL.tif, at the thresholds of the training");
  add("grey-range", po::value<std::vector<std::string>>()->multitoken()->value_name("LOW HIGH"),
      "values of the images that the network is to see as the black and the white of its training");
  add("memory", po::value<std::string>()->value_name("SIZE"),
      "memory of a rank, as 4G; larger sections are labelled in tiles (default: most of what is available)");
  return group;
}

}  // namespace

Command predict_command() {
  return {.name = "predict",
          .summary = "applies trained networks to new images",
          .usage =
              "emsurvey predict --run SURVEY/train/7 --input DIR --output DIR\n"
              "emsurvey predict --ensemble SURVEY/train/7 SURVEY/train/8 --tta --input DIR --output DIR\n"
              "mpirun -n 4 emsurvey predict --run SURVEY/train/7 --input DIR --output DIR",
          .details = "The same command continues a prediction that was interrupted.\n",
          .operand = "",
          .groups = {options()},
          .unlisted = {},
          .main = main};
}

}  // namespace emsurvey
