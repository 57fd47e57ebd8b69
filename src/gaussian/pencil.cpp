#include "gaussian/pencil.hpp"

#include <algorithm>
#include <cmath>

#include "numeric/cholesky.hpp"
#include "numeric/product.hpp"
#include "numeric/singular.hpp"
#include "numeric/symmetric.hpp"

namespace lemmata::gaussian {

namespace {

bool bothDiagonal(const Model &p, const Model &q) { return p.diagonal() && q.diagonal(); }

/// Rq⁻ᵀ (Σp − Σq) Rq⁻¹, whose eigenvalues are the eᵢ. The difference of nearly equal covariances is
/// exact, which is where it matters.
Matrix whitenedDifference(const Model &p, const Model &q) {
  Matrix D = p.covariance();
  q.addCovariance(D, -1);
  q.root().whiten(D);
  D = transposed(D);
  q.root().whiten(D);
  return D;
}

/// √(s σp² + t σq²) of coordinate i, where the variances are so small that a share of them is 0.
double mixedDeviation(const Model &p, double s, const Model &q, double t, std::size_t i) {
  const double a = p.root().deviations[i], b = q.root().deviations[i], most = std::max(a, b);
  return most > 0 ? most * std::sqrt(s * (a / most) * (a / most) + t * (b / most) * (b / most)) : 0;
}

} // namespace

Matrix whitenedRoot(const Model &p, const Model &q) {
  if (bothDiagonal(p, q)) {
    Matrix X(1, p.size());
    for (std::size_t i = 0; i < p.size(); ++i)
      X(0, i) = p.root().deviations[i] / q.root().deviations[i];
    return X;
  }
  Matrix X = transposed(p.root().dense());
  if (q.diagonal() || !p.definite())
    q.root().whiten(X);
  else
    solve(q.root().matrix, X, Sides::LowerTriangular);
  return X;
}

double whitenedTrace(const Model &p, const Model &q) {
  return squaredNorm(whitenedRoot(p, q).flat());
}

std::vector<double> excesses(const Model &p, const Model &q) {
  if (!bothDiagonal(p, q))
    return eigenvalues(whitenedDifference(p, q));
  std::vector<double> e(p.size());
  for (std::size_t i = 0; i < e.size(); ++i)
    e[i] = (p.variances()[i] - q.variances()[i]) / q.variances()[i];
  return e;
}

std::optional<Root> mixtureRoot(const Model &p, double s, const Model &q, double t) {
  Root root;
  if (bothDiagonal(p, q)) {
    root.deviations.resize(p.size());
    for (std::size_t i = 0; i < p.size(); ++i) {
      const double variance = s * p.variances()[i] + t * q.variances()[i];
      root.deviations[i] = variance > 0     ? std::sqrt(variance)
                           : s < 0 || t < 0 ? 0
                                            : mixedDeviation(p, s, q, t, i);
      if (root.deviations[i] == 0)
        return std::nullopt;
    }
    return root;
  }
  root.matrix = Matrix(p.size(), p.size());
  p.addCovariance(root.matrix, s);
  q.addCovariance(root.matrix, t);
  if (factorize(root.matrix) == p.size())
    return root;
  if (s < 0 || t < 0)
    return std::nullopt;
  // The roots, side by side, have digits that their squares' sum has lost.
  const Matrix P = p.root().dense(), Q = q.root().dense();
  Matrix factor(p.size(), P.rows() + Q.rows());
  for (std::size_t i = 0; i < p.size(); ++i) {
    for (std::size_t j = 0; j < P.rows(); ++j)
      factor(i, j) = std::sqrt(s) * P(j, i);
    for (std::size_t j = 0; j < Q.rows(); ++j)
      factor(i, P.rows() + j) = std::sqrt(t) * Q(j, i);
  }
  const Model mixture(std::vector<double>(p.size()), factor);
  return mixture.definite() ? std::optional(mixture.root()) : std::nullopt;
}

Spectrum spectrum(const Model &p, const Model &q) {
  std::vector<double> z = meanDifference(p, q);
  q.root().whiten(z);
  Spectrum result;
  Matrix basis; // rows: the basis in which the whitened Σp is diagonal
  if (bothDiagonal(p, q)) {
    result.excesses = excesses(p, q);
  } else {
    Eigensystem eigen = eigensystem(whitenedDifference(p, q));
    result.excesses = std::move(eigen.values);
    basis = std::move(eigen.vectors);
    // Far from each other small λ have lost their digits in e; singular values have them.
    if (result.excesses.front() < -0.9) {
      SingularSystem singular = singularSystem(whitenedRoot(p, q));
      if (singular.values.size() == p.size()) {
        for (std::size_t i = 0; i < p.size(); ++i)
          result.excesses[i] = (singular.values[i] - 1) * (singular.values[i] + 1);
        basis = std::move(singular.left);
      }
    }
  }
  result.squares.resize(p.size());
  for (std::size_t i = 0; i < p.size(); ++i) {
    const double coordinate = basis.empty() ? z[i] : dot(basis.row(i), z);
    result.squares[i] = coordinate * coordinate;
  }
  return result;
}

} // namespace lemmata::gaussian
