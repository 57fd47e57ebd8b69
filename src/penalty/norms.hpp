#pragma once

#include "numeric/matrix.hpp"

namespace lemmata::penalty {

enum class Norm {
  Spectral,  ///< the largest singular value
  Product,   ///< of a product W J: the spectral norm of it, where others take both factors' norms
  Frobenius, ///< √Σ m²
  Nuclear,   ///< the sum of the singular values
  Max,       ///< max |m|
  RmsFrobenius, ///< Frobenius/√min(rows, cols)
  Induced1,     ///< the largest sum of |m| in a column
  InducedInf,   ///< the largest sum of |m| in a row
};

/// Whether the inequality of the penalties holds with this norm: it does for every one that is
/// nowhere below the spectral norm.
constexpr bool guaranteed(Norm norm) { return norm <= Norm::Nuclear; }

/// The norm of M. Spectral and nuclear come from all singular values, each within a few d ε of the
/// largest, so that none is underestimated as power iterations do.
double norm(MatrixView<const double> M, Norm norm);

/// The same with its argument checked. Throws NOT_FINITE, INVALID_ARGUMENT (empty).
double checkedNorm(MatrixView<const double> M, Norm norm);

/// The norm of the n × n identity.
double identityNorm(std::size_t n, Norm norm);

} // namespace lemmata::penalty
