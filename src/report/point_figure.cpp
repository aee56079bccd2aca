#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "base/number.h"
#include "report/axis_tics.h"
#include "report/figure_script.h"
#include "report/gnuplot_text.h"
#include "report/polynomial_fit.h"
#include "report/readable_text.h"
#include "report/score_range.h"
#include "report/setting_names.h"

namespace emsurvey {
namespace {

constexpr double line_px = 22;
constexpr std::size_t longest_name = 48;
constexpr std::size_t most_series = 16;  ///< More could not be told apart.

/// The settings that differ in the number on the axis alone, as positions by abscissa.
struct Series {
  std::string name;
  std::multimap<double, std::size_t> settings;
};

struct Points {
  std::vector<const MetricAnalysis*> results;
  std::vector<Series> series;
  const NumericAxis* axis = nullptr;
  double first_x = 0;  ///< As drawn: logarithms if the axis is logarithmic.
  double last_x = 0;
  std::size_t left_out = 0;  ///< Number of series beyond most_series.
  ScoreRange range;

  double span() const { return last_x - first_x; }
};

Points points_of(const SurveyAnalysis& analysis, const NumericAxis& axis) {
  const RunGroups groups = settings_of(analysis);
  std::vector<std::size_t> others = varying_columns(groups);
  std::erase(others, axis.column);
  Points points;
  points.results = f_score_results(analysis);
  points.range = score_range(points.results);
  points.axis = &axis;
  for (std::size_t setting = 0; setting < groups.cells.size(); ++setting) {
    const std::string name = group_name(groups, setting, others);
    auto series = std::find_if(points.series.begin(), points.series.end(),
                               [&](const Series& candidate) { return candidate.name == name; });
    if (series == points.series.end()) series = points.series.insert(series, {name, {}});
    series->settings.emplace(axis.drawn(axis.values[setting]), setting);
  }
  const auto [least, largest] = std::minmax_element(axis.values.begin(), axis.values.end());
  points.first_x = axis.drawn(*least);
  points.last_x = axis.drawn(*largest);
  points.left_out = points.series.size() - std::min(points.series.size(), most_series);
  points.series.resize(points.series.size() - points.left_out);
  return points;
}

std::string id_of(std::size_t label, std::size_t series) {
  return std::to_string(label) + "_" + std::to_string(series);
}

using Pairs = std::vector<std::pair<double, double>>;

/// Returns x and score of all trainings of a series.
Pairs trainings_of(const Points& points, std::size_t label, std::size_t series) {
  Pairs pairs;
  for (const auto& [x, position] : points.series[series].settings)
    for (const TrainingMean& training : points.results[label]->settings[position].training_means)
      pairs.emplace_back(x, training.mean);
  return pairs;
}

/// Whether there are more different x than coefficients. A parabola through three points would overshoot.
bool has_fit(const Pairs& trainings) {
  std::set<double> x;
  for (const auto& training : trainings) x.insert(training.first);
  return x.size() > 3;
}

/// Returns the quadratic fit as a gnuplot function. x is scaled to [-1, 1], where its powers are of similar
/// size.
std::string fit_of(Pairs points, const std::string& id) {
  if (!has_fit(points)) return {};
  const double middle = 0.5 * (points.front().first + points.back().first);
  const double half = 0.5 * (points.back().first - points.front().first);
  for (auto& point : points) point.first = (point.first - middle) / half;
  const std::string scaled = "((x-" + gnuplot_number(middle) + ")/" + gnuplot_number(half) + ")";
  std::string terms, power;
  for (const double coefficient : fit_polynomial(points, 2)) {
    terms += (terms.empty() ? "" : " + ") + gnuplot_number(coefficient) + power;
    power += "*" + scaled;
  }
  return "fit" + id + "(x) = " + terms + "\n";
}

/// Returns the datablocks of the trainings and of their means, and the fit, for one label and series.
std::string data_of(const Points& points, std::size_t label, std::size_t series) {
  const std::string id = id_of(label, series), nothing = "0 nan\n";
  std::string trainings = nothing, collapsed = nothing;
  MeanBlocks means;
  for (const auto& [x, position] : points.series[series].settings) {
    const SettingSummary& setting = points.results[label]->settings[position];
    for (const TrainingMean& training : setting.training_means)
      (training.is_collapsed ? collapsed : trainings) +=
          python_repr(x) + " " + python_repr(training.mean) + "\n";
    if (setting.trainings > 0) means.add(x, drawn_mean(setting, points.range), points.range);
  }
  return "$trainings" + id + " << END\n" + trainings + "END\n$collapsed" + id + " << END\n" + collapsed +
         "END\n" + means.text(id) + fit_of(trainings_of(points, label, series), id);
}

/// Returns the plot style of a series. Consecutive series have different shapes.
std::string mark_of(std::size_t series) {
  static constexpr int shapes[] = {7, 5, 9, 13, 11};
  return " linecolor " + gnuplot_colour(series) + " pointtype " + std::to_string(shapes[series % 5]);
}

/// Returns `$1` shifted by a fraction of the axis, so that the points of different series do not overlap.
std::string moved_x(const Points& points, double part) {
  const double shift = part * points.span();
  return "($1" + std::string(shift < 0 ? "-" : "+") + gnuplot_number(std::abs(shift)) + ")";
}

std::string plot_of(const Points& points, std::size_t label) {
  std::string trainings, fits, means;
  for (std::size_t s = 0; s < points.series.size(); ++s) {
    const Pairs pairs = trainings_of(points, label, s);
    if (pairs.empty()) continue;
    const std::string id = id_of(label, s), colour = " linecolor " + gnuplot_colour(s);
    const double part =
        0.012 * (static_cast<double>(s) - (static_cast<double>(points.series.size()) - 1) / 2);
    const std::string beside = moved_x(points, part + 0.007), at = moved_x(points, part);
    trainings += ", $trainings" + id + " using " + beside + ":2 with points" + mark_of(s) +
                 " pointsize 0.4 notitle, $collapsed" + id + " using " + beside +
                 ":2 with points pointtype 2 pointsize 0.8 linewidth 1.4" + colour + " notitle";
    fits += has_fit(pairs) ? ", [" + gnuplot_number(pairs.front().first) + ":" +
                                 gnuplot_number(pairs.back().first) + "] fit" + id + "(x)"
                           : ", $mean" + id + " using " + at + ":2";
    fits += " with lines linewidth 1.4" + colour + " notitle";
    means += ", $mean" + id + " using " + at + ":3:(0):($4-$3) with vectors nohead linewidth 1.4" + colour +
             " notitle, $more" + id + " using " + at +
             ":2:(0):3 with vectors head filled size graph 0.02,25 linewidth 1.4" + colour +
             " notitle, $mean" + id + " using " + at + ":2 with points" + mark_of(s) +
             " pointsize 0.9 notitle";
  }
  std::string plot = "plot sample [0:1] NaN notitle";  // Lets gnuplot draw an empty panel.
  const auto& baseline = points.results[label]->baseline;
  if (baseline && std::isfinite(baseline->mean))
    plot += ", [" + gnuplot_number(points.first_x) + ":" + gnuplot_number(points.last_x) + "] " +
            python_repr(baseline->mean) + " with lines dashtype 2 linewidth 1.4 linecolor '#666666' notitle";
  return plot + fits + trainings + means;
}

std::string title_of(const Series& series) {
  return series.name.empty() ? "mean, 95 % interval" : shortened(series.name, longest_name);
}

/// Returns the legend entries: the series, then what the marks mean. They are drawn with the first panel,
/// whatever values it has.
std::string key_of(const Points& points) {
  std::string key;
  for (std::size_t s = 0; s < points.series.size(); ++s)
    key += ", keyentry with linespoints linewidth 1.6" + mark_of(s) + " pointsize 0.9 title " +
           gnuplot_string(title_of(points.series[s]));
  key +=
      ", keyentry with points pointtype 7 pointsize 0.4 linecolor '#333333' title 'one training'"
      ", keyentry with points pointtype 2 pointsize 0.8 linewidth 1.4 linecolor '#333333' title "
      "'one that found nothing'";
  if (std::any_of(points.results.begin(), points.results.end(),
                  [](const auto* r) { return r->baseline.has_value(); }))
    key +=
        ", keyentry with lines dashtype 2 linewidth 1.4 linecolor '#666666' title "
        "'copy of nearest section'";
  return key;
}

int key_rows(const Points& points, double width_px) {
  std::size_t longest = 24;  // "copy of nearest section"
  for (const Series& series : points.series) longest = std::max(longest, text_length(title_of(series)));
  return legend_rows(points.series.size() + 3, longest, width_px);
}

FigureLayout lay_out(const Points& points) {
  const std::size_t labels = points.results.size();
  FigureLayout layout;
  layout.columns = static_cast<int>(std::min<std::size_t>(labels, 3));
  layout.rows = (static_cast<int>(labels) + layout.columns - 1) / layout.columns;
  layout.panel_width = layout.columns == 1 ? 480 : 330;
  layout.panel_height = 300;
  layout.column_gap = 56;
  layout.row_gap = 85;
  layout.bottom = 66;
  layout.top = 52 + line_px * key_rows(points, layout.width()) + (points.left_out > 0 ? line_px : 0);
  return layout;
}

std::string panels_of(const Points& points, const FigureLayout& layout) {
  const double margin = 0.07 * (points.span() > 0 ? points.span() : 1);
  std::string panels = "set xrange [" + gnuplot_number(points.first_x - margin) + ":" +
                       gnuplot_number(points.last_x + margin) + "]\n" + points.range.command() +
                       "set xtics " + axis_tics(*points.axis) + "\nset xlabel " +
                       gnuplot_string(points.axis->title) + "\nset key at screen 0.5,screen " +
                       gnuplot_number(1 - 8 / layout.height()) +
                       " center top vertical Left reverse samplen 2 maxrows " +
                       std::to_string(key_rows(points, layout.width())) + "\n";
  if (points.left_out > 0)
    panels += "set label 1 " +
              gnuplot_string("the first " + std::to_string(points.series.size()) + " of " +
                             std::to_string(points.series.size() + points.left_out) + " series") +
              " at screen 0.5,screen " + gnuplot_number(1 - (layout.top - 40) / layout.height()) +
              " center\n";
  for (std::size_t label = 0; label < points.results.size(); ++label) {
    const bool is_outer = label % static_cast<std::size_t>(layout.columns) == 0;
    panels += "set ylabel " + gnuplot_string(is_outer ? f_score_title : "") + "\nset title " +
              gnuplot_string(points.results[label]->label) + " offset 0,-0.4\n" + plot_of(points, label) +
              (label == 0 ? key_of(points) : "") + "\n";
    if (label == 0) panels += "unset key\nunset label 1\n";
  }
  return panels;
}

}  // namespace

std::string point_figure(const SurveyAnalysis& analysis, const NumericAxis& axis) {
  const Points points = points_of(analysis, axis);
  std::string data;
  for (std::size_t label = 0; label < points.results.size(); ++label) {
    for (std::size_t s = 0; s < points.series.size(); ++s) {
      data += "# " + gnuplot_string(points.results[label]->label + " " + points.series[s].name) + "\n";
      data += data_of(points, label, s);
    }
  }
  const FigureLayout layout = lay_out(points);
  return figure_frame(layout, data, panels_of(points, layout));
}

}  // namespace emsurvey
