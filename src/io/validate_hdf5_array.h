// Validates the parts of an array or attribute in an HDF5 image: type, shape, filters, storage.
#pragma once

#include <hdf5.h>

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "io/byte_cursor.h"

namespace emsurvey {

/// Returns the size of an element of the encoded type. Throws FormatError if Hdf5Writer writes no such type.
std::uint64_t element_bytes(std::string_view datatype);

/// Returns the sizes, slowest dimension first. Throws FormatError unless they are fixed.
std::vector<std::uint64_t> sizes_of(std::string_view dataspace);

/// Requires that an attribute holds exactly one value, completely.
void check_attribute(std::string_view message);
/// Requires that no fill value is set for elements that were never written.
void check_fill_value(std::string_view message);

/// Messages in the header of an array.
struct ArrayForm {
  std::optional<std::vector<std::uint64_t>> sizes;
  std::optional<std::uint64_t> element_bytes;
  std::optional<std::string_view> layout;
  std::optional<std::string_view> filters;
};

/// Requires that the contents of the array lie within `file` and decode to the size of its shape. Adds their
/// size in the file to `stored_bytes`.
void check_contents(const ArrayForm& array, std::string_view file, std::uint64_t& stored_bytes);

}  // namespace emsurvey
