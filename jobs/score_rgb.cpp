#include "score_rgb.h"

#include <algorithm>
#include <array>
#include <future>
#include <optional>

#include "base/error.h"
#include "base/listing.h"
#include "base/parallel.h"
#include "data/mask_files.h"
#include "io/image_file.h"
#include "score/label_scores.h"
#include "score/threshold.h"

namespace emsurvey {
namespace {

namespace fs = std::filesystem;

/// A label of the published study; its channel in the RGB images is its position in `channels`.
struct Channel {
  const char* label;
  bool regions_between;
};
constexpr std::array<Channel, 3> channels{
    {{"synapses", false}, {"mitochondria", false}, {"membranes", true}}};

using Bytes = Plane<std::uint8_t>;

/// Values of an image, for warnings.
struct ImageValues {
  MaskValues image;
  std::array<MaskValues, channels.size()> labels;
  bool has_equal_channels = false;

  /// Whether the image has two values, of which the larger may mean white or a dark grey.
  bool is_ambiguous() const { return image.form == MaskForm::unit || image.form == MaskForm::narrow; }
};

/// The channels as 0..255.
struct RgbImage {
  ImageValues values;
  std::vector<Bytes> if_mask;  ///< Read as a mask: of two values the larger is white.
  std::vector<Bytes> if_grey;  ///< Read as grey values; only for ambiguous images.
};

void require_rgb(std::size_t channel_count, const fs::path& path) {
  require(channel_count == channels.size(), path.string(), "is not an RGB image",
          "give synapses, mitochondria and membranes as red, green and blue, or name labels with --label");
}

/// Converts an image of any depth, or with a palette.
RgbImage converted(const StoredImage& stored, const fs::path& path) {
  const Image image = read_as(ImageReading::shown, stored, path.string());
  require_rgb(image.channels.size(), path);
  RgbImage rgb;
  rgb.values.image = mask_values(image);
  rgb.values.has_equal_channels = image.is_grey();
  for (std::size_t c = 0; c < channels.size(); ++c) {
    rgb.values.labels[c] = mask_values(image, static_cast<int>(c));
    rgb.if_mask.push_back(mask_plane(image.channels[c], image.bit_depth, rgb.values.image.form));
    if (rgb.values.is_ambiguous())
      rgb.if_grey.push_back(mask_plane(image.channels[c], image.bit_depth, MaskForm::full));
  }
  return rgb;
}

RgbImage read_rgb(const fs::path& path) {
  ImageFile file(path);
  require(file.section_count() == 1, path.string(), "has " + std::to_string(file.section_count()) + " pages",
          "save one image per file, or name labels with --label");
  StoredImage stored = file.read(0);
  const bool has_bytes = stored.type == SampleType{} && stored.palette.empty() && !stored.white_is_zero &&
                         !stored.has_transparent_colour && stored.channels.size() == channels.size();
  if (!has_bytes) return converted(stored, path);
  RgbImage rgb;
  for (StoredPlane& plane : stored.channels) rgb.if_mask.push_back(std::get<Bytes>(std::move(plane)));
  rgb.values.image = mask_values(rgb.if_mask);
  rgb.values.has_equal_channels = rgb.if_mask[0] == rgb.if_mask[1] && rgb.if_mask[1] == rgb.if_mask[2];
  for (std::size_t c = 0; c < channels.size(); ++c)
    rgb.values.labels[c] = mask_values(rgb.if_mask, static_cast<int>(c));
  if (!rgb.values.is_ambiguous()) return rgb;
  rgb.if_grey = rgb.if_mask;
  for (Bytes& plane : rgb.if_mask) {
    for (std::uint8_t& value : plane.values) value = value > 0 ? 255 : 0;
  }
  return rgb;
}

using ImageScores = std::array<LabelScores, channels.size()>;

/// A pair as far as it can be scored before all images are known.
struct PairResult {
  ImageValues predicted;
  ImageValues truth;
  ImageScores if_mask;
  std::optional<ImageScores> if_grey;
};

ImageScores scores_of(const std::vector<Bytes>& predicted, const std::vector<Bytes>& truth,
                      const ScoreSettings& settings) {
  ImageScores scores;
  for (std::size_t c = 0; c < channels.size(); ++c) {
    const Bytes predicted_mask = presence_mask_at(predicted[c], settings.threshold);
    const Bytes true_mask = presence_mask(truth[c]);
    ScoreInput input{predicted_mask, true_mask, channels[c].regions_between};
    input.connectivity = settings.connectivity;
    scores[c] = score_label(input);
  }
  return scores;
}

PairResult score_pair(const ScorePair& pair, const ScoreSettings& settings, bool reads_side_by_side) {
  const auto policy = reads_side_by_side ? std::launch::async : std::launch::deferred;
  auto true_image = std::async(policy, [&] { return read_rgb(pair.truth); });
  const RgbImage predicted = read_rgb(pair.predicted);
  const RgbImage truth = true_image.get();
  require(predicted.if_mask.front().same_size(truth.if_mask.front()), pair.predicted.string(),
          "has another size than " + pair.truth.string(), "predict and score at one size");
  PairResult result{
      predicted.values, truth.values, scores_of(predicted.if_mask, truth.if_mask, settings), {}};
  if (predicted.values.is_ambiguous()) result.if_grey = scores_of(predicted.if_grey, truth.if_mask, settings);
  return result;
}

/// Values in the images of one side: the predictions or the true images.
struct SideValues {
  MaskFiles images;
  std::array<MaskFiles, channels.size()> labels;
  std::vector<std::string> equal_channels;  ///< Images that are not black.

