#include <algorithm>
#include <cmath>
#include <numbers>

#include "base/number.h"
#include "report/figure_script.h"
#include "report/gnuplot_text.h"
#include "report/readable_text.h"
#include "report/setting_names.h"
#include "tables/moments.h"
#include "tables/run_groups.h"

namespace emsurvey {
namespace {

constexpr double character_px = 7.8;
constexpr double line_px = 22;
constexpr std::size_t most_groups = 400;  ///< More would not be readable.
constexpr std::size_t longest_name = 48;

/// Layout of the groups of bars in rows.
struct Bars {
  std::vector<std::string> names;
  std::size_t per_row = 1;
  int rotation = 0;         ///< Rotation of the names in degrees.
  double names_height = 0;  ///< In pixels.
  FigureLayout layout;
};

Bars lay_out(std::vector<std::string> names, const std::vector<std::string>& labels) {
  constexpr double widest_row_px = 1150, narrowest_row_px = 560, row_height_px = 250;
  Bars bars;
  bars.names = std::move(names);
  const auto count = static_cast<double>(bars.names.size());
  const double least_px = static_cast<double>(labels.size()) * 16 + 12;
  bars.layout.rows = static_cast<int>(std::ceil(count * least_px / widest_row_px));
  bars.per_row = static_cast<std::size_t>(std::ceil(count / bars.layout.rows));
  const auto per_row = static_cast<double>(bars.per_row);
  bars.layout.panel_width =
      std::max({narrowest_row_px, per_row * least_px, std::min(widest_row_px, per_row * 90)});
  bars.layout.panel_height = row_height_px;

  std::size_t longest = 0;
  for (const std::string& name : bars.names) longest = std::max(longest, text_length(name));
  const double longest_px = character_px * static_cast<double>(longest);
  const bool fits = longest_px + 8 <= bars.layout.panel_width / per_row;
  bars.rotation = fits ? 0 : longest <= 16 ? 40 : 90;
  const double angle = bars.rotation * std::numbers::pi / 180;
  bars.names_height = longest_px * std::sin(angle) + line_px * std::cos(angle);

  double key_px = 0;
  for (const std::string& label : labels)
    key_px += 60 + character_px * static_cast<double>(text_length(label));
  bars.layout.top = 18 + line_px * std::ceil(key_px / bars.layout.panel_width);
  bars.layout.row_gap = bars.names_height + 34;
  bars.layout.bottom = bars.names_height + 12 + 1.5 * line_px;
  return bars;
}

/// Returns one datablock for each label, with lines of group number, mean and standard deviation.
std::string data_of(const GroupedValues& values, std::size_t groups, const std::vector<std::string>& labels) {
  std::string data;
  for (std::size_t label = 0; label < labels.size(); ++label) {
    data += "# " + gnuplot_string(labels[label]) + ": setting, mean, standard deviation\n$label" +
            std::to_string(label) + " << END\n";
    for (std::size_t group = 0; group < groups; ++group) {
      const Moments moments = moments_of(values[group][label]);
      if (moments.n > 0)
        data +=
            std::to_string(group) + " " + python_repr(moments.mean) + " " + python_repr(moments.sd) + "\n";
    }
    data += "END\n";
  }
  return data;
}

std::string axes_of(const Bars& bars) {
  std::string tics;
  for (std::size_t i = 0; i < bars.names.size(); ++i)
    tics += (i > 0 ? ", " : "") + gnuplot_tic_label(bars.names[i]) + " " + std::to_string(i);
  return "set yrange [0:1]\nset ytics 0.2\nset ylabel " + gnuplot_string(f_score_title) +
         " offset 0.5,0\nset xtics scale 0 " +
         (bars.rotation == 0 ? std::string("norotate")
                             : "rotate by " + std::to_string(bars.rotation) + " right") +
         " (" + tics + ")\n";
}

std::string plot_of(const std::vector<std::string>& labels) {
  const double width = 0.8 / static_cast<double>(labels.size());
  std::string bars, errors;
  for (std::size_t label = 0; label < labels.size(); ++label) {
    const double offset = (static_cast<double>(label) - (static_cast<double>(labels.size()) - 1) / 2) * width;
    const std::string source = "$label" + std::to_string(label) + " using ($1" + (offset < 0 ? "-" : "+") +
                               gnuplot_number(std::abs(offset)) + "):";
    bars += (label > 0 ? ", " : "") + source + "2:(" + gnuplot_number(0.92 * width) +
            ") with boxes linecolor " + gnuplot_colour(label) + " title " + gnuplot_string(labels[label]);
    // Uses vectors with flat heads, since error bars would leave a gap for a point in the middle.
    errors += ", " + source +
              "($2-$3):(0):(2*$3) with vectors heads size graph 0.005,90 linecolor '#333333' "
              "linewidth 1.2 notitle";
  }
  return "plot " + bars + errors + "\n";
}

std::string panels_of(const Bars& bars, const std::vector<std::string>& labels, const std::string& title) {
  std::string panels = "set key tmargin center horizontal Left reverse samplen 1.5 height 0.3\n";
  for (int row = 0; row < bars.layout.rows; ++row) {
    if (row == 1) panels += "unset key\n";
    if (row == bars.layout.rows - 1) {
      // Measured from the axis, since gnuplot does not reserve space for rotated names.
      const double below = (bars.names_height + 6 + 0.5 * line_px) / bars.layout.panel_height;
      panels += "set label 1 " + gnuplot_string(title) + " at graph 0.5,graph " + gnuplot_number(-below) +
                " center\n";
    }
    const double first = static_cast<double>(static_cast<std::size_t>(row) * bars.per_row) - 0.5;
    panels += "set xrange [" + gnuplot_number(first) + ":" +
              gnuplot_number(first + static_cast<double>(bars.per_row)) + "]\n" + plot_of(labels);
  }
  return panels + "unset label 1\n";
}

}  // namespace

std::string bar_figure(const ScoreRows& rows) {
  const RunGroups groups = group_runs(rows);
  const GroupedValues values = grouped_values(rows, groups, column_position(rows, "F_score").value());
  const std::vector<std::size_t> columns = varying_columns(groups);
  const std::size_t shown = std::min(groups.cells.size(), most_groups);
  std::vector<std::string> names;
  for (std::size_t group = 0; group < shown; ++group)
    names.push_back(shortened(group_name(groups, group, columns), longest_name));
  std::string title = joined_titles(groups, columns);
  if (shown < groups.cells.size())
    title += " (the first " + std::to_string(shown) + " of " + std::to_string(groups.cells.size()) + ")";
  const Bars bars = lay_out(std::move(names), rows.labels);
  return figure_frame(bars.layout, data_of(values, shown, rows.labels) + axes_of(bars),
                      panels_of(bars, rows.labels, title));
}

}  // namespace emsurvey
