#pragma once

#include <span>
#include <vector>

#include "numeric/matrix.hpp"

namespace lemmata::logistic {

/// A root P of the inverse of a covariance Σ, Σ⁻¹ = P Pᵀ, which is never formed where Σ has a
/// Cholesky factor: vectors are whitened, x → Pᵀx, and taken on to Σ⁻¹x = P(Pᵀx). Where Σ is
/// singular, P belongs to its pseudo-inverse.
class Whitener {
public:
  /// Of a symmetric positive semi-definite Σ: its Cholesky factor or, where a pivot is below 1e-13
  /// of its diagonal entry, the eigenvectors whose eigenvalues are above 1e-13 of the largest.
  explicit Whitener(Matrix sigma);
  /// Of a diagonal Σ. Variances of 0 drop their feature.
  explicit Whitener(std::vector<double> variances);
  /// Of Σ = DᵀD + α I, from the thin singular system of D (rows × features), which has twice the
  /// digits of Σ: singular values above 1e-12 of the largest are kept.
  Whitener(MatrixView<const double> D, double alpha);

  std::size_t rank() const { return rank_; }
  /// Each row x of X as Pᵀx.
  Matrix whiten(MatrixView<const double> X) const;
  /// Each row z of Z as Pz, and so each whitened row as Σ⁻¹x.
  Matrix unwhiten(MatrixView<const double> Z) const;
  /// x less its part in the range of Σ; nothing is left where Σ is regular.
  std::vector<double> outside(std::span<const double> x) const;

private:
  Matrix spectral(MatrixView<const double> X) const;

  std::size_t rank_;
  Matrix factor_;                  ///< U with Σ = UᵀU, upper triangular
  std::vector<double> deviations_; ///< of a diagonal Σ
  Matrix vectors_;                 ///< orthonormal rows
  std::vector<double> values_;     ///< the eigenvalues that belong to them
  double alpha_ = 0;               ///< the eigenvalue of all other directions
};

} // namespace lemmata::logistic
