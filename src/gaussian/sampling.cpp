#include "gaussian/sampling.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "gaussian/pencil.hpp"
#include "numeric/check.hpp"
#include "numeric/exp.hpp"
#include "numeric/log.hpp"
#include "numeric/normal.hpp"
#include "numeric/product.hpp"

namespace lemmata::gaussian {

namespace {

/// Draws that are worked on at a time.
constexpr std::size_t most = 256;

/// The standard normals of the draws from `first` on, one draw a row.
Matrix normals(const Philox &philox, std::size_t first, std::size_t count, std::size_t size) {
  Matrix Z(count, size);
  fillNormal<double>(philox, std::uint64_t{first} * size, Z.flat());
  return Z;
}

/// log 2 − H(1 / (1 + eᵗ)), H the entropy of a coin.
double information(double t) {
  const double square = t * t;
  if (square < 1e-4)
    return square / 8 * (1 - square / 8 * (1 - square / 9));
  const double a = std::abs(t);
  // Also where the squares in t overflowed, and cancelled: the draw is too far away for the other.
  if (!(a < 746))
    return std::numbers::ln2;
  const double e = lemmata::exp(-a);
  return std::numbers::ln2 - lemmata::log1p(e) - a * e / (1 + e);
}

struct Moments2 {
  double mean, variance;
};

/// Mean and variance over draws of p of the information about which of p and q they are from.
Moments2 informationUnder(const Model &p, const Model &q, std::size_t samples,
                          const Philox &philox) {
  // A draw x = μp + Rpᵀz is T z + w in q's own coordinates.
  const Matrix T = transposed(whitenedRoot(p, q));
  std::vector<double> w = meanDifference(p, q);
  q.root().whiten(w);
  const double determinants = p.root().logDeterminant() - q.root().logDeterminant();
  double mean = 0, squares = 0, seen = 0;
  for (std::size_t first = 0; first < samples; first += most) {
    const std::size_t count = std::min(most, samples - first);
    const Matrix Z = normals(philox, first, count, p.size());
    Matrix Y(Z.view());
    if (p.diagonal() && q.diagonal())
      for (std::size_t k = 0; k < count; ++k)
        for (std::size_t i = 0; i < p.size(); ++i)
          Y(k, i) *= T(i, 0);
    else
      Y = product(Z, T);
    for (std::size_t k = 0; k < count; ++k) {
      double difference = determinants; // log q(x) − log p(x), twice
      for (std::size_t i = 0; i < p.size(); ++i) {
        const double y = Y(k, i) + w[i];
        difference += Z(k, i) * Z(k, i) - y * y;
      }
      const double value = information(difference / 2), deviation = value - mean;
      mean += deviation / ++seen;
      squares += deviation * (value - mean);
    }
  }
  return {mean, squares / (seen - 1)};
}

} // namespace

Matrix sample(const Model &p, std::size_t count, std::uint64_t seed) {
  const Philox philox(seed);
  const Root &root = p.root();
  const std::size_t size = root.diagonal() ? p.size() : root.matrix.rows();
  Matrix X(count, p.size());
  for (std::size_t first = 0; first < count; first += most) {
    const std::size_t rows = std::min(most, count - first);
    Matrix Z = normals(philox, first, rows, size);
    if (!root.diagonal())
      Z = product(Z, root.matrix);
    for (std::size_t k = 0; k < rows; ++k)
      for (std::size_t i = 0; i < p.size(); ++i)
        X(first + k, i) = p.mean()[i] + (root.diagonal() ? root.deviations[i] : 1) * Z(k, i);
  }
  return X;
}

Estimate jensenShannon(const Model &p, const Model &q, std::size_t samples, std::uint64_t seed) {
  check::within(static_cast<double>(samples), 2, 0x1p53, "options.samples");
  if (identical(p, q))
    return {0, 0};
  if (!p.definite() || !q.definite()) {
    const auto reduced = onCommonSupport(p, q);
    return reduced ? jensenShannon(reduced->first, reduced->second, samples, seed)
                   : Estimate{std::numbers::ln2, 0};
  }
  // Half of the mixture comes from each; streams 1 and 2 keep the draws independent of `sample`.
  const Moments2 a = informationUnder(p, q, samples, Philox(seed, 1));
  const Moments2 b = informationUnder(q, p, samples, Philox(seed, 2));
  return {(a.mean + b.mean) / 2,
          std::sqrt((a.variance + b.variance) / static_cast<double>(samples)) / 2};
}

} // namespace lemmata::gaussian
