#include "score_labels.h"

#include <algorithm>
#include <future>
#include <memory>
#include <set>

#include "base/error.h"
#include "base/parallel.h"
#include "data/image_match.h"
#include "data/label_planes.h"
#include "io/hdf5_place.h"
#include "score_side.h"

namespace emsurvey {
namespace {

/// Compares the images of one label.
class LabelScorer {
 public:
  LabelScorer(const LabelTask& task, const ScoreSettings& settings)
      : task_(task),
        settings_(settings),
        predicted_(task.predicted, settings.threshold, settings.is_volume),
        truth_(task.truth, std::nullopt, settings.is_volume),
        match_(predicted_.folder(), truth_.folder()) {
    const std::string remedy = "add what is missing, or remove the prediction";
    match_.require_agreement("true image");
    match_.require_all_sections("true image", remedy);
    if (settings.is_volume)
      match_.require_all_images("true image", "a volume needs a prediction for each section");
    for (const ValidSource& source : task.valid) {
      valid_.push_back(std::make_unique<ImageFolder>(source.folder));
      valid_matches_.emplace_back(predicted_.folder(), *valid_.back());
      valid_matches_.back().require_all_sections("valid mask",
                                                 "add what is missing (white: all is annotated)");
    }
  }

  /// Returns the size of a voxel that a file tells.
  std::optional<VoxelSize> voxel_size() {
    auto size = truth_.folder().resolution_nm();
    if (!size) size = predicted_.folder().resolution_nm();
    if (!size || (*size)[1] != (*size)[2]) return std::nullopt;
    return VoxelSize{(*size)[0], (*size)[2]};
  }

  ScoredLabel score_images() {
    ScoredLabel scored{task_.truth.label.name, {}};
    for (std::size_t i = 0; i < predicted_.folder().images().size(); ++i) {
      const Section section = read(i);
      scored.images.push_back({path_of(predicted_.image(i)), path_of(truth_.image(true_index(i))),
                               score_label(input_of(section))});
    }
    return scored;
  }

  /// Takes the consecutive images of each volume as its sections.
  ScoredLabel score_volumes(const VoxelSize& size) {
    ScoredLabel scored{task_.truth.label.name, {}};
    const std::vector<FolderImage>& images = predicted_.folder().images();
    for (std::size_t begin = 0, end = 0; begin < images.size(); begin = end) {
      while (end < images.size() && images[end].volume == images[begin].volume) ++end;
      const ImageHeader& header = images[begin].header;
      require_volume(begin, end);
      LabelComparison comparison(header.height, header.width, settings_.connectivity);
      for (std::size_t i = begin; i < end; ++i) comparison.add(input_of(read(i)));
      scored.images.push_back({path_in_table(volume_path(images[begin]), settings_),
                               path_in_table(volume_path(truth_.image(true_index(begin))), settings_),
                               score_volume(comparison.finish(), size)});
    }
    return scored;
  }

  std::vector<std::string> warnings() const {
    std::vector<std::string> all = truth_.warnings("--label");
    for (const std::string& warning : predicted_.warnings("--predicted")) all.push_back(warning);
    return all;
  }

 private:
  /// Requires sections of one size, and a number of voxels that can be counted, before any of them is read.
  void require_volume(std::size_t begin, std::size_t end) {
    const std::vector<FolderImage>& images = predicted_.folder().images();
    const ImageHeader& first = images[begin].header;
    for (std::size_t i = begin; i < end; ++i) {
      if (images[i].header.height == 0) (void)read(i);  // It cannot be read: this tells the reason.
      require(images[i].header.height == first.height && images[i].header.width == first.width,
              images[i].description(), "has another size than " + images[begin].description(),
              "give the sections of a volume one size");
    }
    const std::int64_t pixels = std::int64_t{first.height} * first.width;
    require(pixels * static_cast<std::int64_t>(end - begin) < (std::int64_t{1} << 31),
            volume_path(images[begin]).string(), "has 2^31 voxels or more", "cut it into smaller volumes");
  }

