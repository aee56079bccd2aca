// Small line charts as SVG, for the many curves of a report.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace emsurvey {

struct ChartLine {
  std::string name;                               ///< In the legend, if the chart has one.
  std::vector<std::pair<double, double>> points;  ///< x ascending; values that are not finite are gaps.
};

struct LineChart {
  std::string title;
  std::string x_title;
  std::string y_title;
  std::vector<ChartLine> lines;
  bool is_score = false;  ///< Whether y is shown from 0 to 1 at least.
  bool has_legend = false;
};

/// Returns the chart as an SVG element, 300 x 190 pixels and the legend. Lines of many points are thinned.
/// Empty if no line has a point.
std::string line_chart_svg(const LineChart& chart);

/// Returns colour `i` of the Okabe-Ito palette, such as "#0072b2".
std::string chart_colour(std::size_t i);

}  // namespace emsurvey
