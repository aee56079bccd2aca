// Assignment of images to training, validation and testing.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "base/enum_names.h"
#include "survey/section_place.h"

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
enum class SplitScheme { published, shuffled, kfold, blocks, volumes, file };

const EnumNames<SplitScheme>& names_of(SplitScheme);

struct SplitFile;

/// Parameters from which splits are made.
struct SplitRule {
  SplitScheme scheme{};
  int splits = 1;        ///< Number of splits: of folds, of blocks, of groups of volumes.
  int train_images = 0;  ///< 0: four fifths of the images, rounded down (published and shuffled without
                         ///< test_images), or all that the scheme allows.
  int test_images = 0;   ///< For published and shuffled: number of test images, which then do not depend on
                         ///< train_images. 0: all images that do not train.
  int validation_images = 0;
  int gap = 1;  ///< For blocks and volumes: slices left out beside test and validation sections.
  std::uint64_t seed = 0;
  std::shared_ptr<const SplitFile> file = {};  ///< For the scheme file.
};

/// Whether each split of the scheme depends on the number of splits.
bool depends_on_count(SplitScheme scheme);

/// Makes split `number` (1 .. rule.splits) of the sections at `places`.
///   published  that of the study; with test_images and train_images, number and seed choose what trains
///   shuffled   drawn at random for each number, and different from those of all earlier numbers
///   kfold      shuffled once; every image is tested under exactly one number
///   blocks     a block of neighbouring sections is tested; every section under exactly one number
///   volumes    whole volumes are tested; every section under exactly one number
///   file       as in rule.file
/// Validation sections are training sections that are set aside: for blocks and volumes, neighbours that are
/// far from the test sections, for others the last ones. For published and shuffled without test_images, and
/// for kfold, train_images counts them, too. If it is given, the training sections are: the first ones of the
/// shuffled order (shuffled, kfold); drawn at random, smaller numbers within larger ones (test_images); spread
/// over the tissue and far from the test sections, smaller numbers within larger ones (blocks, volumes, file).
/// Throws InputError naming the key, or the split file, if the rule cannot be satisfied.
Split make_split(const SplitRule& rule, int number, const SectionPlaces& places);

}  // namespace emsurvey
