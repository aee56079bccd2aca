#include "io/validate_hdf5_array.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <limits>
#include <set>
#include <string>

#include "io/hdf5_type.h"

namespace emsurvey {
namespace {

constexpr std::uint64_t nowhere = std::numeric_limits<std::uint64_t>::max();
constexpr std::uint64_t largest_chunk_bytes = std::uint64_t{1} << 24;
// Bit 1 of a chunk's filter mask: deflate, the second filter, is skipped where it would not shrink the chunk.
constexpr std::uint64_t deflate_skipped = 2;

/// Returns the encoding of an element type in a file.
std::string spelling(hid_t type) {
  std::size_t size = 0;
  H5Tencode(type, nullptr, &size);
  std::string text(size, '\0');
  H5Tencode(type, text.data(), &size);
  constexpr std::size_t prefix = 2;  // Marks the beginning of a type.
  return text.substr(std::min(prefix, text.size()));
}

struct NumberType {
  std::string spelling;
  std::uint64_t bytes;
};

template <class T>
NumberType number_type() {
  return {spelling(hdf5_file_type<T>()), sizeof(T)};
}

const std::array<NumberType, 6>& number_types() {
  static const std::array<NumberType, 6> types = {number_type<std::uint8_t>(),  number_type<std::uint16_t>(),
                                                  number_type<std::uint32_t>(), number_type<std::int64_t>(),
                                                  number_type<float>(),         number_type<double>()};
  return types;
}

/// Returns the product. Throws FormatError if it exceeds what memory could hold.
std::uint64_t times(std::uint64_t a, std::uint64_t b) {
  constexpr std::uint64_t largest = std::uint64_t{1} << 48;
  require_valid(b == 0 || a <= largest / b, "claims to be larger than its contents");
  return a * b;
}

/// Requires the filters shuffle and deflate, in this order.
void check_filters(std::string_view message, std::uint64_t element_bytes) {
  ByteCursor cursor(message);
  require_valid(cursor.u8() == 1 && cursor.u8() == 2 && cursor.take(6) == std::string(6, '\0'),
                "has other filters");
  for (const auto filter : {H5Z_FILTER_SHUFFLE, H5Z_FILTER_DEFLATE}) {
    require_valid(cursor.u16() == static_cast<std::uint64_t>(filter), "has other filters");
    const std::uint64_t name_bytes = cursor.u16();
    require_valid(cursor.u16() <= 1 && cursor.u16() == 1, "has other filters");
    cursor.take_padded(name_bytes);
    const std::uint64_t value = cursor.u32();
    require_valid(filter == H5Z_FILTER_SHUFFLE ? value == element_bytes : value <= 9, "has other filters");
    cursor.take(4);
  }
}

/// Whether `stored` inflates to exactly `size` bytes.
bool inflates_to(std::string_view stored, std::uint64_t size, std::vector<Bytef>& scratch) {
  scratch.resize(size);
  auto decoded = static_cast<uLongf>(size);
  auto used = static_cast<uLong>(stored.size());
  const int status =
      uncompress2(scratch.data(), &decoded, reinterpret_cast<const Bytef*>(stored.data()), &used);
  return status == Z_OK && decoded == size;
}

/// Checks the chunks of an array and the tree that indexes them.
class ChunkTree {
 public:
  ChunkTree(std::string_view file, std::size_t rank, std::uint64_t chunk_bytes, std::uint64_t& stored_bytes)
      : file_(file), rank_(rank), chunk_bytes_(chunk_bytes), stored_bytes_(stored_bytes) {}

  /// Checks the node at `address` and all below it. Returns the number of chunks.
  std::uint64_t check_node(std::uint64_t address, std::optional<std::uint64_t> level) {
    require_valid(seen_.insert(address).second && seen_.size() <= file_.size(), "finds its chunks in a ring");
    constexpr std::uint64_t most_children = 64;
    const std::uint64_t key_bytes = 8 + 8 * (rank_ + 1);
    ByteCursor all(file_);
    all.take(address);
    ByteCursor node(all.take(24 + (most_children + 1) * key_bytes + most_children * 8));
    require_valid(node.take(4) == "TREE" && node.u8() == 1, "does not find its chunks");
    const std::uint64_t own_level = node.u8();
    const std::uint64_t children = node.u16();
    require_valid(level.value_or(own_level) == own_level && children <= most_children,
                  "does not find its chunks");
    node.take(16);
    std::uint64_t count = 0;
    for (std::uint64_t i = 0; i < children; ++i) {
      const std::uint64_t stored = node.u32(), skipped = node.u32();
      node.take(8 * (rank_ + 1));
      const std::uint64_t child = node.u64();
      count += own_level > 0 ? check_node(child, own_level - 1) : check_chunk(child, stored, skipped);
    }
    return count;
  }

 private:
  std::uint64_t check_chunk(std::uint64_t address, std::uint64_t stored, std::uint64_t skipped) {
    ByteCursor all(file_);
    all.take(address);
    const std::string_view contents = all.take(stored);
    stored_bytes_ += stored;
    require_valid(stored_bytes_ <= file_.size(), "shares its contents");
    const bool is_whole = skipped == 0                 ? inflates_to(contents, chunk_bytes_, scratch_)
                          : skipped == deflate_skipped ? stored == chunk_bytes_
                                                       : false;
    require_valid(is_whole, "has a chunk that does not decode to its size");
    return 1;
  }

