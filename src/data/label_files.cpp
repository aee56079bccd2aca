#include "data/label_files.h"

#include "base/listing.h"

namespace emsurvey {

void LabelFiles::add(const std::string& file, const Image& image, const LabelSource& source) {
  if (source.label.kind == LabelKind::instances || source.label.kind == LabelKind::cells) {
    numbers.add(file, image.channels.front());
    return;
  }
  const MaskValues values = mask_values(image, source.channel);
  masks.add(file, values);
  if (source.channel && values.largest > 0 && image.is_grey()) equal_channels.push_back(file);
}

std::vector<std::string> LabelFiles::warnings(const LabelSource& source) const {
  const std::string& name = source.label.name;
  switch (source.label.kind) {
    case LabelKind::instances:
      return numbers.warnings_of_instances(name);
    case LabelKind::cells:
      return numbers.warnings_of_cells(name);
    case LabelKind::grey:
      return masks.warnings_of_dark_targets(name);
    case LabelKind::mask:
      break;
  }
  const std::string folder = source.folder.string();
  if (!equal_channels.empty()) {
    return {folder + ": red, green and blue are equal in " + listed(equal_channels) +
            "; the images of one label are named with --label NAME=DIR:KIND"};
  }
  std::vector<std::string> all = masks.warnings_of_two_values(source.channel ? folder : name);
  for (const std::string& warning : masks.warnings_of_low_values(name)) all.push_back(warning);
  for (const std::string& warning : masks.warnings_of_grey_masks(name)) all.push_back(warning);
  return all;
}

}  // namespace emsurvey
