#include "data/prepare.h"

#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <string>

#include "base/error.h"
#include "base/unknown_name.h"
#include "data/image_folder.h"
#include "data/label_planes.h"
#include "data/problems.h"
#include "data/raw_images.h"

namespace emsurvey {
namespace {

namespace fs = std::filesystem;

void check_options(const PrepareOptions& options) {
  require(!options.labels.empty(), "prepare", "no labels are named",
          "give --labels DIR or --label NAME=DIR:KIND");
  require(options.nm_per_pixel >= 0, "--nm-per-pixel", "is negative",
          "give the size of a pixel in nanometres");
  std::vector<std::string> names;
  for (const LabelSource& source : options.labels) {
    require(std::find(names.begin(), names.end(), source.label.name) == names.end(),
            "--label " + source.label.name, "is given twice", "give each label once");
    names.push_back(source.label.name);
  }
  for (const ValidSource& source : options.valid) {
    if (!source.label.empty()) require_known("--valid " + source.label, "label", source.label, names);
  }
  if (!options.grey_range) return;
  require(options.grey_range->first < options.grey_range->second, "--grey-range", "is empty",
          "give the lower value first, then a higher one");
}

/// Reads one data set; its parts fill `dataset_` one after the other.
class Preparation {
 public:
  explicit Preparation(const PrepareOptions& options) : options_(options) {}

  Dataset run() {
    check_options(options_);
    open_folders();
    for (const LabelSource& source : options_.labels) dataset_.labels.push_back(source.label);
    check_sizes();
    dataset_.value_range = value_range_of(*raw_, options_.grey_range);
    for (std::size_t i = 0; i < raw_->images().size(); ++i) read_section(i);
    if (options_.allows_missing) check_all_labels_are_used();
    problems_.throw_if_any();
    set_grey_range();
    dataset_.nm_per_pixel = options_.nm_per_pixel;
    return std::move(dataset_);
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
  }

  /// Before anything is decoded, which can take far more memory than the files.
  void check_sizes() const {
    check_raw_sizes(*raw_);
    std::uint64_t pixels = 0;
    for (const FolderImage& image : raw_->images())
      pixels +=
          static_cast<std::uint64_t>(image.header.height) * static_cast<std::uint64_t>(image.header.width);
    std::uint64_t bytes_per_pixel = sizeof(std::uint16_t);
    for (const LabelSource& source : options_.labels) {
      const bool has_numbers =
          source.label.kind == LabelKind::instances || source.label.kind == LabelKind::cells;
      bytes_per_pixel += 1 + (has_numbers ? sizeof(std::uint32_t) : 0);
    }
    require_memory(
        options_.raw.string(),
        std::to_string(raw_->images().size()) + " sections of together " + std::to_string(pixels) + " pixels",
        pixels * bytes_per_pixel);
  }

  /// Adds the section to the data set with what could be read of it.
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
      problems_.collect([&] { read_label(image, source, section); });
    }
    for (const ValidSource& source : options_.valid) {
      problems_.collect([&] { read_valid(image, source, section); });
    }
    drop_what_says_nothing(section);
    dataset_.sections.push_back(std::move(section));
  }

