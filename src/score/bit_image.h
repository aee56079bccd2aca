// Masks with one bit for each pixel.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <vector>

#include "base/plane.h"

namespace emsurvey {

/// Returns the number of set bits of the words word_at(0) to word_at(size - 1). In a build for all processors of a family
/// std::popcount is a call for each word; these sums compile to vector instructions.
template <class WordAt>
std::int64_t count_bits(std::size_t size, const WordAt& word_at) {
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < size; ++i) {
    std::uint64_t word = word_at(i);
    word -= word >> 1 & 0x5555555555555555;
    word = (word & 0x3333333333333333) + (word >> 2 & 0x3333333333333333);
    word = (word + (word >> 4)) & 0x0f0f0f0f0f0f0f0f;
    word += word >> 8;
    word += word >> 16;
    word += word >> 32;
    sum += word & 0x7f;
  }
  return static_cast<std::int64_t>(sum);
}

/// A mask whose rows are words of 64 pixels, the first pixel in the lowest bit. Bits beyond the width are 0.
/// The rows of a volume are those of its sections, one section after the other.
struct BitImage {
  int height = 0;  ///< Number of rows, of all sections.
  int width = 0;
  std::size_t row_words = 0;
  std::vector<std::uint64_t> words;

  BitImage() = default;
  BitImage(int height_, int width_)
      : height(height_),
        width(width_),
        row_words((static_cast<std::size_t>(width_) + 63) / 64),
        words(static_cast<std::size_t>(height_) * row_words) {}

  std::span<const std::uint64_t> row(int y) const {
    return {words.data() + static_cast<std::size_t>(y) * row_words, row_words};
  }
  std::span<std::uint64_t> row(int y) {
    return {words.data() + static_cast<std::size_t>(y) * row_words, row_words};
  }
  std::int64_t count() const {
    return count_bits(words.size(), [this](std::size_t i) { return words[i]; });
  }
};

/// Packs 8 bytes: bit i is set where byte i is not 0.
inline std::uint64_t pack_eight(const std::uint8_t* bytes) {
  static_assert(std::endian::native == std::endian::little);
  constexpr std::uint64_t low_bits = 0x7f7f7f7f7f7f7f7f;
  std::uint64_t value = 0;
  std::memcpy(&value, bytes, sizeof(value));
  const std::uint64_t ones = ((((value & low_bits) + low_bits) | value) >> 7) & 0x0101010101010101;
  return ones * 0x0102040810204080 >> 56;
}

/// Sets the bits of a row where its bytes are not 0.
inline void pack_row(const std::uint8_t* bytes, int width, std::span<std::uint64_t> row) {
  const auto size = static_cast<std::size_t>(width);
  for (std::size_t i = 0; i < row.size(); ++i) {
    std::uint64_t word = 0;
    std::size_t x = 64 * i;
    const std::size_t end = x + 64 < size ? x + 64 : size;
    for (; x + 8 <= end; x += 8) word |= pack_eight(bytes + x) << x % 64;
    for (; x < end; ++x) word |= std::uint64_t{bytes[x] != 0} << x % 64;
    row[i] = word;
  }
}

/// Sets the pixels [begin, end) of a row.
inline void set_pixels(std::span<std::uint64_t> row, int begin, int end) {
  for (int x = begin; x < end;) {
    const int low = x % 64;
    const int count = end - x < 64 - low ? end - x : 64 - low;
    row[static_cast<std::size_t>(x / 64)] |= ~std::uint64_t{0} >> (64 - count) << low;
    x += count;
  }
}

/// Calls visit(begin, end) for each run of set pixels of a row, from left to right.
template <class Visit>
void visit_runs(std::span<const std::uint64_t> row, const Visit& visit) {
  std::uint64_t before = 0;  // The pixel before the word.
  int begin = 0;
  int first = 0;
  for (const std::uint64_t word : row) {
    for (std::uint64_t changes = word ^ (word << 1 | before); changes != 0; changes &= changes - 1) {
      const int x = first + std::countr_zero(changes);
      if ((word >> (x - first) & 1) != 0)
        begin = x;
      else
        visit(begin, x);
    }
    before = word >> 63;
    first += 64;
  }
  if (before != 0) visit(begin, first);
}

/// Calls visit(x) for each set pixel of a row, from left to right.
template <class Visit>
void visit_pixels(std::span<const std::uint64_t> row, const Visit& visit) {
  for (std::size_t i = 0; i < row.size(); ++i) {
    for (std::uint64_t word = row[i]; word != 0; word &= word - 1)
      visit(static_cast<int>(64 * i) + std::countr_zero(word));
  }
}

/// Returns the mask of the pixels that are not 0.
inline BitImage bits_of(const Plane<std::uint8_t>& mask) {
  BitImage bits(mask.height, mask.width);
  for (int y = 0; y < mask.height; ++y)
    pack_row(mask.values.data() + mask.index(y, 0), mask.width, bits.row(y));
  return bits;
}

}  // namespace emsurvey
