#include "gaussian/transport.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "gaussian/wasserstein.hpp"
#include "numeric/check.hpp"
#include "numeric/product.hpp"

namespace lemmata::gaussian {

namespace {

constexpr std::string_view inP = "p.covariance";

bool allDiagonal(std::span<const Model> list) {
  return std::ranges::all_of(list, [](const Model &model) { return model.diagonal(); });
}

Matrix diagonalMatrix(std::span<const double> entries) {
  Matrix D(entries.size(), entries.size());
  for (std::size_t i = 0; i < entries.size(); ++i)
    D(i, i) = entries[i];
  return D;
}

double relativeDifference(const Matrix &A, const Matrix &B) {
  double change = 0;
  for (std::size_t i = 0; i < A.flat().size(); ++i)
    change += (A.flat()[i] - B.flat()[i]) * (A.flat()[i] - B.flat()[i]);
  const double whole = squaredNorm(B.flat());
  return whole > 0 ? std::sqrt(change / whole) : 0;
}

std::vector<double> normalized(std::span<const double> weights, std::size_t count) {
  check::sameSize(weights.size(), count, "weights");
  check::finite(weights, "weights");
  double sum = 0;
  for (std::size_t i = 0; i < count; ++i) {
    if (weights[i] < 0)
      throw Error(ErrorCode::InvalidArgument,
                  "{argument}[{index}] is {found}; a weight is at least 0",
                  {{"argument", "weights"}, {"index", i}, {"found", weights[i]}});
    sum += weights[i];
  }
  check::positive(sum, "the sum of weights");
  std::vector<double> result(weights.begin(), weights.end());
  for (double &weight : result)
    weight /= sum;
  return result;
}

/// Independent coordinates: their standard deviations are averaged.
std::vector<double> diagonalBarycenter(std::span<const Model> list,
                                       std::span<const double> weights) {
  std::vector<double> variances(list.front().size());
  for (std::size_t i = 0; i < variances.size(); ++i) {
    double deviation = 0;
    for (std::size_t k = 0; k < list.size(); ++k)
      deviation += weights[k] * list[k].root().deviations[i];
    variances[i] = deviation * deviation;
  }
  return variances;
}

/// A root of Σ wᵢ Σᵢ, where the iteration starts: its rows are the roots' rows times √wᵢ.
Matrix averageRoot(std::span<const Model> list, std::span<const double> weights) {
  const std::size_t d = list.front().size();
  Matrix S(d, d);
  for (std::size_t k = 0; k < list.size(); ++k)
    list[k].addCovariance(S, weights[k]);
  return semidefiniteRoot(S, "the average of list");
}

} // namespace

Matrix transportMatrix(const Model &p, const Model &q) {
  if (p.diagonal() && q.diagonal()) {
    std::vector<double> ratios(p.size());
    for (std::size_t i = 0; i < ratios.size(); ++i)
      ratios[i] = q.root().deviations[i] / p.root().deviations[i];
    return diagonalMatrix(ratios);
  }
  // With Rq Rpᵀ = U S Vᵀ: A = Rp⁻¹ V S Vᵀ Rp⁻ᵀ, a Gram matrix and so symmetric.
  SingularSystem s = coupling(p, q);
  for (std::size_t i = 0; i < s.values.size(); ++i)
    for (double &value : s.right.row(i))
      value *= std::sqrt(s.values[i]);
  return gram(product(s.right, p.root().transposedInverse()));
}

TransportMap transportMap(const Model &p, const Model &q) {
  p.requireDefinite(inP, "the optimal map");
  TransportMap map{transportMatrix(p, q), q.mean()};
  for (std::size_t i = 0; i < p.size(); ++i)
    map.offset[i] -= dot(map.matrix.row(i), p.mean());
  return map;
}

Moments geodesic(const Model &p, const Model &q, double t) {
  check::within(t, 0, 1, "t");
  const double u = 1 - t;
  Moments result{p.mean(), {}};
  for (std::size_t i = 0; i < p.size(); ++i)
    result.mean[i] = std::lerp(p.mean()[i], q.mean()[i], t);
  if (t == 0 || t == 1 || identical(p, q)) {
    result.covariance = t == 1 ? q.covariance() : p.covariance();
    return result;
  }
  if (p.diagonal() && q.diagonal()) {
    std::vector<double> variances(p.size());
    for (std::size_t i = 0; i < p.size(); ++i) {
      const double deviation = u * p.root().deviations[i] + t * q.root().deviations[i];
      variances[i] = deviation * deviation;
    }
    result.covariance = diagonalMatrix(variances);
    return result;
  }
  // x and y coupled with the covariance C: (1−t) x + t y has (1−t)² Σp + t² Σq + t (1−t) (C + Cᵀ).
  const SingularSystem s = coupling(p, q);
  const Matrix C =
      transposedProduct(product(s.right, p.root().dense()), product(s.left, q.root().dense()));
  result.covariance = Matrix(p.size(), p.size());
  p.addCovariance(result.covariance, u * u);
  q.addCovariance(result.covariance, t * t);
  for (std::size_t i = 0; i < p.size(); ++i)
    for (std::size_t j = 0; j < p.size(); ++j)
      result.covariance(i, j) += t * u * (C(i, j) + C(j, i));
  return result;
}

Barycenter barycenter(std::span<const Model> list, std::span<const double> given, double tolerance,
                      int maxIterations) {
  check::notEmpty(list.size(), "list");
  check::within(tolerance, 0, std::numeric_limits<double>::max(), "options.tolerance");
  check::within(maxIterations, 1, std::numeric_limits<int>::max(), "options.maxIterations");
  const std::vector<double> weights = normalized(given, list.size());
  const std::size_t d = list.front().size();

  Barycenter result{std::vector<double>(d), {}, 0, 0};
  for (std::size_t k = 0; k < list.size(); ++k) {
    sameDimensions(list.front(), list[k], "list.mean");
    for (std::size_t i = 0; i < d; ++i)
      result.mean[i] += weights[k] * list[k].mean()[i];
  }
  if (allDiagonal(list)) {
    result.covariance = diagonalMatrix(diagonalBarycenter(list, weights));
    return result;
  }
  // Procrustes' iteration: each root is turned to fit the mean of roots, R ← Σ wᵢ Qᵢ Rᵢ with
  // R Rᵢᵀ = Qᵢ P, P ≥ 0. It is B ← T B T with T the mean of the optimal maps, without inverses.
  Matrix R = averageRoot(list, weights);
  result.covariance = gram(R);
  while (result.iterations < maxIterations) {
    Matrix next(R.rows(), d);
    for (std::size_t k = 0; k < list.size(); ++k) {
      if (weights[k] == 0)
        continue;
      const Matrix Ri = list[k].root().dense();
      const SingularSystem s = singularSystem(product(R, transposed(Ri)));
      addTransposedProduct(next.view(), weights[k], s.left.view(), product(s.right, Ri).view());
    }
    R = std::move(next);
    Matrix covariance = gram(R);
    ++result.iterations;
    result.residual = relativeDifference(covariance, result.covariance);
    result.covariance = std::move(covariance);
    if (result.residual <= tolerance)
      return result;
  }
  throw Error(
      ErrorCode::NotConverged,
      "after {iterations} iterations the residual is {residual}; the tolerance is {tolerance}",
      {{"argument", "options.tolerance"},
       {"iterations", result.iterations},
       {"residual", result.residual},
       {"tolerance", tolerance}});
}

} // namespace lemmata::gaussian
