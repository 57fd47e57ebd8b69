#include "gaussian/gradient.hpp"

#include "gaussian/pencil.hpp"
#include "gaussian/transport.hpp"
#include "gaussian/wasserstein.hpp"
#include "numeric/check.hpp"
#include "numeric/product.hpp"

namespace lemmata::gaussian {

namespace {

Matrix inverse(const Root &root) { return gram(root.transposedInverse()); }

std::vector<double> times(const Matrix &A, const std::vector<double> &x) {
  std::vector<double> y(A.rows());
  for (std::size_t i = 0; i < y.size(); ++i)
    y[i] = dot(A.row(i), x);
  return y;
}

Gradient zero(std::size_t d) {
  return {std::vector<double>(d), Matrix(d, d), std::vector<double>(d), Matrix(d, d)};
}

/// y += s x.
void add(std::span<double> y, double s, std::span<const double> x) {
  for (std::size_t i = 0; i < y.size(); ++i)
    y[i] += s * x[i];
}

/// A += s x xᵀ.
void addSquare(Matrix &A, double s, const std::vector<double> &x) {
  for (std::size_t i = 0; i < x.size(); ++i)
    for (std::size_t j = 0; j < x.size(); ++j)
      A(i, j) += s * (x[i] * x[j]);
}

void addIdentity(Matrix &A, double s) {
  for (std::size_t i = 0; i < A.rows(); ++i)
    A(i, i) += s;
}

/// KL(p‖q): Σq⁻¹d and its negative, (Σq⁻¹ − Σp⁻¹)/2, (Σq⁻¹ − Σq⁻¹(Σp + ddᵀ)Σq⁻¹)/2.
Gradient klGradient(const Model &p, const Model &q) {
  Gradient g = zero(p.size());
  const Matrix P = inverse(p.root()), Q = inverse(q.root());
  const std::vector<double> x = times(Q, meanDifference(p, q));
  add(g.meanP, 1, x);
  add(g.meanQ, -1, x);
  add(g.covarianceP.flat(), 0.5, Q.flat());
  add(g.covarianceP.flat(), -0.5, P.flat());
  // Σq⁻¹ΣpΣq⁻¹ = (Rp Σq⁻¹)ᵀ(Rp Σq⁻¹)
  add(g.covarianceQ.flat(), 0.5, Q.flat());
  add(g.covarianceQ.flat(), -0.5, gram(product(p.root().dense(), Q)).flat());
  addSquare(g.covarianceQ, -0.5, x);
  return g;
}

Gradient reversed(Gradient g) {
  std::swap(g.meanP, g.meanQ);
  std::swap(g.covarianceP, g.covarianceQ);
  return g;
}

Gradient jeffreysGradient(const Model &p, const Model &q) {
  Gradient g = klGradient(p, q);
  const Gradient other = reversed(klGradient(q, p));
  add(g.meanP, 1, other.meanP);
  add(g.meanQ, 1, other.meanQ);
  add(g.covarianceP.flat(), 1, other.covarianceP.flat());
  add(g.covarianceQ.flat(), 1, other.covarianceQ.flat());
  return g;
}

/// Bhattacharyya with S = (Σp + Σq)/2: S⁻¹d/4, S⁻¹/4 − Σp⁻¹/4 − S⁻¹ddᵀS⁻¹/16.
Gradient bhattacharyyaGradient(const Model &p, const Model &q) {
  const auto middle = mixtureRoot(p, 0.5, q, 0.5);
  if (!middle)
    refuseSingular("(p.covariance + q.covariance) / 2", "the gradient");
  const Matrix S = inverse(*middle);
  const std::vector<double> x = times(S, meanDifference(p, q));
  Gradient g = zero(p.size());
  add(g.meanP, 0.25, x);
  add(g.meanQ, -0.25, x);
  const auto covariance = [&](Matrix &G, const Model &model) {
    add(G.flat(), 0.25, S.flat());
    add(G.flat(), -0.25, inverse(model.root()).flat());
    addSquare(G, -1.0 / 16, x);
  };
  covariance(g.covarianceP, p);
  covariance(g.covarianceQ, q);
  return g;
}

/// W2²: 2d, I − A of the map from p to q, I − A of the map back.
Gradient wassersteinGradient(const Model &p, const Model &q) {
  Gradient g = zero(p.size());
  const std::vector<double> d = meanDifference(p, q);
  add(g.meanP, 2, d);
  add(g.meanQ, -2, d);
  addIdentity(g.covarianceP, 1);
  addIdentity(g.covarianceQ, 1);
  add(g.covarianceP.flat(), -1, transportMatrix(p, q).flat());
  add(g.covarianceQ.flat(), -1, transportMatrix(q, p).flat());
  return g;
}

Gradient gradientOf(Metric metric, const Model &p, const Model &q) {
  switch (metric) {
  case Metric::Kl:
    return klGradient(p, q);
  case Metric::Jeffreys:
    return jeffreysGradient(p, q);
  case Metric::Wasserstein2:
    return wassersteinGradient(p, q);
  case Metric::Bhattacharyya:
  case Metric::Hellinger:
    break;
  }
  return bhattacharyyaGradient(p, q);
}

} // namespace

Gradient gradient(Metric metric, const Model &p, const Model &q) {
  p.requireDefinite("p.covariance", "the gradient");
  q.requireDefinite("q.covariance", "the gradient");
  Gradient g = gradientOf(metric, p, q);
  check::defined(g.meanP, "p or q");
  check::defined(g.covarianceP.flat(), "p or q");
  check::defined(g.covarianceQ.flat(), "p or q");
  return g;
}

} // namespace lemmata::gaussian
