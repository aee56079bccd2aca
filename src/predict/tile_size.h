// The size of tiles that fits into memory.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "predict/prediction_options.h"
#include "predict/section_labeller.h"

namespace emsurvey {

/// Returns the edge of the inner windows of tiles with which a section is labelled within `options.memory_bytes`;
/// nothing if the whole section fits. The grey values and the labels of the whole section stay in memory. Throws
/// InputError, which names `subject` and tells the memory that is needed, if not even the smallest tile fits.
std::optional<int> tile_size(const SectionLabeller& labeller, const PredictionOptions& options,
                             const Plane<std::uint16_t>& grey, const std::string& subject);

/// Parses a number of bytes such as "800M" or "4G" (units of 1024). Throws InputError naming --memory.
std::uint64_t memory_from(const std::string& text);

}  // namespace emsurvey
