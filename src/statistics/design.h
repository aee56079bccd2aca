// The design of a survey: what counts as an independent observation, and how far observations overlap.
#pragma once

#include <string>
#include <vector>

namespace emsurvey {

/// The thing that is counted as n. Test images are never counted: those of one training share its weights.
enum class Unit {
  training,  ///< A split and a repeat.
  split,     ///< A split (fold, block, volume); the mean over its repeats is one observation.
};

struct Design {
  std::string scheme;  ///< Split scheme, such as "shuffled".
  Unit unit = Unit::training;
  /// False if nothing relates the k-th training of one setting to the k-th of another. Welch's test then
  /// decides instead of the paired test.
  bool is_paired = true;
  /// Overlap correction c of each setting: number of test sections / number of training sections, and 0 if
  /// all trainings use one split (C. Nadeau and Y. Bengio, Machine Learning 52, 2003).
  std::vector<double> overlap;
  std::vector<std::string> notes;  ///< Assumptions that the user should know, one line each.

  /// Returns the correction for a comparison of two settings: the larger one.
  double overlap_of(std::size_t first, std::size_t second) const;
};

}  // namespace emsurvey
