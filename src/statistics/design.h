// The design of a survey: what counts as an independent observation, and how far observations overlap.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace emsurvey {

/// What is counted as n. Test images are never counted: those of one training share its weights.
enum class Unit {
  training,  ///< A split and a repeat.
  split,     ///< A split (fold, block, volume); the mean over its repeats is one observation.
};

struct Design {
  std::string scheme;  ///< Split scheme, such as "shuffled".
  Unit unit = Unit::training;
  std::size_t splits = 1;   ///< Number of different splits.
  std::size_t repeats = 1;  ///< Largest number of trainings of a setting on one split.
  /// False if nothing relates the k-th training of one setting to the k-th of another. Welch's test is then
  /// used instead of the paired test.
  bool is_paired = true;
  /// Overlap correction c of each setting: number of test sections / number of training sections, and 0 if
  /// all trainings use one split (C. Nadeau and Y. Bengio, Machine Learning 52, 2003).
  std::vector<double> overlap;
  std::vector<std::string> notes;  ///< Assumptions that the user should know, one line each.

  /// Returns the correction for a comparison of two settings: the larger one.
  double overlap_of(std::size_t first, std::size_t second) const;
};

/// Numbers of sections of a setting, summed over its trainings; 0 if they are not known.
struct SectionCounts {
  double train = 0;
  double test = 0;
};

/// What a table or the user says about the splits.
struct DesignFacts {
  std::string scheme;  ///< Empty if it is not known.
  std::size_t splits = 1;
  std::size_t repeats = 1;
  bool is_paired = true;
  bool has_one_test_set = false;        ///< Whether all trainings were tested on the same images.
  std::vector<SectionCounts> sections;  ///< One for each setting.
  std::size_t folds = 0;                ///< Number of splits that one seed draws; 0: all of `splits`.
};

/// Names of the split schemes that are understood.
const std::vector<std::string>& analysed_schemes();

/// Derives the design. Trainings are the units for the scheme `published` and for a single split; otherwise
/// splits are. A scheme that is not known is taken as published if all trainings have the same test images,
/// and as shuffled otherwise. If the numbers of sections are not known, the correction is 1/(k - 1) for k
/// folds, blocks or volumes of one seed and 1/4 for other schemes, and a note says so.
Design design_of(const DesignFacts& facts);

}  // namespace emsurvey
