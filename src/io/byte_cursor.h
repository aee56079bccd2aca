// A cursor that reads little-endian numbers from bytes and checks their end.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace emsurvey {

/// A violation of a file format. `problem` ends a sentence about a part of the file.
struct FormatError {
  std::string problem;
};

/// Throws FormatError unless `condition` holds.
inline void require_valid(bool condition, const char* problem) {
  if (!condition) throw FormatError{problem};
}

/// Reads numbers from the front of a byte sequence. Throws FormatError if too few bytes are left.
class ByteCursor {
 public:
  explicit ByteCursor(std::string_view bytes) : bytes_(bytes) {}

  std::size_t size() const { return bytes_.size(); }
  bool empty() const { return bytes_.empty(); }

  std::string_view take(std::uint64_t count) {
    require_valid(count <= bytes_.size(), "reaches beyond its end");
    const std::string_view taken = bytes_.substr(0, count);
    bytes_.remove_prefix(count);
    return taken;
  }
  /// Returns the next `count` bytes and skips the padding to a multiple of 8.
  std::string_view take_padded(std::uint64_t count) { return take((count + 7) / 8 * 8).substr(0, count); }
  std::uint64_t number(std::size_t byte_count) {
    std::uint64_t value = 0;
    const std::string_view digits = take(byte_count);
    for (std::size_t i = 0; i < byte_count; ++i)
      value |= std::uint64_t{static_cast<unsigned char>(digits[i])} << (8 * i);
    return value;
  }
  std::uint64_t u8() { return number(1); }
  std::uint64_t u16() { return number(2); }
  std::uint64_t u32() { return number(4); }
  std::uint64_t u64() { return number(8); }

 private:
  std::string_view bytes_;
};

}  // namespace emsurvey
