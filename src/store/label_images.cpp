#include "store/label_images.h"

#include <algorithm>
#include <span>

#include "io/file.h"
#include "io/png.h"

namespace emsurvey {
namespace {

bool is_one_image(const std::vector<std::string>& labels) {
  return labels.empty() || labels.size() == 3;
}

}  // namespace

std::vector<std::string> label_image_names(const std::string& image, const std::string& part,
                                           const std::vector<std::string>& labels) {
  if (is_one_image(labels)) return {image + "-" + part + ".png"};
  std::vector<std::string> names;
  for (const auto& label : labels) names.push_back(image + "-" + part + "-" + label + ".png");
  return names;
}

std::string label_image_name(const std::string& image, const std::string& part,
                             const std::vector<std::string>& labels, std::size_t label) {
  const auto names = label_image_names(image, part, labels);
  return names[std::min(label, names.size() - 1)];
}

std::vector<std::pair<std::string, std::string>> label_image_files(
    const std::string& image, const std::string& part, const std::vector<std::string>& labels,
    const std::vector<Plane<std::uint8_t>>& planes) {
  const auto names = label_image_names(image, part, labels);
  if (is_one_image(labels)) return {{names.front(), encode_png(planes)}};
  std::vector<std::pair<std::string, std::string>> files;
  for (std::size_t label = 0; label < planes.size(); ++label)
    files.emplace_back(names[label], encode_png(std::span(&planes[label], 1)));
  return files;
}

void write_label_images(const std::filesystem::path& folder, const std::string& image,
                        const std::string& part, const std::vector<std::string>& labels,
                        const std::vector<Plane<std::uint8_t>>& planes) {
  for (const auto& [name, bytes] : label_image_files(image, part, labels, planes))
    write_file(folder / name, bytes);
}

}  // namespace emsurvey
