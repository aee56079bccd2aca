#include "train/resident_sections.h"

#include <ATen/ATen.h>

#include "train/batch.h"
#include "train/streams.h"

namespace emsurvey {
namespace {

/// Grey values, labels and annotation masks of a section, [planes, pixels].
at::Tensor planes_of(const Dataset& dataset, const Section& section, bool with_validity) {
  const Batch whole = whole_section(dataset, section);
  std::vector<at::Tensor> planes{whole.sections, whole.targets};
  if (with_validity) planes.push_back(whole.valid.defined() ? whole.valid : at::ones_like(whole.targets));
  return at::cat(planes, 1)[0].flatten(1);
}

}  // namespace

ResidentSections::ResidentSections(const Dataset& dataset, const at::Device& device)
    : label_count_(static_cast<std::int64_t>(dataset.labels.size())) {
  const bool with_validity = !is_annotated_everywhere(dataset);
  std::int64_t pixels = 0;
  for (const Section& section : dataset.sections) {
    places_.push_back({pixels, section.raw.width});
    pixels += static_cast<std::int64_t>(section.raw.values.size());
  }
  planes_ = at::empty({1 + label_count_ * (with_validity ? 2 : 1), pixels}, device);
  for (std::size_t i = 0; i < places_.size(); ++i) {
    const at::Tensor part = planes_of(dataset, dataset.sections[i], with_validity);
    planes_.narrow(1, places_[i].begin, part.size(1)).copy_(part);
  }
  // Trainings read on streams of their own, so the upload must be complete. Reading a value waits for this
  // stream only; waiting for the whole device would invalidate a graph that another thread captures.
  planes_[0][0].item();
}

void ResidentSections::read_in_current_stream() const {
  register_in_current_stream(planes_);
}

}  // namespace emsurvey
