// The grey values of a data set, and the range of them that the network sees.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "data/cut_off.h"
#include "data/dataset.h"

namespace emsurvey {

/// How often each grey value occurs in the sections of a data set.
class GreyHistogram {
 public:
  /// `cut_off`: of the sections.
  explicit GreyHistogram(const Dataset& dataset, const CutOff& cut_off = {});

  /// Adds a section that has the grey values of the data set.
  void add(const Plane<std::uint16_t>& raw, const CutOff& cut_off);

  /// The lowest and the highest grey value but for the darkest and the brightest thousandth of the pixels, so
  /// that a few hot or dead pixels do not decide how much contrast the network sees. Where that leaves one
  /// value, those of all pixels.
  std::pair<int, int> usual_range() const;

  std::int64_t pixels() const { return pixels_; }
  std::int64_t pixels_outside(double low, double high) const;
  /// Whether more than a tenth of the pixels lie outside.
  bool has_many_outside(double low, double high) const { return pixels_outside(low, high) * 10 > pixels_; }
  /// Whether the usual range is a small part of `low` to `high`.
  bool has_little_contrast(double low, double high) const;
  /// "LOW to HIGH" in the values that the images of the sections have.
  std::string range_text(double low, double high) const;

  /// Sentences about what `low` to `high`, seen as -1 to 1, makes of the grey values; each begins with
  /// `subject`.
  std::vector<std::string> warnings(const std::string& subject, double low, double high) const;

 private:
  /// The range but for the `left_out` darkest and as many brightest pixels.
  std::pair<int, int> range_without(std::int64_t left_out) const;
  int distinct_values() const;
  /// The ends of the widest part of the usual range without a pixel.
  std::pair<int, int> widest_gap() const;

  std::vector<std::int64_t> counts_;  ///< by grey value
  std::int64_t pixels_ = 0;
  CutOff cut_off_;
  ValueRange value_range_;  ///< of the images
};

}  // namespace emsurvey
