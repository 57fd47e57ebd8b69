#include "gaussian/model.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "numeric/check.hpp"
#include "numeric/cholesky.hpp"
#include "numeric/log.hpp"
#include "numeric/product.hpp"
#include "numeric/symmetric.hpp"

namespace lemmata::gaussian {

namespace {

constexpr double epsilon = std::numeric_limits<double>::epsilon();

/// The root of a factor F of d rows and at least d columns: F = L Q with L lower triangular, by
/// reflections from the right, so that F Fᵀ, whose condition is the square of F's, is never formed.
/// Returns Lᵀ, or nothing where a row of F depends on the ones above.
std::optional<Matrix> triangularRoot(Matrix F) {
  const std::size_t d = F.rows(), r = F.cols();
  Matrix R(d, d);
  std::vector<double> v(r);
  for (std::size_t k = 0; k < d; ++k) {
    const double whole = std::sqrt(squaredNorm(F.row(k)));
    const auto rest = F.row(k).subspan(k);
    const double length = std::sqrt(squaredNorm(rest));
    if (!(length > 4 * static_cast<double>(d) * epsilon * whole))
      return std::nullopt;
    const double sign = rest[0] > 0 ? -1 : 1;
    for (std::size_t j = 0; j < k; ++j)
      R(j, k) = F(k, j);
    R(k, k) = length;
    // The reflection I − vvᵀ/h takes the rest of this row to sign · length in its first entry.
    v.assign(rest.begin(), rest.end());
    v[0] -= sign * length;
    const double h = length * length - sign * length * rest[0];
    for (std::size_t i = k + 1; i < d; ++i) {
      const auto row = F.row(i).subspan(k);
      const double factor = dot(row, v) / h;
      for (std::size_t j = 0; j < v.size(); ++j)
        row[j] -= factor * v[j];
      row[0] *= sign;
    }
  }
  return R;
}

/// Whether every entry equals its mirror image and is finite: only then is the difference 0. In
/// squares, so that the mirrored rows stay in the cache.
bool symmetricAndFinite(MatrixView<const double> S) {
  constexpr std::size_t side = 16;
  bool different = false;
  for (std::size_t i0 = 0; i0 < S.rows; i0 += side)
    for (std::size_t j0 = 0; j0 <= i0; j0 += side)
      for (std::size_t i = i0; i < std::min(i0 + side, S.rows); ++i)
        for (std::size_t j = j0; j < std::min(j0 + side, i + 1); ++j)
          different |= !(S(i, j) - S(j, i) == 0);
  return !different;
}

} // namespace

// ── roots ───────────────────────────────────────────────────────────────────────────────────────

Matrix Root::dense() const {
  if (!diagonal())
    return matrix;
  Matrix R(deviations.size(), deviations.size());
  for (std::size_t i = 0; i < deviations.size(); ++i)
    R(i, i) = deviations[i];
  return R;
}

double Root::logDeterminant() const {
  if (!diagonal())
    return lemmata::logDeterminant(matrix);
  double sum = 0;
  for (const double deviation : deviations)
    sum += lemmata::log(deviation);
  return 2 * sum;
}

void Root::whiten(std::span<double> x) const {
  if (!diagonal())
    return solve(matrix, x);
  for (std::size_t i = 0; i < x.size(); ++i)
    x[i] /= deviations[i];
}

void Root::whiten(Matrix &X) const {
  if (!diagonal())
    return solve(matrix, X);
  for (std::size_t i = 0; i < X.rows(); ++i)
    for (double &value : X.row(i))
      value /= deviations[i];
}

double Root::whitenedNorm(std::vector<double> x) const {
  whiten(x);
  return squaredNorm(x);
}

Matrix Root::transposedInverse() const {
  if (!diagonal())
    return lemmata::transposedInverse(matrix);
  Matrix X(deviations.size(), deviations.size());
  for (std::size_t i = 0; i < deviations.size(); ++i)
    X(i, i) = 1 / deviations[i];
  return X;
}

// ── checks ──────────────────────────────────────────────────────────────────────────────────────

Matrix symmetrized(MatrixView<const double> S, std::string_view name) {
  if (S.rows != S.cols)
    throw Error(ErrorCode::ShapeMismatch,
                "{argument} is {rows} × {cols}; a symmetric matrix has as many rows as columns",
                {{"argument", name}, {"rows", S.rows}, {"cols", S.cols}});
  if (symmetricAndFinite(S))
    return Matrix(S);
  check::finite(S, name);
  const std::size_t n = S.rows;
  double largest = 0;
  for (const double value : S.flat())
    largest = std::max(largest, std::abs(value));
  Matrix result(S);
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = 0; j < i; ++j) {
      if (std::abs(S(i, j) - S(j, i)) > 1e-8 * largest)
        throw Error(ErrorCode::NotSymmetric,
                    "{argument}[{row}][{column}] is {found} and its mirror image is {mirrored}; "
                    "they may differ by at most {allowed}",
                    {{"argument", name},
                     {"row", i},
                     {"column", j},
                     {"found", S(i, j)},
                     {"mirrored", S(j, i)},
                     {"allowed", 1e-8 * largest}});
      // Not (a + b) / 2, which may overflow.
      result(i, j) = result(j, i) = S(i, j) / 2 + S(j, i) / 2;
    }
  return result;
}

