// Distances from the pixels of a row to the nearest site.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <type_traits>
#include <vector>

#include "score/column_distances.h"

namespace emsurvey {

/// Squared distances of pixels of a row, each the least sum of the squares of the distances along a column and along
/// the row. A row is divided into words of 64 columns, as in BitImage. Most pixels that are asked for lie a few
/// pixels from a site and are found for a word at once, in numbers of 16 bits. The others are found one by one;
/// words that cannot have a nearer site are skipped. `Distance` holds the height and the width.
template <class Distance>
class RowDistances {
 public:
  using Square = std::conditional_t<sizeof(Distance) == 2, std::uint32_t, std::uint64_t>;

  explicit RowDistances(int width)
      : width_(static_cast<std::size_t>(width)),
        words_((width_ + word_columns - 1) / word_columns),
        near_(words_ * word_columns + 2 * reach, far),
        is_asked_(words_ * word_columns),
        columns_(words_ * word_columns, no_site),
        least_of_word_(words_) {}

  /// Begins a row of ColumnDistances, which has a site in some column. `distances` must exist until the next call.
  void begin(const Distance* distances) {
    for (std::size_t x = 0; x < width_; ++x) {
      const auto near = static_cast<std::int16_t>(std::min(distances[x], Distance{reach}));
      near_[reach + x] = static_cast<std::int16_t>(near * near);
    }
    distances_ = distances;
    has_columns_ = false;
  }

  /// Calls visit(x, square) for each set pixel of `asked`, from left to right, with the squared distance.
  template <class Visit>
  void visit_squares(std::span<const std::uint64_t> asked, const Visit& visit) {
    unpack_row(asked, is_asked_.data());
    for (std::size_t i = 0; i < asked.size(); ++i) {
      if (asked[i] == 0) continue;
      const auto squares = near_squares(i);
      for (std::uint64_t word = asked[i]; word != 0; word &= word - 1) {
        const auto bit = static_cast<std::size_t>(std::countr_zero(word));
        const int x = static_cast<int>(word_columns * i + bit);
        visit(x, squares[bit] < far ? static_cast<Square>(squares[bit]) : square_anywhere(x));
      }
    }
  }

 private:
  static constexpr std::size_t word_columns = 64;
  /// Square in a column without a site: above all distances, and half of the range is left for additions.
  static constexpr Square no_site = std::numeric_limits<Square>::max() / 2 + 1;
  static constexpr std::int16_t reach = 32;  ///< Columns to both sides that are looked at for a word at once.
  static constexpr std::int16_t far = reach * reach;

  /// Returns the squared distances in a word, 0 for pixels that are not asked for. Those that are not below `far`
  /// stand for any that are not.
  std::array<std::int16_t, word_columns> near_squares(std::size_t word) const {
    const std::int16_t* columns = near_.data() + reach + word_columns * word;
    const std::uint8_t* is_asked = is_asked_.data() + word_columns * word;
    std::array<std::int16_t, word_columns> best;
    for (std::size_t k = 0; k < best.size(); ++k) {
      const std::int16_t here = columns[k];
      best[k] = is_asked[k] != 0 ? here : std::int16_t{0};
    }
    for (std::int16_t away = 1; away < reach; ++away) {
      const auto square = static_cast<std::int16_t>(away * away);
      std::int16_t highest = 0;
      for (const std::int16_t one : best) highest = std::max(highest, one);
      if (square >= highest) break;
      for (std::size_t k = 0; k < best.size(); ++k) {
        const std::int16_t nearer = std::min(columns[k - away], columns[k + away]);
        best[k] = std::min(best[k], static_cast<std::int16_t>(nearer + square));
      }
    }
    return best;
  }

  static Square square_of(Distance distance) {
    const auto wide = static_cast<std::make_signed_t<Square>>(distance);
    return static_cast<Square>(wide * wide);
  }

  /// Sets the squares in the columns and the least of each word.
  void set_columns() {
    for (std::size_t x = 0; x < width_; ++x) {
      const Square square = square_of(distances_[x]);
      columns_[x] = distances_[x] == ColumnDistances<Distance>::none ? no_site : square;
    }
    for (std::size_t i = 0; i < words_; ++i) {
      Square least = no_site;
      for (std::size_t k = 0; k < word_columns; ++k) least = std::min(least, columns_[word_columns * i + k]);
      least_of_word_[i] = least;
    }
    has_columns_ = true;
  }

  /// Returns the squared distance to the nearest site in the columns of a word.
  Square square_in(int word, int x) const {
    const int begin = static_cast<int>(word_columns) * word;
    const Square* columns = columns_.data() + begin;
    const auto before = static_cast<Distance>(begin - x);
    Square best = no_site;
    for (Distance k = 0; k < Distance{word_columns}; ++k)
      best = std::min(best, columns[k] + square_of(static_cast<Distance>(before + k)));
    return best;
  }

  /// Looks at words from that of column x outwards until they are farther away than the nearest site found.
  Square square_anywhere(int x) {
    if (!has_columns_) set_columns();  // Rarely needed.
    constexpr auto columns = static_cast<int>(word_columns);
    const int own = x / columns;
    Square best = square_in(own, x);
    const auto look_at = [&](int word, int columns_away) {
      if (word < 0 || word >= static_cast<int>(words_)) return;
      const Square least = least_of_word_[static_cast<std::size_t>(word)];
      if (least + square_of(static_cast<Distance>(columns_away)) < best)
        best = std::min(best, square_in(word, x));
    };
    const auto count = static_cast<int>(words_);
    const auto is_near = [&](int away) {
      return square_of(static_cast<Distance>(columns * (away - 1))) < best;
    };
    for (int away = 1; away < count && is_near(away); ++away) {
      look_at(own - away, x - (columns * (own - away) + columns - 1));
      look_at(own + away, columns * (own + away) - x);
    }
    return best;
  }

  std::size_t width_;
  std::size_t words_;
  /// Squares of the distances in the columns, at most `far`; `reach` more columns at both ends, which saves checks.
  std::vector<std::int16_t> near_;
  std::vector<std::uint8_t> is_asked_;  ///< 0 or 255 for each column.
  const Distance* distances_ = nullptr;
  bool has_columns_ = false;           ///< Whether the next two are those of the row.
  std::vector<Square> columns_;        ///< Squares of the distances in the columns, or `no_site`.
  std::vector<Square> least_of_word_;  ///< The least of the columns of each word.
};

}  // namespace emsurvey
