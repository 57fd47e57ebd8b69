#pragma once

#include "gaussian/transport.hpp"
#include "gaussian/wasserstein.hpp"
#include "numeric/covariance.hpp"

/// Normal distributions from samples, the rows of a matrix.
namespace lemmata::gaussian {

using lemmata::Estimator;

/// Mean and covariance of the N × d samples X. Both shrinkages are scikit-learn's to the digit.
/// Throws INVALID_ARGUMENT (no samples; one where it takes two), NOT_FINITE.
Moments fit(MatrixView<const double> X, Estimator estimator);

/// The Fréchet distance (FID): `wasserstein2` between the means and unbiased covariances of the
/// N × d samples X and the M × d samples Y. Works on N × M and smaller matrices where N and M are
/// at most d, never on d × d ones. Throws INVALID_ARGUMENT (fewer than two samples),
/// SHAPE_MISMATCH, NOT_FINITE.
Wasserstein2 frechet(MatrixView<const double> X, MatrixView<const double> Y);

} // namespace lemmata::gaussian
