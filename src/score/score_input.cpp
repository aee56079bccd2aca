#include "score/score_input.h"

#include <stdexcept>

namespace emsurvey {

void check_sizes(const ScoreInput& input) {
  const bool is_same = input.truth.same_size(input.predicted) &&
                       (!input.true_regions || input.truth.same_size(*input.true_regions)) &&
                       (!input.predicted_regions || input.truth.same_size(*input.predicted_regions)) &&
                       (!input.valid || input.truth.same_size(*input.valid));
  if (!is_same) throw std::invalid_argument("scores: the planes differ in size");
}

}  // namespace emsurvey
