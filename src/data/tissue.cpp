#include "data/tissue.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>

namespace emsurvey {
namespace {

constexpr double piece_size = 30;        ///< Distance between the centres of pieces.
constexpr std::int64_t cell_pieces = 4;  ///< Pieces along the edge of a neighbourhood.
constexpr std::int64_t margin = 5;       ///< Pieces beyond the edges of the image, for warps and neighbours.
constexpr double share_of_large_cells = 0.7;
constexpr double share_of_mitochondria = 0.95;  ///< Share of the pieces inside large cells.
constexpr double share_of_synapses = 0.13;      ///< Share of the contacts of two pieces.

/// Third coordinates of LatticeNoise::uniform for purposes other than positions.
enum Stream : std::int64_t {
  shift_x = 0,
  shift_y = 1000,
  cell_x = 2000,
  cell_y = 2001,
  large = 2002,
  tone = 2003
};

std::int64_t floor_divide(std::int64_t a, std::int64_t b) {
  return a / b - (a % b < 0 ? 1 : 0);
}

/// State in section `z` of a structure that spans `period` sections: its number, and its phase from -1 to 1.
struct Life {
  std::int64_t number;
  double phase;
};

Life life_at(int z, int period, double offset) {
  const std::int64_t shifted = z + static_cast<std::int64_t>(offset * period);
  const std::int64_t number = floor_divide(shifted, period);
  const auto within = static_cast<double>(shifted - number * period);
  return {number, 2 * (within + 0.5) / period - 1};
}

}  // namespace

Tissue::Tissue(std::uint64_t seed, int size, int z)
    : z_(z),
      pieces_across_(static_cast<std::int64_t>(size / piece_size) + 1 + 2 * margin),
      place_(seed, 1),
      kind_(seed, 2),
      warp_x_(seed, 3),
      warp_y_(seed, 4) {
  for (std::int64_t row = -margin; row < pieces_across_ - margin; ++row) {
    for (std::int64_t column = -margin; column < pieces_across_ - margin; ++column) {
      pieces_.push_back(make_piece(row, column));
    }
  }
  for (const Piece& own : pieces_) mitochondria_.push_back(make_mitochondrion(own.row, own.column));
}

std::size_t Tissue::piece_index(std::int64_t row, std::int64_t column) const {
  return static_cast<std::size_t>((row + margin) * pieces_across_ + column + margin);
}

const Tissue::Piece& Tissue::piece(std::int64_t row, std::int64_t column) const {
  return pieces_[piece_index(row, column)];
}

Tissue::Piece Tissue::make_piece(std::int64_t row, std::int64_t column) const {
  // Each centre stays near its grid point and moves slowly with z.
  constexpr double sections_a_swing = 7;
  const auto swing = [&](double stream) {
    return place_.smooth(static_cast<double>(column) * 3 + 0.5, static_cast<double>(row) * 3 + 0.5,
                         stream + z_ / sections_a_swing);
  };
  const double jitter_x = 0.7 * (place_.uniform(column, row, shift_x) - 0.5) + 0.3 * swing(10);
  const double jitter_y = 0.7 * (place_.uniform(column, row, shift_y) - 0.5) + 0.3 * swing(510);
  return {(static_cast<double>(column) + 0.5 + jitter_x) * piece_size,
          (static_cast<double>(row) + 0.5 + jitter_y) * piece_size, column, row, cell_of(row, column)};
}

std::int64_t Tissue::cell_of(std::int64_t row, std::int64_t column) const {
  // Returns the cell of the nearest neighbourhood centre on a jittered grid. Most neighbourhoods are one
  // large cell; in the others, each piece is a small cell.
  const std::int64_t cell_row = floor_divide(row, cell_pieces);
  const std::int64_t cell_column = floor_divide(column, cell_pieces);
  double nearest = std::numeric_limits<double>::max();
  std::int64_t best_row = 0;
  std::int64_t best_column = 0;
  for (std::int64_t r = cell_row - 1; r <= cell_row + 1; ++r) {
    for (std::int64_t c = cell_column - 1; c <= cell_column + 1; ++c) {
      const double dx =
          (static_cast<double>(c) + kind_.uniform(c, r, cell_x)) * cell_pieces - static_cast<double>(column);
      const double dy =
          (static_cast<double>(r) + kind_.uniform(c, r, cell_y)) * cell_pieces - static_cast<double>(row);
      if (dx * dx + dy * dy >= nearest) continue;
      nearest = dx * dx + dy * dy;
      best_row = r;
      best_column = c;
    }
  }
  constexpr std::int64_t stride = 1 << 20;
  const bool is_large = kind_.uniform(best_column, best_row, large) < share_of_large_cells;
  return is_large ? 2 * (best_row * stride + best_column) : 2 * (row * stride + column) + 1;
}

Tissue::Mitochondrion Tissue::make_mitochondrion(std::int64_t row, std::int64_t column) const {
  Mitochondrion result;
  const bool is_at_margin = row <= -margin || column <= -margin || row >= pieces_across_ - margin - 1 ||
                            column >= pieces_across_ - margin - 1;
  const bool is_apart = (row + column) % 2 == 0;  // At most one of two neighbours, so that few overlap.
  if (is_at_margin || !is_apart) return result;
  const std::int64_t cell = piece(row, column).cell;
  for (const auto& [r, c] : {std::pair{-1, 0}, {1, 0}, {0, -1}, {0, 1}}) {
    if (piece(row + r, column + c).cell != cell) return result;
  }
  constexpr int period = 14;
  const Life life = life_at(z_, period, kind_.uniform(column, row, 3000));
  const std::int64_t key = 3001 + 16 * life.number;
  result.exists = kind_.uniform(column, row, key) < share_of_mitochondria;
  // A direction computed without trigonometric functions, which differ between machines.
  const double t = 2 * kind_.uniform(column, row, key + 1) - 1;
  result.along_x = (1 - t * t) / (1 + t * t);
  result.along_y = 2 * t / (1 + t * t);
  const double slice = std::sqrt(1 - life.phase * life.phase);
  result.long_radius = (20 + 12 * kind_.uniform(column, row, key + 2)) * slice;
  result.short_radius = (12 + 6 * kind_.uniform(column, row, key + 3)) * slice;
  return result;
}

void Tissue::add_mitochondria(double x, double y, const Piece& own, TissuePoint& point) const {
  for (std::int64_t row = own.row - 1; row <= own.row + 1; ++row) {
    for (std::int64_t column = own.column - 1; column <= own.column + 1; ++column) {
      const Mitochondrion& mitochondrion = mitochondria_[piece_index(row, column)];
      const Piece& centre = piece(row, column);
      if (!mitochondrion.exists || centre.cell != own.cell) continue;
      const double dx = x - centre.x;
      const double dy = y - centre.y;
      const double along = dx * mitochondrion.along_x + dy * mitochondrion.along_y;
      const double across = dy * mitochondrion.along_x - dx * mitochondrion.along_y;
      const double u = along / mitochondrion.long_radius;
      const double v = across / mitochondrion.short_radius;
      // Membranes push the outline inwards.
      const double push = std::max(0.0, (point.half_width + 5 - point.boundary) / 5);
      const double radius = std::sqrt(u * u + v * v) + push;
      if (radius >= point.mitochondrion) continue;
      point.mitochondrion = radius;
      point.crista = along;
    }
  }
}

bool Tissue::touch_midway(const Piece& a, const Piece& b) const {
  const double x = (a.x + b.x) / 2;
  const double y = (a.y + b.y) / 2;
  const double own_squared = (a.x - x) * (a.x - x) + (a.y - y) * (a.y - y);
  for (std::int64_t row = std::min(a.row, b.row) - 1; row <= std::max(a.row, b.row) + 1; ++row) {
    for (std::int64_t column = std::min(a.column, b.column) - 1; column <= std::max(a.column, b.column) + 1;
         ++column) {
      const Piece& third = piece(row, column);
      if (&third == &a || &third == &b) continue;
      if ((third.x - x) * (third.x - x) + (third.y - y) * (third.y - y) < own_squared) return false;
    }
  }
  return true;
}

void Tissue::add_synapse(double x, double y, const Piece& own, const Piece& other, TissuePoint& point) const {
  const bool are_both_small = own.cell % 2 != 0 && other.cell % 2 != 0;
  if (are_both_small) return;
  const std::int64_t column = own.column + other.column;
  const std::int64_t row = own.row + other.row;
  constexpr int period = 8;
  // Both sides must use the same numbers: those of the sum, and of which of the two diagonals it is.
  const bool is_diagonal = (own.row < other.row) == (own.column < other.column);
  const Life life = life_at(z_, period, kind_.uniform(column, row, is_diagonal ? 4000 : 4001));
  const std::int64_t key = (is_diagonal ? 4002 : 4010) + 16 * life.number;
  if (kind_.uniform(column, row, key) >= share_of_synapses || !touch_midway(own, other)) return;
  // The dark density lies in one of the two cells.
  const bool is_dense_side = (kind_.uniform(column, row, key + 1) < 0.5) == (own.cell < other.cell);
  const double slice = std::sqrt(1 - life.phase * life.phase);
  const double length = (11 + 9 * kind_.uniform(column, row, key + 2)) * slice;
  const double depth = is_dense_side ? 9 : 4;
  const double dx = x - (own.x + other.x) / 2;
  const double dy = y - (own.y + other.y) / 2;
  const double along_squared = std::max(dx * dx + dy * dy - point.boundary * point.boundary, 0.0);
  const double across = point.boundary / depth;
  point.synapse = std::sqrt(along_squared / (length * length) + across * across);
}

TissuePoint Tissue::at(int y_pixel, int x_pixel) const {
  const auto warped = [&](const LatticeNoise& noise) {
    return 13 * noise.smooth(x_pixel / 42.0, y_pixel / 42.0, z_ / 8.0) +
           3.5 * noise.smooth(x_pixel / 14.0, y_pixel / 14.0, 100 + z_ / 5.0);
  };
  const double x = x_pixel + warped(warp_x_);
  const double y = y_pixel + warped(warp_y_);
  const auto home_column = static_cast<std::int64_t>((x + margin * piece_size) / piece_size) - margin;
  const auto home_row = static_cast<std::int64_t>((y + margin * piece_size) / piece_size) - margin;
  std::array<double, 25> squared{};
  std::array<const Piece*, 25> near{};
  std::size_t own = 0;
  for (std::size_t i = 0; i < near.size(); ++i) {
    near[i] = &piece(home_row + static_cast<std::int64_t>(i) / 5 - 2,
                     home_column + static_cast<std::int64_t>(i) % 5 - 2);
    const double dx = x - near[i]->x;
    const double dy = y - near[i]->y;
    squared[i] = dx * dx + dy * dy;
    if (squared[i] < squared[own]) own = i;
  }
  TissuePoint point;
  point.boundary = std::numeric_limits<double>::max();
  std::size_t other = own;
  for (std::size_t i = 0; i < near.size(); ++i) {
    if (near[i]->cell == near[own]->cell) continue;
    const double dx = near[i]->x - near[own]->x;
    const double dy = near[i]->y - near[own]->y;
    const double distance = (squared[i] - squared[own]) / (2 * std::sqrt(dx * dx + dy * dy));
    if (distance >= point.boundary) continue;
    point.boundary = distance;
    other = i;
  }
  point.half_width = 2.3 + 0.7 * warp_x_.smooth(x_pixel / 20.0, y_pixel / 20.0, 300 + z_ / 3.0);
  point.cell_tone = 2 * kind_.uniform(near[own]->cell, near[own]->cell / 4096, tone) - 1;
  add_mitochondria(x, y, *near[own], point);
  if (other != own) add_synapse(x, y, *near[own], *near[other], point);
  return point;
}

}  // namespace emsurvey