Matrix semidefiniteRoot(const Matrix &S, std::string_view name) {
  const std::size_t n = S.rows();
  // With coordinates in units of their own deviations: the rank does not depend on units.
  std::vector<double> units(n);
  Matrix correlation(S.view());
  double largest = 0;
  for (std::size_t i = 0; i < n; ++i)
    largest = std::max(largest, S(i, i));
  // A coordinate without variance of its own is measured by the largest.
  for (std::size_t i = 0; i < n; ++i)
    units[i] = std::sqrt(S(i, i) > 0 ? S(i, i) : largest > 0 ? largest : 1);
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = 0; j < n; ++j)
      correlation(i, j) = correlation(i, j) / units[i] / units[j];
  const auto refuse = [&] {
    throw Error(ErrorCode::NotPositiveDefinite,
                "{argument} has the eigenvalue {eigenvalue}; a covariance has none below 0",
                {{"argument", name}, {"eigenvalue", eigenvalues(S).front()}});
  };
  // A correlation is from −1 to 1; far beyond it overflows.
  if (!std::isfinite(squaredNorm(correlation.flat())))
    refuse();
  const Eigensystem eigen = eigensystem(correlation);
  const double zero = 8 * static_cast<double>(n) * epsilon * std::abs(eigen.values.back());
  if (eigen.values.front() < -zero || eigen.values.back() < 0)
    refuse();
  std::size_t first = 0;
  while (first < n && eigen.values[first] <= zero)
    ++first;
  Matrix R(n - first, n);
  for (std::size_t i = first; i < n; ++i)
    for (std::size_t j = 0; j < n; ++j)
      R(i - first, j) = std::sqrt(eigen.values[i]) * eigen.vectors(i, j) * units[j];
  return R;
}

void sameDimensions(const Model &p, const Model &q, std::string_view argument) {
  check::sameSize(q.size(), p.size(), argument);
}

// ── models ──────────────────────────────────────────────────────────────────────────────────────

Model::Model(const Gaussian &given) : mean_(given.mean.begin(), given.mean.end()) {
  check::notEmpty(mean_.size(), given.meanName);
  check::finite(given.mean, given.meanName);
  const MatrixView<const double> &C = given.covariance;
  const std::size_t d = mean_.size();
  switch (given.form) {
  case Form::Full:
    useFull(C, given.covarianceName);
    break;
  case Form::Diagonal:
  case Form::Isotropic: {
    if (given.form == Form::Diagonal)
      check::sameSize(C.size(), d, given.covarianceName);
    check::finite(std::span<const double>(C.flat()), given.covarianceName);
    for (std::size_t i = 0; i < C.size(); ++i)
      if (C.data[i] < 0)
        throw Error(ErrorCode::NotPositiveDefinite,
                    "{argument} has the variance {eigenvalue} at {index}; a variance is at least 0",
                    {{"argument", given.covarianceName}, {"eigenvalue", C.data[i]}, {"index", i}});
    useDiagonal(given.form == Form::Diagonal ? std::vector<double>(C.data, C.data + d)
                                             : std::vector<double>(d, C.data[0]));
    break;
  }
  case Form::Factor:
    if (C.rows != d || C.cols == 0)
      throw Error(
          ErrorCode::ShapeMismatch,
          "{argument} has a factor of {rows} × {cols}; it needs {expected} rows, as many as "
          "the mean has entries, and at least one column",
          {{"argument", given.covarianceName},
           {"rows", C.rows},
           {"cols", C.cols},
           {"expected", d}});
    check::finite(C, given.covarianceName);
    if (!std::isfinite(squaredNorm(C.flat())))
      throw Error(ErrorCode::NotFinite, "the covariance of the factor {argument} overflows",
                  {{"argument", given.covarianceName}});
    useFactor(Matrix(C));
  }
}

