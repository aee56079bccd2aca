#include "data/prepare.h"

#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <string>

#include "base/error.h"
#include "data/grey_range.h"
#include "data/image_folder.h"
#include "data/image_match.h"
#include "data/label_files.h"
#include "data/label_planes.h"
#include "data/mask_files.h"
#include "data/problems.h"
#include "data/raw_images.h"
#include "data/unlike_sections.h"

namespace emsurvey {
namespace {

namespace fs = std::filesystem;

constexpr const char* valid_mask = "valid mask";

/// Returns the name of a label's images in messages.
std::string kind_of(const LabelSource& source) {
  return (source.channel ? "" : source.label.name + " ") + "label image";
}

/// Reads one data set; its steps fill `dataset_` one after the other.
class Preparation {
 public:
  explicit Preparation(const PrepareOptions& options)
      : options_(options),
        label_files_(options.labels.begin(), options.labels.end()),
        valid_files_(options.valid.size()) {}

  Prepared run(const Warn& warn) {
    check_options(options_);
    open_folders();
    match_names();
    for (const LabelSource& source : options_.labels) dataset_.labels.push_back(source.label);
    check_raw_sizes(*raw_);
    check_memory(*raw_, options_.labels);
    dataset_.value_range = value_range_of(*raw_, options_.grey_range);
    for (std::size_t i = 0; i < raw_->images().size(); ++i) read_section(i);
    for (const LabelFiles& files : label_files_) problems_.collect([&] { files.require_one_form(); });
    problems_.throw_if_any();
    const GreyHistogram greys(dataset_, cut_off_);
    set_grey_range(greys);
    const auto resolution = raw_->resolution_nm();
    dataset_.nm_per_pixel =
        options_.nm_per_pixel > 0 || !resolution ? options_.nm_per_pixel : resolution->back();
    const std::vector<LabelSummary> summaries = summarise(dataset_);
    if (warn) give_warnings(greys, summaries, warn);
    return {std::move(dataset_), cut_off_, summaries};
  }

 private:
  void open_folder(const fs::path& path) {
    if (folders_.count(path) > 0) return;
    problems_.collect([&] { folders_[path] = std::make_unique<ImageFolder>(path); });
  }

  void open_folders() {
    open_folder(options_.raw);
    for (const LabelSource& source : options_.labels) open_folder(source.folder);
    for (const ValidSource& source : options_.valid) open_folder(source.folder);
    problems_.throw_if_any();
    raw_ = folders_.at(options_.raw).get();
    for (const LabelSource& source : options_.labels) {
      // A network can learn to reproduce the sections, so these may be grey targets.
      const bool is_raw = fs::weakly_canonical(source.folder) == fs::weakly_canonical(options_.raw);
      require(!is_raw || source.label.kind == LabelKind::grey, "--label " + source.label.name,
              "has the images of --raw",
              "name its own, in one folder as 'DIR/*ENDING' with * for the section's name");
    }
  }

  void match_names() {
    for (const auto& [path, folder] : folders_) {
      problems_.collect(
          [&, &path_ = path, &images = *folder] { matches_.emplace(path_, ImageMatch(*raw_, images)); });
    }
    problems_.throw_if_any();
    for (const LabelSource& source : options_.labels) {
      problems_.collect(
          [&] { matches_.at(source.folder).require_match(kind_of(source), options_.allows_missing); });
    }
    for (const ValidSource& source : options_.valid) {
      problems_.collect([&] {
        const ImageMatch& match = matches_.at(source.folder);
        match.require_all_sections(valid_mask, "add what is missing (white: all is annotated)");
        match.require_match(valid_mask, options_.allows_missing);
      });
    }
  }

  /// Adds the section to the data set with everything that could be read.
  void read_section(std::size_t index) {
    const FolderImage& image = raw_->images()[index];
    Section section;
    section.name = image.name;
    section.volume = image.volume;
    section.z = image.z;
    section.source = image.description();
    problems_.collect([&] { read_raw(index, section); });
    for (const LabelSource& source : options_.labels) {
      section.labels.emplace_back(section.raw.height, section.raw.width, std::uint8_t{0});
      section.valid.emplace_back(section.raw.height, section.raw.width, std::uint8_t{1});
      section.instances.emplace_back();
      problems_.collect([&] { read_label(index, source, section); });
    }
    for (std::size_t i = 0; i < options_.valid.size(); ++i) {
      problems_.collect([&] { read_valid(index, i, section); });
    }
    drop_what_says_nothing(section);
    dataset_.sections.push_back(std::move(section));
  }

  void read_raw(std::size_t index, Section& section) {
    const FolderImage& image = raw_->images()[index];
    RawValues raw = raw_values(*raw_, index, dataset_.value_range);
    section.raw = std::move(raw.grey);
    cut_off_ += raw.cut_off;
    check_depth(image, dataset_.value_range ? 16 : raw_->read(index).bit_depth);
  }

  void check_depth(const FolderImage& image, int bit_depth) {
    if (first_image_.empty()) {
      first_image_ = image.path.filename().string();
      dataset_.bit_depth = bit_depth;
    }
    require(bit_depth == dataset_.bit_depth, image.description(),
            "has " + std::to_string(bit_depth) + " bits but " + first_image_ + " has " +
                std::to_string(dataset_.bit_depth),
            "save all sections with the same depth");
  }

