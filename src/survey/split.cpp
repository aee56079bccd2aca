#include "survey/split.h"

#include <algorithm>

#include "base/error.h"
#include "base/random.h"
#include "survey/published_split.h"

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

/// Divides the images into training and test images.
Split divided(const SplitRule& rule, int number, int image_count, int train) {
  switch (rule.scheme) {
    case SplitScheme::published:
      return published(image_count, train);
    case SplitScheme::shuffled:
      return shuffled(rule, number, image_count, train);
    case SplitScheme::kfold:
      break;
  }
  return kfold(rule, number, image_count);
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
  static const EnumNames<SplitScheme> names{
      "split scheme", {{published, "published"}, {shuffled, "shuffled"}, {kfold, "kfold"}}};
  return names;
}

Split make_split(const SplitRule& rule, int number, int image_count) {
  require(image_count >= 2, "data",
          "has " + std::to_string(image_count) + " image, too few to train and test", "prepare at least 2");
  const int train = rule.train_images > 0 ? rule.train_images : std::max(1, image_count * 4 / 5);
  require(rule.scheme == SplitScheme::kfold || train < image_count, "train-images",
          std::to_string(train) + " of " + std::to_string(image_count) + " images leave none to test",
          "ask for fewer");
  Split split = divided(rule, number, image_count, train);
  set_validation_aside(split, rule.validation_images);
  return split;
}

}  // namespace emsurvey
