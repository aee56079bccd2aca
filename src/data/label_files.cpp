#include "data/label_files.h"

#include "base/listing.h"

namespace emsurvey {

void LabelFiles::add(const std::string& file, const Image& image) {
  if (source_.label.kind == LabelKind::instances || source_.label.kind == LabelKind::cells) {
    numbers_.add(file, image.channels.front());
    return;
  }
  const MaskValues values = mask_values(image, source_.channel);
  masks_.add(file, values);
  if (source_.channel && values.largest > 0 && image.is_grey()) equal_channels_.push_back(file);
}

void LabelFiles::require_one_form() const {
  if (source_.label.kind != LabelKind::mask) return;
  const std::string other_kind = source_.channel ? "" : ", or read them as kind grey if they are soft";
  masks_.require_one_form("save all masks with 0 and 255" + other_kind);
}

std::vector<std::string> LabelFiles::warnings_of_files() const {
  const std::string& name = source_.label.name;
  switch (source_.label.kind) {
    case LabelKind::instances:
      return numbers_.warnings_of_instances(name);
    case LabelKind::cells:
      return numbers_.warnings_of_cells(name);
    case LabelKind::grey:
      return masks_.warnings_of_dark_targets(name);
    case LabelKind::mask:
      break;
  }
  const std::string folder = source_.folder.string();
  if (!equal_channels_.empty()) {
    return {folder + ": red, green and blue are equal in " + listed(equal_channels_) +
            "; the images of one label are named with --label NAME=DIR:KIND"};
  }
  std::vector<std::string> all = masks_.warnings_of_two_values(source_.channel ? folder : name);
  for (const std::string& warning : masks_.warnings_of_grey_masks(name)) all.push_back(warning);
  return all;
}

std::vector<std::string> LabelFiles::warnings(const LabelSummary& summary) const {
  std::vector<std::string> all = warnings_of_files();
  // Masks without any value that counts as white already explain where the label is present.
  const bool is_mask = source_.label.kind == LabelKind::mask && equal_channels_.empty();
  const auto low = is_mask ? masks_.warnings_of_low_values(source_.label.name) : std::vector<std::string>();
  all.insert(all.end(), low.begin(), low.end());
  const auto of_share = warning_of(source_.label, summary, source_.is_inverted);
  if (low.empty() && of_share) all.push_back(*of_share);
  return all;
}

}  // namespace emsurvey
