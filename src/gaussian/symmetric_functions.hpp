#pragma once

#include "numeric/matrix.hpp"

namespace lemmata::gaussian {

/// The symmetric positive semi-definite square root of such a matrix S. Throws SHAPE_MISMATCH,
/// NOT_FINITE, NOT_SYMMETRIC, NOT_POSITIVE_DEFINITE, INVALID_ARGUMENT (empty).
Matrix squareRoot(MatrixView<const double> S);

/// The geometric mean A # B = A^½ (A^−½ B A^−½)^½ A^½, the one X ≥ 0 with X A⁻¹ X = B, of a
/// positive definite A and a positive semi-definite B. Throws as `squareRoot`, and SINGULAR where A
/// is. Source: Pusz and Woronowicz 1975.
Matrix geometricMean(MatrixView<const double> A, MatrixView<const double> B);

} // namespace lemmata::gaussian
