// emsurvey score: scores predicted against true label images, without a survey.
#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <boost/program_options/value_semantic.hpp>
#include <cmath>
#include <filesystem>

#include "base/error.h"
#include "base/listing.h"
#include "base/log.h"
#include "base/output.h"
#include "commands.h"
#include "data/mask_files.h"
#include "io/csv.h"
#include "io/file.h"
#include "io/image_file.h"
#include "score/evaluation.h"
#include "score/label_scores.h"
#include "score_pairs.h"

namespace emsurvey {
namespace {

namespace fs = std::filesystem;
namespace po = boost::program_options;

/// A label of the published study; its channel in the RGB images is its position in `channels`.
struct Channel {
  const char* label;
  bool regions_between;
};
constexpr std::array<Channel, 3> channels{
    {{"synapses", false}, {"mitochondria", false}, {"membranes", true}}};

Image read_rgb(const fs::path& path) {
  Image image = read_image(path);
  require(image.channels.size() == channels.size(), path.string(), "is not an RGB image",
          "give synapses, mitochondria and membranes as red, green and blue");
  return image;
}

/// Values in the images of one side: the predictions or the true images.
struct SideValues {
  MaskFiles images;
  std::array<MaskFiles, channels.size()> labels;
  std::vector<std::string> equal_channels;  ///< images that are not black

  /// Whether some label has grey values. Labels do not if they only use different values for white.
  bool has_grey_values() const {
    return std::any_of(labels.begin(), labels.end(),
                       [](const MaskFiles& label) { return label.has_grey_values(); });
  }

  void add(const fs::path& path) {
    const Image image = read_rgb(path);
    const MaskValues values = mask_values(image);
    images.add(path.string(), values);
    if (values.largest > 0 && image.is_grey()) equal_channels.push_back(path.string());
    for (std::size_t c = 0; c < channels.size(); ++c)
      labels[c].add(path.string(), mask_values(image, static_cast<int>(c)));
  }
};

/// Values in the images of both sides. If the predictions have grey values, a 1 is one of them; otherwise it
/// may mean that a label is present.
struct ImageValues {
  SideValues predicted;
  SideValues truth;
  bool has_grey_predictions = false;

