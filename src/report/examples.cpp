#include "report/examples.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <set>

#include "base/error.h"
#include "base/number.h"
#include "io/image_file.h"
#include "io/png.h"
#include "report/overlay.h"
#include "report/setting_names.h"
#include "score/label_scores.h"
#include "score/regions.h"
#include "score/threshold.h"

namespace emsurvey {
namespace {

namespace fs = std::filesystem;
using Grey = Plane<std::uint8_t>;

constexpr std::size_t most_examples = 120;

/// Returns the side in pixels with which this many pictures fit into example_bytes, from the bytes per
/// pixel that pictures of sections and labels usually need.
int side_px(std::size_t examples, std::size_t images) {
  constexpr double example_pixel_bytes = 2.2, shared_pixel_bytes = 1.5;
  const double bytes =
      example_pixel_bytes * static_cast<double>(examples) + shared_pixel_bytes * static_cast<double>(images);
  return std::clamp(static_cast<int>(std::sqrt(static_cast<double>(example_bytes) / bytes)), 64, 200);
}

Grey as_bytes(const Plane<std::uint32_t>& plane, int bit_depth) {
  Grey bytes(plane.height, plane.width);
  const double largest = std::exp2(bit_depth) - 1;
  for (std::size_t i = 0; i < plane.values.size(); ++i)
    bytes.values[i] = static_cast<std::uint8_t>(std::lround(255.0 * plane.values[i] / largest));
  return bytes;
}

std::string png_of(const Grey& plane) {
  return encode_png(std::span(&plane, 1));
}

/// Reads the plane of a label: the only channel of the file, or the one that shows the label.
Grey read_plane(const fs::path& path, const std::string& label, const std::vector<std::string>& channels) {
  const Image image = read_image(path);
  std::size_t channel = 0;
  if (image.channels.size() == 3) {
    const auto found = std::find(channels.begin(), channels.end(), label);
    require(found != channels.end() && found - channels.begin() < 3, path.string(), "shows no label " + label,
            "check the run");
    channel = static_cast<std::size_t>(found - channels.begin());
  }
  return as_bytes(image.channels[channel], image.bit_depth);
}

Grey inverted(const Grey& mask) {
  Grey result(mask.height, mask.width);
  for (std::size_t i = 0; i < mask.values.size(); ++i) result.values[i] = mask.values[i] == 0;
  return result;
}

std::size_t region_count(const Grey& mask) {
  const Plane<std::int32_t> regions = label_regions(mask);
  return static_cast<std::size_t>(*std::max_element(regions.values.begin(), regions.values.end()));
}

/// Whether the scored regions lie between the label, as cells between membranes. The files do not say so,
/// but the tables count the true regions.
bool are_regions_between(const Grey& truth, double true_regions) {
  if (!std::isfinite(true_regions)) return false;
  const auto distance = [&](const Grey& mask) {
    return std::abs(static_cast<double>(region_count(mask)) - true_regions);
  };
  return distance(inverted(truth)) < distance(truth);
}

/// Cells of a row by column name.
std::string text_cell(const ScoreRows& rows, const ScoreRow& row, const char* column) {
  const auto position = column_position(rows, column);
  return position ? row.cells[*position].text : "";
}

std::size_t bytes_of(const Examples& examples) {
  std::size_t bytes = 0;
  for (const Example& example : examples.list)
    bytes += example.prediction.size() + example.pixels.size() + example.regions.size();
  for (const std::string& png : examples.shared) bytes += png.size();
  return bytes;
}

class ExampleMaker {
 public:
  ExampleMaker(fs::path tests, const ScoreRows& rows, const std::vector<std::string>& channels, int side)
      : tests_(std::move(tests)), rows_(rows), channels_(channels), side_(side) {}

