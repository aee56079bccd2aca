// Assignment of images to training, validation and testing.
#pragma once

#include <cstdint>
#include <vector>

#include "base/enum_names.h"

namespace emsurvey {

enum class Role { train, validation, test, unused };

const char* to_string(Role role);

/// One role for each image of a data set, in the order of the images.
struct Split {
  std::vector<Role> roles;

  /// Returns the indices of the images with `role`, in ascending order.
  std::vector<int> images(Role role) const;
  bool operator==(const Split&) const = default;
};

/// How a split is made; see make_split().
enum class SplitScheme { published, shuffled, kfold };

const EnumNames<SplitScheme>& names_of(SplitScheme);

/// Parameters from which splits are made.
struct SplitRule {
  SplitScheme scheme{};
  int splits = 1;             ///< Number of splits; for kfold, the number of folds.
  int train_images = 0;       ///< 0: four fifths of the images, rounded down (kfold: all but the test fold).
  int validation_images = 0;  ///< Taken from the training images.
  std::uint64_t seed = 0;
};

/// Makes split `number` (1 .. rule.splits) of `image_count` images.
///   published  the split of the study: the same for every number and seed
///   shuffled   drawn at random for each number, and different from those of all earlier numbers
///   kfold      shuffled once; every image is tested under exactly one number
/// Throws InputError naming the key if the rule cannot be satisfied.
Split make_split(const SplitRule& rule, int number, int image_count);

}  // namespace emsurvey
