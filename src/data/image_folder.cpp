#include "data/image_folder.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <set>

#include "base/error.h"
#include "base/listing.h"
#include "base/number.h"
#include "base/utf8.h"
#include "data/natural_order.h"
#include "data/problems.h"
#include "io/file.h"

namespace emsurvey {
namespace {

namespace fs = std::filesystem;

bool is_hidden(const fs::path& path) {
  return path.filename().string().front() == '.';
}

/// Whether the file is an image in an unsupported format, which is an error; other files are ignored.
bool has_foreign_suffix(const fs::path& path) {
  std::string suffix = path.extension().string();
  std::transform(suffix.begin(), suffix.end(), suffix.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  const std::array<const char*, 7> foreign = {".jpg", ".jpeg", ".bmp", ".gif", ".webp", ".jp2", ".pgm"};
  return std::find(foreign.begin(), foreign.end(), suffix) != foreign.end();
}

/// Returns the entries of a folder without the hidden ones.
std::vector<fs::path> members(const fs::path& folder) {
  std::error_code error;
  std::vector<fs::path> result;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    if (!is_hidden(entry->path())) result.push_back(entry->path());
  }
  require(!error, folder.string(), "cannot be listed (" + error.message() + ")", "name a folder of images");
  std::sort(result.begin(), result.end());
  return result;
}

std::string folder_name(const fs::path& folder) {
  const fs::path path = fs::absolute(folder).lexically_normal();
  return composed((path.has_filename() ? path : path.parent_path()).filename().string());
}

/// Returns the path whose file names the images: that of the HDF5 file for an array in one.
fs::path named_path(const fs::path& path) {
  const auto place = hdf5_place_from(path);
  return place ? place->file : path;
}

/// Returns the headers of the images in a file. A file that cannot be opened counts as one image; its problem
/// is reported when it is read, together with those of other images.
std::vector<ImageHeader> headers_of(const fs::path& file) {
  std::vector<ImageHeader> headers;
  Problems ignored;
  ignored.collect([&] {
    const ImageFile images(file);
    for (int i = 0; i < images.section_count(); ++i) headers.push_back(images.header(i));
  });
  return headers.empty() ? std::vector<ImageHeader>(1) : headers;
}

std::string padded(int number, int count) {
  const std::string digits = std::to_string(number);
  const std::size_t width = std::to_string(count - 1).size();
  return std::string(width - digits.size(), '0') + digits;
}

/// Lists the names of the images in a folder, as the end of a sentence.
std::string others_in(const fs::path& folder) {
  std::vector<std::string> names;
  for (const fs::path& file : members(folder)) {
    if (has_image_suffix(file)) names.push_back(file.filename().string());
  }
  return names.empty() ? "" : " (there are " + listed(names) + ")";
}

}  // namespace

std::string FolderImage::description() const {
  return path.string() + (page_count > 1 ? " page " + std::to_string(page) : "");
}

ImageFolder::ImageFolder(const fs::path& folder)
    : folder_(folder), pattern_(name_pattern_from(named_path(folder))) {
  if (const auto place = hdf5_place_from(folder)) {
    add_arrays(*place);
  } else if (fs::is_regular_file(folder)) {
    add_file(folder, folder_name(fs::absolute(folder).parent_path()), "");
  } else {
    require_folder(pattern_.folder, "check the path");
    add_files(pattern_.folder, "");
    for (const fs::path& member : images_.empty() ? members(pattern_.folder) : std::vector<fs::path>()) {
      if (fs::is_directory(member)) add_files(member, composed(member.filename().string()) + "-");
    }
  }
  if (images_.empty() && !pattern_.is_plain()) {
    throw InputError(folder.string(), "is not the name of a PNG or TIFF image" + others_in(pattern_.folder),
                     "write * for that part of the files' names that is the section's");
  }
  require(!images_.empty(), folder.string(), "has no PNG or TIFF images", "name a folder that has some");
  number_sections();
  check_names();
}

/// Adds the array of one file, or of each file that fits the pattern.
void ImageFolder::add_arrays(const Hdf5Place& place) {
  std::vector<fs::path> files{place.file};
  if (!pattern_.is_plain()) {
    require_folder(pattern_.folder, "check the path");
    files = members(pattern_.folder);
    std::erase_if(files, [this](const fs::path& file) { return !pattern_.name_in(file); });
    require(!files.empty(), place.file.string(), "is not the name of an HDF5 file",
            "write * for that part of the files' names that is the volume's");
  }
  Problems problems;
  for (const fs::path& file : files) {
    problems.collect([&] {
      const Hdf5Volume volume({file, place.array});
      if (images_.empty()) resolution_nm_ = volume.resolution_nm();
      if (resolution_nm_ != volume.resolution_nm()) resolution_nm_.reset();  // The files do not agree.
      add_file(Hdf5Place{file, place.array}.text(), pattern_.name_in(file).value_or(""), "");
    });
  }
  problems.throw_if_any();
}

void ImageFolder::add_files(const fs::path& folder, const std::string& prefix) {
  Problems problems;
  for (const fs::path& file : members(folder)) {
    if (!pattern_.name_in(file)) continue;
    problems.collect([&] {
      require(!has_foreign_suffix(file), file.string(), "has a format that is not supported",
              "save it as PNG or TIFF");
      if (has_image_suffix(file)) add_file(file, folder_name(folder), prefix);
    });
  }
  problems.throw_if_any();
}

void ImageFolder::add_file(const fs::path& file, const std::string& volume, const std::string& prefix) {
  const std::vector<ImageHeader> headers = headers_of(file);
  const int count = static_cast<int>(headers.size());
  const std::string name = pattern_.name_in(named_path(file)).value_or("");
  for (int page = 0; page < count; ++page) {
    FolderImage image;
    image.path = file;
    image.page = page;
    image.page_count = count;
    image.header = headers[static_cast<std::size_t>(page)];
    image.volume = count > 1 ? prefix + name : volume;
    image.name = prefix + name + (count > 1 ? "-" + padded(page, count) : "");
    image.z = page;
    images_.push_back(image);
  }
}

void ImageFolder::number_sections() {
  std::sort(images_.begin(), images_.end(), [](const FolderImage& a, const FolderImage& b) {
    return a.volume != b.volume ? natural_less(a.volume, b.volume) : natural_less(a.name, b.name);
  });
  for (auto first = images_.begin(); first != images_.end();) {
    const auto last = std::find_if(first, images_.end(),
                                   [&](const FolderImage& image) { return image.volume != first->volume; });
    std::set<int> numbers;
    for (auto image = first; image != last; ++image) {
      if (const auto name = numbered_name(image->name)) numbers.insert(name->number);
    }
    const bool has_numbers = std::ssize(numbers) == last - first;
    for (auto image = first; image != last; ++image) {
      if (image->page_count > 1) continue;
      image->z = has_numbers ? numbered_name(image->name)->number : static_cast<int>(image - first);
    }
    first = last;
  }
}

void ImageFolder::check_names() {
  Problems problems;
  for (std::size_t i = 0; i < images_.size(); ++i) {
    const std::string& name = images_[i].name;
    const auto [known, is_new] = by_name_.emplace(name, i);
    by_short_name_.emplace(without_leading_zeros(name), i);
    problems.collect([&, other = known->second, is_first = is_new] {
      require(is_utf8(name), images_[i].path.string(), "has a name that is not UTF-8", "rename it");
      require(name != "." && name != "..", images_[i].path.string(), "has a name that cannot be a file name",
              "rename it");
      const fs::path first = images_[other].path.filename();
      const bool looks_equal =
          images_[i].path.filename() != first && images_[i].path.extension() == first.extension();
      require(is_first, images_[i].path.string(),
              "has the name of " + first.string() + (looks_equal ? ", with another Unicode composition" : ""),
              "remove or rename one of them");
    });
  }
  problems.throw_if_any();
}

bool ImageFolder::is_one_stack() const {
  return images_.front().page_count > 1 && images_.front().page_count == std::ssize(images_);
}

std::optional<std::size_t> ImageFolder::find(const FolderImage& section, const ImageFolder& sections) const {
  if (const auto found = by_name_.find(section.name); found != by_name_.end()) return found->second;
  const std::string short_name = without_leading_zeros(section.name);
  if (by_short_name_.count(short_name) == 1) return by_short_name_.find(short_name)->second;
  if (is_one_stack() && sections.is_one_stack() && images_.size() == sections.images_.size()) {
    return static_cast<std::size_t>(section.page);
  }
  return std::nullopt;
}

StoredImage ImageFolder::decode(std::size_t index) {
  const FolderImage& image = images_.at(index);
  if (!open_file_ || image.path != open_path_) {
    open_file_.emplace(image.path);
    open_path_ = image.path;
  }
  return open_file_->read(image.page);
}

const Image& ImageFolder::read(std::size_t index, ImageReading reading) {
  if (last_image_ && last_index_ == index && last_reading_ == reading) return *last_image_;
  last_image_.reset();
  last_image_ = read_as(reading, decode(index), images_[index].description());
  last_index_ = index;
  last_reading_ = reading;
  return *last_image_;
}

Plane<double> ImageFolder::read_grey_values(std::size_t index) {
  return grey_values(decode(index), images_.at(index).description());
}

}  // namespace emsurvey
