#include "plan/name_lengths.h"

#include <unistd.h>

#include <algorithm>
#include <climits>

#include "base/error.h"
#include "base/utf8.h"
#include "plan/disk_space.h"
#include "store/label_images.h"

namespace emsurvey {
namespace {

namespace fs = std::filesystem;

/// Names of the test images of a section.
std::vector<std::string> image_names(const std::string& section, const std::vector<std::string>& labels) {
  std::vector<std::string> names = label_image_names(section, "inputs", {});
  for (const char* part : {"outputs", "targets"}) {
    for (const std::string& name : label_image_names(section, part, labels)) names.push_back(name);
  }
  return names;
}

std::string longest_of(const std::vector<std::string>& names) {
  return *std::max_element(names.begin(), names.end(),
                           [](const std::string& a, const std::string& b) { return a.size() < b.size(); });
}

/// Returns the first characters of a long name.
std::string shortened(const std::string& name) {
  constexpr std::size_t shown = 40;
  if (name.size() <= shown) return name;
  std::size_t end = shown;
  while (end > 0 && is_continuation(name[end])) --end;
  return name.substr(0, end) + "...";
}

}  // namespace

void require_short_name(const std::string& subject, const std::string& file, std::size_t limit) {
  require(file.size() <= limit, subject,
          "needs a file name of " + std::to_string(file.size()) + " bytes, but only " +
              std::to_string(limit) + " are possible",
          "shorten its name");
}

std::size_t name_limit(const fs::path& folder) {
  const long limit = ::pathconf(nearest_there(folder).c_str(), _PC_NAME_MAX);
  return limit > 0 ? static_cast<std::size_t>(limit) : NAME_MAX;
}

void require_short_names(const std::vector<std::string>& sections, const std::vector<std::string>& labels,
                         std::size_t limit) {
  for (const std::string& label : labels)
    require_short_name("label " + shortened(label), label + ".csv", limit);
  for (const std::string& section : sections) {
    require_short_name("section " + shortened(section), longest_of(image_names(section, labels)), limit);
  }
}

void require_short_names(const Dataset& dataset, const SurveyFolder& folder) {
  constexpr int most_runs = 999'999;
  constexpr std::size_t longest_name = 256;  // Includes a slash; names of temporary files are not longer.
  require_short_names(section_names(dataset), label_names(dataset.labels), name_limit(folder.path()));
  const std::size_t length = fs::absolute(folder.images(most_runs)).string().size();
  require(
      length + longest_name < PATH_MAX, shortened(folder.path().string()),
      "is a path of " + std::to_string(folder.path().string().size()) + " bytes, too long for files in it",
      "name an output folder with a shorter path");
}

}  // namespace emsurvey
