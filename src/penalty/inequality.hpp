#pragma once

#include <span>
#include <vector>

#include "penalty/head.hpp"
#include "penalty/network.hpp"
#include "penalty/norms.hpp"

/// The inequality between the penalties of input and parameter gradient (kexue.fm/archives/8796;
/// Dherin, Munn and Barrett 2021): with h_t what layer t is given and J_t = ∂h_t/∂x,
///
///   |∇ₓf|² Σ_t (1 + |h_t|²) / (‖W_t‖² ‖J_t‖²) ≤ |∇_θ f|²,
///
/// without the 1 where a layer has no bias. It holds sample by sample, for every norm that is
/// nowhere below the spectral one.
namespace lemmata::penalty {

struct Inequality {
  std::vector<double> terms; ///< without the factor |∇ₓf|²
  double left, right;
  double ratio; ///< left/right; 0 where both are 0
  bool holds;   ///< left ≤ right, to a relative rounding of 1e-9 and that of squares below 1e-300
  std::vector<std::size_t> deadLayers; ///< where W_t or J_t, or its square, is 0: their terms are 0
  double inputGradientSquared;
};

/// Both sides at x, by the norm. Throws SHAPE_MISMATCH, NOT_FINITE, INVALID_ARGUMENT.
Inequality inequality(const Network &network, std::span<const double> x, const Head &head,
                      Norm norm);

struct InequalityRows {
  std::vector<double> left, right, ratio;
  /// |(1/N) Σ ∇_θ f|², which the inequality says nothing about: gradients of samples may cancel.
  double batchGradientSquared;
  double meanParameterGradientSquared; ///< (1/N) Σ |∇_θ f|², the mean of `right`
};

/// Both sides for each row of X (N × inputs). Throws as `inequality`.
InequalityRows inequalityRows(const Network &network, MatrixView<const double> X, const Head &head,
                              Norm norm);

} // namespace lemmata::penalty