  /// Throws unless `image` has the size of the section. Must be called before decoding, as an image may have
  /// any size.
  static void check_size(const FolderImage& image, const Section& section) {
    const ImageHeader& header = image.header;
    if (section.raw.empty() || header.height == 0) return;
    require(header.height == section.raw.height && header.width == section.raw.width, image.description(),
            "has " + std::to_string(header.width) + " x " + std::to_string(header.height) +
                " pixels but the section " + section.name + " has " + std::to_string(section.raw.width) +
                " x " + std::to_string(section.raw.height),
            "give images of equal size");
  }

  void read_label(std::size_t index, const LabelSource& source, Section& section) {
    ImageFolder& folder = *folders_.at(source.folder);
    const auto found = matches_.at(source.folder).image_of(index);
    const std::size_t c = section.labels.size() - 1;
    if (!found) {
      section.valid[c] = {section.raw.height, section.raw.width, 0};
      return;
    }
    const std::string subject = folder.images()[*found].description();
    check_size(folder.images()[*found], section);
    const Image& image = folder.read(*found, label_reading(source.channel, source.label.kind));
    LabelPlanes planes = label_planes(image, source.channel, source.label.kind, subject);
    label_files_[c].add(subject, image);
    if (section.raw.empty()) return;
    section.labels[c] = std::move(planes.target);
    section.instances[c] = std::move(planes.instances);
    if (!source.is_inverted) return;
    for (std::uint8_t& value : section.labels[c].values) value = static_cast<std::uint8_t>(255 - value);
  }

  void read_valid(std::size_t index, std::size_t source_index, Section& section) {
    const ValidSource& source = options_.valid[source_index];
    ImageFolder& folder = *folders_.at(source.folder);
    const auto found = matches_.at(source.folder).image_of(index);
    if (!found) return;
    const std::string subject = folder.images()[*found].description();
    check_size(folder.images()[*found], section);
    const Image& image = folder.read(*found, ImageReading::numbers);
    const Plane<std::uint8_t> mask = valid_plane(image, subject);
    valid_files_[source_index].add(subject, mask_values(image));
    if (section.raw.empty()) return;
    for (std::size_t c = 0; c < section.valid.size(); ++c) {
      if (!source.label.empty() && source.label != dataset_.labels[c].name) continue;
      std::transform(mask.values.begin(), mask.values.end(), section.valid[c].values.begin(),
                     section.valid[c].values.begin(),
                     [](std::uint8_t a, std::uint8_t b) { return static_cast<std::uint8_t>(a & b); });
    }
  }

  void set_grey_range(const GreyHistogram& greys) {
    if (options_.grey_range && dataset_.value_range) {
      // The value range maps to these.
      std::tie(dataset_.grey_low, dataset_.grey_high) = std::pair(0, 65535);
    } else if (options_.grey_range) {
      std::tie(dataset_.grey_low, dataset_.grey_high) = *options_.grey_range;
    } else if (dataset_.bit_depth > 8) {
      std::tie(dataset_.grey_low, dataset_.grey_high) = greys.usual_range();
      require(dataset_.grey_low < dataset_.grey_high, options_.raw.string(),
              "has the same grey value everywhere", "check the images, or give --grey-range LOW HIGH");
    }
  }

  void give_warnings(const GreyHistogram& greys, const std::vector<LabelSummary>& summaries,
                     const Warn& warn) const {
    std::set<std::string> given;  // Each warning is given once, though three labels share images.
    const auto give = [&](const std::vector<std::string>& warnings) {
      for (const std::string& warning : warnings) {
        if (given.insert(warning).second) warn(warning);
      }
    };
    const std::string raw = options_.raw.string();
    for (const LabelSource& source : options_.labels)
      give(matches_.at(source.folder).warnings(kind_of(source)));
    for (const ValidSource& source : options_.valid) give(matches_.at(source.folder).warnings(valid_mask));
    give(warnings_of_sizes(*raw_));
    give(warnings_of_scales(dataset_, raw));
    give(greys.warnings(raw, dataset_.grey_low, dataset_.grey_high));
    for (std::size_t c = 0; c < label_files_.size(); ++c) give(label_files_[c].warnings(summaries[c]));
    for (std::size_t i = 0; i < valid_files_.size(); ++i) {
      give(valid_files_[i].warnings_of_valid("--valid " + options_.valid[i].folder.string()));
    }
  }

  const PrepareOptions& options_;
  Dataset dataset_;
  CutOff cut_off_;
  Problems problems_;
  std::map<fs::path, std::unique_ptr<ImageFolder>> folders_;
  std::map<fs::path, ImageMatch> matches_;  ///< Images of each folder by section.
  std::vector<LabelFiles> label_files_;     ///< One per label.
  std::vector<MaskFiles> valid_files_;      ///< One per source of valid masks.
  ImageFolder* raw_ = nullptr;
  std::string first_image_;
};

}  // namespace

Prepared prepare(const PrepareOptions& options, const Warn& warn) {
  return Preparation(options).run(warn);
}

}  // namespace emsurvey