Model::Model(std::vector<double> mean, std::vector<double> variances) : mean_(std::move(mean)) {
  useDiagonal(std::move(variances));
}

Model::Model(std::vector<double> mean, const Matrix &factor) : mean_(std::move(mean)) {
  useFactor(factor);
}

void Model::useFull(MatrixView<const double> given, std::string_view name) {
  if (given.rows != size() || given.cols != size())
    throw Error(
        ErrorCode::ShapeMismatch, "{argument} is {rows} × {cols}; the mean has {expected} entries",
        {{"argument", name}, {"rows", given.rows}, {"cols", given.cols}, {"expected", size()}});
  full_ = symmetrized(given, name);
  Matrix U(full_.view());
  definite_ = factorize(U) == size();
  root_.matrix = definite_ ? std::move(U) : semidefiniteRoot(full_, name);
  // The root of the zero matrix has no rows; a diagonal of zeros says the same.
  if (root_.matrix.empty())
    useDiagonal(std::vector<double>(size()));
}

void Model::useDiagonal(std::vector<double> variances) {
  variances_ = std::move(variances);
  definite_ = true;
  root_.deviations.resize(size());
  for (std::size_t i = 0; i < size(); ++i) {
    root_.deviations[i] = std::sqrt(variances_[i]);
    definite_ &= variances_[i] > 0;
  }
}

void Model::useFactor(const Matrix &factor) {
  if (factor.cols() >= size())
    if (auto R = triangularRoot(factor)) {
      root_.matrix = std::move(*R);
      definite_ = true;
      return;
    }
  root_.matrix = transposed(factor);
}

double Model::trace() const {
  if (diagonal()) {
    double sum = 0;
    for (const double variance : variances_)
      sum += variance;
    return sum;
  }
  if (full_.empty())
    return squaredNorm(root_.matrix.flat());
  double sum = 0;
  for (std::size_t i = 0; i < size(); ++i)
    sum += full_(i, i);
  return sum;
}

Matrix Model::covariance() const {
  if (!full_.empty())
    return full_;
  if (!diagonal())
    return gram(root_.matrix);
  Matrix S(size(), size());
  for (std::size_t i = 0; i < size(); ++i)
    S(i, i) = variances_[i];
  return S;
}

void Model::addCovariance(Matrix &S, double s) const {
  if (diagonal())
    for (std::size_t i = 0; i < size(); ++i)
      S(i, i) += s * variances_[i];
  else if (full_.empty())
    addTransposedProduct(S.view(), s, root_.matrix.view(), root_.matrix.view());
  else
    addScaled(S.flat(), s, full_.flat());
}

void Model::requireDefinite(std::string_view argument, const char *task) const {
  if (!definite_)
    refuseSingular(argument, task);
}

void refuseSingular(std::string_view argument, const char *task) {
  throw Error(ErrorCode::Singular, "{argument} is singular; {task} needs a positive definite one",
              {{"argument", argument}, {"task", task}});
}

std::vector<double> meanDifference(const Model &p, const Model &q) {
  std::vector<double> d(p.size());
  for (std::size_t i = 0; i < d.size(); ++i)
    d[i] = p.mean()[i] - q.mean()[i];
  return d;
}

bool identical(const Model &p, const Model &q) {
  if (&p == &q)
    return true;
  if (p.mean_ != q.mean_)
    return false;
  if (p.diagonal() && q.diagonal())
    return p.variances_ == q.variances_;
  if (p.full_.empty() && q.full_.empty() && !p.diagonal() && !q.diagonal())
    return p.root_.matrix.rows() == q.root_.matrix.rows() &&
           std::ranges::equal(p.root_.matrix.flat(), q.root_.matrix.flat());
  if (!p.full_.empty() && !q.full_.empty())
    return std::ranges::equal(p.full_.flat(), q.full_.flat());
  if ((p.full_.empty() && !p.diagonal()) || (q.full_.empty() && !q.diagonal()))
    return false;
  return std::ranges::equal(p.covariance().flat(), q.covariance().flat());
}

} // namespace lemmata::gaussian
