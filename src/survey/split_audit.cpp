#include "survey/split_audit.h"

#include <algorithm>
#include <limits>
#include <nlohmann/json.hpp>
#include <set>

#include "base/listing.h"

namespace emsurvey {
namespace {

using Json = nlohmann::ordered_json;

/// Sections that are at most so far apart are neighbours.
constexpr std::int64_t neighbour_distance = 1;

AuditedSplit audited(const Experiment& experiment, const Split& split, const SectionPlaces& places) {
  const auto training = split.images(Role::train);
  AuditedSplit audited{experiment.split_rule.scheme,
                       experiment.split,
                       training.size(),
                       split.images(Role::validation).size(),
                       {}};
  for (const int section : split.images(Role::test)) {
    const auto nearest = nearest_section(places, training, section);
    audited.tested.push_back({places[static_cast<std::size_t>(section)].name,
                              nearest ? places[static_cast<std::size_t>(nearest->section)].name : "",
                              nearest ? nearest->distance : 0});
  }
  return audited;
}

std::vector<std::pair<std::string, std::string>> duplicates_in(const DataFacts& data) {
  std::vector<std::pair<std::string, std::string>> duplicates;
  std::map<std::string, std::string> first_with;
  for (const auto& image : data.images) {
    const auto [first, is_new] = first_with.emplace(image.raw_hash, image.name);
    if (!is_new) duplicates.emplace_back(first->second, image.name);
  }
  return duplicates;
}

/// Returns "3", or "3 to 5".
template <class Number>
std::string range_text(Number low, Number high) {
  return low == high ? std::to_string(low) : std::to_string(low) + " to " + std::to_string(high);
}

/// The smallest and the largest of some numbers.
template <class Number>
class Range {
 public:
  void add(Number number) {
    low_ = std::min(low_, number);
    high_ = std::max(high_, number);
  }
  bool is_empty() const { return high_ < low_; }
  std::string text() const { return range_text(low_, high_); }

 private:
  Number low_ = std::numeric_limits<Number>::max(), high_ = std::numeric_limits<Number>::lowest();
};

std::string distance_text(const SplitAudit& audit) {
  Range<std::int64_t> distances;
  std::size_t alone = 0;
  for (const AuditedSplit& split : audit.splits) {
    for (const TestedSection& section : split.tested) {
      if (section.nearest.empty())
        ++alone;
      else
        distances.add(section.distance);
    }
  }
  const std::string in_volume = "the nearest training section is " + distances.text() + " section(s) away";
  if (alone == 0) return in_volume;
  if (distances.is_empty()) return "no training section is in a tested volume";
  return in_volume + ", or in another volume (" + std::to_string(alone) + " times)";
}

/// The key to change, by the scheme that leaks.
std::string remedy_of(SplitScheme scheme) {
  if (scheme == SplitScheme::blocks) return "use gap = 1 or more";
  if (scheme == SplitScheme::file) return "leave sections between them unused in the split file";
  return "use split-scheme = blocks with gap = 1";
}

Json section_json(const TestedSection& section) {
  Json json{{"image", section.image}, {"nearest", nullptr}, {"distance", nullptr}};
  if (section.nearest.empty()) return json;
  json["nearest"] = section.nearest;
  json["distance"] = section.distance;
  return json;
}

}  // namespace

std::size_t SplitAudit::tested_sections() const {
  std::size_t count = 0;
  for (const AuditedSplit& split : splits) count += split.tested.size();
  return count;
}

std::size_t AuditedSplit::neighbours() const {
  return static_cast<std::size_t>(
      std::count_if(tested.begin(), tested.end(), [](const TestedSection& section) {
        return !section.nearest.empty() && section.distance <= neighbour_distance;
      }));
}

std::size_t SplitAudit::neighbours() const {
  std::size_t count = 0;
  for (const AuditedSplit& split : splits) count += split.neighbours();
  return count;
}

SplitAudit audit_splits(const std::vector<Experiment>& experiments, const DataFacts& data) {
  const SectionPlaces places = data.places();
  SplitAudit audit;
  for (const SectionPlace& place : places) audit.times_tested[place.name] = 0;
  std::set<std::vector<Role>> splits;
  std::set<std::vector<int>> test_sets;
  for (const Experiment& experiment : experiments) {
    const Split split = experiment.split_for(places);
    if (!splits.insert(split.roles).second) continue;
    audit.splits.push_back(audited(experiment, split, places));
    if (!test_sets.insert(split.images(Role::test)).second) continue;
    for (const int section : split.images(Role::test))
      ++audit.times_tested[places[static_cast<std::size_t>(section)].name];
  }
  audit.duplicates = duplicates_in(data);
  return audit;
}

std::string audit_summary(const SplitAudit& audit) {
  Range<std::size_t> trained, tested;
  Range<int> times;
  for (const AuditedSplit& split : audit.splits) {
    trained.add(split.training_sections);
    tested.add(split.tested.size());
  }
  for (const auto& [image, count] : audit.times_tested) times.add(count);
  if (audit.splits.empty()) return "no splits";
  return std::to_string(audit.splits.size()) + " different split(s) with " + trained.text() +
         " training and " + tested.text() + " test section(s); each section is tested " + times.text() +
         " time(s); " + distance_text(audit);
}

std::string audit_verdict(const SplitAudit& audit) {
  std::string text;
  if (audit.leaks()) {
    const auto leaking = std::find_if(audit.splits.begin(), audit.splits.end(),
                                      [](const AuditedSplit& split) { return split.neighbours() > 0; });
    text = "leaks: " + std::to_string(audit.neighbours()) + " of " + std::to_string(audit.tested_sections()) +
           " test sections are direct neighbours of training sections; scores speak of sections beside "
           "annotated ones, not of tissue further away; " +
           remedy_of(leaking->scheme);
  } else {
    text = "no test section is a direct neighbour of a training section";
  }
  if (audit.duplicates.empty()) return text;
  std::vector<std::string> pairs;
  for (const auto& [first, second] : audit.duplicates) pairs.push_back(first + " = " + second);
  return text + "; sections with equal pixels: " + listed(pairs);
}

std::string audit_json(const SplitAudit& audit) {
  Json json;
  json["summary"] = audit_summary(audit);
  json["verdict"] = audit_verdict(audit);
  json["leaks"] = audit.leaks();
  json["neighbours"] = audit.neighbours();
  json["tested_sections"] = audit.tested_sections();
  json["splits"] = Json::array();
  for (const AuditedSplit& split : audit.splits) {
    Json entry{{"scheme", to_string(split.scheme)},
               {"split", split.number},
               {"training_sections", split.training_sections},
               {"validation_sections", split.validation_sections}};
    entry["tested"] = Json::array();
    for (const TestedSection& section : split.tested) entry["tested"].push_back(section_json(section));
    json["splits"].push_back(std::move(entry));
  }
  json["times_tested"] = audit.times_tested;
  json["duplicates"] = audit.duplicates;
  return json.dump(1) + "\n";
}

}  // namespace emsurvey
