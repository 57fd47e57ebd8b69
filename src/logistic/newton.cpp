#include "logistic/newton.hpp"

#include <algorithm>
#include <cmath>

#include "numeric/cholesky.hpp"
#include "numeric/covariance.hpp"
#include "numeric/error.hpp"
#include "numeric/product.hpp"

namespace lemmata::logistic {

namespace {

/// The Cholesky factor of a positive semi-definite S, with the least of 1e-12, 1e-10, … times its
/// diagonal added that makes it definite.
Matrix definiteFactor(const Matrix &S) {
  double largest = 0;
  for (std::size_t i = 0; i < S.rows(); ++i)
    largest = std::max(largest, S(i, i));
  for (double jitter = 0;; jitter = jitter > 0 ? 100 * jitter : 1e-12) {
    Matrix U = S;
    for (std::size_t i = 0; i < U.rows(); ++i)
      U(i, i) += jitter * (U(i, i) + 1e-8 * largest) + (largest > 0 ? 0 : 1);
    if (factorize(U) == S.rows())
      return U;
    // Only where entries are not finite, for a diagonal this much larger is all there is.
    if (jitter > 1e6)
      throw Error(ErrorCode::NotFinite, "{argument} has entries whose squares are beyond float64",
                  {{"argument", "X"}});
  }
}

} // namespace

Matrix NewtonStep::operator()(const Likelihood::Point &point, bool refresh, double tolerance) {
  if (refresh || factors_.empty())
    factorizeBlocks(point);
  if (!likelihood_.direct())
    return conjugateGradients(point, tolerance / 10);
  Matrix step = solved(point.gradient);
  scale(step, -1);
  return step;
}

Matrix NewtonStep::cautious(const Likelihood::Point &point) {
  if (bound_.empty())
    bound_ = definiteFactor(likelihood_.bound());
  Matrix step = transposed(point.gradient);
  for (std::size_t k = 0; k < step.rows(); ++k) {
    solve(bound_, step.row(k));
    solveBack(bound_, step.row(k));
  }
  scale(step, -1);
  return transposed(step);
}

void NewtonStep::factorizeBlocks(const Likelihood::Point &point) {
  const std::size_t outputs = likelihood_.outputs();
  std::vector<Matrix> blocks;
  for (std::size_t k = 0; k < outputs; ++k)
    blocks.push_back(likelihood_.hessianBlock(point, k, likelihood_.stride()));
  // A class that is decided everywhere has a block of zeros, but is not free to move: it is told
  // a little of what the others know.
  const double share = outputs == 1 ? 0 : 0.1 / static_cast<double>(outputs);
  for (std::size_t i = 0; i < blocks[0].flat().size() && share > 0; ++i) {
    double sum = 0;
    for (const Matrix &block : blocks)
      sum += block.flat()[i];
    for (Matrix &block : blocks)
      block.flat()[i] += share * sum;
  }
  factors_.clear();
  for (const Matrix &block : blocks)
    factors_.push_back(definiteFactor(block));
}

Matrix NewtonStep::solved(const Matrix &R) const {
  Matrix Z = transposed(R);
  for (std::size_t k = 0; k < Z.rows(); ++k) {
    solve(factors_[k], Z.row(k));
    solveBack(factors_[k], Z.row(k));
  }
  Matrix result = transposed(Z);
  levelBias(result);
  return result;
}

void NewtonStep::levelBias(Matrix &V) {
  const auto bias = V.row(V.rows() - 1);
  if (bias.size() == 1)
    return;
  double mean = 0;
  for (const double value : bias)
    mean += value / static_cast<double>(bias.size());
  for (double &value : bias)
    value -= mean;
}

Matrix NewtonStep::conjugateGradients(const Likelihood::Point &point, double enough) const {
  Matrix step(point.gradient.rows(), point.gradient.cols());
  Matrix R = point.gradient;
  scale(R, -1);
  levelBias(R);
  Matrix Z = solved(R), direction = Z;
  double rho = dot(R.flat(), Z.flat());
  // The rest of the gradient that a step leaves goes with its square root: the rounds converge
  // faster than linearly without solving exactly where that would be wasted.
  const double start = std::sqrt(rho);
  const double goal = start * std::min(0.1, std::sqrt(start));
  for (int round = 0;
       round < 500 && std::sqrt(rho) > goal && squaredNorm(R.flat()) > enough * enough; ++round) {
    const Matrix Q = likelihood_.hessianTimes(point, direction);
    const double curvature = dot(direction.flat(), Q.flat());
    if (!(curvature > 0))
      break;
    const double length = rho / curvature;
    for (std::size_t i = 0; i < step.flat().size(); ++i) {
      step.flat()[i] += length * direction.flat()[i];
      R.flat()[i] -= length * Q.flat()[i];
    }
    levelBias(R);
    Z = solved(R);
    const double next = dot(R.flat(), Z.flat());
    for (std::size_t i = 0; i < step.flat().size(); ++i)
      direction.flat()[i] = Z.flat()[i] + next / rho * direction.flat()[i];
    rho = next;
  }
  return step;
}

} // namespace lemmata::logistic
