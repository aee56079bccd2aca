// emsurvey predict: applies a trained network to new images.
#include <boost/program_options/value_semantic.hpp>
#include <filesystem>
#include <set>

#include "base/error.h"
#include "base/freed_memory.h"
#include "base/listing.h"
#include "base/log.h"
#include "base/number.h"
#include "base/output.h"
#include "commands.h"
#include "data/grey_range.h"
#include "data/image_folder.h"
#include "data/raw_images.h"
#include "io/checksummed.h"
#include "io/file.h"
#include "plan/name_lengths.h"
#include "run/test_run.h"
#include "store/label_images.h"
#include "store/registry.h"
#include "train/batch.h"
#include "train/checkpoint.h"
#include "train/scaled.h"

namespace emsurvey {
namespace {

namespace po = boost::program_options;
namespace fs = std::filesystem;

/// Returns the grey values of an image as the data set of the network represents them.
RawValues grey_values(ImageFolder& images, std::size_t index, const DatasetFormat& format) {
  if (!format.value_range) {
    const int bit_depth = images.read(index).bit_depth;
    require(bit_depth == format.bit_depth, images.images()[index].description(),
            "has " + std::to_string(bit_depth) + " bits per pixel",
            "the network was trained on " + std::to_string(format.bit_depth) + " bits; convert the image");
  }
  return raw_values(images, index, format.value_range);
}

/// Images whose values differ from those that the network was trained on.
struct UnlikeImages {
  std::vector<std::string> outside;
  std::vector<std::string> faint;

  void add(const std::string& image, const RawValues& raw, const DatasetFormat& format) {
    GreyHistogram greys(format);
    greys.add(raw.grey, raw.cut_off);
    if (greys.has_many_outside(format.grey_low, format.grey_high))
      outside.push_back(image);
    else if (greys.has_little_contrast(format.grey_low, format.grey_high))
      faint.push_back(image);
  }

  void warn(const DatasetFormat& format) const {
    const std::string range = GreyHistogram(format).range_text(format.grey_low, format.grey_high);
    if (!outside.empty())
      Log().warn(
          "{}: more than a tenth of the pixels lie outside {}, on which the network was trained; it sees them "
          "as black or white",
          listed(outside), range);
    if (!faint.empty())
      Log().warn(
          "{}: almost all pixels lie within a small part of {}, on which the network was trained; it sees "
          "little contrast",
          listed(faint), range);
  }
};

/// Throws InputError if the folder belongs to a run of a survey but holds the network of another run.
void require_own_network(const fs::path& run_folder, const TrainedNetwork& network) {
  const fs::path folder = fs::absolute(run_folder / "").lexically_normal().parent_path();
  const auto number = parse_integer(folder.filename().string());
  const SurveyFolder survey = SurveyFolder::of_train(folder);
  const auto registry = read_registry(survey);
  if (!registry || !number) return;
  const RegisteredRun* run = registry->find(static_cast<int>(*number));
  require(run == nullptr || run->identity == network.identity,
          survey.checkpoint(static_cast<int>(*number)).string(), "is the network of another run",
          "move it to the folder of its run, or elsewhere");
}

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

void predict(const TrainedNetwork& network, ImageFolder& images, const fs::path& output) {
  const std::vector<std::string> labels = label_names(network.format.labels);
  std::vector<std::string> names;
  for (const FolderImage& image : images.images()) names.push_back(image.name);
  require_short_names(names, labels, name_limit(output));
  UnlikeImages unlike;
  for (std::size_t i = 0; i < images.images().size(); ++i) {
    const auto& image = images.images()[i];
    const RawValues raw = grey_values(images, i, network.format);
    unlike.add(image.description(), raw, network.format);
    const at::Tensor labelled =
        label_section(*network.generator, section_tensor(network.format, scaled(raw.grey, network.scale)));
    make_folder(output);  // Only once there is something to write.
    write_label_images(output, image.name, "outputs", labels, to_images(labelled));
  }
  print("%zu image(s) labelled in %s\n", images.images().size(), output.c_str());
  if (network.scale != 1) print("They are scaled by %g first, as the network was trained.\n", network.scale);
  flush_output();
  unlike.warn(network.format);
}

ExitStatus predict(const Arguments& arguments) {
  const fs::path run = arguments.required("run"), input = arguments.required("input"),
                 output = arguments.required("output");
  const fs::path checkpoint = SurveyFolder::checkpoint_in(run);
  const TrainedNetwork network = read_generator(read_checksummed(checkpoint), checkpoint.string());
  require_own_network(run, network);
  ImageFolder images(input);
  require_other_folder(input, images, output);
  check_raw_sizes(images);
  predict(network, images, output);
  return ExitStatus::success;
}

int main(const Command& command, const Words& words) {
  keep_freed_memory();
  return call_alone(command, words, [](const Arguments& arguments) { return predict(arguments); });
}

OptionGroup options() {
  OptionGroup group("Options");
  auto add = group.add_options();
  add("run", po::value<std::string>()->value_name("DIR"), "folder with the checkpoint of a training");
  add("input", po::value<std::string>()->value_name("DIR"),
      "folder of grey images (PNG, TIFF), or a TIFF stack");
  add("output", po::value<std::string>()->value_name("DIR"), "folder for the label images NAME-outputs.png");
  return group;
}

}  // namespace

Command predict_command() {
  return {.name = "predict",
          .summary = "applies a trained network to new images",
          .usage = "emsurvey predict --run SURVEY/train/7 --input DIR --output DIR",
          .details = "",
          .operand = "",
          .groups = {options()},
          .unlisted = {},
          .main = main};
}

}  // namespace emsurvey
