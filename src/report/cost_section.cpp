#include <cmath>
#include <map>
#include <numeric>

#include "base/number.h"
#include "report/html.h"
#include "report/readable_text.h"
#include "report/sections.h"
#include "report/setting_names.h"
#include "tables/moments.h"

namespace emsurvey {
namespace {

/// A column of training.csv as shown: the mean over the trainings of a setting.
struct Cost {
  const char* column;
  const char* title;
  double unit;
  int digits;
};

constexpr Cost costs[] = {{"parameters", "parameters", 1, 0},
                          {"steps", "steps", 1, 0},
                          {"kept_step", "step kept", 1, 0},
                          {"seconds", "minutes a training", 60, 1},
                          {"peak_memory_mib", "peak memory (MiB)", 1, 0},
                          {"loss_last_tenth", "loss at the end", 1, 4},
                          {"loss_change_percent", "its last change (%)", 1, 1}};

/// Returns the values of a column as [setting].
std::vector<std::vector<double>> values_of(const ScoreRows& rows, const PageParts& parts,
                                           const CsvTable& table, std::size_t column) {
  const auto settings = settings_of_runs(parts.analysis, rows);
  const auto run_column = table.find_column("run");
  std::map<std::int64_t, std::size_t> setting_of_number;
  for (std::size_t i = 0; i < rows.runs.size(); ++i)
    if (settings[i]) setting_of_number[rows.runs[i].number] = *settings[i];
  std::vector<std::vector<double>> values(parts.analysis.settings.size());
  for (const auto& row : table.rows) {
    const auto run = run_column ? parse_integer(row[*run_column]) : std::nullopt;
    if (run && setting_of_number.contains(*run))
      values[setting_of_number[*run]].push_back(parse_number(row[column]).value_or(std::nan("")));
  }
  return values;
}

/// Adds the number of trainings whose loss was still falling.
void append_falling(const ScoreRows& rows, const PageParts& parts, CsvTable& table) {
  const CsvTable& trainings = *parts.trainings;
  const auto falling = trainings.find_column("still_falling");
  if (!falling) return;
  table.header.emplace_back("still falling");
  CsvTable counted{{"run", "count"}, {}};
  for (const auto& row : trainings.rows)
    counted.rows.push_back({row[*trainings.find_column("run")], row[*falling] == "yes" ? "1" : "0"});
  const auto values = values_of(rows, parts, counted, 1);
  for (std::size_t i = 0; i < values.size(); ++i)
    table.rows[i].push_back(fixed_number(std::accumulate(values[i].begin(), values[i].end(), 0.0), 0));
}

}  // namespace

std::string cost_section(const ScoreRows& rows, const PageParts& parts) {
  if (!parts.trainings) return {};
  CsvTable table{{"setting", "trainings"}, {}};
  const std::vector<std::string> names = setting_names(parts.analysis);
  const auto run_column = parts.trainings->find_column("run");
  if (!run_column) return {};
  const auto runs = values_of(rows, parts, *parts.trainings, *run_column);
  for (std::size_t i = 0; i < names.size(); ++i)
    table.rows.push_back({names[i], std::to_string(runs[i].size())});
  for (const Cost& cost : costs) {
    const auto column = parts.trainings->find_column(cost.column);
    if (!column) continue;
    table.header.emplace_back(cost.title);
    const auto values = values_of(rows, parts, *parts.trainings, *column);
    for (std::size_t i = 0; i < values.size(); ++i)
      table.rows[i].push_back(fixed_number(moments_of(values[i]).mean / cost.unit, cost.digits));
  }
  append_falling(rows, parts, table);
  return html_section(
      "cost", "Cost of the trainings",
      html_table(table) +
          "<p>Means over the trainings of a setting. <b>Still falling</b> counts trainings whose loss had not "
          "levelled off: more steps may change their scores. <a href=\"training.csv\">training.csv</a> has a "
          "row for each run.</p>\n");
}

}  // namespace emsurvey
