// emsurvey prepare: writes dataset.h5 from images and labels, or a synthetic data set.
#include "data/prepare.h"

#include <algorithm>
#include <boost/program_options/value_semantic.hpp>
#include <cstdint>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "base/error.h"
#include "base/freed_memory.h"
#include "base/log.h"
#include "base/output.h"
#include "commands.h"
#include "data/dataset.h"
#include "data/grey_range.h"
#include "data/summary.h"
#include "data/synthetic.h"
#include "io/file.h"
#include "plan/name_lengths.h"

namespace emsurvey {
namespace {

namespace fs = std::filesystem;
namespace po = boost::program_options;

/// Throws if one of the options `names` is given; `relation` ends the error message.
void refuse_options(const Arguments& arguments, const std::vector<std::string>& names,
                    const std::string& relation) {
  for (const std::string& name : names) {
    require(!arguments.has(name), "--" + name, "has no effect " + relation, "leave it out");
  }
}

Prepared synthetic(const Arguments& arguments) {
  refuse_options(arguments,
                 {"raw", "labels", "label", "valid", "allow-missing", "grey-range", "nm-per-pixel"},
                 "together with --synthetic");
  const std::int64_t seed = arguments.get<std::int64_t>("seed");
  require(seed >= 0, "--seed", "is negative", "give 0 or more");
  SyntheticOptions options;
  options.sections = arguments.get<int>("synthetic");
  options.size = arguments.get<int>("size");
  options.seed = static_cast<std::uint64_t>(seed);
  Prepared prepared{synthetic_dataset(options), {}, {}};
  prepared.summaries = summarise(prepared.dataset);
  return prepared;
}

Prepared from_images(const Arguments& arguments, const Warn& warn) {
  refuse_options(arguments, {"size", "seed"}, "without --synthetic");
  require(arguments.has("raw"), "--raw", "is missing", "name the folder of the sections, or --synthetic N");
  PrepareOptions options;
  options.raw = arguments.get<std::string>("raw");
  if (arguments.has("labels")) options.labels = rgb_label_sources(arguments.get<std::string>("labels"));
  if (arguments.has("label")) {
    for (const std::string& text : arguments.get<std::vector<std::string>>("label")) {
      options.labels.push_back(label_source_from(text));
    }
  }
  if (arguments.has("valid")) {
    for (const std::string& text : arguments.get<std::vector<std::string>>("valid")) {
      options.valid.push_back(valid_source_from(text));
    }
  }
  options.allows_missing = arguments.has("allow-missing");
  if (arguments.has("grey-range")) {
    const auto range = arguments.get<std::vector<double>>("grey-range");
    require(range.size() == 2, "--grey-range", "takes two values", "give --grey-range LOW HIGH");
    options.grey_range = {range[0], range[1]};
  }
  options.nm_per_pixel = arguments.get<double>("nm-per-pixel");
  return prepare(options, warn);
}

std::string sizes_of(const Dataset& dataset) {
  const auto pixels = [](const Section& section) { return section.raw.values.size(); };
  const auto [smallest, largest] =
      std::minmax_element(dataset.sections.begin(), dataset.sections.end(),
                          [&](const Section& a, const Section& b) { return pixels(a) < pixels(b); });
  const auto text = [](const Section& section) {
    return std::to_string(section.raw.width) + " x " + std::to_string(section.raw.height);
  };
  const std::string size = text(*smallest);
  return smallest->raw.same_size(largest->raw) ? size : size + " to " + text(*largest);
}

/// Describes the grey values that the network sees, for the report.
std::string greys_of(const Prepared& prepared) {
  const Dataset& dataset = prepared.dataset;
  const GreyHistogram greys(dataset, prepared.cut_off);
  const std::int64_t outside = greys.pixels_outside(dataset.grey_low, dataset.grey_high);
  const std::string result = std::to_string(dataset.bit_depth) + "-bit grey, " +
                             greys.range_text(dataset.grey_low, dataset.grey_high) + " seen as -1 to 1";
  if (outside == 0) return result;
  return result + fmt::format("; {} pixel{} ({:.3g} %) {} outside", outside, outside == 1 ? "" : "s",
                              100 * static_cast<double>(outside) / static_cast<double>(greys.pixels()),
                              outside == 1 ? "lies" : "lie");
}

void print_report(const Prepared& prepared, const fs::path& output) {
  const Dataset& dataset = prepared.dataset;
  std::set<std::string> volumes;
  for (const Section& section : dataset.sections) volumes.insert(section.volume);
  print("%s: %zu sections of %s pixels in %zu volume%s, %s", output.c_str(), dataset.sections.size(),
        sizes_of(dataset).c_str(), volumes.size(), volumes.size() == 1 ? "" : "s",
        greys_of(prepared).c_str());
  if (dataset.nm_per_pixel > 0) print(", %g nm per pixel", dataset.nm_per_pixel);
  std::size_t width = 5;
  for (const Label& label : dataset.labels) width = std::max(width, label.name.size());
  const int column = static_cast<int>(width);
  print("\n  %-*s  %-9s  %-11s  %9s  %8s  %7s\n", column, "label", "kind", "regions are", "annotated",
        "present", "regions");
  const std::vector<LabelSummary>& summaries = prepared.summaries;
  for (std::size_t c = 0; c < summaries.size(); ++c) {
    const Label& label = dataset.labels[c];
    print("  %-*s  %-9s  %-11s  %7.2f %%  %6.2f %%  %7lld\n", column, label.name.c_str(),
          to_string(label.kind), to_string(label.polarity), 100 * summaries[c].annotated_share,
          100 * summaries[c].present_share, static_cast<long long>(summaries[c].regions));
  }
}

ExitStatus prepare(const Arguments& arguments) {
  require(arguments.has("output"), "--output", "is missing", "name the data set to write, as dataset.h5");
  const fs::path output = arguments.get<std::string>("output");
  require(!fs::is_directory(output), output.string(), "is a folder",
          "name a file, as " + (output / "dataset.h5").string());
  make_folder(fs::absolute(output).parent_path());
  std::vector<std::string> warnings;
  const auto warn = [&](const std::string& warning) { warnings.push_back(warning); };
  const Prepared prepared = arguments.has("synthetic") ? synthetic(arguments) : from_images(arguments, warn);
  const Dataset& dataset = prepared.dataset;
  require_short_names(section_names(dataset), label_names(dataset.labels));
  write_dataset(output, dataset);
  print_report(prepared, output);
  flush_output();
  for (const std::string& warning : warnings) Log().warn("{}", warning);
  return ExitStatus::success;
}

int main(const Command& command, const Words& words) {
  keep_freed_memory();
  return call_alone(command, words, [](const Arguments& arguments) { return prepare(arguments); });
}

constexpr const char* usage = R"(emsurvey prepare --raw DIR --labels DIR --output dataset.h5
emsurvey prepare --raw DIR --label NAME=DIR:KIND [--label ...] --output dataset.h5
emsurvey prepare --synthetic 20 [--size 512] [--seed 1] --output dataset.h5)";

constexpr const char* details =
    R"(Reads sections and labels and writes a data set for emsurvey run. DIR is a folder of PNG or TIFF files, a
TIFF stack, or an array FILE.h5:/PATH in an HDF5 file; 'DIR/*.h5:/PATH' names those of several files.

Sections and labels are matched by file name (007 is 7). The pages of a stack are also matched by their
number, with those of another stack or with as many files, numbered from 0 or from 1. A
folder with nothing but subfolders is read as one volume per subfolder. If the names have
endings of their own (00_raw.tif, 00_label.png), write * for the section's name, in quotes:
  --raw 'DIR/*_raw.tif' --label 'NAME=DIR/*_label.png:KIND'

KIND tells how the images of a label are read:
  mask       present where > 127 (images of 1 bit, or of 0 and 1 alone: > 0)
  instances  numbered regions, 0 is background: the label is present where > 0
  cells      numbered regions whose boundaries are the label, as membranes
  grey       a soft target, from black to white

NAME=DIR:KIND:between scores the regions that lie between the label, NAME=DIR:KIND:label the label's own
regions. By default the regions lie between for cells, and for masks and grey targets named membrane or
membranes. NAME=DIR:KIND:inverted: the label is present where its images are black.
)";

