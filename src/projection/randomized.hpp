#pragma once

#include <cstdint>
#include <vector>

#include "numeric/matrix.hpp"

/// Randomized linear algebra after Halko, Martinsson and Tropp (2011): a few products of A with
/// thin matrices of normals. A may be float32, which is widened as it is read, in slices of rows;
/// the computation is float64.
namespace lemmata::projection {

/// A matrix of either precision, row after row.
struct AnyMatrix {
  const void *data;
  bool single; ///< float32 rather than float64
  std::size_t rows, cols;

  AnyMatrix(MatrixView<const double> A) : data(A.data), single(false), rows(A.rows), cols(A.cols) {}
  AnyMatrix(MatrixView<double> A) : AnyMatrix(MatrixView<const double>(A)) {}
  AnyMatrix(MatrixView<const float> A) : data(A.data), single(true), rows(A.rows), cols(A.cols) {}
};

/// Errors call the rank `name`.
struct Sketching {
  std::size_t rank;       ///< k ≥ 1
  std::size_t oversample; ///< p more directions are looked at
  std::size_t power; ///< q multiplications with AAᵀ, each with orthonormalization before and after
  std::uint64_t seed;
  const char *name = "rank";
};

/// Rows that are orthonormal and span, nearly, the columns of A: k + p of them, at most min(m, n),
/// each of m entries. With B = A − QᵀQA, q = 0 and p ≥ 2,
/// E |B|_F ≤ √(1 + k/(p − 1)) (Σ_{j>k} σⱼ²)^½.
/// Throws INVALID_ARGUMENT (empty A; k beyond min(m, n)), NOT_FINITE.
Matrix rangeFinder(AnyMatrix A, const Sketching &options);

struct Svd {
  Matrix U;              ///< m×k, orthonormal columns
  std::vector<double> S; ///< k, descending
  Matrix V;              ///< n×k, orthonormal columns, the largest entry of each positive
  double residual;       ///< |A − U S Vᵀ|₂ is at most this, but for a probability of 1e-10
};

/// The leading k singular values and vectors of A, from the range finder's basis. Where the rank of
/// A is below k, zeros and any orthonormal vectors complete them. Throws as `rangeFinder`, and
/// NOT_CONVERGED.
Svd randomizedSvd(AnyMatrix A, const Sketching &options);

struct Pca {
  Matrix components;            ///< d×k, orthonormal columns, the largest entry of each positive
  std::vector<double> variance; ///< along each, over N − 1
  std::vector<double> mean;     ///< d
  Matrix scores;                ///< N×k, the centred rows in the components
};

/// The leading k principal components of the rows of X, centred slice by slice. Throws as
/// `randomizedSvd`, and INVALID_ARGUMENT where X has fewer than two rows.
Pca pca(AnyMatrix X, const Sketching &options);

struct ApproximateProduct {
  Matrix product; ///< m×p
  /// √E |error|²_F = √((|A|²|B|² + |AB|²)/k), with |AB|² estimated, without bias, from the product
  /// that was found.
  double expectedError;
};

/// AB by (ARᵀ)(RB) with R k×n of entries N(0, 1/k): without bias. Throws INVALID_ARGUMENT,
/// SHAPE_MISMATCH, NOT_FINITE.
ApproximateProduct approximateProduct(AnyMatrix A, AnyMatrix B, std::size_t samples,
                                      std::uint64_t seed);

} // namespace lemmata::projection
