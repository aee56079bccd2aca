#include "survey/split.h"

#include <algorithm>

#include "base/error.h"
#include "base/random.h"
#include "survey/block_split.h"
#include "survey/distant_sections.h"
#include "survey/published_split.h"
#include "survey/split_file.h"
#include "survey/volume_split.h"

namespace emsurvey {
namespace {

/// Assigns the first `train` images of `order` to training and the last `test` images to testing.
Split divide(const std::vector<int>& order, int train, int test) {
  Split split{std::vector<Role>(order.size(), Role::unused)};
  for (std::size_t i = 0; i < order.size(); ++i) {
    auto& role = split.roles[static_cast<std::size_t>(order[i])];
    if (i < static_cast<std::size_t>(train)) role = Role::train;
    if (i >= order.size() - static_cast<std::size_t>(test)) role = Role::test;
  }
  return split;
}

Split published(int image_count, int train) {
  Split split;
  for (const bool is_train : published_split(image_count, train)) {
    split.roles.push_back(is_train ? Role::train : Role::test);
  }
  return split;
}

/// Draws the splits up to `number`, each different from all earlier ones. With few images there may be no
/// further split.
Split shuffled(const SplitRule& rule, int number, int image_count, int train) {
  constexpr std::uint32_t attempts = 1000;
  std::vector<Split> drawn;
  for (std::uint32_t i = 0; static_cast<int>(drawn.size()) < number; ++i) {
    require(i < attempts, "splits",
            "there are fewer than " + std::to_string(rule.splits) + " different splits of " +
                std::to_string(image_count) + " images into " + std::to_string(train) +
                " for training and the rest",
            "ask for fewer splits");
    RandomSequence random({rule.seed, 0, 0}, RandomUse::split, i);
    const Split split = divide(random.permutation(image_count), train, image_count - train);
    if (std::find(drawn.begin(), drawn.end(), split) == drawn.end()) drawn.push_back(split);
  }
  return drawn.back();
}

Split kfold(const SplitRule& rule, int number, int image_count) {
  require(rule.splits >= 2 && rule.splits <= image_count, "splits",
          "kfold cannot divide " + std::to_string(image_count) + " images into " +
              std::to_string(rule.splits) + " folds",
          "ask for 2 to " + std::to_string(image_count));
  auto order = RandomSequence({rule.seed, 0, 0}, RandomUse::split, 0).permutation(image_count);
  // The sizes of the folds differ by at most one image. The test fold is moved to the end.
  const int begin = (number - 1) * image_count / rule.splits, end = number * image_count / rule.splits;
  std::rotate(order.begin() + begin, order.begin() + end, order.end());
  const int test = end - begin;
  const int train = rule.train_images > 0 ? rule.train_images : image_count - test;
  require(train <= image_count - test, "train-images",
          std::to_string(train) + " is more than the " + std::to_string(image_count - test) +
              " images that a fold leaves for training",
          "ask for fewer");
  return divide(order, train, test);
}

/// Turns the last `count` training images into validation images.
void set_validation_aside(Split& split, int count) {
  const auto training = split.images(Role::train);
  require(count < static_cast<int>(training.size()) || count == 0, "validation-images",
          "leaves none of the " + std::to_string(training.size()) + " training images for training",
          "ask for fewer");
  for (int i = 0; i < count; ++i) {
    split.roles[static_cast<std::size_t>(training[training.size() - 1 - static_cast<std::size_t>(i)])] =
        Role::validation;
  }
}

/// The number of training images where it is not given.
int default_training(int image_count) {
  return std::max(1, image_count * 4 / 5);
}

/// A split in which validation images are among the train_images: as in the study, and folds.
Split split_with_validation_within(const SplitRule& rule, int number, int image_count) {
  Split split;
  if (rule.scheme == SplitScheme::kfold) {
    split = kfold(rule, number, image_count);
  } else {
    const int train = rule.train_images > 0 ? rule.train_images : default_training(image_count);
    require(train < image_count, "train-images",
            std::to_string(train) + " of " + std::to_string(image_count) + " images leave none to test",
            "ask for fewer");
    split = rule.scheme == SplitScheme::published ? published(image_count, train)
                                                  : shuffled(rule, number, image_count, train);
  }
  set_validation_aside(split, rule.validation_images);
  return split;
}

/// Keeps `count` training images, drawn at random, and leaves the others unused. A smaller number is a part of
/// a larger one.
void keep_drawn_training(Split& split, const SplitRule& rule, int number) {
  RandomSequence random({rule.seed, static_cast<std::uint32_t>(number), 0}, RandomUse::split, 0);
  int left = rule.train_images;
  for (const int image : random.permutation(static_cast<int>(split.roles.size()))) {
    auto& role = split.roles[static_cast<std::size_t>(image)];
    if (role == Role::train && --left < 0) role = Role::unused;
  }
}

void require_enough_training(const Split& split, const SplitRule& rule, int number) {
  const auto left = split.images(Role::train).size();
  require(rule.train_images <= static_cast<int>(left), "train-images",
          std::to_string(rule.train_images) + " is more than the " + std::to_string(left) +
              " images that split " + std::to_string(number) + " leaves for training",
          "ask for fewer");
}

/// A split of the study's or of shuffled images whose test images do not depend on the number of training
/// images.
Split split_with_fixed_test(const SplitRule& rule, int number, int image_count) {
  require(rule.test_images < image_count, "test-images",
          std::to_string(rule.test_images) + " of " + std::to_string(image_count) +
              " images leave none for training",
          "ask for fewer");
  const int others = image_count - rule.test_images;
  Split split = rule.scheme == SplitScheme::published ? published(image_count, others)
                                                      : shuffled(rule, number, image_count, others);
  set_validation_aside(split, rule.validation_images);
  require_enough_training(split, rule, number);
  if (rule.train_images > 0) keep_drawn_training(split, rule, number);
  return split;
}

/// A split whose test sections follow from their places or from a file.
Split split_by_place(const SplitRule& rule, int number, const SectionPlaces& places) {
  require(rule.test_images == 0, "test-images",
          "cannot be given with split-scheme = " + to_string(rule.scheme) + ", which decides what is tested",
          "leave it out, or use published or shuffled");
  Split split;
  if (rule.scheme == SplitScheme::file) {
    require(rule.validation_images == 0, "validation-images",
            "cannot be given with split-scheme = file, which names the validation images", "leave it out");
    split = file_split(*rule.file, number, places);
  } else {
    split = rule.scheme == SplitScheme::blocks ? block_split(rule, number, places)
                                               : volume_split(rule, number, places);
    set_validation_neighbours_aside(split, places, rule.validation_images, rule.gap,
                                    std::max(1, rule.train_images));
  }
  require_enough_training(split, rule, number);
  if (rule.train_images > 0) keep_distant_training(split, places, rule.train_images);
  return split;
}

}  // namespace

const char* to_string(Role role) {
  switch (role) {
    case Role::train:
      return "train";
    case Role::validation:
      return "validation";
    case Role::test:
      return "test";
    case Role::unused:
      break;
  }
  return "unused";
}

std::vector<int> Split::images(Role role) const {
  std::vector<int> result;
  for (std::size_t i = 0; i < roles.size(); ++i) {
    if (roles[i] == role) result.push_back(static_cast<int>(i));
  }
  return result;
}

const EnumNames<SplitScheme>& names_of(SplitScheme) {
  using enum SplitScheme;
  static const EnumNames<SplitScheme> names{"split scheme",
                                            {{published, "published"},
                                             {shuffled, "shuffled"},
                                             {kfold, "kfold"},
                                             {blocks, "blocks"},
                                             {volumes, "volumes"},
                                             {file, "file"}}};
  return names;
}

bool depends_on_count(SplitScheme scheme) {
  return scheme == SplitScheme::kfold || scheme == SplitScheme::blocks || scheme == SplitScheme::volumes;
}

Split make_split(const SplitRule& rule, int number, const SectionPlaces& places) {
  const int image_count = static_cast<int>(places.size());
  require(image_count >= 2, "data",
          "has " + std::to_string(image_count) + " image, too few to train and test", "prepare at least 2");
  const bool is_drawn = rule.scheme == SplitScheme::published || rule.scheme == SplitScheme::shuffled;
  if (is_drawn && rule.test_images > 0) return split_with_fixed_test(rule, number, image_count);
  if (is_drawn || (rule.scheme == SplitScheme::kfold && rule.test_images == 0))
    return split_with_validation_within(rule, number, image_count);
  return split_by_place(rule, number, places);
}

}  // namespace emsurvey
