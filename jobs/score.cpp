// emsurvey score: scores of predicted against true label images, without any survey.
#include <algorithm>
#include <array>
#include <boost/program_options.hpp>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <optional>

#include "base/error.h"
#include "base/output.h"
#include "commands.h"
#include "io/csv.h"
#include "io/file.h"
#include "io/image_file.h"
#include "options.h"
#include "score/evaluation.h"
#include "score/label_scores.h"
#include "survey/settings.h"

namespace emsurvey {
namespace {

namespace fs = std::filesystem;
namespace po = boost::program_options;

/// The labels of the published study, by channel of its RGB images.
struct Channel {
  const char* label;
  bool regions_between;
};
constexpr std::array<Channel, 3> channels{
    {{"synapses", false}, {"mitochondria", false}, {"membranes", true}}};

/// A predicted image and the true one.
struct Pair {
  std::string name;
  fs::path predicted;
  fs::path truth;
};

po::options_description describe_options() {
  po::options_description options("Options");
  po::options_description_easy_init add = options.add_options();
  add("predicted", po::value<std::string>()->value_name("DIR"),
      "folder of predictions, NAME-outputs.png (RGB)");
  add("true", po::value<std::string>()->value_name("DIR"),
      "folder of true labels, NAME.png or NAME-targets.png (RGB)");
  add("output", po::value<std::string>()->value_name("DIR"), "folder for <label>.csv");
  add("help", "show this help");
  return options;
}

fs::path folder_option(const po::variables_map& values, const std::string& name) {
  require(values.count(name) > 0, "--" + name, "is missing", "see emsurvey score --help");
  return values.at(name).as<std::string>();
}

std::optional<fs::path> true_image(const fs::path& folder, const std::string& name) {
  for (const char* ending : {".png", "-targets.png"})
    if (fs::exists(folder / (name + ending))) return folder / (name + ending);
  return std::nullopt;
}

/// All predictions of `predicted`, by name, with their true images.
std::vector<Pair> match_images(const fs::path& predicted, const fs::path& truth) {
  for (const fs::path& folder : {predicted, truth})
    require(fs::is_directory(folder), folder.string(), "is not a folder", "name a folder of label images");
  const std::string ending = "-outputs.png";
  std::vector<Pair> pairs;
  std::string unmatched;
  for (const auto& entry : fs::directory_iterator(predicted)) {
    const std::string file = entry.path().filename().string();
    if (file.size() <= ending.size() || !file.ends_with(ending)) continue;
    const std::string name = file.substr(0, file.size() - ending.size());
    if (const auto image = true_image(truth, name)) {
      pairs.push_back({name, entry.path(), *image});
    } else {
      unmatched += (unmatched.empty() ? "" : ", ") + file;
    }
  }
  require(unmatched.empty(), truth.string(), "has no true image for " + unmatched,
          "add NAME.png or NAME-targets.png, or remove the prediction");
  require(!pairs.empty(), predicted.string(), "holds no prediction", "name a folder with NAME-outputs.png");
  std::sort(pairs.begin(), pairs.end(), [](const Pair& a, const Pair& b) { return a.name < b.name; });
  return pairs;
}

Image read_rgb(const fs::path& path) {
  Image image = read_image(path);
  require(image.channels.size() == channels.size(), path.string(), "is not an RGB image",
          "give synapses, mitochondria and membranes as red, green and blue");
  return image;
}

/// One score a label, in the order of `channels`.
std::vector<LabelScores> score_pair(const Pair& pair) {
  const Image predicted = read_rgb(pair.predicted);
  const Image truth = read_rgb(pair.truth);
  require(predicted.channels.front().same_size(truth.channels.front()), pair.predicted.string(),
          "has another size than " + pair.truth.string(), "predict and score at one size");
  std::vector<LabelScores> scores;
  for (std::size_t c = 0; c < channels.size(); ++c) {
    const auto predicted_mask = presence_mask(predicted.channels[c], predicted.bit_depth);
    const auto true_mask = presence_mask(truth.channels[c], truth.bit_depth);
    scores.push_back(score_label({predicted_mask, true_mask, channels[c].regions_between}));
  }
  return scores;
}

/// `file`, which lies in `folder`, as seen from `output`; a link is named and not followed. Harmless in a
/// spreadsheet, whatever the name.
std::string relative_path(const fs::path& file, const fs::path& output) {
  const std::string path =
      (fs::relative(file.parent_path(), output) / file.filename()).lexically_normal().string();
  return begins_formula(path) ? "./" + path : path;
}

/// Mean of the scores that are defined.
std::string mean_text(const std::vector<ScoredImage>& images, double LabelScores::*member) {
  double sum = 0;
  int count = 0;
  for (const ScoredImage& image : images) {
    const double value = image.scores.*member;
    if (!std::isfinite(value)) continue;
    sum += value;
    ++count;
  }
  if (count == 0) return "-";
  std::array<char, 32> text;
  std::snprintf(text.data(), text.size(), "%.3f", sum / count);
  return text.data();
}

}  // namespace

int score_command(const std::vector<std::string>& arguments) {
  const po::options_description options = describe_options();
  const po::variables_map values = parse_options(arguments, options);
  if (values.count("help") > 0) {
    print_help(
        options,
        "emsurvey score --predicted DIR --true DIR --output DIR\n"
        "Scores predicted label images against the true ones; true images without a prediction are left "
        "out.\n\n");
    return static_cast<int>(ExitStatus::success);
  }
  const fs::path predicted = folder_option(values, "predicted");
  const fs::path truth = folder_option(values, "true");
  const fs::path output = folder_option(values, "output");

  const std::vector<Pair> pairs = match_images(predicted, truth);
  make_folder(output);
  std::array<std::vector<ScoredImage>, channels.size()> images;
  for (const Pair& pair : pairs) {
    const std::vector<LabelScores> scores = score_pair(pair);
    for (std::size_t c = 0; c < channels.size(); ++c)
      images[c].push_back(
          {relative_path(pair.predicted, output), relative_path(pair.truth, output), scores[c]});
  }
  for (std::size_t c = 0; c < channels.size(); ++c) {
    const fs::path path = output / (std::string(channels[c].label) + ".csv");
    write_file(path, format_csv(evaluation_table(images[c])));
    // Side by side, since F_score is blind to false positives outside true regions.
    print("%s: %zu images, mean F_score %s, semantic Jaccard %s\n", path.c_str(), pairs.size(),
          mean_text(images[c], &LabelScores::f_score).c_str(),
          mean_text(images[c], &LabelScores::semantic_jaccard).c_str());
  }
  return static_cast<int>(ExitStatus::success);
}

}  // namespace emsurvey
