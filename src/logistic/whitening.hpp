#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "numeric/matrix.hpp"

namespace lemmata::logistic {

enum class WhiteningKind {
  Total,  ///< along the principal axes of all samples, the largest variance first
  Within, ///< the same of the samples about the means of their classes
  Zca,    ///< by the symmetric root of the inverse covariance: the least change of the data
};

struct Whitening {
  Matrix data;   ///< (X − mean) · matrix
  Matrix matrix; ///< d × rank; d × d for `Zca`
  std::vector<double> mean;
};

/// Samples in coordinates in which their covariance over N is the identity; directions without
/// variance (below 1e-13 of the largest) are left out, with `Zca` mapped to 0. An axis points to
/// where its largest entry by magnitude is positive. X: N × d; `labels`, for `Within` only: N
/// whole numbers from 0.
///
/// Throws SINGULAR where nothing varies, SHAPE_MISMATCH, NOT_FINITE, INVALID_ARGUMENT.
Whitening whiten(MatrixView<const double> X, std::span<const std::int32_t> labels,
                 WhiteningKind kind);

struct Regression {
  Matrix weights; ///< d × m
  std::vector<double> bias;
  Matrix residualCovariance; ///< m × m, over N
};

/// E[y|x] = Wᵀx + b of the joint Gaussian of the rows of X (N × d) and Y (N × m), which is least
/// squares: W = Σₓₓ⁻¹Σₓᵧ, the residual covariance Σᵧᵧ − Σᵧₓ Σₓₓ⁻¹ Σₓᵧ. Collinear columns get the
/// weights of least length.
///
/// Throws SHAPE_MISMATCH, NOT_FINITE, INVALID_ARGUMENT (empty).
Regression linearRegression(MatrixView<const double> X, MatrixView<const double> Y);

} // namespace lemmata::logistic
