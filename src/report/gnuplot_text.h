// Strings, numbers and frames of gnuplot scripts.
#pragma once

#include <cstddef>
#include <string>

namespace emsurvey {

/// Returns `text`, made visible, as a gnuplot string in single quotes. In double quotes, gnuplot would
/// execute text between backquotes.
std::string gnuplot_string(const std::string& text);

/// Returns `text` as the label of a tic mark, which gnuplot treats as a printf format.
std::string gnuplot_tic_label(const std::string& text);

/// Returns colour `i` of the Okabe-Ito palette as a gnuplot string. Readers with colour vision deficiency can
/// tell these colours apart. The colours repeat.
std::string gnuplot_colour(std::size_t i);

/// Formats a layout number with six significant digits.
std::string gnuplot_number(double value);

/// Returns the number of rows of a legend in a figure of this width. gnuplot gives all entries the width of
/// the longest, here in characters.
int legend_rows(std::size_t entries, std::size_t longest, double width_px);

/// Layout of panels of equal size. All lengths are in pixels of the SVG; the PNG has twice as many pixels.
struct FigureLayout {
  int rows = 1;
  int columns = 1;
  double panel_width = 0;
  double panel_height = 0;
  double left = 85;  ///< Margin between the outer panels and the edge of the figure.
  double right = 25;
  double top = 0;
  double bottom = 0;
  double column_gap = 0;
  double row_gap = 0;

  double width() const;
  double height() const;
};

/// Returns the complete script: `data` (datablocks and functions, once), then `panels` (plot commands), drawn
/// to figure.svg and figure.png in the working folder.
std::string figure_frame(const FigureLayout& layout, const std::string& data, const std::string& panels);

}  // namespace emsurvey
