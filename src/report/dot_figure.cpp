#include <algorithm>
#include <cmath>
#include <numbers>

#include "base/number.h"
#include "report/figure_script.h"
#include "report/gnuplot_text.h"
#include "report/readable_text.h"
#include "report/score_range.h"
#include "report/setting_names.h"

namespace emsurvey {
namespace {

constexpr double character_px = 7.8;
constexpr double line_px = 22;
constexpr double widest_panel_px = 1150;
constexpr double setting_px = 46;
constexpr std::size_t most_settings = 400;  ///< More would not be readable.
constexpr std::size_t longest_name = 40;

/// Panels of the figure: a row or a column for each label, and the settings in equal parts.
struct Dots {
  std::vector<const MetricAnalysis*> results;
  std::vector<std::string> names;
  std::size_t per_panel = 1;
  std::size_t parts = 1;
  int rotation = 0;         ///< Rotation of the names in degrees.
  double names_height = 0;  ///< In pixels.
  ScoreRange range;
  FigureLayout layout;

  std::size_t panels() const { return results.size() * parts; }
  bool has_baseline() const {
    return std::any_of(results.begin(), results.end(), [](const auto* r) { return r->baseline.has_value(); });
  }
  int key_rows() const { return legend_rows(has_baseline() ? 4 : 3, /*longest=*/24, layout.width()); }
};

void place_names(Dots& dots) {
  std::size_t longest = 0;
  for (const std::string& name : dots.names) longest = std::max(longest, text_length(name));
  const double longest_px = character_px * static_cast<double>(longest);
  const bool fits = longest_px + 8 <= dots.layout.panel_width / static_cast<double>(dots.per_panel);
  dots.rotation = fits ? 0 : longest <= 16 ? 40 : 90;
  const double angle = dots.rotation * std::numbers::pi / 180;
  dots.names_height = longest_px * std::sin(angle) + line_px * std::cos(angle);
}

void lay_out(Dots& dots) {
  constexpr double narrowest_panel_px = 250;
  const auto count = static_cast<double>(dots.names.size());
  dots.parts = static_cast<std::size_t>(std::ceil(count * setting_px / widest_panel_px));
  dots.per_panel = (dots.names.size() + dots.parts - 1) / dots.parts;
  FigureLayout& layout = dots.layout;
  layout.panel_width = std::max(narrowest_panel_px, setting_px * static_cast<double>(dots.per_panel));
  layout.panel_height = 260;
  const auto fitting = static_cast<std::size_t>((widest_panel_px + 60) / (layout.panel_width + 60));
  layout.columns = static_cast<int>(std::clamp<std::size_t>(fitting, 1, dots.panels()));
  layout.rows = static_cast<int>((dots.panels() + static_cast<std::size_t>(layout.columns) - 1) /
                                 static_cast<std::size_t>(layout.columns));
  place_names(dots);
  layout.top = 52 + line_px * dots.key_rows();
  layout.column_gap = 60;
  layout.row_gap = dots.names_height + 54;
  layout.bottom = dots.names_height + 12 + 1.5 * line_px;
}

/// Returns the places of the trainings of a setting, side by side to the left of its mean.
double place_of(std::size_t training, std::size_t trainings) {
  constexpr double left = -0.3, right = 0.12;
  const auto count = static_cast<double>(trainings);
  return left + (right - left) * (static_cast<double>(training) + 0.5) / count;
}

/// Returns the datablocks of a label: trainings, trainings that found nothing, means, and settings without
/// a score.
std::string data_of(const Dots& dots, std::size_t label) {
  const std::string nothing = "0 nan\n", id = std::to_string(label);
  std::string trainings = nothing, collapsed = nothing, empty;
  MeanBlocks means;
  for (std::size_t i = 0; i < dots.names.size(); ++i) {
    const SettingSummary& setting = dots.results[label]->settings[i];
    const std::size_t count = setting.training_means.size();
    const auto x = static_cast<double>(i);
    if (count == 0) empty += python_repr(x) + " 0\n";
    for (std::size_t t = 0; t < count; ++t) {
      const TrainingMean& training = setting.training_means[t];
      (training.is_collapsed ? collapsed : trainings) +=
          gnuplot_number(x + place_of(t, count)) + " " + python_repr(training.mean) + "\n";
    }
    if (count > 1) means.add(x + 0.27, drawn_mean(setting, dots.range), dots.range);
  }
  return "# " + gnuplot_string(dots.results[label]->label) + ": setting, mean of each training\n$trainings" +
         id + " << END\n" + trainings + "END\n# trainings that found nothing\n$collapsed" + id + " << END\n" +
         collapsed + "END\n# settings without a score\n$empty" + id + " << END\n" + empty +
         "END\n# mean and 95 % interval of each setting; arrows where an interval goes on\n" + means.text(id);
}

std::string axes_of(const Dots& dots) {
  std::string tics;
  for (std::size_t i = 0; i < dots.names.size(); ++i)
    tics += (i > 0 ? ", " : "") + gnuplot_tic_label(dots.names[i]) + " " + std::to_string(i);
  return dots.range.command() + "set xtics scale 0 " +
         (dots.rotation == 0 ? std::string("norotate")
                             : "rotate by " + std::to_string(dots.rotation) + " right") +
         " (" + tics + ")\n";
}

std::string key_of(const Dots& dots) {
  return ", keyentry with points pointtype 6 pointsize 0.8 linewidth 1.4 linecolor '#333333' title 'one training'"
         ", keyentry with points pointtype 2 pointsize 0.9 linewidth 1.6 linecolor '#333333' title "
         "'one that found nothing'"
         ", keyentry with linespoints pointtype 5 pointsize 0.8 linewidth 1.6 linecolor '#333333' title "
         "'mean, 95 % interval'" +
         std::string(dots.has_baseline()
                         ? ", keyentry with lines dashtype 2 linewidth 1.4 linecolor '#666666' title "
                           "'copy of nearest section'"
                         : "");
}

/// gnuplot 5.4 crashes if it has no label to draw.
bool has_empty_setting(const Dots& dots, std::size_t label) {
  const auto& settings = dots.results[label]->settings;
  return std::any_of(settings.begin(), settings.begin() + static_cast<std::ptrdiff_t>(dots.names.size()),
                     [](const SettingSummary& setting) { return setting.training_means.empty(); });
}

std::string plot_of(const Dots& dots, std::size_t label) {
  const std::string id = std::to_string(label), colour = " linecolor " + gnuplot_colour(label);
  std::string plot = "plot sample [0:1] NaN notitle";
  const auto& baseline = dots.results[label]->baseline;
  if (baseline && std::isfinite(baseline->mean))
    plot += ", [-0.5:" + std::to_string(dots.names.size()) + "] " + python_repr(baseline->mean) +
            " with lines dashtype 2 linewidth 1.4 linecolor '#666666' notitle";
  // Vectors, since error bars would leave a gap for the point in the middle.
  return plot + ", $mean" + id + " using 1:3:(0):($4-$3) with vectors nohead linewidth 1.6" + colour +
         " notitle, $more" + id +
         " using 1:2:(0):3 with vectors head filled size graph 0.02,25 linewidth 1.6" + colour +
         " notitle, $mean" + id + " using 1:2 with points pointtype 5 pointsize 0.8" + colour +
         " notitle, $trainings" + id + " using 1:2 with points pointtype 6 pointsize 0.8 linewidth 1.4" +
         colour + " notitle, $collapsed" + id +
         " using 1:2 with points pointtype 2 pointsize 0.9 linewidth 1.6" + colour + " notitle" +
         (has_empty_setting(dots, label)
              ? ", $empty" + id + " using 1:2:('no score') with labels rotate left offset 0,0.5 notitle"
              : "");
}

std::string panels_of(const Dots& dots, const std::string& title) {
  std::string panels = "set key at screen 0.5,screen " + gnuplot_number(1 - 8 / dots.layout.height()) +
                       " center top vertical Left reverse samplen 1.5 maxrows " +
                       std::to_string(dots.key_rows()) + "\n";
  // Measured from the axis, since gnuplot does not reserve space for rotated names.
  const double below = (dots.names_height + 6 + 0.5 * line_px) / dots.layout.panel_height;
  for (std::size_t panel = 0; panel < dots.panels(); ++panel) {
    const std::size_t label = panel / dots.parts, part = panel % dots.parts;
    const bool is_outer = panel % static_cast<std::size_t>(dots.layout.columns) == 0;
    const double first = static_cast<double>(part * dots.per_panel) - 0.5;
    panels += "set ylabel " + gnuplot_string(is_outer ? f_score_title : "") + " offset 0.5,0\nset title " +
              gnuplot_string(dots.results[label]->label) + " offset 0,-0.4\nset label 1 " +
              gnuplot_string(title) + " at graph 0.5,graph " + gnuplot_number(-below) +
              " center\nset xrange [" + gnuplot_number(first) + ":" +
              gnuplot_number(first + static_cast<double>(dots.per_panel)) + "]\n" + plot_of(dots, label) +
              (panel == 0 ? key_of(dots) : "") + "\n";
    if (panel == 0) panels += "unset key\n";
  }
  return panels + "unset label 1\n";
}

}  // namespace

std::string dot_figure(const SurveyAnalysis& analysis) {
  Dots dots;
  dots.results = f_score_results(analysis);
  dots.names = setting_names(analysis);
  const std::size_t all = dots.names.size();
  dots.names.resize(std::min(all, most_settings));
  for (std::string& name : dots.names) name = shortened(name, longest_name);
  dots.range = score_range(dots.results);
  lay_out(dots);
  const RunGroups groups = settings_of(analysis);
  std::string title = joined_titles(groups, varying_columns(groups));
  if (dots.names.size() < all)
    title += " (the first " + std::to_string(dots.names.size()) + " of " + std::to_string(all) + ")";
  std::string data;
  for (std::size_t label = 0; label < dots.results.size(); ++label) data += data_of(dots, label);
  return figure_frame(dots.layout, data + axes_of(dots), panels_of(dots, title));
}

}  // namespace emsurvey
