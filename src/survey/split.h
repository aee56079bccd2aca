// Which images train and which test.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace emsurvey {

enum class Role { train, validation, test, unused };

const char* to_string(Role role);

/// A role for each image of a data set, in its order.
struct Split {
  std::vector<Role> roles;

  /// Indices of the images with `role`, ascending.
  std::vector<int> images(Role role) const;
  bool operator==(const Split&) const = default;
};

/// How splits are made.
struct SplitRule {
  std::string scheme = "published";  ///< one of split_schemes()
  int splits = 3;                    ///< how many there are; for kfold the number of folds
  int train_images = 0;       ///< 0: four fifths of the images, rounded down (kfold: all that are not tested)
  int validation_images = 0;  ///< taken from the training images
  std::uint64_t seed = 0;
};

const std::vector<std::string>& split_schemes();

/// Split `number` (1 .. rule.splits) of `image_count` images.
///   published  the study's: the same for every number, whatever the seed
///   shuffled   drawn anew for every number, never one that an earlier number has
///   kfold      shuffled once; every image is tested by exactly one number
/// Throws InputError naming the key when the rule cannot be met.
Split make_split(const SplitRule& rule, int number, int image_count);

}  // namespace emsurvey
