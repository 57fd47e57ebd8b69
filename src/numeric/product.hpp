#pragma once

#include <cstddef>

#include "numeric/matrix.hpp"

/// Products of dense row-major matrices in float64 and float32, on 128-bit packets.
///
/// Every entry of a product is one and the same sum, whatever the form, the shape and the place of
/// the operands in memory: the terms in blocks of 256, each summed from zero in order, the block's
/// sum times `scale` added to the entry. So a product made in parts has the bits of the whole, as
/// long as the parts do not cut the sum.
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

/// C += scale · AB, with A m×k, B k×n and C m×n. Here and below C overlaps neither A nor B.
void addProduct(Block<double> C, double scale, Block<const double> A, Block<const double> B);
void addProduct(Block<float> C, float scale, Block<const float> A, Block<const float> B);

/// C += scale · AᵀB, with A k×m, B k×n and C m×n.
void addTransposedProduct(Block<double> C, double scale, Block<const double> A,
                          Block<const double> B);
void addTransposedProduct(Block<float> C, float scale, Block<const float> A, Block<const float> B);

/// C += scale · ABᵀ, with A m×k, B n×k and C m×n.
void addProductWithTransposed(Block<double> C, double scale, Block<const double> A,
                              Block<const double> B);
void addProductWithTransposed(Block<float> C, float scale, Block<const float> A,
                              Block<const float> B);

/// The entries on and below the diagonal of C += scale · AᵀA, with A k×n and C n×n, for half the
/// work of the whole; those above are left or spoilt. `mirror` makes them those below.
void addLowerGram(Block<double> C, double scale, Block<const double> A);
void addLowerGram(Block<float> C, float scale, Block<const float> A);
void mirror(Block<double> C);
void mirror(Block<float> C);

/// AB, with A m×k and B k×n.
Matrix product(MatrixView<const double> A, MatrixView<const double> B);

/// AᵀB, with A k×m and B k×n.
Matrix transposedProduct(MatrixView<const double> A, MatrixView<const double> B);

/// ABᵀ, with A m×k and B n×k.
Matrix productWithTransposed(MatrixView<const double> A, MatrixView<const double> B);

/// AᵀA, symmetric to the bit.
Matrix gram(MatrixView<const double> A);

/// Aᵀ.
Matrix transposed(MatrixView<const double> A);

/// Σ xᵢ yᵢ, summed in four strands.
double dot(std::span<const double> x, std::span<const double> y);

/// Σ xᵢ².
inline double squaredNorm(std::span<const double> x) { return dot(x, x); }

} // namespace lemmata