  /// Whether some label has grey values. Labels do not if they only use different values for white.
  bool has_grey_values() const {
    return std::any_of(labels.begin(), labels.end(),
                       [](const MaskFiles& label) { return label.has_grey_values(); });
  }

  void add(const fs::path& path, const ImageValues& values) {
    images.add(path.string(), values.image);
    if (values.image.largest > 0 && values.has_equal_channels) equal_channels.push_back(path.string());
    for (std::size_t c = 0; c < channels.size(); ++c) labels[c].add(path.string(), values.labels[c]);
  }
};

/// Values in the images of both sides. If the predictions have grey values, a 1 is one of them; otherwise it
/// may mean that a label is present.
struct AllValues {
  SideValues predicted;
  SideValues truth;
  bool has_grey_predictions = false;
};

/// Throws InputError if a 1 may mean either white or almost black.
void require_clear(const AllValues& values) {
  const std::string remedy = "save all images with 0 and 255";
  values.truth.images.require_one_form(remedy);
  if (values.has_grey_predictions) return;
  values.predicted.images.require_one_form(remedy);
  const auto unit = values.predicted.images.of_form(MaskForm::unit);
  const auto full = values.truth.images.of_form(MaskForm::full);
  require(unit.empty() || full.empty(), listed(unit), "no value above 1, unlike " + listed(full), remedy);
}

std::vector<std::string> warnings_of(const AllValues& values) {
  std::vector<std::string> all;
  const auto add = [&](const std::vector<std::string>& warnings) {
    all.insert(all.end(), warnings.begin(), warnings.end());
  };
  const auto add_equal_channels = [&](const std::string& option, const SideValues& side) {
    if (side.equal_channels.empty()) return;
    add({option + ": red, green and blue are equal in " + listed(side.equal_channels) +
         ", as in a grey image; scored as if synapses, mitochondria and membranes were in the same places"});
  };
  add_equal_channels("--true", values.truth);
  add_equal_channels("--predicted", values.predicted);
  add(values.truth.images.warnings_of_two_values("--true"));
  if (const auto unit = values.predicted.images.of_form(MaskForm::unit);
      values.has_grey_predictions && !unit.empty()) {
    add({"--predicted: no value above 1 in " + listed(unit) + "; present nowhere there"});
  }
  if (!values.has_grey_predictions) add(values.predicted.images.warnings_of_two_values("--predicted"));
  for (std::size_t c = 0; c < channels.size(); ++c) {
    const std::string label = channels[c].label;
    const MaskFiles& truth = values.truth.labels[c];
    const MaskFiles& predicted = values.predicted.labels[c];
    add(truth.warnings_of_low_values("--true, " + label));
    add(truth.warnings_of_grey_masks("--true, " + label));
    if (!predicted.has_grey_values())
      add(predicted.warnings_of_low_values("--predicted, " + label));
    else if (truth.is_present())
      add(predicted.warnings_of_low_predictions("--predicted, " + label));
  }
  return all;
}

}  // namespace

RgbScores score_rgb(const std::vector<ScorePair>& pairs, const ScoreSettings& settings) {
  std::vector<PairResult> results(pairs.size());
  const bool is_alone = pairs.size() == 1;
  for_each_parallel(pairs.size(),
                    [&](std::size_t i) { results[i] = score_pair(pairs[i], settings, is_alone); });
  AllValues values;
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    values.predicted.add(pairs[i].predicted, results[i].predicted);
    values.truth.add(pairs[i].truth, results[i].truth);
  }
  values.has_grey_predictions = values.predicted.has_grey_values();
  require_clear(values);
  RgbScores scores;
  for (std::size_t c = 0; c < channels.size(); ++c) {
    ScoredLabel label{channels[c].label, {}};
    for (std::size_t i = 0; i < pairs.size(); ++i) {
      const bool is_grey = values.has_grey_predictions && results[i].if_grey;
      const ImageScores& of_image = is_grey ? *results[i].if_grey : results[i].if_mask;
      label.images.push_back({path_in_table(pairs[i].predicted, settings),
                              path_in_table(pairs[i].truth, settings), of_image[c]});
    }
    scores.labels.push_back(std::move(label));
  }
  scores.warnings = warnings_of(values);
  return scores;
}

}  // namespace emsurvey
