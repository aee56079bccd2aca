#include <algorithm>
#include <cmath>
#include <numeric>

#include "report/gnuplot_text.h"
#include "report/html.h"
#include "report/readable_text.h"
#include "report/sections.h"
#include "report/setting_names.h"

namespace emsurvey {
namespace {

constexpr std::size_t enough_units = 5;  ///< With fewer, the critical difference is nearly the whole scale.
constexpr std::size_t most_settings = 30;

/// Returns the positions in Ranking::ranked by ascending average rank.
std::vector<std::size_t> order_of(const FriedmanTest& test) {
  std::vector<std::size_t> order(test.average_ranks.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return test.average_ranks[a] < test.average_ranks[b];
  });
  return order;
}

/// "86 %" from enough units on; otherwise only whether it is all, none or some.
std::string first_text(double share, bool has_enough_units) {
  if (has_enough_units) return fixed_number(100 * share, 0);
  return share >= 1 ? "all" : share <= 0 ? "none" : "some";
}

std::string rank_table(const MetricAnalysis& result, const std::vector<std::string>& names) {
  const Ranking& ranking = result.ranking;
  const bool has_enough = ranking.units >= enough_units;
  CsvTable table{{"setting", "average rank"}, {}};
  if (ranking.resamples)
    table.header.insert(table.header.end(), {has_enough ? "first in % of resamples" : "first in resamples",
                                             "rank from", "rank to"});
  for (const std::size_t i : order_of(*ranking.friedman)) {
    std::vector<std::string> cells{names[ranking.ranked[i]],
                                   fixed_number(ranking.friedman->average_ranks[i], 2)};
    if (ranking.resamples) {
      const ResampledSetting& setting = ranking.resamples->settings[i];
      cells.insert(cells.end(), {first_text(setting.first, has_enough), fixed_number(setting.rank_low, 1),
                                 fixed_number(setting.rank_high, 1)});
    }
    table.rows.push_back(std::move(cells));
  }
  return html_table(table);
}

/// A critical-difference diagram: the axis of ranks on top, names to both sides, bars below the axis that
/// join settings less than the critical difference apart.
class RankDiagram {
 public:
  RankDiagram(const FriedmanTest& test, std::vector<std::string> names)
      : test_(test), names_(std::move(names)), order_(order_of(test)) {}

  std::string svg() const {
    const std::vector<std::string> bars = bars_svg();
    const double names_top = first_bar + 10.0 * static_cast<double>(bars.size()) + 14;
    const auto lines = static_cast<double>((order_.size() + 1) / 2);
    const std::string height = gnuplot_number(names_top + 20 * lines + 4);
    return "<svg class=\"ranks\" xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-label=\"average ranks\" width=\"" +
           gnuplot_number(width) + "\" height=\"" + height + "\" viewBox=\"0 0 " + gnuplot_number(width) +
           " " + height + "\">\n" + axis_svg() + std::accumulate(bars.begin(), bars.end(), std::string()) +
           names_svg(names_top) + "</svg>\n";
  }

 private:
  static constexpr double width = 640, left = 190, right = 450, axis_y = 58, first_bar = 70;

  double at(double rank) const {
    return left + (rank - 1) / (static_cast<double>(order_.size()) - 1) * (right - left);
  }
  static std::string line(double x1, double y1, double x2, double y2, const char* stroke) {
    return "<path d=\"M" + fixed_number(x1, 1) + " " + fixed_number(y1, 1) + "L" + fixed_number(x2, 1) + " " +
           fixed_number(y2, 1) + "\" " + stroke + "/>\n";
  }
  static std::string text(double x, double y, const char* anchor, const std::string& words) {
    return "<text x=\"" + fixed_number(x, 1) + "\" y=\"" + fixed_number(y, 1) + "\" text-anchor=\"" + anchor +
           "\">" + escaped_html(words) + "</text>\n";
  }

