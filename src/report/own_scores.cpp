#include "report/own_scores.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <tuple>

#include "tables/moments.h"

namespace emsurvey {

std::vector<std::vector<std::vector<double>>> own_means(const ScoreRows& rows, const RunGroups& groups,
                                                        std::size_t column, Unit unit) {
  std::map<std::tuple<std::size_t, std::size_t>, std::vector<double>> images;  // By run and label.
  for (const ScoreRow& row : rows.rows) {
    const auto label = std::find(rows.labels.begin(), rows.labels.end(), row.label) - rows.labels.begin();
    images[{row.run, static_cast<std::size_t>(label)}].push_back(row.cells[column].value);
  }
  std::map<std::tuple<std::size_t, std::size_t, std::int64_t>, std::vector<double>> units;
  for (const auto& [key, values] : images) {
    const auto [run, label] = key;
    const Moments moments = moments_of(values);
    const auto unit_number =
        unit == Unit::split ? rows.runs[run].split.value_or(1) : static_cast<std::int64_t>(run);
    if (moments.n > 0) units[{groups.of_run[run], label, unit_number}].push_back(moments.mean);
  }
  std::vector means(groups.cells.size(), std::vector<std::vector<double>>(rows.labels.size()));
  for (const auto& [key, repeats] : units)
    means[std::get<0>(key)][std::get<1>(key)].push_back(moments_of(repeats).mean);
  return means;
}

}  // namespace emsurvey
