// The parts of an array or attribute in an HDF5 image: type, shape, filters, storage.
#pragma once

#include <hdf5.h>

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "io/byte_cursor.h"

namespace emsurvey {

/// Bytes of an element of the type that is described; FormatError when Hdf5Writer writes no such type.
std::uint64_t element_bytes(std::string_view datatype);

/// Sizes, slowest first; FormatError unless they are plain.
std::vector<std::uint64_t> sizes_of(std::string_view dataspace);

/// An attribute holds one value, and all of it.
void check_attribute(std::string_view message);
/// No value is set for what was never written.
void check_fill_value(std::string_view message);

/// What the header of an array says of it.
struct ArrayForm {
  std::optional<std::vector<std::uint64_t>> sizes;
  std::optional<std::uint64_t> element_bytes;
  std::optional<std::string_view> layout;
  std::optional<std::string_view> filters;
};

/// Whether the array's contents lie within `file` and decode to what its shape needs; `stored_bytes` grows by
/// what they take there.
void check_contents(const ArrayForm& array, std::string_view file, std::uint64_t& stored_bytes);

}  // namespace emsurvey
