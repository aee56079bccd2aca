#include "data/image_match.h"

#include <algorithm>
#include <set>

#include "base/error.h"
#include "base/listing.h"
#include "data/natural_order.h"
#include "data/page_files.h"

namespace emsurvey {
namespace {

std::string in_quotes(const std::filesystem::path& path) {
  return "'" + path.string() + "'";
}

bool has_stacks(const ImageFolder& folder) {
  return folder.images().front().page_count > 1;
}

std::vector<std::string> names_of(const ImageFolder& folder) {
  std::vector<std::string> names;
  for (const FolderImage& image : folder.images()) names.push_back(image.name);
  return names;
}

/// Returns the last numbers of those of `names` that otherwise equal `name`.
std::set<int> numbers_like(const std::string& name, const std::vector<std::string>& names) {
  std::set<int> numbers;
  const auto one = numbered_name(name);
  for (const std::string& other_name : names) {
    const auto other = numbered_name(other_name);
    if (one && other && one->before == other->before && one->after == other->after)
      numbers.insert(other->number);
  }
  return numbers;
}

}  // namespace

ImageMatch::ImageMatch(const ImageFolder& sections, const ImageFolder& images)
    : sections_(sections), images_(images) {
  for (const FolderImage& section : sections.images()) found_.push_back(images.find(section, sections));
  for (const auto& [page, file] : page_files(sections, images)) found_[page] = file;
  for (const auto& [page, file] : page_files(images, sections)) found_[file] = page;
  std::vector<std::string> owners(images.images().size());
  for (std::size_t i = 0; i < found_.size(); ++i) {
    const std::string& section = sections.images()[i].name;
    if (!found_[i]) {
      without_.push_back(section);
      continue;
    }
    std::string& owner = owners[*found_[i]];
    require(owner.empty(), images.images()[*found_[i]].description(),
            "belongs to two sections, " + owner + " and " + section, "rename one of them and its image");
    owner = section;
  }
  for (std::size_t i = 0; i < owners.size(); ++i) {
    if (owners[i].empty()) left_.push_back(images.images()[i].name);
  }
}

std::string ImageMatch::sections_without(const std::string& kind) const {
  if (without_.size() == 1) return "no " + kind + " for the section " + without_.front();
  return "no " + kind + " for " + std::to_string(without_.size()) + " of " +
         std::to_string(sections_.images().size()) + " sections (" + listed(without_) + ")";
}

std::string ImageMatch::images_left() const {
  return listed(left_) + (left_.size() == 1 ? " belongs" : " belong") + " to no section";
}

std::string ImageMatch::other_remedy() const {
  if (left_.empty() || without_.empty()) return "";
  if (has_stacks(sections_) || has_stacks(images_))
    return ", or give as many images as the stack has pages, numbered from 0 or from 1";
  const auto patterns = matching_patterns(without_, left_);
  if (!patterns || !sections_.pattern().is_plain() || !images_.pattern().is_plain())
    return ", or write * for the section's name in a path, as 'DIR/*ENDING'";
  return ", or write " + in_quotes(sections_.path() / patterns->first) + " and " +
         in_quotes(images_.path() / patterns->second) +
         " instead of the folders, with * for the section's name";
}

bool ImageMatch::is_shifted() const {
  return std::any_of(left_.begin(), left_.end(), [&](const std::string& image) {
    const std::set<int> without = numbers_like(image, without_);
    if (without.empty()) return false;
    const std::set<int> sections = numbers_like(image, names_of(sections_));
    const int first = *sections.begin();
    const int last = *sections.rbegin();
    const int number = numbered_name(image)->number;
    return (number == last + 1 && without.count(first) > 0) ||
           (number == first - 1 && without.count(last) > 0);
  });
}

std::string ImageMatch::rest(const std::string& kind) const {
  if (without_.empty()) return images_left();
  return "has " + sections_without(kind) + (left_.empty() ? "" : ", but " + images_left());
}

std::vector<std::string> ImageMatch::warnings(const std::string& kind) const {
  if (without_.empty() && left_.empty()) return {};
  const std::string of_sections = without_.empty() ? "" : "; a section without one is unannotated";
  const std::string of_images = left_.empty() ? "" : "; an image without a section is left out";
  return {images_.path().string() + ": " + rest(kind) + of_sections + of_images};
}

void ImageMatch::require_all_sections(const std::string& kind, const std::string& remedy) const {
  if (!without_.empty()) throw InputError(images_.path().string(), rest(kind), remedy + other_remedy());
}

void ImageMatch::require_all_images(const std::string& kind, const std::string& remedy) const {
  if (!left_.empty()) throw InputError(images_.path().string(), rest(kind), remedy + other_remedy());
}

void ImageMatch::require_agreement(const std::string& kind) const {
  if (without_.size() == found_.size())
    throw InputError(images_.path().string(), rest(kind), "name each image as its section" + other_remedy());
  if (is_shifted()) {
    throw InputError(images_.path().string(),
                     rest(kind) + ", as if one of the two were counted from 0 and the other from 1",
                     "rename the images so that each has the number of its section");
  }
}

void ImageMatch::require_match(const std::string& kind, bool allows_missing) const {
  if (allows_missing) {
    require_agreement(kind);
    return;
  }
  require_all_sections(kind, "add what is missing, or leave it unannotated with --allow-missing");
  require_all_images(kind, "remove what belongs to no section, or leave it out with --allow-missing");
}

}  // namespace emsurvey
