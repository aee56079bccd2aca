#include "data/name_pattern.h"

#include <algorithm>
#include <set>
#include <string_view>

#include "base/error.h"
#include "base/utf8.h"
#include "data/natural_order.h"
#include "io/image_file.h"

namespace emsurvey {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view digits = "0123456789";

/// Returns the common prefix of all names up to the first digit: "image_1" and "image_10" share "image_".
std::string common_beginning(const std::vector<std::string>& names) {
  std::string common = names.front();
  for (const std::string& name : names) {
    const auto [end, ignored] = std::mismatch(common.begin(), common.end(), name.begin(), name.end());
    common.erase(end, common.end());
  }
  return common.substr(0, common.find_first_of(digits));
}

std::string reversed(std::string text) {
  std::reverse(text.begin(), text.end());
  return text;
}

/// Returns `text` from the first byte that begins a UTF-8 character.
std::string from_character(const std::string& text) {
  return {std::find_if_not(text.begin(), text.end(), is_continuation), text.end()};
}

std::string common_ending(const std::vector<std::string>& names) {
  std::vector<std::string> backwards;
  std::transform(names.begin(), names.end(), std::back_inserter(backwards), reversed);
  return from_character(reversed(common_beginning(backwards)));
}

NamePattern common_pattern(const std::vector<std::string>& names) {
  return {{}, common_beginning(names), common_ending(names)};
}

std::set<std::string> names_between(const NamePattern& pattern, const std::vector<std::string>& names) {
  std::set<std::string> result;
  for (const std::string& name : names) {
    if (name.size() <= pattern.before.size() + pattern.after.size()) continue;
    result.insert(without_leading_zeros(
        name.substr(pattern.before.size(), name.size() - pattern.before.size() - pattern.after.size())));
  }
  return result;
}

}  // namespace

std::optional<std::string> NamePattern::name_in(const fs::path& file) const {
  const fs::path ending = "*" + after;
  const bool has_suffix = has_image_suffix(ending) || has_hdf5_suffix(ending);
  const std::string name = composed((has_suffix ? file.filename() : file.stem()).string());
  if (name.size() <= before.size() + after.size() || !name.starts_with(before) || !name.ends_with(after))
    return std::nullopt;
  return name.substr(before.size(), name.size() - before.size() - after.size());
}

NamePattern name_pattern_from(const fs::path& text) {
  std::error_code ignored;
  const std::string name = text.filename().string();
  const std::size_t star = name.find('*');
  if (fs::exists(text, ignored) || text.string().find('*') == std::string::npos) return {text, {}, {}};
  require(text.parent_path().string().find('*') == std::string::npos &&
              name.find('*', star + 1) == std::string::npos,
          text.string(), "has a * that cannot stand for the name of a section",
          "write DIR/*ENDING with one *, in the name of the files");
  const fs::path folder = text.has_parent_path() ? text.parent_path() : fs::path(".");
  return {folder, composed(name.substr(0, star)), composed(name.substr(star + 1))};
}

std::optional<std::pair<std::string, std::string>> matching_patterns(const std::vector<std::string>& one,
                                                                     const std::vector<std::string>& other) {
  if (one.empty() || other.empty()) return std::nullopt;
  const NamePattern first = common_pattern(one);
  const NamePattern second = common_pattern(other);
  if (first.is_plain() && second.is_plain()) return std::nullopt;
  const std::set<std::string> names = names_between(first, one);
  const std::set<std::string> other_names = names_between(second, other);
  const bool agree = std::any_of(names.begin(), names.end(),
                                 [&](const std::string& name) { return other_names.count(name) > 0; });
  if (!agree) return std::nullopt;
  return std::pair(first.before + "*" + first.after, second.before + "*" + second.after);
}

}  // namespace emsurvey
