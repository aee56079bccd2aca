#include "run/scaled_datasets.h"

#include "train/scaled.h"

namespace emsurvey {
namespace {

/// Returns the object if it exists, else makes it with `make`.
template <class Shared, class Make>
auto get(Shared& shared, const Make& make) {
  const std::lock_guard lock(shared.mutex);
  auto there = shared.made.lock();
  if (!there) shared.made = there = make();
  return there;
}

}  // namespace

ScaledDatasets::Scale& ScaledDatasets::scale_of(double scale) {
  const std::lock_guard lock(mutex_);
  return scales_[scale];
}

std::shared_ptr<const Dataset> ScaledDatasets::at(double scale) {
  if (scale == 1) return {std::shared_ptr<void>(), &original_};
  return get(scale_of(scale).dataset,
             [&] { return std::make_shared<const Dataset>(scaled(original_, scale)); });
}

std::shared_ptr<const ResidentSections> ScaledDatasets::sections(double scale) {
  if (!device_) return nullptr;
  const auto dataset = at(scale);
  {
    const std::lock_guard lock(mutex_);
    // Freed first, because the new scale may need its memory.
    if (scale != latest_scale_) latest_.reset();
    latest_scale_ = scale;
  }
  auto sections = get(scale_of(scale).sections,
                      [&] { return std::make_shared<const ResidentSections>(*dataset, *device_); });
  const std::lock_guard lock(mutex_);
  if (scale == latest_scale_) latest_ = sections;
  return sections;
}

}  // namespace emsurvey