  std::string axis_svg() const {
    std::string svg = line(left, axis_y, right, axis_y, "stroke=\"#333\"");
    const std::size_t step = order_.size() / 12 + 1;
    for (std::size_t rank = 1; rank <= order_.size(); rank += step) {
      const double x = at(static_cast<double>(rank));
      svg += line(x, axis_y - 5, x, axis_y, "stroke=\"#333\"") +
             text(x, axis_y - 9, "middle", std::to_string(rank));
    }
    const double length = std::min(right, at(1 + test_.critical_difference)) - left;
    return svg + line(left, 16, left + length, 16, "stroke=\"#d55e00\" stroke-width=\"3\"") +
           text(left + length + 8, 20, "start",
                "critical difference " + fixed_number(test_.critical_difference, 2));
  }

  /// Joins each longest run of settings within the critical difference.
  std::vector<std::string> bars_svg() const {
    std::vector<std::string> bars;
    std::size_t reached = 0;
    for (std::size_t i = 0; i < order_.size(); ++i) {
      std::size_t last = i;
      while (last + 1 < order_.size() &&
             test_.average_ranks[order_[last + 1]] - test_.average_ranks[order_[i]] <
                 test_.critical_difference)
        ++last;
      if (last == i || (i > 0 && last <= reached)) continue;
      reached = last;
      const double y = first_bar + 10.0 * static_cast<double>(bars.size());
      bars.push_back(line(at(test_.average_ranks[order_[i]]) - 3, y,
                          at(test_.average_ranks[order_[last]]) + 3, y,
                          "stroke=\"#0072b2\" stroke-width=\"5\""));
    }
    return bars;
  }

  std::string names_svg(double names_top) const {
    std::string svg;
    const std::size_t half = (order_.size() + 1) / 2;
    for (std::size_t i = 0; i < order_.size(); ++i) {
      const bool is_left = i < half;
      const double y = names_top + 20.0 * static_cast<double>(is_left ? i : order_.size() - 1 - i);
      const double x = at(test_.average_ranks[order_[i]]), edge = is_left ? left - 14 : right + 14;
      svg += line(x, axis_y, x, y, "stroke=\"#999\"") + line(x, y, edge, y, "stroke=\"#999\"") +
             text(is_left ? edge - 4 : edge + 4, y + 4, is_left ? "end" : "start",
                  shortened(names_[order_[i]], 18) + " " + fixed_number(test_.average_ranks[order_[i]], 2));
    }
    return svg;
  }

  const FriedmanTest& test_;
  std::vector<std::string> names_;
  std::vector<std::size_t> order_;
};

std::string diagram(const MetricAnalysis& result, const std::vector<std::string>& names) {
  const Ranking& ranking = result.ranking;
  if (ranking.units < enough_units || ranking.ranked.size() < 3 || ranking.ranked.size() > most_settings ||
      !std::isfinite(ranking.friedman->critical_difference))
    return {};
  std::vector<std::string> ranked;
  for (const std::size_t setting : ranking.ranked) ranked.push_back(names[setting]);
  return "<div class=\"wide\">" + RankDiagram(*ranking.friedman, ranked).svg() + "</div>\n";
}

}  // namespace

std::string ranking_section(const PageParts& parts) {
  const std::vector<std::string> names = setting_names(parts.analysis);
  std::string html;
  for (const MetricAnalysis& result : parts.analysis.results) {
    const Ranking& ranking = result.ranking;
    if (result.metric != "F_score" || !ranking.friedman || ranking.units < 2) continue;
    std::string test = "N = " + std::to_string(ranking.units) + " units.";
    if (std::isfinite(ranking.friedman->p_f))
      test +=
          " Friedman's test in the form of Iman and Davenport: p = " + fixed_number(ranking.friedman->p_f) +
          ".";
    html += html_element("h3", result.label) + "\n" + html_paragraph(test) + diagram(result, names) +
            rank_table(result, names);
  }
  if (html.empty()) return {};
  return html_section(
      "ranking", "Ranks",
      html_paragraph("Ranks show how steady an order is; they decide nothing, since a rank depends on which "
                     "other settings take part. Rank 1 is the best. From five units on, settings less than "
                     "the critical difference of Nemenyi apart are joined by a bar.") +
          html);
}

}  // namespace emsurvey
