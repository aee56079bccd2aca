// PNG images.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>

#include "base/plane.h"
#include "io/image.h"

namespace emsurvey {

/// The image in a PNG file: grey or RGB, palettes as their colours. Throws InputError when it is cut short,
/// damaged, too large or has transparent pixels.
Image read_png(const std::filesystem::path& path);

/// `channels` (one: grey; three of one size: red, green, blue) as the bytes of an 8-bit PNG file. Equal
/// pixels give equal bytes.
std::string encode_png(std::span<const Plane<std::uint8_t>> channels);

/// Writes encode_png's bytes at `path`, completely or not at all.
void write_png(const std::filesystem::path& path, std::span<const Plane<std::uint8_t>> channels);
void write_png(const std::filesystem::path& path, const Plane<std::uint8_t>& grey);

}  // namespace emsurvey
