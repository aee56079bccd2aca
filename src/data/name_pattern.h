// Patterns of file names that contain the names of sections.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace emsurvey {

/// The images of a folder whose names are `before` + the name of the section + `after`.
struct NamePattern {
  std::filesystem::path folder;
  std::string before;
  std::string after;  ///< With or without the suffix of the files (".png").

  bool is_plain() const { return before.empty() && after.empty(); }
  /// Returns the name of the section in a file name, in normal form C; nothing if the file does not match.
  std::optional<std::string> name_in(const std::filesystem::path& file) const;
};

/// Parses "DIR", or "DIR/*_raw.png" or "DIR/*_raw", where * stands for the name of the section. Throws
/// InputError if there are several *, or one in the name of a folder.
NamePattern name_pattern_from(const std::filesystem::path& text);

/// Returns patterns by which the names of two lists match, without folder and suffix, such as "*_raw" and
/// "*_label" for 00_raw and 00_label. The names of one list must differ from those of the other only in the
/// text before and after the name of the section. Returns nothing if no two names would be equal.
std::optional<std::pair<std::string, std::string>> matching_patterns(const std::vector<std::string>& one,
                                                                     const std::vector<std::string>& other);

}  // namespace emsurvey
