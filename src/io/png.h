// PNG images.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>

#include "base/plane.h"
#include "io/stored_image.h"

namespace emsurvey {

/// Reads the size and the sample type of the image in a PNG file, which must begin with PNG's signature.
/// Throws InputError if the file is too short or the image too large.
ImageHeader read_png_header(const std::filesystem::path& path);

/// Decodes a PNG file: grey, RGB, or numbers with a palette. Throws InputError if the file is cut short or
/// damaged, or the image is too large or has an alpha channel with transparent pixels.
StoredImage read_png(const std::filesystem::path& path);

/// Encodes `channels` (one: grey; three of one size: red, green, blue) as an 8-bit PNG file. Equal pixels
/// give equal bytes.
std::string encode_png(std::span<const Plane<std::uint8_t>> channels);

}  // namespace emsurvey
