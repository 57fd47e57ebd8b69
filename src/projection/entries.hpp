#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace lemmata::projection {

/// The streams of a seed, one for each use.
enum class Stream : std::uint64_t {
  Normals = 0x4a4c01,
  Signs,
  Sparse,
  Orthonormal,
  Diagonal,
  Places,
  Columns,
  Range,
  Residual,
  Product,
};

/// Entries of random matrices with `cols` columns, each a function of (seed, row, column), so that
/// any part of a matrix is the same bits wherever it is made.

/// Standard normals, from column `first` of a row on.
template <class T>
void normals(std::uint64_t seed, Stream stream, std::uint64_t cols, std::uint64_t row,
             std::uint64_t first, std::span<T> to);

/// ±1, each with probability ½.
template <class T>
void signs(std::uint64_t seed, Stream stream, std::uint64_t cols, std::uint64_t row,
           std::uint64_t first, std::span<T> to);

/// ±1, each with probability share · 2^−32, and 0 otherwise.
template <class T>
void sparseSigns(std::uint64_t seed, std::uint32_t share, std::uint64_t cols, std::uint64_t row,
                 std::uint64_t first, std::span<T> to);

} // namespace lemmata::projection
