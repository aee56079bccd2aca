// Words, numbers and frames of gnuplot scripts.
#pragma once

#include <cstddef>
#include <string>

namespace emsurvey {

/// A string of gnuplot, made visible. In single quotes, since in double ones gnuplot runs what stands between
/// backquotes.
std::string gnuplot_string(const std::string& text);

/// The same for the label of a tic, which gnuplot takes for a printf format.
std::string gnuplot_tic_label(const std::string& text);

/// The colours of Okabe and Ito, which colour-blind readers tell apart, in turn: a gnuplot string.
std::string gnuplot_colour(std::size_t i);

/// A number of a layout, with few digits.
std::string gnuplot_number(double value);

/// A figure of panels of equal size. All lengths in pixels of the SVG; the PNG has twice as many.
struct FigureLayout {
  int rows = 1;
  int columns = 1;
  double panel_width = 0;
  double panel_height = 0;
  double left = 85;  ///< of the outer panels to the edge of the figure
  double right = 25;
  double top = 0;
  double bottom = 0;
  double column_gap = 0;
  double row_gap = 0;

  double width() const;
  double height() const;
};

/// The whole script: `data` (datablocks and functions, once), then `panels` (plot commands) into
/// figure.svg and figure.png in the current folder.
std::string figure_frame(const FigureLayout& layout, const std::string& data, const std::string& panels);

}  // namespace emsurvey
