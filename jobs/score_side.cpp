#include "score_side.h"

#include <algorithm>
#include <variant>

#include "base/error.h"
#include "base/number.h"
#include "data/label_planes.h"
#include "score/threshold.h"

namespace emsurvey {
namespace {

constexpr const char* remedy_of_forms = "save all images with 0 and 255";

/// Whether the larger of two values may be white or a dark grey.
bool is_ambiguous(const MaskValues& values) {
  return values.form == MaskForm::unit || values.form == MaskForm::narrow;
}

}  // namespace

ScoreSide::ScoreSide(const LabelSource& source, std::optional<double> threshold, bool is_volume)
    : source_(source),
      threshold_(threshold),
      is_volume_(is_volume),
      folder_(source.folder),
      masks_(source.is_inverted) {}

SidePixels ScoreSide::read(std::size_t index) {
  const LabelKind kind = source_.label.kind;
  const bool has_numbers = kind == LabelKind::instances || kind == LabelKind::cells;
  return has_numbers ? read_numbers(index) : read_mask(index);
}

Plane<std::uint32_t> ScoreSide::numbers_in_volume(std::size_t index) {
  const Plane<std::uint64_t> stored = whole_numbers(folder_.decode(index), image(index).description());
  Plane<std::uint32_t> numbers(stored.height, stored.width);
  std::uint64_t last = 0;  // Neighbours mostly have one number, which saves a look-up.
  std::uint32_t number = 0;
  std::transform(stored.values.begin(), stored.values.end(), numbers.values.begin(),
                 [&](std::uint64_t value) {
                   if (value == last) return number;
                   last = value;
                   const auto next = static_cast<std::uint32_t>(known_numbers_.size() + 1);
                   number = value == 0 ? 0 : known_numbers_.try_emplace(value, next).first->second;
                   return number;
                 });
  return numbers;
}

SidePixels ScoreSide::read_numbers(std::size_t index) {
  const std::string subject = image(index).description();
  const Image read =
      is_volume_ ? Image{32, {numbers_in_volume(index)}} : folder_.read(index, ImageReading::numbers);
  LabelPlanes planes = label_planes(read, source_.channel, source_.label.kind, subject);
  if (!is_volume_) numbers_.add(subject, read.channels.front());
  return {std::move(planes.target), std::move(planes.instances)};
}

bool ScoreSide::has_grey_values() {
  for (std::size_t i = 0; !has_grey_values_ && i < folder_.images().size(); ++i) {
    const Image& read = folder_.read(i, label_reading(source_.channel, source_.label.kind));
    if (mask_values(read, source_.channel).share_between > 0) has_grey_values_ = true;
  }
  if (!has_grey_values_) has_grey_values_ = false;
  return *has_grey_values_;
}

/// Network outputs are often saved as floating-point numbers from 0 to 1.
SidePixels ScoreSide::read_probabilities(const StoredImage& image, const std::string& subject) const {
  const Plane<double> values = grey_values(image, subject);
  SidePixels pixels{{values.height, values.width}, {}};
  std::transform(values.values.begin(), values.values.end(), pixels.mask.values.begin(), [&](double value) {
    require(value >= 0 && value <= 1, subject, "holds the value " + python_repr(value),
            "save predictions of floating-point numbers from 0 to 1, or with 8 or 16 bits");
    return static_cast<std::uint8_t>((source_.is_inverted ? 1 - value : value) > *threshold_);
  });
  return pixels;
}

SidePixels ScoreSide::read_mask(std::size_t index) {
  const std::string subject = image(index).description();
  if (threshold_ && image(index).header.type.kind == SampleType::Kind::real)
    return read_probabilities(folder_.decode(index), subject);
  const ImageReading reading = label_reading(source_.channel, source_.label.kind);
  const MaskValues values = mask_values(folder_.read(index, reading), source_.channel);
  masks_.add(subject, values);
  // A soft prediction may have 0 and 1 alone, which is almost black.
  const bool is_grey = threshold_ && is_ambiguous(values) && values.bit_depth > 1 && has_grey_values();
  const LabelKind kind = is_grey ? LabelKind::grey : source_.label.kind;
  Plane<std::uint8_t> mask =
      label_planes(folder_.read(index, reading), source_.channel, kind, subject).target;
  if (source_.is_inverted) {
    for (std::uint8_t& value : mask.values) value = static_cast<std::uint8_t>(255 - value);
  }
  return {presence_mask_at(mask, threshold_.value_or(default_threshold)), {}};
}

std::vector<std::string> ScoreSide::warnings(const std::string& option) const {
  const std::string& name = source_.label.name;
  const std::string subject = option + ", " + name;
  if (source_.label.kind == LabelKind::instances) return numbers_.warnings_of_instances(subject);
  if (source_.label.kind == LabelKind::cells) return numbers_.warnings_of_cells(subject);
  std::vector<std::string> all;
  const auto add = [&](const std::vector<std::string>& warnings) {
    all.insert(all.end(), warnings.begin(), warnings.end());
  };
  const bool is_soft = threshold_ && masks_.has_grey_values();
  if (!is_soft) {
    masks_.require_one_form(remedy_of_forms);
    add(masks_.warnings_of_two_values(subject));
    add(masks_.warnings_of_low_values(subject));
  } else if (*threshold_ == default_threshold) {
    add(masks_.warnings_of_low_predictions(subject));
  }
  if (!threshold_ && source_.label.kind == LabelKind::mask) add(masks_.warnings_of_grey_masks(subject));
  return all;
}

}  // namespace emsurvey
