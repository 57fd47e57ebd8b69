#include "logistic/whitener.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "numeric/cholesky.hpp"
#include "numeric/product.hpp"
#include "numeric/singular.hpp"
#include "numeric/symmetric.hpp"

namespace lemmata::logistic {

namespace {

/// What a pivot or an eigenvalue has to have of the whole to count: sums of a million products
/// leave less than this of what cancels.
constexpr double negligible = 1e-13;

} // namespace

Whitener::Whitener(Matrix sigma) {
  const std::size_t d = sigma.rows();
  Matrix U = sigma;
  bool regular = factorize(U) == d;
  for (std::size_t i = 0; regular && i < d; ++i)
    regular = U(i, i) * U(i, i) > negligible * sigma(i, i);
  if (regular) {
    rank_ = d;
    factor_ = std::move(U);
    return;
  }
  const Eigensystem system = eigensystem(std::move(sigma));
  const double least = negligible * std::max(system.values.back(), 0.0);
  const auto begin = std::ranges::upper_bound(system.values, least) - system.values.begin();
  rank_ = d - static_cast<std::size_t>(begin);
  values_.assign(system.values.begin() + begin, system.values.end());
  vectors_ = Matrix(MatrixView<const double>{system.vectors.flat().data() + begin * d, rank_, d});
}

Whitener::Whitener(std::vector<double> variances) : rank_(0), deviations_(std::move(variances)) {
  for (double &value : deviations_) {
    value = std::sqrt(value);
    rank_ += value > 0;
  }
}

Whitener::Whitener(MatrixView<const double> D, double alpha) : alpha_(alpha) {
  const SingularSystem system = singularSystem(D);
  std::size_t kept = 0;
  while (kept < system.values.size() && system.values[kept] > 1e-12 * system.values[0])
    ++kept;
  rank_ = alpha > 0 ? D.cols : kept;
  for (std::size_t i = 0; i < kept; ++i)
    values_.push_back(system.values[i] * system.values[i] + alpha);
  vectors_ = Matrix(MatrixView<const double>{system.right.flat().data(), kept, D.cols});
}

/// The coordinates of X's rows along the eigenvectors.
Matrix Whitener::spectral(MatrixView<const double> X) const {
  return product(X, transposed(vectors_));
}

Matrix Whitener::whiten(MatrixView<const double> X) const {
  if (!factor_.empty()) {
    Matrix columns = transposed(X);
    solve(factor_, columns);
    return transposed(columns);
  }
  if (!deviations_.empty()) {
    Matrix Z(X);
    for (std::size_t i = 0; i < Z.rows(); ++i)
      for (std::size_t j = 0; j < Z.cols(); ++j)
        Z(i, j) = deviations_[j] > 0 ? Z(i, j) / deviations_[j] : 0;
    return Z;
  }
  Matrix Z = spectral(X);
  const std::size_t own = values_.size();
  if (alpha_ == 0) {
    for (std::size_t i = 0; i < Z.rows(); ++i)
      for (std::size_t j = 0; j < own; ++j)
        Z(i, j) /= std::sqrt(values_[j]);
    return Z;
  }
  // The symmetric root: (x − VᵀVx)/√α + Vᵀ diag(λ^−½) V x.
  const double root = std::sqrt(alpha_);
  for (std::size_t i = 0; i < Z.rows(); ++i)
    for (std::size_t j = 0; j < own; ++j)
      Z(i, j) *= 1 / std::sqrt(values_[j]) - 1 / root;
  Matrix result = product(Z, vectors_);
  for (std::size_t i = 0; i < result.flat().size(); ++i)
    result.flat()[i] += X.data[i] / root;
  return result;
}

Matrix Whitener::unwhiten(MatrixView<const double> Z) const {
  if (!factor_.empty()) {
    Matrix X(Z);
    for (std::size_t i = 0; i < X.rows(); ++i)
      solveBack(factor_, X.row(i));
    return X;
  }
  if (!deviations_.empty() || alpha_ > 0)
    return whiten(Z);
  Matrix scaled(Z);
  for (std::size_t i = 0; i < Z.rows; ++i)
    for (std::size_t j = 0; j < Z.cols; ++j)
      scaled(i, j) /= std::sqrt(values_[j]);
  return product(scaled, vectors_);
}

std::vector<double> Whitener::outside(std::span<const double> x) const {
  std::vector<double> rest(x.begin(), x.end());
  if (!factor_.empty() || alpha_ > 0)
    rest.assign(rest.size(), 0);
  for (std::size_t j = 0; j < deviations_.size(); ++j)
    rest[j] = deviations_[j] > 0 ? 0 : rest[j];
  // Twice, for what the first round leaves of a large part within.
  for (int round = 0; round < 2 && alpha_ == 0; ++round)
    for (std::size_t i = 0; i < vectors_.rows(); ++i) {
      const double along = dot(vectors_.row(i), rest);
      for (std::size_t j = 0; j < rest.size(); ++j)
        rest[j] -= along * vectors_(i, j);
    }
  return rest;
}

} // namespace lemmata::logistic
