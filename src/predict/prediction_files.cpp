#include "predict/prediction_files.h"

#include <algorithm>
#include <map>
#include <set>
#include <system_error>

#include "base/error.h"
#include "io/file.h"
#include "io/tiff_writer.h"
#include "predict/label_volume.h"
#include "predict/numbered_regions.h"
#include "store/label_images.h"

namespace emsurvey {
namespace {

namespace fs = std::filesystem;

/// Throws unless all sections of the stack have one size.
void check_sizes(const Stack& stack, const ImageFolder& images) {
  const FolderImage& first = images.images()[stack.images.front()];
  for (const std::size_t image : stack.images) {
    const FolderImage& other = images.images()[image];
    const bool are_readable =
        first.header.height > 0 && other.header.height > 0;  // Else reading tells the reason.
    require(!are_readable ||
                (other.header.height == first.header.height && other.header.width == first.header.width),
            other.description(),
            "has " + std::to_string(other.header.width) + " x " + std::to_string(other.header.height) +
                " pixels but " + first.description() + " has " + std::to_string(first.header.width) + " x " +
                std::to_string(first.header.height) + ", so that they cannot be joined in one volume",
            "choose --output-format png, or crop them to one size");
  }
}

/// Returns the stacks into which the sections are joined.
std::vector<Stack> stacks_of(const ImageFolder& images, OutputFormat format) {
  std::map<std::string, Stack> by_name;
  for (std::size_t i = 0; i < images.images().size(); ++i) {
    const FolderImage& image = images.images()[i];
    const bool is_joined =
        format == OutputFormat::hdf5 || (format == OutputFormat::tiff && image.page_count > 1);
    if (is_joined) by_name[image.volume].images.push_back(i);
  }
  std::vector<Stack> stacks;
  for (auto& [name, stack] : by_name) {
    const bool is_single = stack.images.size() == 1;
    stack.name = is_single ? images.images()[stack.images.front()].name : name;
    std::stable_sort(stack.images.begin(), stack.images.end(), [&](std::size_t a, std::size_t b) {
      return images.images()[a].z < images.images()[b].z;
    });
    stacks.push_back(stack);
  }
  return stacks;
}

void write_label(const fs::path& path, const SectionLabels& labels, std::size_t label) {
  const std::uint64_t bytes = bytes_of_plane(labels.height(), labels.width(), labels.values());
  write_tiff(path, bytes, [&](TiffWriter& file) {
    if (labels.values() == LabelValues::grey) file.add(labels.grey()[label]);
    if (labels.values() == LabelValues::float16) file.add_halves(labels.halves()[label]);
    if (labels.values() == LabelValues::float32) file.add(labels.floats()[label]);
  });
}

/// Throws unless all names differ.
void check_names(const std::vector<fs::path>& files) {
  std::set<fs::path> seen;
  for (const fs::path& file : files)
    require(seen.insert(file).second, file.string(), "is the output of two images or stacks",
            "rename one of them, or predict them into folders of their own");
}

/// Whether all files exist and none is older than the image.
bool are_made_of(const fs::path& image, const std::vector<fs::path>& files) {
  const auto exists = [](const fs::path& file) { return file_exists(file); };
  if (!std::all_of(files.begin(), files.end(), exists)) return false;
  const auto place = hdf5_place_from(image);
  std::error_code error;
  const auto changed = fs::last_write_time(place ? place->file : image, error);
  return !error && std::all_of(files.begin(), files.end(), [&](const fs::path& file) {
    return fs::last_write_time(file, error) >= changed && !error;
  });
}

}  // namespace

PredictionFiles::PredictionFiles(const fs::path& folder, const ImageFolder& images,
                                 const std::vector<Label>& labels, const PredictionOptions& options)
    : folder_(folder),
      images_(images),
      labels_(labels),
      options_(options),
      stacks_(stacks_of(images, options.format)),
      stack_of_(images.images().size()) {
  for (std::size_t i = 0; i < stacks_.size(); ++i) {
    check_sizes(stacks_[i], images);
    for (const std::size_t image : stacks_[i].images) stack_of_[image] = i;
  }
  check_names(all_files());
}

std::vector<fs::path> PredictionFiles::label_files(std::size_t image) const {
  const std::string& name = images_.images()[image].name;
  std::vector<fs::path> files;
  if (options_.format == OutputFormat::png) {
    for (const std::string& file : label_image_names(name, "outputs", label_names(labels_)))
      files.push_back(folder_ / file);
    return files;
  }
  for (const Label& label : labels_)
    files.push_back((is_joined(image) ? parts() : folder_) / (name + "-outputs-" + label.name + ".tif"));
  return files;
}

std::vector<fs::path> PredictionFiles::region_files(std::size_t image) const {
  std::vector<fs::path> files;
  if (!options_.has_regions) return files;
  for (const Label& label : labels_)
    files.push_back(folder_ / (images_.images()[image].name + "-regions-" + label.name + ".tif"));
  return files;
}

std::vector<fs::path> PredictionFiles::files_of(std::size_t image) const {
  std::vector<fs::path> files = region_files(image);
  const std::vector<fs::path> labels = label_files(image);
  files.insert(files.end(), labels.begin(), labels.end());
  return files;
}

std::vector<fs::path> PredictionFiles::stack_files(const Stack& stack) const {
  if (options_.format == OutputFormat::hdf5) return {folder_ / (stack.name + "-outputs.h5")};
  std::vector<fs::path> files;
  for (const Label& label : labels_)
    files.push_back(folder_ / (stack.name + "-outputs-" + label.name + ".tif"));
  return files;
}

bool PredictionFiles::has_section(std::size_t image) const {
  const fs::path& source = images_.images()[image].path;
  if (are_made_of(source, files_of(image))) return true;
  return is_joined(image) && has_stack(stacks_[*stack_of_[image]]) &&
         are_made_of(source, region_files(image));
}

void PredictionFiles::write_section(std::size_t image, const SectionLabels& labels) const {
  make_folder(is_joined(image) ? parts() : folder_);
  const std::vector<fs::path> regions = region_files(image), files = label_files(image);
  for (std::size_t label = 0; label < regions.size(); ++label) {
    write_regions(regions[label],
                  numbered_regions(labels.grey()[label], options_.thresholds[label], labels_[label].polarity),
                  labels.width());
  }
  if (options_.format == OutputFormat::png) {
    write_label_images(folder_, images_.images()[image].name, "outputs", label_names(labels_), labels.grey());
    return;
  }
  for (std::size_t label = 0; label < files.size(); ++label) write_label(files[label], labels, label);
}

bool PredictionFiles::has_stack(const Stack& stack) const {
  const std::vector<fs::path> files = stack_files(stack);
  return std::all_of(stack.images.begin(), stack.images.end(),
                     [&](std::size_t image) { return are_made_of(images_.images()[image].path, files); });
}

void PredictionFiles::finish(const Stack& stack) const {
  if (!has_stack(stack)) join(stack);
  std::error_code ignored;
  for (const std::size_t image : stack.images) {
    for (const fs::path& part : label_files(image)) fs::remove(part, ignored);
  }
  fs::remove(parts(), ignored);  // Only if it is empty.
}

void PredictionFiles::join(const Stack& stack) const {
  std::vector<std::vector<fs::path>> parts_of(labels_.size());
  for (const std::size_t image : stack.images) {
    const std::vector<fs::path> files = label_files(image);
    for (std::size_t label = 0; label < files.size(); ++label) parts_of[label].push_back(files[label]);
  }
  const std::vector<fs::path> files = stack_files(stack);
  if (options_.format == OutputFormat::hdf5) {
    write_label_volume(files.front(), label_names(labels_), parts_of, options_.values);
  } else {
    for (std::size_t label = 0; label < files.size(); ++label)
      write_label_stack(files[label], parts_of[label], options_.values);
  }
}

std::vector<fs::path> PredictionFiles::all_files() const {
  std::vector<fs::path> all;
  const auto add = [&](const std::vector<fs::path>& files) {
    all.insert(all.end(), files.begin(), files.end());
  };
  for (std::size_t i = 0; i < images_.images().size(); ++i) add(files_of(i));
  for (const Stack& stack : stacks_) add(stack_files(stack));
  return all;
}

std::vector<std::string> PredictionFiles::existing_files() const {
  std::vector<std::string> names;
  for (const fs::path& file : all_files())
    if (file_exists(file)) names.push_back(file.filename().string());
  return names;
}

}  // namespace emsurvey
