// The columns that the evaluations of a survey have in common.
#pragma once

#include <string>
#include <vector>

#include "tables/run_evaluation.h"

namespace emsurvey {

/// A column of the evaluation files, over all runs and labels.
struct EvaluationColumn {
  enum class Kind {
    integer,  ///< An integer in every row.
    real,     ///< Numbers and empty cells: a metric.
    text,
  };
  std::string name;
  Kind kind = Kind::text;
  bool is_published = false;  ///< Column of the published study; these come before the others.
};

/// Returns the columns that the evaluations of `runs` have. Unknown columns get the kind that pandas would infer.
/// A column of integers that only some files have is left out, with a line in `problems`.
std::vector<EvaluationColumn> settle_columns(const std::vector<RunEvaluation>& runs,
                                             std::vector<std::string>& problems);

}  // namespace emsurvey
