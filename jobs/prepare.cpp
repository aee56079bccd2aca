// emsurvey prepare: writes dataset.h5 from images and labels, or a synthetic data set.
#include "data/prepare.h"

#include <algorithm>
#include <boost/program_options.hpp>
#include <cstdint>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "base/error.h"
#include "base/output.h"
#include "commands.h"
#include "data/dataset.h"
#include "data/grey_range.h"
#include "data/summary.h"
#include "data/synthetic.h"
#include "io/file.h"
#include "options.h"
#include "plan/name_lengths.h"
#include "survey/settings.h"

namespace emsurvey {
namespace {

namespace fs = std::filesystem;
namespace po = boost::program_options;

constexpr const char* usage =
    "emsurvey prepare --raw DIR --labels DIR --output dataset.h5\n"
    "emsurvey prepare --raw DIR --label NAME=DIR:KIND [--label ...] --output dataset.h5\n"
    "emsurvey prepare --synthetic 20 [--size 512] [--seed 1] --output dataset.h5\n\n"
    "Reads sections and labels (PNG, or TIFF with one or many sections) and writes a data set for emsurvey "
    "run.\n"
    "Sections and labels are matched by file name (007 is 7); the pages of a stack also by their number,\n"
    "with those of another stack or with as many files, which are numbered from 0 or from 1. DIR can be a\n"
    "TIFF stack itself; a folder that has only subfolders is read as one volume a subfolder. Where the\n"
    "names have endings of their own (00_raw.tif, 00_label.png), write * for the section's name, in quotes:\n"
    "  --raw 'DIR/*_raw.tif' --label 'NAME=DIR/*_label.png:KIND'\n\n"
    "KIND says how the images of a label are to be read:\n"
    "  mask       present where > 127 (images of 1 bit, or of 0 and 1 alone: > 0)\n"
    "  instances  numbered regions, 0 is background: the label is present where > 0\n"
    "  cells      numbered regions whose boundaries are the label, as membranes\n"
    "  grey       a soft target, black to white\n"
    "NAME=DIR:KIND:between says that the regions to score are what lies between the label, "
    "NAME=DIR:KIND:label\n"
    "that they are the label. Without it they lie between for cells, and for masks and grey targets named\n"
    "membrane or membranes. NAME=DIR:KIND:inverted: the label is present where its images are black.\n";

po::options_description describe_options() {
  using Words = std::vector<std::string>;
  po::options_description options("Options", 100);
  po::options_description_easy_init add = options.add_options();
  add("raw", po::value<std::string>()->value_name("DIR"),
      "sections: grey, one type for all: 8 or 16 bits, or other numbers, which one range maps to 16 bits");
  add("labels", po::value<std::string>()->value_name("DIR"),
      "RGB images: synapses (red), mitochondria (green), membranes (blue)");
  add("label", po::value<Words>()->composing()->value_name("NAME=DIR:KIND"),
      "a label of its own; may be repeated");
  add("valid", po::value<Words>()->composing()->value_name("[NAME=]DIR"),
      "masks, > 0 where annotated: for all labels, or for the label NAME; may be repeated");
  add("allow-missing",
      "warn instead of refusing: a section without an image of a label is unannotated there, an image "
      "without "
      "a section is left out");
  add("grey-range", po::value<std::vector<double>>()->multitoken()->value_name("LOW HIGH"),
      "grey values that the network sees as -1 and +1; what lies outside is cut off (8 bits: 0 255; 16 bits: "
      "those of all pixels but the darkest and the brightest thousandth)");
  add("nm-per-pixel", po::value<double>()->default_value(0, "unknown")->value_name("X"), "size of a pixel");
  add("synthetic", po::value<int>()->value_name("N"), "N invented sections instead of images");
  add("size", po::value<int>()->default_value(512)->value_name("S"), "height and width of invented sections");
  add("seed", po::value<std::int64_t>()->default_value(1)->value_name("K"), "seed of invented sections");
  add("output", po::value<std::string>()->value_name("FILE"), "the data set to write");
  add("help", "show this help");
  return options;
}

bool is_given(const po::variables_map& values, const std::string& name) {
  return values.count(name) > 0 && !values[name].defaulted();
}

/// Throws if one of the options `names` is given; `relation` ends the error message.
void refuse_options(const po::variables_map& values, const std::vector<std::string>& names,
                    const std::string& relation) {
  for (const std::string& name : names) {
    require(!is_given(values, name), "--" + name, "has no meaning " + relation, "leave it out");
  }
}

Prepared synthetic(const po::variables_map& values) {
  refuse_options(values, {"raw", "labels", "label", "valid", "allow-missing", "grey-range", "nm-per-pixel"},
                 "beside --synthetic");
  const std::int64_t seed = values["seed"].as<std::int64_t>();
  require(seed >= 0, "--seed", "is negative", "give 0 or more");
  SyntheticOptions options;
  options.sections = values["synthetic"].as<int>();
  options.size = values["size"].as<int>();
  options.seed = static_cast<std::uint64_t>(seed);
  Prepared prepared{synthetic_dataset(options), {}, {}};
  prepared.summaries = summarise(prepared.dataset);
  return prepared;
}

Prepared from_images(const po::variables_map& values, const Warn& warn) {
  refuse_options(values, {"size", "seed"}, "without --synthetic");
  require(is_given(values, "raw"), "--raw", "is missing",
          "name the folder of the sections, or --synthetic N");
  PrepareOptions options;
  options.raw = values["raw"].as<std::string>();
  if (is_given(values, "labels")) options.labels = rgb_label_sources(values["labels"].as<std::string>());
  if (is_given(values, "label")) {
    for (const std::string& text : values["label"].as<std::vector<std::string>>()) {
      options.labels.push_back(label_source_from(text));
    }
  }
  if (is_given(values, "valid")) {
    for (const std::string& text : values["valid"].as<std::vector<std::string>>()) {
      options.valid.push_back(valid_source_from(text));
    }
  }
  options.allows_missing = values.count("allow-missing") > 0;
  if (is_given(values, "grey-range")) {
    const auto range = values["grey-range"].as<std::vector<double>>();
    require(range.size() == 2, "--grey-range", "takes two values", "give --grey-range LOW HIGH");
    options.grey_range = {range[0], range[1]};
  }
  options.nm_per_pixel = values["nm-per-pixel"].as<double>();
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
  char text[80] = "";
  std::snprintf(text, sizeof text, "; %lld pixel%s (%.3g %%) %s outside", static_cast<long long>(outside),
                outside == 1 ? "" : "s",
                100 * static_cast<double>(outside) / static_cast<double>(greys.pixels()),
                outside == 1 ? "lies" : "lie");
  return result + text;
}

void print_report(const Prepared& prepared, const fs::path& output) {
  const Dataset& dataset = prepared.dataset;
  std::set<std::string> volumes;
  for (const Section& section : dataset.sections) volumes.insert(section.volume);
  print("%s: %zu sections of %s pixels in %zu volume%s, %s", output.c_str(), dataset.sections.size(),
        sizes_of(dataset).c_str(), volumes.size(), volumes.size() == 1 ? "" : "s",
        greys_of(prepared).c_str());
  if (dataset.nm_per_pixel > 0) print(", %g nm a pixel", dataset.nm_per_pixel);
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

}  // namespace

int prepare_command(const std::vector<std::string>& arguments) {
  const po::options_description options = describe_options();
  const po::variables_map values = parse_options(arguments, options);
  if (values.count("help") > 0) {
    print_help(options, std::string(usage) + "\n");
    return static_cast<int>(ExitStatus::success);
  }
  require(is_given(values, "output"), "--output", "is missing", "name the data set to write, as dataset.h5");
  const fs::path output = values["output"].as<std::string>();
  require(!fs::is_directory(output), output.string(), "is a folder",
          "name a file, as " + (output / "dataset.h5").string());
  make_folder(fs::absolute(output).parent_path());
  std::vector<std::string> warnings;
  const auto warn = [&](const std::string& warning) { warnings.push_back(warning); };
  const Prepared prepared = is_given(values, "synthetic") ? synthetic(values) : from_images(values, warn);
  const Dataset& dataset = prepared.dataset;
  require_short_names(section_names(dataset), label_names(dataset.labels));
  write_dataset(output, dataset);
  print_report(prepared, output);
  flush_output();
  for (const std::string& warning : warnings) complain("warning: %s", warning.c_str());
  return static_cast<int>(ExitStatus::success);
}

}  // namespace emsurvey
