#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "numeric/packet.hpp"

namespace lemmata::projection {

/// Many projections of a vector on nearly independent, nearly normal directions, in O(m log m): the
/// coordinates of H D₃ H D₂ H D₁ x, with Hadamard matrices H and random signs D (Ailon and Chazelle
/// 2009; for hashing, Andoni, Indyk, Laarhoven, Razenshteyn and Schmidt 2015), x filled up with
/// zeros to m = 2ᵏ ≥ 64 entries. Each further block of m coordinates is one more H D of the block
/// before. In each block the directions are orthogonal, which makes angles read from signs more
/// certain than independent directions do. A coordinate has the mean square |x|² over the signs.
///
/// Everything is float32 additions and products in a fixed order: the same bits everywhere.
class Rotation {
public:
  static constexpr std::size_t width = 4; ///< vectors at a time, one in each lane

  Rotation(std::size_t dimensions, std::size_t outputs, std::uint64_t seed);

  /// At least as many as asked for.
  std::size_t outputs() const { return blocks_ * size_; }

  /// Writes outputs() packets, of which lane r belongs to rows[r].
  void project(const float *const (&rows)[width], f32x4 *to) const;

private:
  std::size_t dimensions_, size_, blocks_;
  std::vector<float> signs_; ///< of each round; from the second on divided by √m
};

} // namespace lemmata::projection
