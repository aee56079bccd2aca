// PNG images.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>

#include "base/plane.h"
#include "io/stored_image.h"

namespace emsurvey {

/// The size and type of the image in a PNG file, which starts with PNG's signature. Throws InputError when it
/// is too short or the image too large.
ImageHeader read_png_header(const std::filesystem::path& path);

/// The image in a PNG file: grey, RGB or numbers with a palette. Throws InputError when it is cut short,
/// damaged, too large or has an alpha channel with transparent pixels.
StoredImage read_png(const std::filesystem::path& path);

/// `channels` (one: grey; three of one size: red, green, blue) as the bytes of an 8-bit PNG file. Equal
/// pixels give equal bytes.
std::string encode_png(std::span<const Plane<std::uint8_t>> channels);

/// Writes encode_png's bytes at `path`, completely or not at all.
void write_png(const std::filesystem::path& path, std::span<const Plane<std::uint8_t>> channels);
void write_png(const std::filesystem::path& path, const Plane<std::uint8_t>& grey);

}  // namespace emsurvey
