#pragma once

#include <cstddef>

#include "numeric/matrix.hpp"

/// Products of dense matrices. Everything is a product AᵀB of row-major matrices, the one form
/// whose inner loop reads both operands along their rows.
namespace lemmata {

/// A part of a row-major matrix: `stride` numbers from one row to the next.
template <class T> struct Block {
  T *data;
  std::size_t rows;
  std::size_t cols;
  std::size_t stride;

  Block(T *data, std::size_t rows, std::size_t cols, std::size_t stride)
      : data(data), rows(rows), cols(cols), stride(stride) {}
  Block(MatrixView<T> view) : Block(view.data, view.rows, view.cols, view.cols) {}
  Block(MatrixView<std::remove_const_t<T>> view)
    requires(std::is_const_v<T>)
      : Block(view.data, view.rows, view.cols, view.cols) {}
  operator Block<const T>() const
    requires(!std::is_const_v<T>)
  {
    return {data, rows, cols, stride};
  }

  T &operator()(std::size_t row, std::size_t col) const { return data[row * stride + col]; }
  Block part(std::size_t row, std::size_t col, std::size_t height, std::size_t width) const {
    return {data + row * stride + col, height, width, stride};
  }
};

/// C += scale · AᵀB, with A k×m, B k×n and C m×n.
void addTransposedProduct(Block<double> C, double scale, Block<const double> A,
                          Block<const double> B);

/// AᵀB, with A k×m and B k×n.
Matrix transposedProduct(MatrixView<const double> A, MatrixView<const double> B);

/// G += AᵀA in the lower triangle; what lies above it is spoilt.
void addGram(Block<double> G, Block<const double> A);

/// AᵀA, symmetric to the bit.
Matrix gram(MatrixView<const double> A);

/// Aᵀ.
Matrix transposed(MatrixView<const double> A);

/// AB, with A m×k and B k×n.
Matrix product(MatrixView<const double> A, MatrixView<const double> B);

/// Σ xᵢ yᵢ, summed in four strands.
double dot(std::span<const double> x, std::span<const double> y);

/// Σ xᵢ².
inline double squaredNorm(std::span<const double> x) { return dot(x, x); }

} // namespace lemmata
