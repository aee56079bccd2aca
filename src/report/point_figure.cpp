#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "base/number.h"
#include "report/figure_script.h"
#include "report/gnuplot_text.h"
#include "report/polynomial_fit.h"
#include "report/readable_text.h"
#include "report/setting_names.h"
#include "tables/moments.h"
#include "tables/run_groups.h"

namespace emsurvey {
namespace {

constexpr double line_px = 22;
constexpr std::size_t longest_name = 48;
constexpr std::size_t most_series = 16;  ///< More could not be told apart.

using Column = std::map<std::int64_t, std::vector<double>>;  ///< Values by x.

struct Series {
  std::string name;
  std::vector<Column> labels;
};

struct Points {
  std::vector<Series> series;
  std::string x_title;
  std::int64_t first_x = 0;
  std::int64_t last_x = 0;
  std::size_t left_out = 0;  ///< Number of series beyond most_series.
};

Points points_of(const ScoreRows& rows, const std::string& x) {
  const RunGroups groups = group_runs(rows);
  const GroupedValues values = grouped_values(rows, groups, column_position(rows, "F_score").value());
  const auto x_column = static_cast<std::size_t>(std::find(groups.columns.begin(), groups.columns.end(), x) -
                                                 groups.columns.begin());
  std::vector<std::size_t> others = varying_columns(groups);
  std::erase(others, x_column);

  Points points;
  points.x_title = column_title(x);
  std::set<std::int64_t> all_x;
  for (std::size_t group = 0; group < groups.cells.size(); ++group) {
    const std::string name = group_name(groups, group, others);
    auto series = std::find_if(points.series.begin(), points.series.end(),
                               [&](const Series& candidate) { return candidate.name == name; });
    if (series == points.series.end())
      series = points.series.insert(series, {name, std::vector<Column>(rows.labels.size())});
    const std::int64_t at = parse_integer(groups.cells[group][x_column]).value();
    all_x.insert(at);
    for (std::size_t label = 0; label < rows.labels.size(); ++label) {
      std::vector<double>& here = series->labels[label][at];
      here.insert(here.end(), values[group][label].begin(), values[group][label].end());
    }
  }
  points.first_x = *all_x.begin();
  points.last_x = *all_x.rbegin();
  points.left_out = points.series.size() - std::min(points.series.size(), most_series);
  points.series.resize(points.series.size() - points.left_out);
  return points;
}

/// Returns the x that have values.
std::vector<std::int64_t> places(const Column& column) {
  std::vector<std::int64_t> x;
  for (const auto& [at, values] : column)
    if (!values.empty()) x.push_back(at);
  return x;
}

std::string id_of(std::size_t label, std::size_t series) {
  return std::to_string(label) + "_" + std::to_string(series);
}

/// Returns the quadratic fit as a gnuplot function. x is scaled to [-1, 1], where its powers are of similar
/// size.
std::string fit_of(const Column& column, const std::vector<std::int64_t>& x, const std::string& id) {
  if (x.size() < 2) return {};
  const double middle = 0.5 * static_cast<double>(x.front() + x.back());
  const double half = 0.5 * static_cast<double>(x.back() - x.front());
  std::vector<std::pair<double, double>> points;
  for (const std::int64_t at : x)
    for (const double value : column.at(at))
      points.emplace_back((static_cast<double>(at) - middle) / half, value);
  const std::string scaled = "((x-" + gnuplot_number(middle) + ")/" + gnuplot_number(half) + ")";
  std::string terms, power;
  for (const double coefficient : fit_polynomial(points, 2)) {
    terms += (terms.empty() ? "" : " + ") + gnuplot_number(coefficient) + power;
    power += "*" + scaled;
  }
  return "fit" + id + "(x) = " + terms + "\n";
}

/// Returns the datablocks of the images and of their means, and the fit, for one label and series.
std::string data_of(const Column& column, const std::string& id) {
  const auto x = places(column);
  if (x.empty()) return {};
  std::string images = "$images" + id + " << END\n", means = "$means" + id + " << END\n";
  for (const std::int64_t at : x) {
    const std::vector<double>& values = column.at(at);
    for (const double value : values) images += std::to_string(at) + " " + python_repr(value) + "\n";
    const Moments moments = moments_of(values);
    means += std::to_string(at) + " " + python_repr(moments.mean) + " " + python_repr(moments.sd) + "\n";
  }
  return images + "END\n" + means + "END\n" + fit_of(column, x, id);
}

/// Returns the plot style of a series. Consecutive series have different shapes.
std::string mark_of(std::size_t series) {
  static constexpr int shapes[] = {7, 5, 9, 13, 11};
  return " linecolor " + gnuplot_colour(series) + " pointtype " + std::to_string(shapes[series % 5]);
}

/// Returns `$1` shifted by a fraction of the axis, so that the points of different series do not overlap.
std::string moved_x(const Points& points, double part) {
  const double shift = part * static_cast<double>(points.last_x - points.first_x);
  return "($1" + std::string(shift < 0 ? "-" : "+") + gnuplot_number(std::abs(shift)) + ")";
}

std::string plot_of(const Points& points, std::size_t label) {
  std::string images, fits, means;
  for (std::size_t s = 0; s < points.series.size(); ++s) {
    const auto x = places(points.series[s].labels[label]);
    if (x.empty()) continue;
    const std::string id = id_of(label, s);
    const double part =
        0.009 * (static_cast<double>(s) - (static_cast<double>(points.series.size()) - 1) / 2);
    images += ", $images" + id + " using " + moved_x(points, part + 0.007) + ":2 with points" + mark_of(s) +
              " pointsize 0.35 notitle";
    if (x.size() > 1)
      fits += ", [" + std::to_string(x.front()) + ":" + std::to_string(x.back()) + "] fit" + id +
              "(x) with lines linewidth 1.6 linecolor " + gnuplot_colour(s) + " notitle";
    const std::string source = ", $means" + id + " using " + moved_x(points, part) + ":2";
    means += source + ":3 with yerrorbars linewidth 1.2" + mark_of(s) + " pointsize 0.9 notitle" + source +
             " with points" + mark_of(s) + " pointsize 0.9 notitle";
  }
  // The first element lets gnuplot draw an empty panel if there are no values.
  return "plot sample [0:1] NaN notitle" + fits + images + means;
}

/// Returns the legend entries of all series. They are drawn with the first panel, whatever values it has.
std::string key_of(const Points& points) {
  std::string key;
  for (std::size_t s = 0; s < points.series.size(); ++s)
    if (!points.series[s].name.empty())
      key += ", keyentry with linespoints linewidth 1.6" + mark_of(s) + " pointsize 0.9 title " +
             gnuplot_string(shortened(points.series[s].name, longest_name));
  return key;
}

/// Returns the tic spacing: 1, 2 or 5 times a power of ten, at least 1, that divides `span` into at most
/// eight intervals.
double tic_step(double span) {
  const double least = std::max(1.0, span / 8);
  const double power = std::pow(10, std::floor(std::log10(least)));
  for (const double factor : {1, 2, 5})
    if (power * factor >= least) return power * factor;
  return power * 10;
}

/// Returns the number of lines of the legend in a figure of this width. gnuplot gives all entries the width
/// of the longest.
int key_lines(const Points& points, double width_px) {
  std::size_t longest = 0;
  for (const Series& series : points.series) longest = std::max(longest, text_length(series.name));
  if (longest == 0) return 0;
  const double entry_px = 70 + 8.2 * static_cast<double>(std::min(longest, longest_name));
  const double a_line = std::max(1.0, std::floor(width_px / entry_px));
  return static_cast<int>(std::ceil(static_cast<double>(points.series.size()) / a_line));
}

FigureLayout lay_out(const Points& points, std::size_t labels) {
  FigureLayout layout;
  layout.columns = static_cast<int>(std::min<std::size_t>(labels, 3));
  layout.rows = (static_cast<int>(labels) + layout.columns - 1) / layout.columns;
  layout.panel_width = layout.columns == 1 ? 480 : 330;
  layout.panel_height = 300;
  layout.column_gap = 56;
  layout.row_gap = 85;
  layout.bottom = 66;
  layout.top = 40 + line_px * key_lines(points, layout.width()) + (points.left_out > 0 ? line_px : 0);
  return layout;
}

std::string panels_of(const Points& points, const FigureLayout& layout,
                      const std::vector<std::string>& labels) {
  const double margin = std::max(0.5, 0.05 * static_cast<double>(points.last_x - points.first_x));
  std::string panels = "set xrange [" + gnuplot_number(static_cast<double>(points.first_x) - margin) + ":" +
                       gnuplot_number(static_cast<double>(points.last_x) + margin) +
                       "]\nset yrange [0:1]\nset ytics 0.2\nset xtics " +
                       gnuplot_number(tic_step(static_cast<double>(points.last_x - points.first_x))) +
                       "\nset xlabel " + gnuplot_string(points.x_title) + "\nset key at screen 0.5,screen " +
                       gnuplot_number(1 - 8 / layout.height()) +
                       " center top vertical Left reverse samplen 2 maxrows " +
                       std::to_string(std::max(1, key_lines(points, layout.width()))) + "\n";
  if (points.left_out > 0)
    panels += "set label 1 " +
              gnuplot_string("the first " + std::to_string(points.series.size()) + " of " +
                             std::to_string(points.series.size() + points.left_out) + " series") +
              " at screen 0.5,screen " + gnuplot_number(1 - (layout.top - 40) / layout.height()) +
              " center\n";
  for (std::size_t label = 0; label < labels.size(); ++label) {
    const bool is_outer = label % static_cast<std::size_t>(layout.columns) == 0;
    panels += "set ylabel " + gnuplot_string(is_outer ? f_score_title : "") + "\nset title " +
              gnuplot_string(labels[label]) + " offset 0,-0.4\n" + plot_of(points, label) +
              (label == 0 ? key_of(points) : "") + "\n";
    if (label == 0) panels += "unset key\nunset label 1\n";
  }
  return panels;
}

}  // namespace

std::string point_figure(const ScoreRows& rows, const std::string& x) {
  const Points points = points_of(rows, x);
  std::string data;
  for (std::size_t label = 0; label < rows.labels.size(); ++label)
    for (std::size_t s = 0; s < points.series.size(); ++s) {
      data += "# " + gnuplot_string(rows.labels[label] + " " + points.series[s].name) + "\n";
      data += data_of(points.series[s].labels[label], id_of(label, s));
    }
  const FigureLayout layout = lay_out(points, rows.labels.size());
  return figure_frame(layout, data, panels_of(points, layout, rows.labels));
}

}  // namespace emsurvey