  Example make(const ChosenImage& choice, Examples& examples) const {
    const ScoreRow& row = rows_.rows[choice.row];
    const fs::path folder = tests_ / std::to_string(rows_.runs[row.run].number) / "evaluation";
    const std::string true_path = text_cell(rows_, row, "true_path");
    const auto image = [&](const std::string& path) { return (folder / path).lexically_normal(); };
    const Grey prediction = read_plane(image(text_cell(rows_, row, "pred_path")), row.label, channels_);
    const Grey truth = read_plane(image(true_path), row.label, channels_);
    require(prediction.same_size(truth), image(true_path).string(), "is of another size than the prediction",
            "run the test again");
    const fs::path input = folder.parent_path() / "images" / (row.image + "-inputs.png");
    Example example{choice,
                    share(examples, read_plane(input, "", {""})),
                    share(examples, truth),
                    png_of(thumbnail(prediction, side_)),
                    {},
                    {},
                    0,
                    0};
    const double threshold = parse_number(text_cell(rows_, row, "threshold")).value_or(default_threshold);
    draw_errors(presence_mask_at(prediction, threshold), presence_mask(truth), row, example);
    return example;
  }

 private:
  /// Equal pictures are kept once.
  std::size_t share(Examples& examples, const Grey& plane) const {
    const std::string png = png_of(thumbnail(plane, side_));
    const auto found = std::find(examples.shared.begin(), examples.shared.end(), png);
    const auto position = static_cast<std::size_t>(found - examples.shared.begin());
    if (found == examples.shared.end()) examples.shared.push_back(png);
    return position;
  }

  void draw_errors(const Grey& prediction, const Grey& truth, const ScoreRow& row, Example& example) const {
    example.pixels = encode_png(thumbnail(pixel_overlay(prediction, truth), side_));
    const auto count = column_position(rows_, "true_regions");
    const bool between = are_regions_between(
        truth, count ? row.cells[*count].value : std::numeric_limits<double>::quiet_NaN());
    const auto regions = [&](const Grey& mask) { return label_regions(between ? inverted(mask) : mask); };
    const Plane<std::int32_t> predicted_regions = regions(prediction), true_regions = regions(truth);
    const RegionErrors errors = region_errors(predicted_regions, true_regions);
    example.regions = encode_png(thumbnail(region_overlay(predicted_regions, true_regions, errors), side_));
    example.merged = errors.merged;
    example.split = errors.split;
  }

  fs::path tests_;
  const ScoreRows& rows_;
  const std::vector<std::string>& channels_;
  int side_;
};

}  // namespace

std::vector<ChosenImage> choose_images(const ScoreRows& rows, const SurveyAnalysis& analysis) {
  const auto column = column_position(rows, "F_score");
  if (!column) return {};
  const auto settings = settings_of_runs(analysis, rows);
  std::vector<ChosenImage> chosen;
  for (const std::string& label : rows.labels) {
    for (std::size_t setting = 0; setting < analysis.settings.size(); ++setting) {
      std::vector<std::size_t> order;
      for (std::size_t i = 0; i < rows.rows.size(); ++i)
        if (rows.rows[i].label == label && settings[rows.rows[i].run] == setting &&
            std::isfinite(rows.rows[i].cells[*column].value))
          order.push_back(i);
      std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return rounded_score(rows.rows[a].cells[*column].value) >
               rounded_score(rows.rows[b].cells[*column].value);
      });
      if (order.empty()) continue;
      chosen.push_back({setting, "best", order.front()});
      if (order.size() > 2) chosen.push_back({setting, "median", order[order.size() / 2]});
      if (order.size() > 1) chosen.push_back({setting, "worst", order.back()});
    }
  }
  return chosen;
}

Examples make_examples(const fs::path& tests, const ScoreRows& rows, const SurveyAnalysis& analysis,
                       const std::vector<std::string>& channels, const ProgressCallback& on_progress) {
  Examples examples;
  std::vector<ChosenImage> chosen = choose_images(rows, analysis);
  examples.left_out = chosen.size() - std::min(chosen.size(), most_examples);
  chosen.resize(chosen.size() - examples.left_out);
  if (chosen.empty()) return examples;
  std::set<std::string> images;
  for (const ChosenImage& choice : chosen) images.insert(rows.rows[choice.row].image);
  const ExampleMaker maker(tests, rows, channels, side_px(chosen.size(), images.size() * 2));
  for (const ChosenImage& choice : chosen) {
    on_progress();
    if (bytes_of(examples) > example_bytes) {
      ++examples.left_out;
      continue;
    }
    try {
      examples.list.push_back(maker.make(choice, examples));
    } catch (const InputError&) {
      ++examples.unreadable;
    }
  }
  return examples;
}

}  // namespace emsurvey
