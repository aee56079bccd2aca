#include "data/label_planes.h"

#include <algorithm>
#include <cstddef>

#include "base/error.h"
#include "data/mask_values.h"

namespace emsurvey {
namespace {

using Samples = Plane<std::uint32_t>;

const Samples& grey_samples(const Image& image, const std::string& subject) {
  require(image.is_grey(), subject, "is in colour", "save it as a grey image");
  return image.channels.front();
}

std::string bits_of(const Image& image) {
  return std::to_string(image.bit_depth) + (image.bit_depth == 1 ? " bit" : " bits");
}

/// Returns the samples of a mask or a grey target.
const Samples& target_samples(const Image& image, std::optional<int> channel, const std::string& subject) {
  if (!channel) return grey_samples(image, subject);
  require(
      image.channels.size() == 3, subject, "is not RGB",
      "save the labels as RGB (synapses, mitochondria, membranes) or name each with --label NAME=DIR:KIND");
  return image.channels[static_cast<std::size_t>(*channel)];
}

Plane<std::uint8_t> mask_target(const Image& image, std::optional<int> channel, const std::string& subject) {
  const Samples& samples = target_samples(image, channel, subject);
  const MaskValues values = mask_values(image);
  const bool has_two_values = values.share_between == 0 && values.form != MaskForm::low;
  require(image.bit_depth <= 16 || has_two_values, subject, "has " + bits_of(image) + ", too many for a mask",
          "save it with 1, 8 or 16 bits, or read it as kind instances or cells");
  return mask_plane(samples, image.bit_depth, values.form);
}

/// Grey values are kept as they are: a 1 is almost black.
Plane<std::uint8_t> grey_target(const Image& image, std::optional<int> channel, const std::string& subject) {
  require(image.bit_depth <= 16, subject, "has " + bits_of(image) + ", too many for a grey target",
          "save it with 1, 8 or 16 bits");
  return mask_plane(target_samples(image, channel, subject), image.bit_depth, MaskForm::full);
}

const Samples& numbers_of(const Image& image, const std::string& subject) {
  require(image.channels.size() == 1, subject, "is in colour, so it holds no region numbers",
          "save the numbers as a grey image of 8, 16 or 32 bits (32 bits: TIFF)");
  return image.channels.front();
}

bool is_boundary(const Samples& numbers, int y, int x) {
  const std::uint32_t number = numbers.at(y, x);
  return number == 0 || (y > 0 && numbers.at(y - 1, x) != number) ||
         (x > 0 && numbers.at(y, x - 1) != number) ||
         (y + 1 < numbers.height && numbers.at(y + 1, x) != number) ||
         (x + 1 < numbers.width && numbers.at(y, x + 1) != number);
}

LabelPlanes cell_planes(const Samples& numbers) {
  LabelPlanes planes{{numbers.height, numbers.width}, numbers};
  for (int y = 0; y < numbers.height; ++y) {
    for (int x = 0; x < numbers.width; ++x) {
      if (!is_boundary(numbers, y, x)) continue;
      planes.target.at(y, x) = 255;
      planes.instances.at(y, x) = 0;
    }
  }
  return planes;
}

LabelPlanes instance_planes(const Samples& numbers) {
  LabelPlanes planes{{numbers.height, numbers.width}, numbers};
  std::transform(numbers.values.begin(), numbers.values.end(), planes.target.values.begin(),
                 [](std::uint32_t number) { return static_cast<std::uint8_t>(number > 0 ? 255 : 0); });
  return planes;
}

}  // namespace

Plane<std::uint16_t> raw_plane(const Image& image, const std::string& subject) {
  require(image.bit_depth == 8 || image.bit_depth == 16, subject, "has " + bits_of(image),
          "save it with 8 or 16 bits");
  const Samples& samples = grey_samples(image, subject);
  Plane<std::uint16_t> raw(samples.height, samples.width);
  std::transform(samples.values.begin(), samples.values.end(), raw.values.begin(),
                 [](std::uint32_t value) { return static_cast<std::uint16_t>(value); });
  return raw;
}

ImageReading label_reading(std::optional<int> channel, LabelKind kind) {
  const bool is_seen = channel.has_value() || kind == LabelKind::grey;
  return is_seen ? ImageReading::shown : ImageReading::numbers;
}

LabelPlanes label_planes(const Image& image, std::optional<int> channel, LabelKind kind,
                         const std::string& subject) {
  switch (kind) {
    case LabelKind::instances:
      return instance_planes(numbers_of(image, subject));
    case LabelKind::cells:
      return cell_planes(numbers_of(image, subject));
    case LabelKind::grey:
      return {grey_target(image, channel, subject), {}};
    case LabelKind::mask:
      break;
  }
  return {mask_target(image, channel, subject), {}};
}

Plane<std::uint8_t> valid_plane(const Image& image, const std::string& subject) {
  const Samples& samples = grey_samples(image, subject);
  Plane<std::uint8_t> valid(samples.height, samples.width);
  std::transform(samples.values.begin(), samples.values.end(), valid.values.begin(),
                 [](std::uint32_t value) { return static_cast<std::uint8_t>(value > 0 ? 1 : 0); });
  return valid;
}

void drop_what_says_nothing(Section& section) {
  const auto is_all_valid = [](const Plane<std::uint8_t>& plane) {
    return std::all_of(plane.values.begin(), plane.values.end(),
                       [](std::uint8_t value) { return value == 1; });
  };
  if (std::all_of(section.valid.begin(), section.valid.end(), is_all_valid)) section.valid.clear();
  const auto is_empty = [](const Plane<std::uint32_t>& plane) { return plane.empty(); };
  if (std::all_of(section.instances.begin(), section.instances.end(), is_empty)) section.instances.clear();
}

}  // namespace emsurvey
