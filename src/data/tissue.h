// Geometry of a synthetic neural tissue: cells that fill space, mitochondria inside them and synapses between
// them, all of which change slowly from section to section.
#pragma once

#include <cstdint>
#include <vector>

#include "data/lattice_noise.h"

namespace emsurvey {

/// Structures at a pixel. Lengths are in pixels.
struct TissuePoint {
  double boundary = 0;       ///< Distance to the nearest boundary between two cells.
  double half_width = 0;     ///< Half the width of the membrane; it is where boundary < half_width.
  double cell_tone = 0;      ///< A constant of the cell in [-1, 1].
  double mitochondrion = 2;  ///< 0 at a centre, 1 at the edge, larger outside.
  double crista = 0;         ///< Position across the folds inside a mitochondrion.
  double synapse = 2;        ///< 0 where a synapse is densest, 1 at its edge, larger outside.
};

/// One section of the tissue.
class Tissue {
 public:
  /// Makes section `z` of `size` x `size` pixels of the tissue with this seed.
  Tissue(std::uint64_t seed, int size, int z);

  TissuePoint at(int y, int x) const;

 private:
  /// A piece of a cell. A small cell is one piece; a large cell has all pieces of a neighbourhood.
  struct Piece {
    double x = 0;
    double y = 0;
    std::int64_t column = 0;
    std::int64_t row = 0;
    std::int64_t cell = 0;
  };
  struct Mitochondrion {
    bool exists = false;
    double along_x = 1;  ///< Direction of the long axis.
    double along_y = 0;
    double long_radius = 1;
    double short_radius = 1;
  };

  const Piece& piece(std::int64_t row, std::int64_t column) const;
  std::size_t piece_index(std::int64_t row, std::int64_t column) const;
  Piece make_piece(std::int64_t row, std::int64_t column) const;
  std::int64_t cell_of(std::int64_t row, std::int64_t column) const;
  Mitochondrion make_mitochondrion(std::int64_t row, std::int64_t column) const;
  void add_mitochondria(double x, double y, const Piece& own, TissuePoint& point) const;
  /// Whether the boundary of two pieces passes between their centres without a third piece there.
  bool touch_midway(const Piece& a, const Piece& b) const;
  void add_synapse(double x, double y, const Piece& own, const Piece& other, TissuePoint& point) const;

  int z_;
  std::int64_t pieces_across_;
  LatticeNoise place_;
  LatticeNoise kind_;
  LatticeNoise warp_x_;
  LatticeNoise warp_y_;
  std::vector<Piece> pieces_;
  std::vector<Mitochondrion> mitochondria_;  ///< One per piece.
};

}  // namespace emsurvey
