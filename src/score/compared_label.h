// Truth and prediction of an image or a volume for one label, in the form in which they are compared.
#pragma once

#include <cstdint>
#include <variant>
#include <vector>

#include "score/bit_image.h"
#include "score/pixel_scores.h"
#include "score/region_runs.h"
#include "score/score_input.h"

namespace emsurvey {

/// One side, within the annotated pixels.
struct ComparedSide {
  BitImage label;      ///< Where the label is present.
  RegionRuns regions;  ///< The regions to score: the label's, those between it, or numbered ones.
};

struct ComparedLabel {
  int section_height = 0;
  ComparedSide truth;
  ComparedSide predicted;
  PixelCounts counts;
};

/// Takes an image, or the sections of a volume one after the other, in few bits a pixel.
class LabelComparison {
 public:
  LabelComparison(int height, int width, Connectivity connectivity);

  /// Adds a section of the size given to the constructor. All sections must have numbered regions of a side, or
  /// none. Throws std::invalid_argument if the planes differ in size.
  void add(const ScoreInput& section);
  /// Returns what was added. Nothing can be added afterwards.
  ComparedLabel finish();

 private:
  using Row = std::vector<std::uint64_t>;
  using Builder = std::variant<ConnectedRuns, NumberedRuns>;

  /// A side while sections are added.
  struct Side {
    ComparedSide result;
    Builder builder;
  };
  void add_row(Side& side, const Plane<std::uint8_t>& label, const Plane<std::uint32_t>* numbers,
               bool regions_between, int y);

  int height_;
  int width_;
  Side truth_;
  Side predicted_;
  Row annotated_;
  Row regions_;
  std::int64_t pixels_ = 0;
};

/// Returns the true regions of an image within its annotated pixels.
RegionRuns true_regions(const ScoreInput& input);

}  // namespace emsurvey