  void read_raw(std::size_t index, Section& section) {
    const FolderImage& image = raw_->images()[index];
    section.raw = raw_values(*raw_, index, dataset_.value_range);
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

  /// Throws unless `image` has the size of the section; before it is decoded, as it may be of any size.
  static void check_size(const FolderImage& image, const Section& section) {
    const ImageHeader& header = image.header;
    if (section.raw.empty() || header.height == 0) return;
    require(header.height == section.raw.height && header.width == section.raw.width, image.description(),
            "has " + std::to_string(header.width) + " x " + std::to_string(header.height) +
                " pixels but the section " + section.name + " has " + std::to_string(section.raw.width) +
                " x " + std::to_string(section.raw.height),
            "give images of equal size");
  }

  void read_label(const FolderImage& image, const LabelSource& source, Section& section) {
    ImageFolder& folder = *folders_.at(source.folder);
    const auto found = folder.find(image, *raw_);
    const std::size_t c = section.labels.size() - 1;
    if (!found) {
      require(options_.allows_missing, source.folder.string(),
              "has no " + (source.channel ? "" : source.label.name + " ") + "label image for the section " +
                  section.name,
              "add it, or leave it unannotated with --allow-missing");
      section.valid[c] = {section.raw.height, section.raw.width, 0};
      return;
    }
    const std::string subject = folder.images()[*found].description();
    check_size(folder.images()[*found], section);
    const Image& labelled = folder.read(*found, label_reading(source.channel, source.label.kind));
    LabelPlanes planes = label_planes(labelled, source.channel, source.label.kind, subject);
    if (section.raw.empty()) return;
    section.labels[c] = std::move(planes.target);
    section.instances[c] = std::move(planes.instances);
  }

  void read_valid(const FolderImage& image, const ValidSource& source, Section& section) {
    ImageFolder& folder = *folders_.at(source.folder);
    const auto found = folder.find(image, *raw_);
    require(found.has_value(), source.folder.string(), "has no valid mask for the section " + section.name,
            "add one (white: all is annotated)");
    const std::string subject = folder.images()[*found].description();
    check_size(folder.images()[*found], section);
    const Plane<std::uint8_t> mask = valid_plane(folder.read(*found, ImageReading::numbers), subject);
    if (section.raw.empty()) return;
    for (std::size_t c = 0; c < section.valid.size(); ++c) {
      if (!source.label.empty() && source.label != dataset_.labels[c].name) continue;
      std::transform(mask.values.begin(), mask.values.end(), section.valid[c].values.begin(),
                     section.valid[c].values.begin(),
                     [](std::uint8_t a, std::uint8_t b) { return static_cast<std::uint8_t>(a & b); });
    }
  }

  /// Valid masks that are all 1, and lists of no numbers at all.
  static void drop_what_says_nothing(Section& section) {
    const auto is_all_valid = [](const Plane<std::uint8_t>& plane) {
      return std::all_of(plane.values.begin(), plane.values.end(),
                         [](std::uint8_t value) { return value == 1; });
    };
    if (std::all_of(section.valid.begin(), section.valid.end(), is_all_valid)) section.valid.clear();
    const auto is_empty = [](const Plane<std::uint32_t>& plane) { return plane.empty(); };
    if (std::all_of(section.instances.begin(), section.instances.end(), is_empty)) section.instances.clear();
  }

  void check_all_labels_are_used() {
    for (const LabelSource& source : options_.labels) {
      const ImageFolder& folder = *folders_.at(source.folder);
      std::set<std::size_t> used;
      for (const FolderImage& image : raw_->images()) {
        if (const auto found = folder.find(image, *raw_)) used.insert(*found);
      }
      for (std::size_t i = 0; i < folder.images().size(); ++i) {
        problems_.collect([&] {
          require(used.count(i) > 0, folder.images()[i].description(), "belongs to no section",
                  "name it as its section or remove it");
        });
      }
    }
  }

  void set_grey_range() {
    if (options_.grey_range) {
      std::tie(dataset_.grey_low, dataset_.grey_high) = *options_.grey_range;
      if (dataset_.value_range) std::tie(dataset_.grey_low, dataset_.grey_high) = std::pair(0.0, 65535.0);
      return;
    }
    if (dataset_.bit_depth == 8) return;
    std::uint16_t low = 65535;
    std::uint16_t high = 0;
    for (const Section& section : dataset_.sections) {
      const auto [smallest, largest] =
          std::minmax_element(section.raw.values.begin(), section.raw.values.end());
      low = std::min(low, *smallest);
      high = std::max(high, *largest);
    }
    require(low < high, options_.raw.string(), "has the same grey value everywhere",
            "check the images, or give --grey-range LOW HIGH");
    dataset_.grey_low = low;
    dataset_.grey_high = high;
  }

  const PrepareOptions& options_;
  Dataset dataset_;
  Problems problems_;
  std::map<fs::path, std::unique_ptr<ImageFolder>> folders_;
  ImageFolder* raw_ = nullptr;
  std::string first_image_;
};

}  // namespace

Dataset prepare(const PrepareOptions& options) {
  return Preparation(options).run();
}

}  // namespace emsurvey
