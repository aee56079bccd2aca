#include "survey/split_file.h"

#include <algorithm>
#include <map>
#include <utility>

#include "base/error.h"
#include "base/nearest_name.h"
#include "base/number.h"
#include "base/unknown_name.h"
#include "io/csv.h"
#include "io/file.h"

namespace emsurvey {
namespace {

constexpr std::size_t limit_bytes = std::size_t{1} << 26;
constexpr int most_splits = 100'000;

const std::vector<std::string>& role_names() {
  static const std::vector<std::string> names{to_string(Role::train), to_string(Role::validation),
                                              to_string(Role::test), to_string(Role::unused)};
  return names;
}

Role role_from(const std::string& subject, const std::string& name) {
  require_known(subject, "role", name, role_names());
  for (const Role role : {Role::train, Role::validation, Role::test})
    if (name == to_string(role)) return role;
  return Role::unused;
}

std::string line_of(const SplitFile& file, std::size_t line) {
  return file.path + ", line " + std::to_string(line);
}

std::size_t column_of(const CsvTable& table, const std::string& name, const std::string& path) {
  const auto column = table.find_column(name);
  require(column.has_value(), path + ", line 1", "has no column " + name,
          "begin the file with the line image,split,role");
  return *column;
}

void require_one_role(const SplitFile& file) {
  std::map<std::pair<int, std::string>, std::size_t> lines;
  for (const AssignedRole& row : file.rows) {
    const auto [first, is_new] = lines.emplace(std::pair(row.split, row.image), row.line);
    require(is_new, line_of(file, row.line),
            "gives image " + row.image + " a second role in split " + std::to_string(row.split) +
                ", after line " + std::to_string(first->second),
            "keep one of the two lines");
  }
}

InputError unknown_image(const SplitFile& file, const AssignedRole& row, const SectionPlaces& places) {
  std::vector<std::string> names;
  for (const SectionPlace& place : places) names.push_back(place.name);
  const std::string near = nearest_name(row.image, names);
  return InputError(line_of(file, row.line), "the data set has no image `" + row.image + "`",
                    near.empty() ? "write the file name of a section without its ending, or remove the line"
                                 : "did you mean " + near + "?");
}

}  // namespace

int SplitFile::splits() const {
  int splits = 0;
  for (const AssignedRole& row : rows) splits = std::max(splits, row.split);
  return splits;
}

SplitFile parse_split_file(std::string_view text, const std::string& path) {
  std::vector<std::size_t> lines;
  const CsvTable table = parse_csv(text, path, &lines);
  const std::size_t image = column_of(table, "image", path), split = column_of(table, "split", path),
                    role = column_of(table, "role", path);
  SplitFile file{path, {}};
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    const auto& row = table.rows[i];
    const std::string subject = line_of(file, lines[i]);
    const auto number = parse_integer(row[split]);
    require(number && *number >= 1 && *number <= most_splits, subject,
            "the split `" + row[split] + "` is not a whole number from 1 to " + std::to_string(most_splits),
            "number the splits 1, 2, ...");
    file.rows.push_back({row[image], static_cast<int>(*number), role_from(subject, row[role]), lines[i]});
  }
  require(!file.rows.empty(), path, "names no image", "write a line image,split,role for each image");
  require_one_role(file);
  return file;
}

SplitFile read_split_file(const std::string& path) {
  return parse_split_file(read_file(path, limit_bytes), path);
}

Split file_split(const SplitFile& file, int number, const SectionPlaces& places) {
  Split split{std::vector<Role>(places.size(), Role::unused)};
  std::map<std::string, std::size_t> indices;
  for (std::size_t i = 0; i < places.size(); ++i) indices.emplace(places[i].name, i);
  for (const AssignedRole& row : file.rows) {
    const auto found = indices.find(row.image);
    if (found == indices.end()) throw unknown_image(file, row, places);
    if (row.split == number) split.roles[found->second] = row.role;
  }
  for (const Role role : {Role::train, Role::test})
    require(
        !split.images(role).empty(), file.path,
        "has no image with the role " + std::string(to_string(role)) + " in split " + std::to_string(number),
        "add one, and number the splits 1, 2, ... without a gap");
  return split;
}

}  // namespace emsurvey
