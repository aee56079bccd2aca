// Grey values of a data set, and the range of them that the network sees.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "data/cut_off.h"
#include "data/dataset.h"

namespace emsurvey {

/// Histogram of the grey values in the sections of a data set.
class GreyHistogram {
 public:
  /// Begins without any section.
  explicit GreyHistogram(const DatasetFormat& format);
  /// `cut_off` counts the clipped pixels of all sections.
  explicit GreyHistogram(const Dataset& dataset, const CutOff& cut_off = {});

  /// Adds a section that is stored in the grey values of the data set.
  void add(const Plane<std::uint16_t>& raw, const CutOff& cut_off);

  /// Returns the lowest and the highest grey value after excluding the darkest and the brightest thousandth
  /// of the pixels, so that a few hot or dead pixels do not determine the contrast. If only one value
  /// remains, returns the range of all pixels.
  std::pair<int, int> usual_range() const;

  std::int64_t pixels() const { return pixels_; }
  std::int64_t pixels_outside(double low, double high) const;
  /// Whether more than a tenth of the pixels lie outside the range.
  bool has_many_outside(double low, double high) const { return pixels_outside(low, high) * 10 > pixels_; }
  /// Whether the usual range is a small part of `low` to `high`.
  bool has_little_contrast(double low, double high) const;
  /// Returns "LOW to HIGH" in the values of the section images.
  std::string range_text(double low, double high) const;

  /// Returns warnings about mapping `low` to `high` to -1 to 1; each begins with `subject`.
  std::vector<std::string> warnings(const std::string& subject, double low, double high) const;

 private:
  /// Returns the range without the `left_out` darkest and the `left_out` brightest pixels.
  std::pair<int, int> range_without(std::int64_t left_out) const;
  int distinct_values() const;
  /// Returns the ends of the widest gap in the usual range.
  std::pair<int, int> widest_gap() const;

  std::vector<std::int64_t> counts_;  ///< Number of pixels of each grey value.
  std::int64_t pixels_ = 0;
  CutOff cut_off_;
  ValueRange value_range_;  ///< Values of the section images.
};

}  // namespace emsurvey
