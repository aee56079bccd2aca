#include "report/gnuplot_text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

#include "base/visible_text.h"

namespace emsurvey {
namespace {

std::string terminal(const std::string& kind, const std::string& size, const std::string& scales) {
  return "set terminal " + kind + " noenhanced size " + size + " font 'sans-serif,14'" + scales +
         " background '#ffffff'\n";
}

}  // namespace

std::string gnuplot_string(const std::string& text) {
  std::string quoted = "'";
  for (const char c : visible(text)) quoted.append(c == '\'' ? 2 : 1, c);
  return quoted + "'";
}

std::string gnuplot_tic_label(const std::string& text) {
  std::string doubled;
  for (const char c : text) doubled.append(c == '%' ? 2 : 1, c);
  return gnuplot_string(doubled);
}

std::string gnuplot_colour(std::size_t i) {
  static constexpr std::array colours{"#0072b2", "#e69f00", "#009e73", "#cc79a7",
                                      "#56b4e9", "#d55e00", "#000000", "#999999"};
  return std::string("'") + colours.at(i % colours.size()) + "'";
}

std::string gnuplot_number(double value) {
  std::array<char, 32> text;
  std::snprintf(text.data(), text.size(), "%.6g", value);
  return text.data();
}

int legend_rows(std::size_t entries, std::size_t longest, double width_px) {
  const double entry_px = 70 + 8.2 * static_cast<double>(longest);
  const double a_row = std::max(1.0, std::floor(width_px / entry_px));
  return static_cast<int>(std::ceil(static_cast<double>(entries) / a_row));
}

double FigureLayout::width() const {
  return left + columns * panel_width + (columns - 1) * column_gap + right;
}

double FigureLayout::height() const {
  return top + rows * panel_height + (rows - 1) * row_gap + bottom;
}

std::string figure_frame(const FigureLayout& layout, const std::string& data, const std::string& panels) {
  const double width = layout.width(), height = layout.height();
  const auto size = [&](double scale) {
    return gnuplot_number(scale * width) + "," + gnuplot_number(scale * height);
  };
  return "# Draws figure.svg and figure.png in the current folder: gnuplot figure.gnuplot\n"
         "set encoding utf8\n"
         "set border 3 linewidth 1\n"
         "set tics nomirror out scale 0.6\n"
         "set grid ytics linecolor '#dddddd' linetype 1 linewidth 0.8\n"
         "set style fill solid 1 noborder\n"
         "set errorbars 0.8\n"
         "set samples 200\n" +
         data + "do for [format in 'svg png'] {\nif (format eq 'svg') {\n" + terminal("svg", size(1), "") +
         "} else {\n" + terminal("pngcairo", size(2), " fontscale 1.5 linewidth 2 pointscale 2") + "}\n" +
         "set output 'figure.'.format\nset multiplot layout " + std::to_string(layout.rows) + "," +
         std::to_string(layout.columns) + " margins screen " + gnuplot_number(layout.left / width) + "," +
         gnuplot_number(1 - layout.right / width) + "," + gnuplot_number(layout.bottom / height) + "," +
         gnuplot_number(1 - layout.top / height) + " spacing screen " +
         gnuplot_number(layout.column_gap / width) + "," + gnuplot_number(layout.row_gap / height) + "\n" +
         panels + "unset multiplot\nunset output\n}\n";
}

}  // namespace emsurvey
