#include "io/tiff_sections.h"

#include <algorithm>

#include "base/error.h"

namespace emsurvey {
namespace {

constexpr std::uint64_t most_sections = 65535;
/// ImageJ displays at most 7 channels; a longer axis of that name is a stack whose axis was not named.
constexpr std::uint64_t most_channels = 7;

std::string axis_text(const StackDescription::Axis& axis) {
  const std::string size = std::to_string(axis.size);
  switch (axis.name) {
    case 'C':
      return size + " channels";
    case 'Z':
      return size + " slices";
    case 'T':
      return size + " times";
    default:
      return size + " planes";
  }
}

/// Throws unless the planes are a single series of sections.
void check_axes(const std::string& subject, const StackDescription& description) {
  const auto& axes = description.axes;
  if (axes.empty()) return;
  std::string text = axis_text(axes.front());
  for (std::size_t i = 1; i < axes.size(); ++i) text += " x " + axis_text(axes[i]);
  text += " (" + description.writer + ")";
  const bool has_channels = std::any_of(axes.begin(), axes.end(), [&](const StackDescription::Axis& axis) {
    return axis.name == 'C' && (axes.size() > 1 || axis.size <= most_channels);
  });
  require(!has_channels, subject, "holds " + text,
          "save the channel of the sections as a stack of its own, or name the axis slices");
  require(axes.size() == 1, subject, "holds " + text + ", so its order of sections is unknown",
          "save each series of sections as a stack of its own");
}

/// Whether `copy` has the size of `original` divided by an integer.
bool looks_like_copy(const PageShape& original, const PageShape& copy) {
  const std::uint64_t factor = (original.width + copy.width / 2) / copy.width;
  const auto is_divided = [&](std::uint64_t large, std::uint64_t small) {
    return small == large / factor || small == (large + factor - 1) / factor;
  };
  return factor >= 2 && is_divided(original.width, copy.width) && is_divided(original.height, copy.height);
}

void check_sizes(const std::string& subject, const std::vector<TiffDirectory>& pages) {
  const PageShape& first = pages.front().shape;
  for (std::size_t i = 0; i < pages.size(); ++i) {
    const PageShape& shape = pages[i].shape;
    require(!looks_like_copy(first, shape) && !looks_like_copy(shape, first), subject,
            "has " + std::to_string(first.width) + " x " + std::to_string(first.height) +
                " pixels in page 0 and " + std::to_string(shape.width) + " x " +
                std::to_string(shape.height) + " in page " + std::to_string(i) +
                ", which may be copies of one section",
            "save the sections at one size, without copies");
  }
}

/// Adds the sections that `description`, of the page `first`, describes; returns the number of their pages.
std::size_t add_described(const std::string& subject, const std::vector<TiffDirectory>& pages,
                          std::size_t first, const StackDescription& description,
                          std::vector<TiffSection>& sections) {
  const std::size_t left = pages.size() - first;
  const std::uint64_t count = description.plane_count();
  const TiffDirectory& page = pages[first];
  if (count > 1 && left == 1 && page.contiguous_planes >= count && count <= most_sections) {
    for (std::uint64_t plane = 0; plane < count; ++plane)
      sections.push_back({first, page.offset, plane, true});
    return 1;
  }
  require(description.is_of_whole_file ? count == left : count <= left, subject,
          "holds " + std::to_string(left) + (left == 1 ? " page" : " pages") + ", but its description (" +
              description.writer + ") tells of " + std::to_string(count),
          "export it again as a plain TIFF stack");
  for (std::size_t i = first; i < first + count; ++i) sections.push_back({i, pages[i].offset, 0, false});
  return count;
}

/// Adds the planes of a page that stores several.
void add_volume(const std::string& subject, const std::vector<TiffDirectory>& pages, std::size_t index,
                std::vector<TiffSection>& sections) {
  const TiffDirectory& page = pages[index];
  require(page.contiguous_planes >= page.depth && page.depth <= most_sections, subject,
          "stores " + std::to_string(page.depth) + " planes in one page",
          "save it as a stack with a page for each section");
  for (std::uint64_t plane = 0; plane < page.depth; ++plane)
    sections.push_back({index, page.offset, plane, true});
}

}  // namespace

std::vector<TiffSection> tiff_sections(const std::string& subject, const std::vector<TiffDirectory>& pages) {
  require(!pages.empty(), subject, "holds only reduced copies of a missing image",
          "export it again at its full size");
  check_sizes(subject, pages);
  std::vector<TiffSection> sections;
  bool is_in_series = false;  // After described planes, further planes must be described, too.
  for (std::size_t i = 0; i < pages.size();) {
    if (pages[i].depth > 1) {
      add_volume(subject, pages, i++, sections);
      continue;
    }
    const auto description = stack_description(subject, pages[i].description, pages[i].shape);
    if (!description || (description->is_of_whole_file && i > 0)) {
      require(!is_in_series, subject, "holds more pages than its description says",
              "export it again as a plain TIFF stack");
      sections.push_back({i, pages[i].offset, 0, false});
      ++i;
      continue;
    }
    check_axes(subject, *description);
    is_in_series = !description->is_of_whole_file && description->plane_count() > 1;
    i += add_described(subject, pages, i, *description, sections);
  }
  require(sections.size() <= most_sections, subject, "holds more than 65535 sections", "cut it into stacks");
  return sections;
}

}  // namespace emsurvey
