#include "data/image_match.h"

#include "base/error.h"
#include "base/listing.h"

namespace emsurvey {
namespace {

std::string in_quotes(const std::filesystem::path& path) {
  return "'" + path.string() + "'";
}

bool has_stacks(const ImageFolder& folder) {
  return folder.images().front().page_count > 1;
}

}  // namespace

ImageMatch::ImageMatch(const ImageFolder& sections, const ImageFolder& images)
    : sections_(sections), images_(images) {
  std::vector<std::string> owners(images.images().size());
  for (const FolderImage& section : sections.images()) {
    found_.push_back(images.find(section, sections));
    if (!found_.back()) {
      without_.push_back(section.name);
      continue;
    }
    std::string& owner = owners[*found_.back()];
    require(owner.empty(), images.images()[*found_.back()].description(),
            "belongs to two sections, " + owner + " and " + section.name, "rename one of them and its image");
    owner = section.name;
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
    return ", or give two stacks with equally many pages, which are matched by their numbers";
  const auto patterns = matching_patterns(without_, left_);
  if (!patterns || !sections_.pattern().is_plain() || !images_.pattern().is_plain())
    return ", or write * for the section's name in a path, as 'DIR/*ENDING'";
  return ", or write " + in_quotes(sections_.path() / patterns->first) + " and " +
         in_quotes(images_.path() / patterns->second) +
         " instead of the folders, with * for the section's name";
}

void ImageMatch::require_all_sections(const std::string& kind, const std::string& remedy) const {
  require(without_.empty(), images_.path().string(),
          "has " + sections_without(kind) + (left_.empty() ? "" : ", but " + images_left()),
          remedy + other_remedy());
}

void ImageMatch::require_all_images(const std::string& kind) const {
  require(left_.empty(), images_.path().string(),
          images_left() + (without_.empty() ? "" : ", but there is " + sections_without(kind)),
          "name each as its section or remove it" + other_remedy());
}

}  // namespace emsurvey
