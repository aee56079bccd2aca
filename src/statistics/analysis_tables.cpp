#include "statistics/analysis_tables.h"

#include <algorithm>
#include <array>

#include "base/number.h"
#include "tables/copy_baseline_rows.h"

namespace emsurvey {
namespace {

using Cells = std::vector<std::string>;

/// A column of numbers.
template <class Result>
struct NumberColumn {
  const char* name;
  double Result::*member;
};

template <class Columns>
void append_names(Cells& header, const Columns& columns) {
  for (const auto& column : columns) header.emplace_back(column.name);
}

template <class Result, class Columns>
void append_numbers(Cells& cells, const Result& result, const Columns& columns) {
  for (const auto& column : columns) cells.push_back(number_cell(result.*column.member));
}

void append(Cells& cells, const Cells& more) {
  cells.insert(cells.end(), more.begin(), more.end());
}

constexpr std::array setting_moments{NumberColumn{"mean", &SettingSummary::mean},
                                     NumberColumn{"sd_trainings", &SettingSummary::sd_trainings},
                                     NumberColumn{"sd_units", &SettingSummary::sd_units},
                                     NumberColumn{"sd_within", &SettingSummary::sd_within},
                                     NumberColumn{"low", &SettingSummary::low},
                                     NumberColumn{"high", &SettingSummary::high}};

constexpr std::array setting_collapses{
    NumberColumn{"collapsed_low", &SettingSummary::collapsed_low},
    NumberColumn{"collapsed_high", &SettingSummary::collapsed_high},
    NumberColumn{"mean_not_collapsed", &SettingSummary::mean_not_collapsed}};

constexpr std::array pair_tests{NumberColumn{"difference", &PairComparison::difference},
                                NumberColumn{"sd", &PairComparison::sd},
                                NumberColumn{"low", &PairComparison::low},
                                NumberColumn{"high", &PairComparison::high},
                                NumberColumn{"t", &PairComparison::t},
                                NumberColumn{"df", &PairComparison::df},
                                NumberColumn{"p", &PairComparison::p},
                                NumberColumn{"p_wilcoxon", &PairComparison::p_wilcoxon},
                                NumberColumn{"p_sign_flip", &PairComparison::p_sign_flip},
                                NumberColumn{"p_smallest", &PairComparison::p_smallest},
                                NumberColumn{"d_z", &PairComparison::d_z},
                                NumberColumn{"g_z", &PairComparison::g_z},
                                NumberColumn{"rank_biserial", &PairComparison::rank_biserial},
                                NumberColumn{"superiority", &PairComparison::superiority},
                                NumberColumn{"a12", &PairComparison::a12},
                                NumberColumn{"p_tost", &PairComparison::p_tost},
                                NumberColumn{"tost_low", &PairComparison::tost_low},
                                NumberColumn{"tost_high", &PairComparison::tost_high},
                                NumberColumn{"p_below", &PairComparison::p_below},
                                NumberColumn{"p_rope", &PairComparison::p_rope},
                                NumberColumn{"p_above", &PairComparison::p_above},
                                NumberColumn{"detectable", &PairComparison::detectable},
                                NumberColumn{"p_welch", &PairComparison::p_welch},
                                NumberColumn{"welch_low", &PairComparison::welch_low},
                                NumberColumn{"welch_high", &PairComparison::welch_high}};

constexpr std::array pair_corrections{NumberColumn{"p_counted", &PairComparison::p_counted},
                                      NumberColumn{"p_welch_holm", &PairComparison::p_welch_holm},
                                      NumberColumn{"p_holm", &PairComparison::p_holm},
                                      NumberColumn{"p_tost_holm", &PairComparison::p_tost_holm},
                                      NumberColumn{"low_all", &PairComparison::low_all},
                                      NumberColumn{"high_all", &PairComparison::high_all},
                                      NumberColumn{"p_holm_labels", &PairComparison::p_holm_labels}};

constexpr std::array setting_resamples{NumberColumn{"low", &ResampledSetting::low},
                                       NumberColumn{"high", &ResampledSetting::high},
                                       NumberColumn{"first", &ResampledSetting::first},
                                       NumberColumn{"mean_rank", &ResampledSetting::mean_rank},
                                       NumberColumn{"rank_low", &ResampledSetting::rank_low},
                                       NumberColumn{"rank_high", &ResampledSetting::rank_high}};

constexpr std::array pair_resamples{NumberColumn{"resampled_low", &ResampledPair::low},
                                    NumberColumn{"resampled_high", &ResampledPair::high},
                                    NumberColumn{"share_above", &ResampledPair::share_above}};

constexpr std::array friedman_values{
    NumberColumn{"chi2", &FriedmanTest::chi2}, NumberColumn{"p_chi2", &FriedmanTest::p_chi2},
    NumberColumn{"f", &FriedmanTest::f}, NumberColumn{"p_f", &FriedmanTest::p_f},
    NumberColumn{"critical_difference", &FriedmanTest::critical_difference}};

Cells setting_cells(const SettingSummary& setting) {
  Cells cells{std::to_string(setting.trainings), std::to_string(setting.units),
              std::to_string(setting.images)};
  append_numbers(cells, setting, setting_moments);
  cells.push_back(std::to_string(setting.collapsed));
  append_numbers(cells, setting, setting_collapses);
  append(cells, {setting.letters, std::to_string(setting.diverged), std::to_string(setting.failed)});
  return cells;
}

/// Returns the cells of the copy baseline, as many as a setting has.
Cells baseline_cells(const SettingSummary& baseline) {
  Cells cells(setting_cells(baseline).size());
  cells[2] = std::to_string(baseline.images);
  cells[3] = number_cell(baseline.mean);
  return cells;
}

/// Returns the resamples of a pair of settings, or null if they are not both ranked.
const ResampledPair* resampled_pair(const Ranking& ranking, const PairComparison& pair) {
  if (!ranking.resamples) return nullptr;
  const auto place = [&](std::size_t setting) {
    return std::lower_bound(ranking.ranked.begin(), ranking.ranked.end(), setting) - ranking.ranked.begin();
  };
  const auto first = static_cast<std::size_t>(place(pair.first));
  const auto second = static_cast<std::size_t>(place(pair.second));
  const std::size_t count = ranking.ranked.size();
  const bool are_ranked = first < count && second < count && ranking.ranked[first] == pair.first &&
                          ranking.ranked[second] == pair.second;
  if (!are_ranked || ranking.resamples->pairs.empty()) return nullptr;
  // Pairs before those of `first`: (count - 1) + (count - 2) + ... for each earlier setting.
  return &ranking.resamples->pairs[first * (2 * count - first - 1) / 2 + second - first - 1];
}

Cells pair_cells(const SurveyAnalysis& analysis, const MetricAnalysis& result, const PairComparison& pair) {
  Cells cells{result.label, result.metric, analysis.setting_name(pair.first),
              analysis.setting_name(pair.second), std::to_string(pair.n)};
  append_numbers(cells, pair, pair_tests);
  append(cells, {to_string(pair.verdict), pair.flags()});
  append_numbers(cells, pair, pair_corrections);
  append(cells,
         {number_cell(analysis.margin), number_cell(analysis.design.overlap_of(pair.first, pair.second))});
  if (const ResampledPair* resampled = resampled_pair(result.ranking, pair)) {
    append_numbers(cells, *resampled, pair_resamples);
  } else {
    cells.resize(cells.size() + pair_resamples.size());
  }
  return cells;
}

void append_component(CsvTable& table, Cells cells, const char* name, const Component& component) {
  append(cells, {name, number_cell(component.value()), number_cell(component.raw)});
  table.rows.push_back(std::move(cells));
}

}  // namespace

CsvTable settings_table(const SurveyAnalysis& analysis) {
  CsvTable table{analysis.columns, {}};
  append(table.header, {"setting", "label", "metric", "trainings", "units", "images"});
  append_names(table.header, setting_moments);
  table.header.emplace_back("collapsed");
  append_names(table.header, setting_collapses);
  append(table.header, {"letters", "diverged", "failed"});
  for (const MetricAnalysis& result : analysis.results) {
    for (std::size_t i = 0; i < result.settings.size(); ++i) {
      const auto append_row = [&](const std::string& name, const SettingSummary& summary) {
        Cells cells = analysis.settings[i];
        append(cells, {name, result.label, result.metric});
        append(cells, setting_cells(summary));
        table.rows.push_back(std::move(cells));
      };
      append_row(analysis.setting_name(i), result.settings[i]);
      if (result.with_diverged[i])
        append_row(analysis.setting_name(i) + diverged_suffix, *result.with_diverged[i]);
    }
    if (!result.baseline) continue;
    Cells cells = analysis.baseline;
    append(cells, {copy_baseline_loss, result.label, result.metric});
    append(cells, baseline_cells(*result.baseline));
    table.rows.push_back(std::move(cells));
  }
  return table;
}

CsvTable pairs_table(const SurveyAnalysis& analysis) {
  CsvTable table{{"label", "metric", "first", "second", "n"}, {}};
  append_names(table.header, pair_tests);
  append(table.header, {"verdict", "flags"});
  append_names(table.header, pair_corrections);
  append(table.header, {"margin", "overlap"});
  append_names(table.header, pair_resamples);
  for (const MetricAnalysis& result : analysis.results)
    for (const PairComparison& pair : result.pairs) table.rows.push_back(pair_cells(analysis, result, pair));
  return table;
}

CsvTable ranking_table(const SurveyAnalysis& analysis) {
  CsvTable table{{"label", "metric", "setting", "average_rank"}, {}};
  append_names(table.header, setting_resamples);
  append(table.header, {"units", "complete_blocks"});
  append_names(table.header, friedman_values);
  for (const MetricAnalysis& result : analysis.results) {
    const Ranking& ranking = result.ranking;
    const FriedmanTest friedman = ranking.friedman.value_or(FriedmanTest{});
    for (std::size_t i = 0; i < ranking.ranked.size(); ++i) {
      Cells cells{result.label, result.metric, analysis.setting_name(ranking.ranked[i]),
                  ranking.friedman ? number_cell(friedman.average_ranks[i]) : ""};
      if (ranking.resamples) {
        append_numbers(cells, ranking.resamples->settings[i], setting_resamples);
      } else {
        cells.resize(cells.size() + setting_resamples.size());
      }
      append(cells, {std::to_string(ranking.units), std::to_string(ranking.complete_blocks)});
      append_numbers(cells, friedman, friedman_values);
      table.rows.push_back(std::move(cells));
    }
  }
  return table;
}

CsvTable variance_table(const SurveyAnalysis& analysis) {
  CsvTable table{{"label", "metric", "setting", "component", "value", "raw"}, {}};
  for (const MetricAnalysis& result : analysis.results) {
    for (std::size_t i = 0; i < result.components.size(); ++i) {
      const Cells cells{result.label, result.metric, analysis.setting_name(i)};
      const VarianceComponents components = result.components[i].value_or(VarianceComponents{});
      append_component(table, cells, "split", components.split);
      append_component(table, cells, "training", components.training);
      append_component(table, cells, "image", components.image);
      append_component(table, cells, "residual", components.residual);
    }
    const Cells cells{result.label, result.metric, ""};
    const SettingComponents components = result.setting_components.value_or(SettingComponents{});
    append_component(table, cells, "setting", components.setting);
    append_component(table, cells, "unit", components.unit);
    append_component(table, cells, "interaction", components.interaction);
    table.rows.push_back({result.label, result.metric, "", "pairing_correlation",
                          number_cell(components.pairing_correlation), ""});
  }
  return table;
}

std::vector<std::pair<std::string, std::string>> analysis_files(const SurveyAnalysis& analysis) {
  return {{"analysis_settings.csv", format_csv(settings_table(analysis))},
          {"analysis_pairs.csv", format_csv(pairs_table(analysis))},
          {"analysis_ranking.csv", format_csv(ranking_table(analysis))},
          {"analysis_variance.csv", format_csv(variance_table(analysis))}};
}

}  // namespace emsurvey
