// How the names of sections stand in the names of files.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace emsurvey {

/// The images of a folder, called `before` + the section's name + `after`.
struct NamePattern {
  std::filesystem::path folder;
  std::string before;
  std::string after;  ///< with the suffix of the files (".png") or without

  bool is_plain() const { return before.empty() && after.empty(); }
  /// The section's name in the name of a file, in normal form C; nothing when the file is called otherwise.
  std::optional<std::string> name_in(const std::filesystem::path& file) const;
};

/// Reads "DIR", or "DIR/*_raw.png" or "DIR/*_raw", where * stands for the section's name. Throws InputError
/// when there are several *, or when it is the name of a folder.
NamePattern name_pattern_from(const std::filesystem::path& text);

/// Patterns by which the names of two lists match, such as "*_raw" and "*_label" for 00_raw and 00_label,
/// where the lists differ only in the text before and after the sections' names. Without folder and suffix.
/// Nothing when no two names would be equal.
std::optional<std::pair<std::string, std::string>> matching_patterns(const std::vector<std::string>& one,
                                                                     const std::vector<std::string>& other);

}  // namespace emsurvey
