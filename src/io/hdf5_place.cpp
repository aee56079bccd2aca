#include "io/hdf5_place.h"

#include <algorithm>
#include <cctype>

namespace emsurvey {
namespace fs = std::filesystem;

bool has_hdf5_suffix(const fs::path& path) {
  std::string suffix = path.extension().string();
  std::transform(suffix.begin(), suffix.end(), suffix.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return suffix == ".h5" || suffix == ".hdf" || suffix == ".hdf5";
}

std::string Hdf5Place::text() const {
  return array.empty() ? file.string() : file.string() + ":" + array;
}

std::optional<Hdf5Place> hdf5_place_from(const fs::path& text) {
  std::error_code ignored;
  if (fs::is_directory(text, ignored)) return std::nullopt;
  const std::string whole = text.string();
  for (std::size_t colon = whole.find(":/"); colon != std::string::npos;
       colon = whole.find(":/", colon + 1)) {
    const fs::path file = whole.substr(0, colon);
    if (has_hdf5_suffix(file) || fs::is_regular_file(file, ignored))
      return Hdf5Place{file, whole.substr(colon + 1)};
  }
  if (has_hdf5_suffix(text)) return Hdf5Place{text, {}};
  return std::nullopt;
}

}  // namespace emsurvey
