#include "gaussian/wasserstein.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "numeric/check.hpp"
#include "numeric/log.hpp"
#include "numeric/product.hpp"

namespace lemmata::gaussian {

namespace {

/// Where less than this part of the traces is left, the difference is made from the roots.
constexpr double nearlyEqual = 1e-3;

/// √(a² + b²) of a ≥ 0 and b > 0. Libraries round std::hypot differently.
double hypotenuse(double a, double b) {
  const double longer = std::max(a, b), ratio = std::min(a, b) / longer;
  return longer * std::sqrt(1 + ratio * ratio);
}

bool bothDiagonal(const Model &p, const Model &q) { return p.diagonal() && q.diagonal(); }

/// Rq Rpᵀ.
Matrix crossRoot(const Model &p, const Model &q) {
  const Root &a = q.root(), &b = p.root();
  if (a.diagonal() || b.diagonal()) {
    Matrix M = a.diagonal() ? transposed(b.dense()) : a.matrix;
    for (std::size_t i = 0; i < M.rows(); ++i)
      for (std::size_t j = 0; j < M.cols(); ++j)
        M(i, j) *= a.diagonal() ? a.deviations[i] : b.deviations[j];
    return M;
  }
  const Matrix A = transposed(a.matrix), B = transposed(b.matrix);
  if (!p.definite() || !q.definite())
    return transposedProduct(A, B);
  // Both triangular: the rows k of the factors have entries up to column k only.
  const std::size_t d = p.size(), height = d <= 128 ? 16 : 128;
  Matrix M(d, d);
  const Block<double> m = M.view();
  const Block<const double> left = A.view(), right = B.view();
  for (std::size_t k = 0; k < d; k += height) {
    const std::size_t rows = std::min(height, d - k), cols = k + rows;
    addTransposedProduct(m.part(0, 0, cols, cols), 1, left.part(k, 0, rows, cols),
                         right.part(k, 0, rows, cols));
  }
  return M;
}

/// The rows xᵢ R of a root, for the rows xᵢ of X.
Matrix through(const Matrix &X, const Root &root) {
  if (!root.diagonal())
    return product(X, root.matrix);
  Matrix Y(X.view());
  for (std::size_t i = 0; i < Y.rows(); ++i)
    for (std::size_t j = 0; j < Y.cols(); ++j)
      Y(i, j) *= root.deviations[j];
  return Y;
}

/// |R − Xᵀ(X R)|², the part of a root that the orthonormal rows of X leave out.
double leftOver(const Matrix &X, const Matrix &XR, const Root &root) {
  if (X.rows() == X.cols())
    return 0;
  Matrix rest = root.dense();
  addTransposedProduct(rest.view(), -1, X.view(), XR.view());
  return squaredNorm(rest.flat());
}

/// |Rpᵀ − Rqᵀ U Vᵀ|² = Σ |Rpᵀvᵢ − Rqᵀuᵢ|² and what the uᵢ and vᵢ do not reach.
double procrustes(const Model &p, const Model &q) {
  const SingularSystem s = coupling(p, q);
  const Matrix P = through(s.right, p.root()), Q = through(s.left, q.root());
  double sum = leftOver(s.right, P, p.root()) + leftOver(s.left, Q, q.root());
  for (std::size_t i = 0; i < P.flat().size(); ++i) {
    const double difference = P.flat()[i] - Q.flat()[i];
    sum += difference * difference;
  }
  return sum;
}

double bures(const Model &p, const Model &q) {
  if (bothDiagonal(p, q)) {
    double sum = 0;
    for (std::size_t i = 0; i < p.size(); ++i) {
      const double a = p.root().deviations[i], b = q.root().deviations[i];
      // a − b from the variances, whose difference has not been rounded twice.
      const double difference = a + b > 0 ? (p.variances()[i] - q.variances()[i]) / (a + b) : 0;
      sum += difference * difference;
    }
    return sum;
  }
  const double whole = p.trace() + q.trace();
  if (!std::isfinite(whole))
    return std::numeric_limits<double>::infinity();
  const double rest = whole - 2 * nuclearNorm(crossRoot(p, q));
  return rest < nearlyEqual * whole ? procrustes(p, q) : rest;
}

} // namespace

SingularSystem coupling(const Model &p, const Model &q) { return singularSystem(crossRoot(p, q)); }

Wasserstein2 wasserstein2(const Model &p, const Model &q) {
  const double mean = squaredNorm(meanDifference(p, q));
  const double covariance = identical(p, q) ? 0 : bures(p, q);
  const double squared = mean + covariance;
  return {squared, std::sqrt(squared), mean, covariance};
}

double entropicWasserstein(const Model &p, const Model &q, double epsilon) {
  check::within(epsilon, 0, std::numeric_limits<double>::max(), "epsilon");
  if (epsilon / 2 == 0)
    return wasserstein2(p, q).squared;
  std::vector<double> values;
  if (bothDiagonal(p, q))
    for (std::size_t i = 0; i < p.size(); ++i)
      values.push_back(p.root().deviations[i] * q.root().deviations[i]);
  else
    values = singularValues(crossRoot(p, q));
  // With s² = ε/2 and D = √(4σ² + s⁴), each singular value σ of the product of the roots takes
  // D − s² off the traces and gives s² log((D + s²) / (2 s²)); both vanish with σ.
  const double s2 = epsilon / 2;
  double sum = squaredNorm(meanDifference(p, q)) + p.trace() + q.trace();
  if (!std::isfinite(sum))
    return std::numeric_limits<double>::infinity();
  for (const double sigma : values) {
    const double D = hypotenuse(2 * sigma, s2);
    const double gain = 2 * sigma / (D + s2) * 2 * sigma; // D − s²
    const double quotient = gain / (2 * s2);
    // Where that overflows, 1 beside it does not count.
    sum += s2 * (std::isfinite(quotient) ? lemmata::log1p(quotient)
                                         : lemmata::log(gain) - lemmata::log(2 * s2)) -
           gain;
  }
  return sum;
}

} // namespace lemmata::gaussian
