#include "data/dataset.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <string_view>

#include "base/error.h"
#include "base/sha256.h"
#include "base/utf8.h"

namespace emsurvey {
namespace {

constexpr std::size_t end_of_list = ~std::size_t{0};

template <class T>
void add_number(Sha256& hash, T number) {
  hash.add(&number, sizeof number);
}

template <class T>
void add_plane(Sha256& hash, const Plane<T>& plane) {
  add_number(hash, plane.height);
  add_number(hash, plane.width);
  hash.add(plane.values.data(), plane.values.size() * sizeof(T));
}

/// Empty planes count as absent, as in a file.
template <class T>
void add_planes(Sha256& hash, const std::vector<Plane<T>>& planes) {
  for (std::size_t c = 0; c < planes.size(); ++c) {
    if (planes[c].empty()) continue;
    add_number(hash, c);
    add_plane(hash, planes[c]);
  }
  add_number(hash, end_of_list);
}

/// Whether `planes` holds one plane of the size of `section` per label. If `may_lack`, planes may be missing.
template <class T>
bool fits(const std::vector<Plane<T>>& planes, const Section& section, std::size_t labels, bool may_lack) {
  if (planes.empty()) return may_lack;
  return planes.size() == labels && std::all_of(planes.begin(), planes.end(), [&](const Plane<T>& plane) {
           return plane.same_size(section.raw) || (may_lack && plane.empty());
         });
}

std::string problem_of(const Section& section, const Dataset& dataset) {
  const std::string named = "has a section '" + section.name + "' ";
  if (section.name.empty() || section.name == "." || section.name == ".." || !is_utf8(section.name) ||
      section.name.find('/') != std::string::npos) {
    return named + "whose name cannot be a file name";
  }
  if (section.raw.empty()) return named + "without pixels";
  const std::uint16_t largest = *std::max_element(section.raw.values.begin(), section.raw.values.end());
  if (dataset.bit_depth == 8 && largest > 255) return named + "with grey values above 255";
  const std::size_t labels = dataset.labels.size();
  const bool has_valid = !section.valid.empty();
  if (!fits(section.labels, section, labels, false) || !fits(section.instances, section, labels, true) ||
      (has_valid && !fits(section.valid, section, labels, false))) {
    return named + "whose labels are not of its size";
  }
  return {};
}

}  // namespace

std::vector<std::string> section_names(const Dataset& dataset) {
  std::vector<std::string> names;
  for (const Section& section : dataset.sections) names.push_back(section.name);
  return names;
}

std::vector<std::string> label_names(const std::vector<Label>& labels) {
  std::vector<std::string> names;
  for (const Label& label : labels) names.push_back(label.name);
  return names;
}

const char* to_string(LabelKind kind) {
  switch (kind) {
    case LabelKind::mask:
      return "mask";
    case LabelKind::instances:
      return "instances";
    case LabelKind::cells:
      return "cells";
    case LabelKind::grey:
      return "grey";
  }
  return "";
}

const char* to_string(Polarity polarity) {
  return polarity == Polarity::label ? "label" : "between";
}

LabelKind label_kind_from(const std::string& text) {
  for (const LabelKind kind : {LabelKind::mask, LabelKind::instances, LabelKind::cells, LabelKind::grey}) {
    if (text == to_string(kind)) return kind;
  }
  throw InputError("'" + text + "'", "is not a kind of label", "use mask, instances, cells or grey");
}

Polarity polarity_from(const std::string& text) {
  for (const Polarity polarity : {Polarity::label, Polarity::between}) {
    if (text == to_string(polarity)) return polarity;
  }
  throw InputError("'" + text + "'", "does not say what the regions of a label are", "use label or between");
}

bool is_label_name(const std::string& name) {
  constexpr std::string_view refused = "/\\,;:=\"'*?<>|\x7f";
  return !name.empty() && name.front() != '.' && is_utf8(name) &&
         std::all_of(name.begin(), name.end(), [&](char c) {
           return static_cast<unsigned char>(c) > ' ' && refused.find(c) == std::string_view::npos;
         });
}

std::string problem_of(const Dataset& dataset) {
  if (dataset.labels.empty()) return "has no labels";
  if (dataset.sections.empty()) return "has no sections";
  if (dataset.bit_depth != 8 && dataset.bit_depth != 16) return "has a grey depth of neither 8 nor 16 bits";
  if (!std::isfinite(dataset.grey_low) || !std::isfinite(dataset.grey_high))
    return "has an infinite range of grey values";
  if (!(dataset.grey_low < dataset.grey_high)) return "has an empty range of grey values";
  if (dataset.value_range && !(dataset.value_range->low < dataset.value_range->high))
    return "has an empty range of values";
  if (!(dataset.nm_per_pixel >= 0)) return "has a negative size of its pixels";
  std::set<std::string> names;
  for (const Label& label : dataset.labels) {
    if (!is_label_name(label.name))
      return "has a label '" + label.name + "' whose name cannot be a file name";
    if (!names.insert(label.name).second) return "has two labels '" + label.name + "'";
  }
  names.clear();
  for (const Section& section : dataset.sections) {
    if (!names.insert(section.name).second) return "has two sections '" + section.name + "'";
    if (const std::string problem = problem_of(section, dataset); !problem.empty()) return problem;
  }
  return {};
}

std::string Dataset::content_hash(const ProgressCallback& on_progress) const {
  Sha256 hash;
  add_number(hash, labels.size());
  for (const Label& label : labels) {
    hash.add(label.name).add(to_string(label.kind)).add(to_string(label.polarity));
  }
  add_number(hash, bit_depth);
  add_number(hash, grey_low);
  add_number(hash, grey_high);
  if (value_range) {
    add_number(hash, value_range->low);
    add_number(hash, value_range->high);
  }
  add_number(hash, sections.size());
  for (const Section& section : sections) {
    if (on_progress) on_progress();
    hash.add(section.name).add(section.volume);
    add_number(hash, section.z);
    add_plane(hash, section.raw);
    add_planes(hash, section.labels);
    add_planes(hash, section.valid);
    add_planes(hash, section.instances);
  }
  return hash.hex();
}

}  // namespace emsurvey
