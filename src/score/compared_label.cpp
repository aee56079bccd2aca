#include "score/compared_label.h"

#include <algorithm>
#include <utility>

namespace emsurvey {
namespace {

void set_annotated(const ScoreInput& input, int y, std::vector<std::uint64_t>& row) {
  const int width = input.truth.width;
  if (input.valid) {
    pack_row(input.valid->values.data() + input.valid->index(y, 0), width, row);
    return;
  }
  std::fill(row.begin(), row.end(), ~std::uint64_t{0});
  if (width % 64 != 0) row.back() = (std::uint64_t{1} << width % 64) - 1;
}

/// Adds row y of the regions: numbered ones, or the components of the mask in `regions`.
void add_regions(std::variant<ConnectedRuns, NumberedRuns>& builder, const Plane<std::uint32_t>* numbers,
                 int y, const std::vector<std::uint64_t>& annotated,
                 const std::vector<std::uint64_t>& regions) {
  if (!numbers) {
    std::get<ConnectedRuns>(builder).add_row(regions);
    return;
  }
  const std::span row(numbers->values.data() + numbers->index(y, 0),
                      static_cast<std::size_t>(numbers->width));
  std::get<NumberedRuns>(builder).add_row<std::uint32_t>(row, annotated);
}

RegionRuns finished(std::variant<ConnectedRuns, NumberedRuns>& builder) {
  return std::visit([](auto& one) { return one.finish(); }, builder);
}

}  // namespace

LabelComparison::LabelComparison(int height, int width, Connectivity connectivity)
    : height_(height),
      width_(width),
      truth_{{BitImage(0, width), {}}, ConnectedRuns(height, connectivity)},
      predicted_{{BitImage(0, width), {}}, ConnectedRuns(height, connectivity)},
      annotated_(truth_.result.label.row_words),
      regions_(annotated_.size()) {
  for (Side* side : {&truth_, &predicted_})
    side->result.label.words.reserve(static_cast<std::size_t>(height) * annotated_.size());
}

void LabelComparison::add(const ScoreInput& section) {
  check_sizes(section);
  const auto use_numbers = [this](Side& side, bool has_numbers) {
    if (has_numbers && side.result.label.height == 0) side.builder = NumberedRuns();
  };
  use_numbers(truth_, section.true_regions != nullptr);
  use_numbers(predicted_, section.predicted_regions != nullptr);
  for (int y = 0; y < height_; ++y) {
    set_annotated(section, y, annotated_);
    pixels_ += count_bits(annotated_.size(), [this](std::size_t i) { return annotated_[i]; });
    add_row(truth_, section.truth, section.true_regions, section.regions_between, y);
    add_row(predicted_, section.predicted, section.predicted_regions, section.regions_between, y);
  }
}

void LabelComparison::add_row(Side& side, const Plane<std::uint8_t>& label,
                              const Plane<std::uint32_t>* numbers, bool regions_between, int y) {
  BitImage& bits = side.result.label;
  bits.words.resize(bits.words.size() + bits.row_words);
  const auto row = bits.row(bits.height++);
  pack_row(label.values.data() + label.index(y, 0), width_, row);
  const std::uint64_t flip = regions_between ? ~std::uint64_t{0} : 0;
  for (std::size_t i = 0; i < row.size(); ++i) {
    regions_[i] = (row[i] ^ flip) & annotated_[i];
    row[i] &= annotated_[i];
  }
  add_regions(side.builder, numbers, y, annotated_, regions_);
}

ComparedLabel LabelComparison::finish() {
  truth_.result.regions = finished(truth_.builder);
  predicted_.result.regions = finished(predicted_.builder);
  ComparedLabel result{height_, std::move(truth_.result), std::move(predicted_.result), {}};
  const std::vector<std::uint64_t>& truth = result.truth.label.words;
  const std::vector<std::uint64_t>& predicted = result.predicted.label.words;
  PixelCounts& counts = result.counts;
  counts.both = count_bits(truth.size(), [&](std::size_t i) { return truth[i] & predicted[i]; });
  counts.only_true = result.truth.label.count() - counts.both;
  counts.only_predicted = result.predicted.label.count() - counts.both;
  counts.neither = pixels_ - counts.total();
  return result;
}

RegionRuns true_regions(const ScoreInput& input) {
  check_sizes(input);
  std::variant<ConnectedRuns, NumberedRuns> builder = ConnectedRuns(input.truth.height, input.connectivity);
  if (input.true_regions) builder = NumberedRuns();
  BitImage row(1, input.truth.width);
  std::vector<std::uint64_t> annotated(row.row_words);
  for (int y = 0; y < input.truth.height; ++y) {
    set_annotated(input, y, annotated);
    pack_row(input.truth.values.data() + input.truth.index(y, 0), input.truth.width, row.words);
    for (std::size_t i = 0; i < annotated.size(); ++i) {
      const std::uint64_t mask = input.regions_between ? ~row.words[i] : row.words[i];
      row.words[i] = mask & annotated[i];
    }
    add_regions(builder, input.true_regions, y, annotated, row.words);
  }
  return finished(builder);
}

}  // namespace emsurvey
