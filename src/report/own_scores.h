// Means of a survey's trainings, for the comparison with other values.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "statistics/design.h"
#include "tables/run_groups.h"
#include "tables/score_rows.h"

namespace emsurvey {

/// The independent observations of a group of runs for one column, as [group][position in rows.labels]. With
/// Unit::training each is the mean over a run's images; with Unit::split, the mean over the runs of a split.
std::vector<std::vector<std::vector<double>>> own_means(const ScoreRows& rows, const RunGroups& groups,
                                                        std::size_t column, Unit unit);

}  // namespace emsurvey
