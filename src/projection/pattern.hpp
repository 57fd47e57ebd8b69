#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "numeric/view.hpp"

namespace lemmata::projection {

/// A sparse matrix of entries 0, 1 and −1, by blocks of columns and within a block by rows: the
/// columns of the ones, then of the minus ones.
class Pattern {
public:
  Pattern() = default;
  Pattern(std::size_t rows, std::size_t cols, double entries);

  /// The columns [first, end) of a block; blocks are filled in order.
  std::size_t blocks() const { return (cols_ + width_ - 1) / width_; }
  std::size_t first(std::size_t block) const { return block * width_; }
  std::size_t end(std::size_t block) const;
  /// Adds the next row of the block that is being filled, from its entries.
  void append(std::span<const float> entries);

  std::size_t rows() const { return rows_; }
  std::size_t cols() const { return cols_; }

  /// Y = scale · X Pᵀ, with X N×cols and Y N×rows, without a multiplication but by `scale`: each
  /// entry of Y is the sum of its terms block by block, the added ones first.
  template <class T> void apply(MatrixView<const T> X, T scale, MatrixView<T> Y) const;

private:
  std::size_t rows_ = 0, cols_ = 0, width_ = 1;
  std::vector<std::uint32_t> starts_{0};
  std::vector<std::uint32_t> columns_; ///< less the block's first
};

} // namespace lemmata::projection
