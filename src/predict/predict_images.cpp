#include "predict/predict_images.h"

#include <fmt/core.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/freed_memory.h"
#include "base/listing.h"
#include "base/log.h"
#include "data/grey_range.h"
#include "predict/grey_input.h"
#include "predict/tile_size.h"
#include "train/scaled.h"

namespace emsurvey {
namespace {

/// Collects the sections whose grey values were converted or are unlike those of the training, and prints them.
class ValueNotes {
 public:
  explicit ValueNotes(const DatasetFormat& format) : format_(format) {}

  void add(const std::string& image, const GreyInput& input) {
    GreyHistogram greys(format_);
    greys.add(input.grey, input.cut_off);
    if (greys.has_many_outside(format_.grey_low, format_.grey_high))
      outside_.push_back(image);
    else if (greys.has_little_contrast(format_.grey_low, format_.grey_high))
      faint_.push_back(image);
    if (!input.converted) return;
    converted_.push_back(image);
    ends_ = *input.converted;
  }

  void print() const {
    const std::string range = GreyHistogram(format_).range_text(format_.grey_low, format_.grey_high);
    if (!converted_.empty())
      Log().info("{}: the values {:g} and {:g} became {}, between which the network was trained",
                 listed(converted_), ends_.first, ends_.second, range);
    if (!outside_.empty())
      Log().warn(
          "{}: more than a tenth of the pixels lie outside {}, on which the network was trained; it sees them "
          "as black or white",
          listed(outside_), range);
    if (!faint_.empty())
      Log().warn(
          "{}: almost all pixels lie within a small part of {}, on which the network was trained; it sees "
          "little contrast",
          listed(faint_), range);
  }

 private:
  const DatasetFormat& format_;
  std::vector<std::string> converted_;
  GreyEnds ends_;
  std::vector<std::string> outside_;
  std::vector<std::string> faint_;
};

/// Labels a section; its grey values are freed before the labels are written.
SectionLabels labels_of(const SectionLabeller& labeller, const FolderImage& image, Plane<std::uint16_t> raw,
                        const PredictionOptions& options) {
  const auto inner_px = tile_size(labeller, options, raw, image.description());
  if (inner_px) {
    Log().info("{}: {} x {} pixels in tiles of {} with a margin of {}", image.description(), raw.width,
               raw.height, *inner_px, labeller.margin());
  }
  SectionLabels labels(raw.height, raw.width, labeller.format().labels.size(), options.values,
                       options.has_regions);
  const auto keep = [&](const Window& part, const at::Tensor& values) { labels.keep(part, values); };
  // Tiles at the borders are smaller; pieces that fit none of the others would pile up.
  const ProgressCallback before_tile = inner_px ? ProgressCallback(return_freed_memory) : ProgressCallback();
  labeller.label(raw, inner_px, keep, before_tile);
  return labels;
}

}  // namespace

PredictionCount predict_images(const Prediction& prediction, const Communicator& ranks) {
  const auto& [labeller, images, options, files, record] = prediction;
  PredictionCount count;
  ValueNotes notes(labeller.format());
  const double scale = labeller.networks().front().scale;
  const auto own = static_cast<std::size_t>(ranks.rank()), step = static_cast<std::size_t>(ranks.size());
  ranks.collectively([&] {
    for (std::size_t i = own; i < images.images().size(); i += step) {
      if (files.has_section(i)) {
        ++count.kept;
        continue;
      }
      GreyInput input = read_grey_input(images, i, labeller.format(), options.grey_ends);
      notes.add(images.images()[i].description(), input);
      Plane<std::uint16_t> grey = scale == 1 ? std::move(input.grey) : scaled(input.grey, scale);
      return_freed_memory();  // The decoded image needed as much memory as a tile will.
      const SectionLabels labels = labels_of(labeller, images.images()[i], std::move(grey), options);
      return_freed_memory();
      if (count.labelled == 0) record.write();  // Only once there is something to write.
      files.write_section(i, labels);
      ++count.labelled;
    }
  });
  ranks.collectively([&] {
    for (std::size_t i = own; i < files.stacks().size(); i += step) files.finish(files.stacks()[i]);
  });
  notes.print();
  count.labelled = static_cast<std::size_t>(ranks.sum(static_cast<std::int64_t>(count.labelled)));
  count.kept = static_cast<std::size_t>(ranks.sum(static_cast<std::int64_t>(count.kept)));
  return count;
}

}  // namespace emsurvey
