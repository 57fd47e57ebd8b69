#pragma once

#include <span>
#include <vector>

#include "numeric/matrix.hpp"

/// Normalization of rows, and its derivative.
namespace lemmata::initialization {

enum class Norm {
  Layer, ///< to mean 0 and variance 1 (Ba, Kiros and Hinton 2016)
  Rms,   ///< to mean square 1, without centring (Zhang and Sennrich 2019)
};

struct NormOptions {
  /// Factors and shifts of the columns; without data they are 1 and 0.
  std::span<const double> gamma = {}, beta = {};
  /// Added to the variance (the mean square) under the root.
  double epsilon = 1e-5;
};

/// γ (x − mean)/√(variance + ε) + β of each row x of X, n×d; without mean for Rms. A row of equal
/// entries gives exactly β.
///
/// Throws INVALID_ARGUMENT where X is empty, ε is negative or not finite, or ε = 0 and a row is
/// constant (zero for Rms), SHAPE_MISMATCH where γ or β are not of d numbers, NOT_FINITE.
Matrix normalizeRows(Norm norm, MatrixView<const double> X, const NormOptions &options);

struct NormGradient {
  Matrix X;
  std::vector<double> gamma, beta;
};

/// What a cotangent, n×d, of `normalizeRows` pulls back to X, γ and β. Throws as it does.
NormGradient normalizeRowsVjp(Norm norm, MatrixView<const double> X,
                              MatrixView<const double> cotangent, const NormOptions &options);

} // namespace lemmata::initialization
