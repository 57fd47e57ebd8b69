#pragma once

#include <algorithm>
#include <cstddef>

#include "numeric/product.hpp"

/// Four by four entries of a product AᵀB, held in registers: the inner loop of the products and
/// triangular solves of small matrices, which need no packing.
namespace lemmata::tile {

constexpr std::size_t size = 4;

/// A tile of `rows` × `cols` ≤ 4 × 4 entries; what lies beyond is zero.
struct Tile {
  alignas(16) double entry[size][size] = {};
  std::size_t rows;
  std::size_t cols;

  Tile(std::size_t rows, std::size_t cols) : rows(rows), cols(cols) {}
  bool full() const { return rows == size && cols == size; }
};

/// The tile of C at (row, col), and back.
Tile read(Block<const double> C, std::size_t row, std::size_t col);
void write(const Tile &t, Block<double> C, std::size_t row, std::size_t col);

/// t −= Σ a_kᵀ b_k over `count` rows, where `a` and `b` point at the first row's entries. Full and
/// ragged tiles sum in the same order, so they give the same bits.
void subtractProduct(Tile &t, const double *a, std::size_t strideA, const double *b,
                     std::size_t strideB, std::size_t count);

} // namespace lemmata::tile
