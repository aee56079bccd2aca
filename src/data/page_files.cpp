#include "data/page_files.h"

#include <functional>
#include <map>
#include <string>

#include "base/error.h"
#include "base/listing.h"
#include "data/natural_order.h"

namespace emsurvey {
namespace {

namespace fs = std::filesystem;
using FilesByNumber = std::map<int, std::size_t>;
using Condition = std::function<bool(const NumberedName&)>;

/// Returns the pages of each stack, as indices in order.
std::map<fs::path, std::vector<std::size_t>> pages_of_stacks(const ImageFolder& stacks) {
  std::map<fs::path, std::vector<std::size_t>> pages;
  for (std::size_t i = 0; i < stacks.images().size(); ++i) {
    const FolderImage& image = stacks.images()[i];
    if (image.page_count > 1) pages[image.path].push_back(i);
  }
  return pages;
}

/// Returns the single files whose names fulfil `condition`; none if two of them have the same number.
FilesByNumber files_by_number(const ImageFolder& files, const Condition& condition) {
  FilesByNumber result;
  for (std::size_t i = 0; i < files.images().size(); ++i) {
    const FolderImage& file = files.images()[i];
    const auto name = numbered_name(file.name);
    if (file.page_count > 1 || !name || !condition(*name)) continue;
    if (!result.emplace(name->number, i).second) return {};
  }
  return result;
}

/// Whether the numbers run from `first` without a gap, one per page.
bool run_from(int first, const FilesByNumber& numbered, std::size_t page_count) {
  return numbered.size() == page_count && numbered.begin()->first == first &&
         numbered.rbegin()->first == first + static_cast<int>(page_count) - 1;
}

FilesByNumber files_of_stack(const ImageFolder& stacks, const std::vector<std::size_t>& pages,
                             const ImageFolder& files) {
  const std::string before = without_leading_zeros(stacks.images()[pages.front()].volume + "-");
  FilesByNumber numbered = files_by_number(files, [&](const NumberedName& name) {
    return name.after.empty() && without_leading_zeros(name.before) == before;
  });
  if (!numbered.empty() || !stacks.is_one_stack() || files.images().size() != pages.size()) return numbered;
  numbered = files_by_number(files, [](const NumberedName&) { return true; });
  return run_from(0, numbered, pages.size()) || run_from(1, numbered, pages.size()) ? numbered
                                                                                    : FilesByNumber();
}

/// Returns the number of the first page: 0 or 1.
int first_number(const FolderImage& first_page, const FilesByNumber& numbered, const ImageFolder& files) {
  if (run_from(1, numbered, static_cast<std::size_t>(first_page.page_count))) return 1;
  std::vector<std::string> names;
  for (const auto& [number, file] : numbered) names.push_back(files.images()[file].name);
  require(numbered.count(0) > 0, files.path().string(),
          listed(names) + (names.size() == 1 ? " is" : " are") + " counted from 0 or from 1, which the " +
              std::to_string(first_page.page_count) + " pages of " + first_page.path.string() + " leave open",
          "add " + first_page.name +
              " if the first page is 0, or save the pages as single files that have these names");
  return 0;
}

}  // namespace

std::vector<std::pair<std::size_t, std::size_t>> page_files(const ImageFolder& stacks,
                                                            const ImageFolder& files) {
  std::vector<std::pair<std::size_t, std::size_t>> pairs;
  for (const auto& [path, pages] : pages_of_stacks(stacks)) {
    const FilesByNumber numbered = files_of_stack(stacks, pages, files);
    if (numbered.empty()) continue;
    const int first = first_number(stacks.images()[pages.front()], numbered, files);
    for (std::size_t page = 0; page < pages.size(); ++page) {
      const auto file = numbered.find(static_cast<int>(page) + first);
      if (file != numbered.end()) pairs.emplace_back(pages[page], file->second);
    }
  }
  return pairs;
}

}  // namespace emsurvey
