#include "data/mask_values.h"

#include <algorithm>
#include <cstddef>
#include <vector>

namespace emsurvey {
namespace {

using Samples = Plane<std::uint32_t>;

struct Values {
  std::uint32_t largest = 0;
  double share_between = 0;
};

Values values_of(const std::vector<const Samples*>& channels) {
  Values values;
  for (const Samples* channel : channels) {
    values.largest =
        std::max(values.largest, *std::max_element(channel->values.begin(), channel->values.end()));
  }
  std::ptrdiff_t between = 0;
  std::size_t all = 0;
  for (const Samples* channel : channels) {
    between += std::count_if(channel->values.begin(), channel->values.end(),
                             [&](std::uint32_t value) { return value > 0 && value < values.largest; });
    all += channel->values.size();
  }
  values.share_between = static_cast<double>(between) / static_cast<double>(all);
  return values;
}

MaskForm form_of(const Values& values, int bit_depth) {
  const std::uint64_t half = ((std::uint64_t{1} << bit_depth) - 1) / 2;
  const bool has_two_values = values.share_between == 0;
  if (values.largest == 0) return MaskForm::blank;
  if (values.largest > half) return MaskForm::full;
  if (values.largest == 1) return MaskForm::unit;
  return has_two_values && (values.largest == 255 || values.largest == 65535) ? MaskForm::narrow
                                                                              : MaskForm::low;
}

}  // namespace

MaskValues mask_values(const Image& image, std::optional<int> channel) {
  std::vector<const Samples*> channels;
  for (const Samples& samples : image.channels) channels.push_back(&samples);
  const Values whole = values_of(channels);
  MaskValues result{form_of(whole, image.bit_depth), image.bit_depth, whole.largest, whole.share_between};
  if (!channel) return result;
  const Values own = values_of({channels.at(static_cast<std::size_t>(*channel))});
  result.largest = own.largest;
  result.share_between = own.share_between;
  return result;
}

Plane<std::uint8_t> mask_plane(const Samples& samples, int bit_depth, MaskForm form) {
  const bool has_two_values = form == MaskForm::unit || form == MaskForm::narrow || bit_depth == 1;
  Plane<std::uint8_t> bytes(samples.height, samples.width);
  std::transform(samples.values.begin(), samples.values.end(), bytes.values.begin(),
                 [&](std::uint32_t value) -> std::uint8_t {
                   if (has_two_values) return value > 0 ? 255 : 0;
                   if (bit_depth < 8) value *= 255 / ((1U << bit_depth) - 1);
                   if (bit_depth > 16) return static_cast<std::uint8_t>(value >> (bit_depth - 8));
                   return static_cast<std::uint8_t>(bit_depth == 16 ? (value + 128) / 257 : value);
                 });
  return bytes;
}

}  // namespace emsurvey
