#include "data/summary.h"

#include <fmt/core.h>

#include <algorithm>
#include <cstddef>
#include <unordered_set>

#include "score/regions.h"

namespace emsurvey {
namespace {

bool is_annotated(const Section& section, std::size_t label, std::size_t pixel) {
  return section.valid.empty() || section.valid[label].values[pixel] != 0;
}

bool is_present(const Section& section, std::size_t label, std::size_t pixel) {
  return section.labels[label].values[pixel] > 127;
}

std::int64_t count_numbers(const Section& section, std::size_t label) {
  std::unordered_set<std::uint32_t> numbers;
  const std::vector<std::uint32_t>& values = section.instances[label].values;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (values[i] != 0 && is_annotated(section, label, i)) numbers.insert(values[i]);
  }
  return std::ssize(numbers);
}

std::int64_t count_regions(const Section& section, std::size_t label, Polarity polarity) {
  if (!section.instances.empty() && !section.instances[label].empty()) return count_numbers(section, label);
  Plane<std::uint8_t> mask(section.raw.height, section.raw.width);
  for (std::size_t i = 0; i < mask.values.size(); ++i) {
    const bool is_region = is_present(section, label, i) == (polarity == Polarity::label);
    mask.values[i] = is_region && is_annotated(section, label, i) ? 1 : 0;
  }
  const Plane<std::int32_t> regions = label_regions(mask);
  return *std::max_element(regions.values.begin(), regions.values.end());
}

}  // namespace

std::vector<LabelSummary> summarise(const Dataset& dataset) {
  std::vector<LabelSummary> summaries;
  for (std::size_t c = 0; c < dataset.labels.size(); ++c) {
    LabelSummary summary;
    double pixels = 0;
    double annotated = 0;
    double present = 0;
    for (const Section& section : dataset.sections) {
      for (std::size_t i = 0; i < section.raw.values.size(); ++i) {
        const bool counts = is_annotated(section, c, i);
        annotated += counts ? 1 : 0;
        present += counts && is_present(section, c, i) ? 1 : 0;
      }
      pixels += static_cast<double>(section.raw.values.size());
      summary.regions += count_regions(section, c, dataset.labels[c].polarity);
    }
    summary.annotated_share = annotated / pixels;
    summary.present_share = annotated > 0 ? present / annotated : 0;
    summaries.push_back(summary);
  }
  return summaries;
}

std::optional<std::string> warning_of(const Label& label, const LabelSummary& summary, bool is_inverted) {
  constexpr double almost_all = 0.995;
  const bool is_instances = label.kind == LabelKind::instances;
  if (summary.annotated_share == 0) return label.name + " is annotated nowhere; are its valid masks black?";
  if (summary.present_share == 0) {
    return label.name + " is present nowhere; is it of another kind, or are its masks not black and white?";
  }
  if (summary.present_share <= (is_instances ? almost_all : 0.5)) return std::nullopt;
  const std::string present =
      fmt::format("{} is present in {:.0f} % of the pixels; ", label.name, 100 * summary.present_share);
  if (label.kind == LabelKind::cells)
    return present + "a pixel counts as boundary where its number is 0 or unlike a neighbour's";
  if (is_instances)
    return present + "background must be 0, and regions without background between them are read as cells";
  if (is_inverted) return present + "if its images are white where it is, leave out :inverted";
  return present + "if its images are white where it is not, write --label NAME=DIR:KIND:inverted";
}

}  // namespace emsurvey
