#pragma once

#include <vector>

#include "numeric/matrix.hpp"
#include "numeric/philox.hpp"

/// Orthonormal rows and columns by Householder's reflections, blocked as Elmroth and Gustavson
/// (2000) do on the product I − VTVᵀ of Schreiber and Van Loan (1989), so that the work is done by
/// products of matrices.
namespace lemmata {

/// Replaces A, n×m with n ≤ m, by the Q of A = LQ, whose rows are orthonormal to a few ε √m
/// whatever the rank of A, and returns L, n×n lower triangular, within a few n ε ‖A‖ of the exact
/// one for Q. Signs are LAPACK's: Q is a product of reflections that each turn what is left of a
/// row into its first entry with the opposite sign, or leave it where the rest of it is zero
/// already.
Matrix orthonormalizeRows(MatrixView<double> A);

struct QR {
  Matrix Q; ///< m×n, orthonormal columns
  Matrix R; ///< n×n, upper triangular
};

/// A = QR for A m×n with m ≥ n, with the signs of LAPACK's dgeqrf: entry (j, j) of R is opposite to
/// that of the entry it was made of, and may be negative.
QR qr(MatrixView<const double> A);

/// A matrix with orthonormal rows (rows ≤ cols) or columns (rows ≥ cols), distributed by Haar's
/// measure: uniform among all of them. The Q of a matrix of normals (those of `philox` from index 0
/// on, rows · cols of them) with the signs that make the diagonal of R positive; without those it
/// would not be uniform (Mezzadri 2007).
Matrix haarOrthogonal(const Philox &philox, std::size_t rows, std::size_t cols);

} // namespace lemmata