  std::string_view file_;
  std::size_t rank_;
  std::uint64_t chunk_bytes_;
  std::uint64_t& stored_bytes_;
  std::set<std::uint64_t> seen_;
  std::vector<Bytef> scratch_;
};

void check_chunks(const ArrayForm& array, ByteCursor layout, std::string_view file,
                  std::uint64_t& stored_bytes) {
  const std::size_t rank = array.sizes->size();
  require_valid(array.filters.has_value() && layout.u8() == rank + 1 && rank > 0,
                "has chunks of another form");
  check_filters(*array.filters, *array.element_bytes);
  const std::uint64_t tree = layout.u64();
  std::uint64_t chunk_bytes = *array.element_bytes, chunk_count = 1;
  for (const std::uint64_t size : *array.sizes) {
    const std::uint64_t edge = layout.u32();
    require_valid(edge > 0, "has chunks of another form");
    chunk_bytes = times(chunk_bytes, edge);
    chunk_count = times(chunk_count, size / edge + (size % edge == 0 ? 0 : 1));
  }
  require_valid(layout.u32() == *array.element_bytes && chunk_bytes <= largest_chunk_bytes,
                "has chunks of another form");
  times(chunk_count, chunk_bytes);  // Limits the size of the whole array, for which HDF5 allocates memory.
  ChunkTree chunks(file, rank, chunk_bytes, stored_bytes);
  require_valid(chunks.check_node(tree, {}) == chunk_count, "lacks chunks");
}

}  // namespace

std::uint64_t element_bytes(std::string_view datatype) {
  for (const NumberType& type : number_types())
    if (datatype.starts_with(type.spelling)) return type.bytes;
  throw FormatError{"holds elements of another type"};
}

std::vector<std::uint64_t> sizes_of(std::string_view dataspace) {
  constexpr std::uint64_t highest_rank = 8;
  ByteCursor cursor(dataspace);
  const std::uint64_t version = cursor.u8(), rank = cursor.u8(), flags = cursor.u8();
  require_valid(version == 1 && rank <= highest_rank && flags <= 1, "has a shape of another form");
  cursor.take(5);
  std::vector<std::uint64_t> sizes;
  for (std::uint64_t i = 0; i < rank; ++i) sizes.push_back(cursor.u64());
  for (std::uint64_t i = 0; i < rank * flags; ++i)
    require_valid(cursor.u64() == sizes[i], "has a shape that can grow");
  return sizes;
}

void check_attribute(std::string_view message) {
  const std::string_view text_of_fixed_length("\x13\x10\0\0", 4);
  ByteCursor cursor(message);
  require_valid(cursor.u8() == 1 && cursor.u8() == 0, "has an attribute of another form");
  const std::uint64_t name_bytes = cursor.u16(), type_bytes = cursor.u16(), space_bytes = cursor.u16();
  const std::string_view name = cursor.take_padded(name_bytes);
  require_valid(name.size() > 1 && name.find('\0') == name.size() - 1, "has an attribute without a name");
  ByteCursor type(cursor.take_padded(type_bytes));
  const std::string_view whole_type = type.take(type_bytes);
  require_valid(sizes_of(cursor.take_padded(space_bytes)).empty(), "has an attribute of several values");
  if (whole_type.starts_with(text_of_fixed_length)) {
    ByteCursor text(whole_type.substr(text_of_fixed_length.size()));
    cursor.take(text.u32());
  } else {
    cursor.take(element_bytes(whole_type));
  }
}

void check_fill_value(std::string_view message) {
  ByteCursor cursor(message);
  require_valid(cursor.u8() == 2 && cursor.u8() <= 3 && cursor.u8() <= 2, "has a fill value of another form");
  require_valid(cursor.u8() == 0 || cursor.u32() == 0, "has a fill value");
}

void check_contents(const ArrayForm& array, std::string_view file, std::uint64_t& stored_bytes) {
  require_valid(array.sizes && array.element_bytes && array.layout, "is not a complete array");
  ByteCursor layout(*array.layout);
  require_valid(layout.u8() == 3, "is stored in another form");
  const std::uint64_t kind = layout.u8();
  if (kind == H5D_CHUNKED) return check_chunks(array, layout, file, stored_bytes);
  require_valid(kind == H5D_CONTIGUOUS && !array.filters, "is stored in another form");
  std::uint64_t bytes = *array.element_bytes;
  for (const std::uint64_t size : *array.sizes) bytes = times(bytes, size);
  const std::uint64_t address = layout.u64();
  require_valid(layout.u64() == bytes, "is not as large as its shape");
  if (bytes == 0 && address == nowhere) return;
  require_valid(address <= file.size() && bytes <= file.size() - address,
                "claims to be larger than its contents");
  stored_bytes += bytes;
  require_valid(stored_bytes <= file.size(), "shares its contents");
}

}  // namespace emsurvey
