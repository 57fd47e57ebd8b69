#pragma once

#include "gaussian/transport.hpp"
#include "gaussian/wasserstein.hpp"

/// Normal distributions from samples, the rows of a matrix.
namespace lemmata::gaussian {

enum class Estimator {
  MaximumLikelihood, ///< S, over N
  Unbiased,          ///< over N − 1
  LedoitWolf,        ///< (1 − ρ) S + ρ (tr S / d) I, ρ of Ledoit and Wolf 2004
  Oas,               ///< the same with ρ of the oracle approximating shrinkage
};

/// Mean and covariance of the N × d samples X. Both shrinkages are scikit-learn's to the digit: its
/// OAS leaves out the terms 2/d of the published formula (Chen et al. 2010),
/// ρ = min(1, (s + m²) / ((N + 1)(s − m²/d))) with s the mean square entry of S and m = tr S / d.
/// Throws INVALID_ARGUMENT (no samples; one where it takes two), NOT_FINITE.
Moments fit(MatrixView<const double> X, Estimator estimator);

/// The Fréchet distance (FID): `wasserstein2` between the means and unbiased covariances of the
/// N × d samples X and the M × d samples Y. Works on N × M and smaller matrices where N and M are
/// at most d, never on d × d ones. Throws INVALID_ARGUMENT (fewer than two samples),
/// SHAPE_MISMATCH, NOT_FINITE.
Wasserstein2 frechet(MatrixView<const double> X, MatrixView<const double> Y);

} // namespace lemmata::gaussian
