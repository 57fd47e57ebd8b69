#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "logistic/classifier.hpp"

namespace lemmata::logistic {

struct RefineOptions {
  const LinearClassifier *start = nullptr; ///< the closed form where there is none
  bool fromZero = false;                   ///< start from weights of zero
  double l2 = 0;                           ///< ½ l2 ‖w‖² is added to the loss; the bias is free
  double tolerance = 1e-8;                 ///< of the gradient's norm
  std::size_t maxIterations = 100;
};

struct Refined {
  Matrix weights; ///< features × classes; features × 1 where there are two
  std::vector<double> bias;
  std::size_t classes;
  std::size_t iterations;
  /// Mean negative log-likelihood + ½ l2 ‖w‖² at the start and after each iteration.
  std::vector<double> losses;
  double gradientNorm; ///< of the loss in weights and bias, features about their means
};

/// The linear classifier of maximum likelihood, by Newton's method with halved steps where a whole
/// one does not come down. Two classes of up to 256 features solve with the Hessian's Cholesky
/// factor (iteratively reweighted least squares), kept while it takes off nine tenths of the
/// gradient a round; all others by conjugate gradients, preconditioned by the covariance of the
/// samples that are not yet decided.
///
/// Ends when the gradient's norm is at most `tolerance` and the last step moved no logit by more
/// than a hundredth, when the loss cannot come down in float64, or after `maxIterations`.
///
/// Without l2, data that a hyperplane separates have no maximum: SEPARABLE, thrown as `Separable`
/// with weights and bias along which the likelihood grows forever. Also throws EMPTY_CLASS,
/// SHAPE_MISMATCH, NOT_FINITE, INVALID_ARGUMENT.
Refined refine(MatrixView<const double> X, std::span<const std::int32_t> labels,
               const RefineOptions &options);

} // namespace lemmata::logistic
