#include "report/line_chart.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <limits>

#include "report/gnuplot_text.h"
#include "report/html.h"
#include "report/readable_text.h"

namespace emsurvey {
namespace {

constexpr double width = 300, height = 190, left = 58, right = 10, top = 24, bottom = 38;
constexpr double legend_line_px = 16;
constexpr std::size_t most_points = 120;  ///< Points of a line at most.

struct Range {
  double low = std::numeric_limits<double>::infinity();
  double high = -std::numeric_limits<double>::infinity();

  void include(double value) {
    low = std::min(low, value);
    high = std::max(high, value);
  }
  double share(double value) const { return high > low ? (value - low) / (high - low) : 0.5; }
};

bool is_point(const std::pair<double, double>& point) {
  return std::isfinite(point.first) && std::isfinite(point.second);
}

/// Keeps every k-th point and the last.
std::vector<std::pair<double, double>> thinned(const std::vector<std::pair<double, double>>& points) {
  const std::size_t step = points.size() / most_points + 1;
  std::vector<std::pair<double, double>> kept;
  for (std::size_t i = 0; i < points.size(); ++i)
    if (i % step == 0 || i + 1 == points.size()) kept.push_back(points[i]);
  return kept;
}

std::string pixel(double value) {
  return fixed_number(value, 1);
}

/// Formats with three significant digits.
std::string tick_text(double value) {
  std::array<char, 32> text;
  std::snprintf(text.data(), text.size(), "%.3g", value);
  return text.data();
}

std::string text_element(double x, double y, const std::string& attributes, const std::string& text) {
  return "<text x=\"" + pixel(x) + "\" y=\"" + pixel(y) + "\"" + attributes + ">" + escaped_html(text) +
         "</text>\n";
}

/// Places of data in the chart.
struct Frame {
  Range x, y;
  double at_x(double value) const { return left + x.share(value) * (width - left - right); }
  double at_y(double value) const { return height - bottom - y.share(value) * (height - top - bottom); }
};

std::string axes_svg(const LineChart& chart, const Frame& frame) {
  std::string svg = text_element(left, 14, " font-weight=\"bold\"", shortened(chart.title, 38)) +
                    "<path d=\"M" + pixel(left) + " " + pixel(top) + "V" + pixel(height - bottom) + "H" +
                    pixel(width - right) + "\" fill=\"none\" stroke=\"#333\"/>\n";
  for (const double value : {frame.y.low, 0.5 * (frame.y.low + frame.y.high), frame.y.high}) {
    svg += text_element(left - 5, frame.at_y(value) + 4, " text-anchor=\"end\"", tick_text(value));
    svg += "<path d=\"M" + pixel(left) + " " + pixel(frame.at_y(value)) + "H" + pixel(width - right) +
           "\" stroke=\"#ddd\"/>\n";
  }
  svg += text_element(left, height - bottom + 14, "", gnuplot_number(frame.x.low));
  svg +=
      text_element(width - right, height - bottom + 14, " text-anchor=\"end\"", gnuplot_number(frame.x.high));
  svg += text_element(0.5 * (left + width - right), height - bottom + 28, " text-anchor=\"middle\"",
                      chart.x_title);
  return svg + text_element(0, 0,
                            " text-anchor=\"middle\" transform=\"translate(11 " +
                                pixel(0.5 * (top + height - bottom)) + ") rotate(-90)\"",
                            chart.y_title);
}

/// Returns the dash pattern that tells line `i` from those of the same colour.
std::string dash_of(std::size_t i) {
  static constexpr std::array<const char*, 3> dashes{"", " stroke-dasharray=\"6 3\"",
                                                     " stroke-dasharray=\"2 2\""};
  return dashes[(i / 8) % dashes.size()];
}

std::string line_svg(const ChartLine& line, std::size_t i, const Frame& frame) {
  std::string path, marks;
  bool is_begun = false;
  const auto points = thinned(line.points);
  for (const auto& point : points) {
    if (is_point(point)) {
      path += std::string(is_begun ? "L" : "M") + pixel(frame.at_x(point.first)) + " " +
              pixel(frame.at_y(point.second));
      if (points.size() == 1)
        marks += "<circle cx=\"" + pixel(frame.at_x(point.first)) + "\" cy=\"" +
                 pixel(frame.at_y(point.second)) + "\" r=\"3\" fill=\"" + chart_colour(i) + "\"/>\n";
    }
    is_begun = is_point(point);
  }
  return "<path d=\"" + path + "\" fill=\"none\" stroke-width=\"1.6\" stroke=\"" + chart_colour(i) + "\"" +
         dash_of(i) + "><title>" + escaped_html(line.name) + "</title></path>\n" + marks;
}

std::string legend_svg(const LineChart& chart) {
  std::string svg;
  for (std::size_t i = 0; i < chart.lines.size(); ++i) {
    const double y = height + legend_line_px * (static_cast<double>(i) + 0.5);
    svg += "<path d=\"M" + pixel(left) + " " + pixel(y - 4) + "h22\" stroke-width=\"2.5\" stroke=\"" +
           chart_colour(i) + "\"" + dash_of(i) + "/>\n" +
           text_element(left + 28, y, "", shortened(chart.lines[i].name, 34));
  }
  return svg;
}

}  // namespace

std::string chart_colour(std::size_t i) {
  const std::string quoted = gnuplot_colour(i);
  return quoted.substr(1, quoted.size() - 2);
}

std::string line_chart_svg(const LineChart& chart) {
  Frame frame;
  for (const ChartLine& line : chart.lines) {
    for (const auto& point : line.points) {
      if (!is_point(point)) continue;
      frame.x.include(point.first);
      frame.y.include(point.second);
    }
  }
  if (frame.x.low > frame.x.high) return {};
  if (chart.is_score) {
    frame.y.include(0);
    frame.y.include(1);
  }
  const double legend = chart.has_legend ? legend_line_px * static_cast<double>(chart.lines.size()) : 0;
  std::string svg = "<svg class=\"chart\" xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-label=\"" +
                    escaped_html(chart.title + ": " + chart.y_title) + "\" width=\"" + gnuplot_number(width) +
                    "\" height=\"" + gnuplot_number(height + legend) + "\" viewBox=\"0 0 " +
                    gnuplot_number(width) + " " + gnuplot_number(height + legend) + "\">\n" +
                    axes_svg(chart, frame);
  for (std::size_t i = 0; i < chart.lines.size(); ++i) svg += line_svg(chart.lines[i], i, frame);
  if (chart.has_legend) svg += legend_svg(chart);
  return svg + "</svg>\n";
}

}  // namespace emsurvey
