// What the splits of a survey test: how far from the training sections, and how often.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "survey/experiment.h"
#include "survey/grid.h"

namespace emsurvey {

/// A test section and the training section that is nearest to it.
struct TestedSection {
  std::string image;
  std::string nearest;        ///< Empty if no training section is in the volume.
  std::int64_t distance = 0;  ///< To the nearest training section, in sections; 0 without one.
};

struct AuditedSplit {
  SplitScheme scheme{};
  int number = 1;  ///< The first one in the grid with these roles.
  std::size_t training_sections = 0;
  std::size_t validation_sections = 0;
  std::vector<TestedSection> tested;

  /// Returns the number of tested sections whose nearest training section is at most one section away.
  std::size_t neighbours() const;
};

struct SplitAudit {
  std::vector<AuditedSplit> splits;  ///< Splits with the same roles count as one.
  /// The number of different test sets that have each section of the data set.
  std::map<std::string, int> times_tested;
  /// Sections of the data set with equal pixels.
  std::vector<std::pair<std::string, std::string>> duplicates;

  std::size_t tested_sections() const;  ///< Over all splits.
  std::size_t neighbours() const;       ///< Over all splits.
  bool leaks() const { return neighbours() > 0; }
  bool needs_warning() const { return leaks() || !duplicates.empty(); }
};

SplitAudit audit_splits(const std::vector<Experiment>& experiments, const DataFacts& data);

/// Returns one line: the numbers of test sets and sections, and the distances from the training sections.
std::string audit_summary(const SplitAudit& audit);

/// Returns one line: whether the splits leak, what their scores speak of, and what to do.
std::string audit_verdict(const SplitAudit& audit);

/// Returns the audit as JSON, with its summary and verdict.
std::string audit_json(const SplitAudit& audit);

}  // namespace emsurvey
