#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "projection/rotation.hpp"

namespace lemmata::projection {

enum class Metric { Angular, Euclidean };

/// The hashes of an index: 32 projections for each table, of which the first `bits` make its keys.
///
/// A signature is one word of a row and a table. Angular: the 32 signs, the key is the first `bits`
/// of them. Euclidean: the numbers of the `bits` cells, mixed into one word, which is the key.
class Hasher {
public:
  static constexpr std::size_t perTable = 32;

  Hasher(Metric metric, std::size_t dimensions, std::size_t tables, std::uint64_t seed);

  Metric metric() const { return metric_; }
  std::size_t tables() const { return tables_; }
  std::size_t bits() const { return bits_; }
  void setBits(std::size_t bits) { bits_ = bits; }
  void setWidth(double width) {
    // Not infinite, for there is a projection of 0.
    perWidth_ = static_cast<float>(std::min(1 / width, 0x1p100));
  }

  /// Projections of four rows: those of table t stand from 32t on, a lane for each row.
  const f32x4 *project(const float *const (&rows)[Rotation::width]);
  /// Those of one of the rows that were projected last.
  const float *projections(std::size_t lane);

  /// Where a projection lies, in cells (Euclidean); its floor is the cell's number.
  float place(float projection, std::size_t hash) const {
    return projection * perWidth_ + offsets_[hash];
  }

  /// The signatures of four rows, one word a table.
  void sign(const float *const (&rows)[Rotation::width],
            const std::array<std::uint32_t *, Rotation::width> &to);

  std::uint32_t key(std::uint32_t signature) const {
    return metric_ == Metric::Angular ? signature & (~0u >> (perTable - bits_)) : signature;
  }

  /// A word of cell numbers.
  static std::uint32_t mix(std::uint32_t word, std::int32_t cell) {
    word = (word ^ static_cast<std::uint32_t>(cell)) * 0x85ebca6bu;
    return word ^ word >> 15;
  }
  static std::uint32_t mixStart(std::size_t table) {
    return 0x9e3779b9u * static_cast<std::uint32_t>(table + 1);
  }
  /// The number of the cell that contains the place; far outside, of the last one.
  static std::int32_t cell(float place);

private:
  Metric metric_;
  std::size_t tables_, bits_ = perTable;
  float perWidth_ = 1;
  Rotation rotation_;
  std::vector<float> offsets_; ///< uniform from 0 to 1, of Euclidean hashes
  std::vector<f32x4> projected_;
  std::vector<float> one_;
};

} // namespace lemmata::projection
