#include "statistics/design.h"

#include <algorithm>

namespace emsurvey {
namespace {

std::string settled_scheme(const DesignFacts& facts, std::vector<std::string>& notes) {
  if (!facts.scheme.empty()) return facts.scheme;
  const std::string scheme = facts.splits < 2 || facts.has_one_test_set ? "published" : "shuffled";
  if (facts.splits > 1)
    notes.push_back("the split scheme is not known; it is taken as " + scheme + ", because the test images " +
                    (facts.has_one_test_set ? "are the same" : "differ"));
  return scheme;
}

/// Each seed draws folds of its own, whose ratio of test to training sections does not depend on the number of
/// seeds (R. R. Bouckaert and E. Frank, PAKDD 2004).
double assumed_overlap(const std::string& scheme, const DesignFacts& facts) {
  const std::size_t folds = facts.folds > 0 ? facts.folds : facts.splits;
  const bool is_partition = scheme == "kfold" || scheme == "blocks" || scheme == "volumes";
  return is_partition && folds > 1 ? 1 / (static_cast<double>(folds) - 1) : 0.25;
}

}  // namespace

const std::vector<std::string>& analysed_schemes() {
  static const std::vector<std::string> schemes{"published", "shuffled", "kfold",
                                                "blocks",    "volumes",  "file"};
  return schemes;
}

double Design::overlap_of(std::size_t first, std::size_t second) const {
  return std::max(overlap[first], overlap[second]);
}

Design design_of(const DesignFacts& facts) {
  Design design;
  design.scheme = settled_scheme(facts, design.notes);
  design.splits = facts.splits;
  design.repeats = facts.repeats;
  design.is_paired = facts.is_paired;
  design.overlap.assign(facts.sections.size(), 0.0);
  if (design.scheme == "published" || facts.splits < 2) return design;
  design.unit = Unit::split;
  design.is_paired = true;  // Repeats are averaged, so the split alone says what belongs together.
  bool is_assumed = false;
  for (std::size_t setting = 0; setting < facts.sections.size(); ++setting) {
    const SectionCounts& sections = facts.sections[setting];
    const bool is_known = sections.train > 0 && sections.test > 0;
    design.overlap[setting] =
        is_known ? sections.test / sections.train : assumed_overlap(design.scheme, facts);
    is_assumed = is_assumed || !is_known;
  }
  if (is_assumed)
    design.notes.push_back(
        "the numbers of training and test sections are not known; a ratio of 1/4, or of 1/(k - 1) for k "
        "folds, blocks or volumes, is assumed for the overlap of the splits");
  return design;
}

}  // namespace emsurvey