OptionGroup image_options() {
  using Texts = std::vector<std::string>;
  OptionGroup group("Images", 100);
  auto add = group.add_options();
  add("raw", po::value<std::string>()->value_name("DIR"),
      "grey sections, all of one type: 8 or 16 bits, or other numbers, which one range maps to 16 bits");
  add("labels", po::value<std::string>()->value_name("DIR"),
      "RGB images: synapses (red), mitochondria (green), membranes (blue)");
  add("label", po::value<Texts>()->composing()->value_name("NAME=DIR:KIND"),
      "images of one label; may be repeated");
  add("valid", po::value<Texts>()->composing()->value_name("[NAME=]DIR"),
      "masks, > 0 where annotated: for all labels, or for the label NAME; may be repeated");
  add("allow-missing",
      "warn instead of refusing: a section without an image of a label is unannotated there, an image without "
      "a section is left out");
  add("grey-range", po::value<std::vector<double>>()->multitoken()->value_name("LOW HIGH"),
      "grey values that the network sees as -1 and +1; values outside are clipped (default: 8 bits: 0 255; "
      "16 bits: the range without the darkest and the brightest thousandth of the pixels)");
  add("nm-per-pixel", po::value<double>()->default_value(0, "unknown")->value_name("X"), "size of a pixel");
  return group;
}

OptionGroup synthetic_options() {
  OptionGroup group("Synthetic sections", 100);
  auto add = group.add_options();
  add("synthetic", po::value<int>()->value_name("N"), "make N synthetic sections instead of reading images");
  add("size", po::value<int>()->default_value(512)->value_name("S"), "height and width, in pixels");
  add("seed", po::value<std::int64_t>()->default_value(1)->value_name("K"), "seed of the random numbers");
  return group;
}

OptionGroup general_options() {
  OptionGroup group("Options", 100);
  group.add_options()("output", po::value<std::string>()->value_name("FILE"), "the data set to write");
  return group;
}

}  // namespace

Command prepare_command() {
  return {.name = "prepare",
          .summary = "makes a data set of images and labels, or a synthetic one",
          .usage = usage,
          .details = details,
          .operand = "",
          .groups = {general_options(), image_options(), synthetic_options()},
          .unlisted = {},
          .main = main};
}

}  // namespace emsurvey
