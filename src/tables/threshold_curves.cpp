#include "tables/threshold_curves.h"

#include <algorithm>
#include <cstddef>
#include <optional>

#include "base/number.h"
#include "tables/moments.h"
#include "tables/text_column.h"

namespace emsurvey {

CsvTable mean_curves(const std::vector<std::string>& labels, const std::vector<double>& thresholds,
                     const std::vector<std::vector<ThresholdCurve>>& images) {
  CsvTable table{{"label", "threshold", "F_score", "semantic_Jaccard"}, {}};
  for (std::size_t label = 0; label < labels.size(); ++label) {
    for (std::size_t i = 0; i < thresholds.size(); ++i) {
      const auto mean = [&](std::vector<double> ThresholdCurve::*score) {
        std::vector<double> values;
        for (const ThresholdCurve& curve : images[label]) values.push_back((curve.*score)[i]);
        return number_cell(moments_of(values).mean);
      };
      table.rows.push_back({labels[label], number_cell(thresholds[i]), mean(&ThresholdCurve::f_score),
                            mean(&ThresholdCurve::semantic_jaccard)});
    }
  }
  return table;
}

CsvTable threshold_curves_table(const std::vector<RunFiles>& runs) {
  std::vector<const RunFiles*> sorted;
  for (const RunFiles& run : runs)
    if (!run.threshold_curve.empty()) sorted.push_back(&run);
  std::sort(sorted.begin(), sorted.end(), [](const auto* a, const auto* b) { return a->number < b->number; });

  CsvTable table;
  std::vector<std::optional<std::string>> labels;
  for (const RunFiles* run : sorted) {
    CsvTable curve = parse_csv(run->threshold_curve, run->folder);
    table.header = curve.header;
    for (auto& row : curve.rows) {
      labels.emplace_back(row.front());
      row.insert(row.begin(), std::to_string(run->number));
      table.rows.push_back(std::move(row));
    }
  }
  if (!table.header.empty()) table.header.insert(table.header.begin(), "run");
  const std::vector<std::string> cells = text_column("label", labels);
  for (std::size_t i = 0; i < cells.size(); ++i) table.rows[i][1] = cells[i];
  return table;
}

}  // namespace emsurvey
