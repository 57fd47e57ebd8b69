#pragma once

#include <vector>

#include "logistic/likelihood.hpp"

namespace lemmata::logistic {

/// Solves with the Hessian at a point, or with one that was good enough before.
class NewtonStep {
public:
  explicit NewtonStep(const Likelihood &likelihood) : likelihood_(likelihood) {}

  /// −H⁻¹ g; by conjugate gradients to no more than a tenth of `tolerance`.
  Matrix operator()(const Likelihood::Point &point, bool refresh, double tolerance);

  /// −B⁻¹ g with a bound B of the Hessian: a whole step comes down wherever it starts.
  Matrix cautious(const Likelihood::Point &point);

private:
  void factorizeBlocks(const Likelihood::Point &point);

  /// Each column of R by its factor.
  Matrix solved(const Matrix &R) const;

  /// Takes the mean off the biases of more than two classes: adding the same to all changes
  /// nothing, so that along it there is only rounding, which must not be divided by.
  static void levelBias(Matrix &V);

  Matrix conjugateGradients(const Likelihood::Point &point, double enough) const;

  const Likelihood &likelihood_;
  std::vector<Matrix> factors_; ///< of the Hessian's block of each output
  Matrix bound_;
};

} // namespace lemmata::logistic