  struct Section {
    SidePixels predicted;
    SidePixels truth;
    Plane<std::uint8_t> valid;  ///< Empty if all is annotated.
  };

  std::size_t true_index(std::size_t index) const { return match_.image_of(index).value(); }

  /// Reads both sides at the same time.
  Section read(std::size_t index) {
    auto truth = std::async(std::launch::async, [&] { return truth_.read(true_index(index)); });
    SidePixels predicted = predicted_.read(index);
    Section section{std::move(predicted), truth.get(), {}};
    require(section.predicted.mask.same_size(section.truth.mask), predicted_.image(index).description(),
            "has another size than " + truth_.image(true_index(index)).description(),
            "predict and score at one size");
    for (std::size_t i = 0; i < valid_.size(); ++i) add_valid(section, i, index);
    return section;
  }

  void add_valid(Section& section, std::size_t source, std::size_t index) {
    const std::size_t found = valid_matches_[source].image_of(index).value();
    const std::string subject = valid_[source]->images()[found].description();
    Plane<std::uint8_t> valid = valid_plane(valid_[source]->read(found, ImageReading::numbers), subject);
    require(valid.same_size(section.truth.mask), subject,
            "has another size than " + predicted_.image(index).description(), "give masks of equal size");
    if (section.valid.empty()) {
      section.valid = std::move(valid);
      return;
    }
    std::transform(valid.values.begin(), valid.values.end(), section.valid.values.begin(),
                   section.valid.values.begin(),
                   [](std::uint8_t a, std::uint8_t b) { return static_cast<std::uint8_t>(a & b); });
  }

  ScoreInput input_of(const Section& section) const {
    return {.predicted = section.predicted.mask,
            .truth = section.truth.mask,
            .regions_between = task_.truth.label.polarity == Polarity::between,
            .true_regions = section.truth.regions(),
            .valid = section.valid.empty() ? nullptr : &section.valid,
            .predicted_regions = section.predicted.regions(),
            .connectivity = settings_.connectivity};
  }

  std::string path_of(const FolderImage& image) const {
    const std::string page = image.page_count > 1 ? " page " + std::to_string(image.page) : "";
    return path_in_table(image.path, settings_) + page;
  }
  /// A stack, or the folder of its files.
  static std::filesystem::path volume_path(const FolderImage& image) {
    const bool is_stack = image.page_count > 1 || hdf5_place_from(image.path);
    return is_stack ? image.path : std::filesystem::absolute(image.path).parent_path();
  }

  const LabelTask& task_;
  const ScoreSettings& settings_;
  ScoreSide predicted_;
  ScoreSide truth_;
  ImageMatch match_;
  std::vector<std::unique_ptr<ImageFolder>> valid_;
  std::vector<ImageMatch> valid_matches_;
};

}  // namespace

LabelledScores score_labels(const std::vector<LabelTask>& tasks, const std::optional<VoxelSize>& size,
                            ScoreSettings& settings) {
  std::vector<std::unique_ptr<LabelScorer>> scorers;
  for (const LabelTask& task : tasks) scorers.push_back(std::make_unique<LabelScorer>(task, settings));
  const std::optional<VoxelSize> known = size ? size : scorers.front()->voxel_size();
  settings.distance_unit = !settings.is_volume ? "pixels" : known ? "nm" : "voxels";
  LabelledScores scores;
  scores.labels.resize(tasks.size());
  const auto score = [&](std::size_t i) {
    scores.labels[i] = settings.is_volume ? scorers[i]->score_volumes(known.value_or(VoxelSize{}))
                                          : scorers[i]->score_images();
  };
  if (settings.is_volume) {  // One volume at a time in memory.
    for (std::size_t i = 0; i < tasks.size(); ++i) score(i);
  } else {
    for_each_parallel(tasks.size(), score);
  }
  std::set<std::string> given;
  for (const auto& scorer : scorers) {
    for (const std::string& warning : scorer->warnings())
      if (given.insert(warning).second) scores.warnings.push_back(warning);
  }
  return scores;
}

}  // namespace emsurvey