  MaskForm form_of_prediction(const Image& image) const {
    return has_grey_predictions ? MaskForm::full : mask_values(image).form;
  }
};

/// Throws InputError if a 1 may mean either white or almost black.
void require_clear(const ImageValues& values) {
  const std::string remedy = "save all images with 0 and 255";
  values.truth.images.require_one_form(remedy);
  if (values.has_grey_predictions) return;
  values.predicted.images.require_one_form(remedy);
  const auto unit = values.predicted.images.of_form(MaskForm::unit);
  const auto full = values.truth.images.of_form(MaskForm::full);
  require(unit.empty() || full.empty(), listed(unit), "no value above 1, unlike " + listed(full), remedy);
}

ImageValues values_of(const std::vector<ScorePair>& pairs) {
  ImageValues values;
  for (const ScorePair& pair : pairs) {
    values.predicted.add(pair.predicted);
    values.truth.add(pair.truth);
  }
  values.has_grey_predictions = values.predicted.has_grey_values();
  require_clear(values);
  return values;
}

void print_warnings(const ImageValues& values) {
  const auto print = [](const std::vector<std::string>& warnings) {
    for (const std::string& warning : warnings) Log().warn("{}", warning);
  };
  const auto print_equal_channels = [&](const std::string& option, const SideValues& side) {
    if (side.equal_channels.empty()) return;
    print(
        {option + ": red, green and blue are equal in " + listed(side.equal_channels) +
         ", as in a grey image; scored as if synapses, mitochondria and membranes were in the same places"});
  };
  print_equal_channels("--true", values.truth);
  print_equal_channels("--predicted", values.predicted);
  print(values.truth.images.warnings_of_two_values("--true"));
  if (const auto unit = values.predicted.images.of_form(MaskForm::unit);
      values.has_grey_predictions && !unit.empty()) {
    print({"--predicted: no value above 1 in " + listed(unit) + "; present nowhere there"});
  }
  if (!values.has_grey_predictions) print(values.predicted.images.warnings_of_two_values("--predicted"));
  for (std::size_t c = 0; c < channels.size(); ++c) {
    const std::string label = channels[c].label;
    const MaskFiles& truth = values.truth.labels[c];
    const MaskFiles& predicted = values.predicted.labels[c];
    print(truth.warnings_of_low_values("--true, " + label));
    print(truth.warnings_of_grey_masks("--true, " + label));
    if (!predicted.has_grey_values())
      print(predicted.warnings_of_low_values("--predicted, " + label));
    else if (truth.is_present())
      print(predicted.warnings_of_low_predictions("--predicted, " + label));
  }
}

/// Returns one score for each label, in the order of `channels`.
std::vector<LabelScores> score_pair(const ScorePair& pair, const ImageValues& values) {
  const Image predicted = read_rgb(pair.predicted);
  const Image truth = read_rgb(pair.truth);
  require(predicted.channels.front().same_size(truth.channels.front()), pair.predicted.string(),
          "has another size than " + pair.truth.string(), "predict and score at one size");
  const auto presence = [](const Image& image, std::size_t channel, MaskForm form) {
    return presence_mask(mask_plane(image.channels[channel], image.bit_depth, form));
  };
  std::vector<LabelScores> scores;
  for (std::size_t c = 0; c < channels.size(); ++c) {
    const auto predicted_mask = presence(predicted, c, values.form_of_prediction(predicted));
    const auto true_mask = presence(truth, c, mask_values(truth).form);
    scores.push_back(score_label({predicted_mask, true_mask, channels[c].regions_between}));
  }
  return scores;
}

/// Returns the path of `file` relative to `output`. If `file` is a link, the path names the link and not its
/// target. A path that a spreadsheet would take for a formula gets the prefix "./".
std::string relative_path(const fs::path& file, const fs::path& output) {
  const std::string path =
      (fs::relative(file.parent_path(), output) / file.filename()).lexically_normal().string();
  return begins_formula(path) ? "./" + path : path;
}

/// Returns the mean of the defined scores; "-" if there are none.
std::string mean_text(const std::vector<ScoredImage>& images, double LabelScores::*member) {
  double sum = 0;
  int count = 0;
  for (const ScoredImage& image : images) {
    const double value = image.scores.*member;
    if (!std::isfinite(value)) continue;
    sum += value;
    ++count;
  }
  return count > 0 ? fmt::format("{:.3f}", sum / count) : "-";
}

void score(const fs::path& predicted, const fs::path& truth, const fs::path& output) {
  const std::vector<ScorePair> pairs = match_pairs(predicted, truth);
  const ImageValues image_values = values_of(pairs);
  make_folder(output);
  std::array<std::vector<ScoredImage>, channels.size()> images;
  for (const ScorePair& pair : pairs) {
    const std::vector<LabelScores> scores = score_pair(pair, image_values);
    for (std::size_t c = 0; c < channels.size(); ++c)
      images[c].push_back(
          {relative_path(pair.predicted, output), relative_path(pair.truth, output), scores[c]});
  }
  for (std::size_t c = 0; c < channels.size(); ++c) {
    const fs::path path = output / (std::string(channels[c].label) + ".csv");
    write_file(path, format_csv(evaluation_table(images[c])));
    // Both scores are printed, because F_score ignores false positives outside the true regions.
    print("%s: %zu images, mean F_score %s, semantic Jaccard %s\n", path.c_str(), pairs.size(),
          mean_text(images[c], &LabelScores::f_score).c_str(),
          mean_text(images[c], &LabelScores::semantic_jaccard).c_str());
  }
  flush_output();
  print_warnings(image_values);
}

int main(const Command& command, const Words& words) {
  return call_alone(command, words, [](const Arguments& arguments) {
    score(arguments.required("predicted"), arguments.required("true"), arguments.required("output"));
    return ExitStatus::success;
  });
}

OptionGroup options() {
  OptionGroup group("Options");
  auto add = group.add_options();
  add("predicted", po::value<std::string>()->value_name("DIR"),
      "folder of predictions, NAME-outputs.png or .tif (RGB), or 'DIR/*ENDING' with * for NAME");
  add("true", po::value<std::string>()->value_name("DIR"),
      "folder of true labels, NAME.png or NAME-targets.png or .tif (RGB), or 'DIR/*ENDING'");
  add("output", po::value<std::string>()->value_name("DIR"), "folder for the tables <label>.csv");
  return group;
}

}  // namespace

Command score_command() {
  return {.name = "score",
          .summary = "scores predicted label images against true ones, without a survey",
          .usage = "emsurvey score --predicted DIR --true DIR --output DIR",
          .details = "True images without a prediction are left out.\n",
          .operand = "",
          .groups = {options()},
          .unlisted = {},
          .main = main};
}

}  // namespace emsurvey
