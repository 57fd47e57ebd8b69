#include "battery.hpp"
#include "gaussian/comparison.hpp"
#include "gaussian/density.hpp"
#include "gaussian/estimate.hpp"
#include "gaussian/sampling.hpp"
#include "gaussian/symmetric_functions.hpp"

namespace lemmata::battery {

using namespace gaussian;

namespace {

Matrix covarianceOf(Draw &d, std::size_t n) {
  const Matrix F = d.matrix(n, n);
  Matrix S(n, n);
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = 0; j < n; ++j) {
      S(i, j) = i == j ? 0.01 : 0;
      for (std::size_t k = 0; k < n; ++k)
        S(i, j) += F(i, k) * F(j, k);
    }
  return S;
}

/// In any form; factors may be singular.
Model model(Draw &d, std::size_t n) {
  const auto mean = d.numbers(n);
  switch (d.whole(0, 3)) {
  case 0:
    return Model(mean, d.numbers(n, 0.1, 3));
  case 1:
    return Model(mean, d.matrix(n, d.whole(1, n + 2)));
  default:
    const Matrix S = covarianceOf(d, n);
    return Model(Gaussian{mean, Form::Full, S});
  }
}

using Pair = void (*)(const Model &, const Model &, Draw &, Hash &);

template <Pair f> void pair(Draw &d, Hash &h) {
  const std::size_t n = d.whole(1, 24);
  const Model p = model(d, n), q = model(d, n);
  f(p, q, d, h);
}

void add(Hash &h, const Wasserstein2 &w) { h.add(w.squared, w.distance, w.mean, w.bures); }

void addDistances(const Model &p, const Model &q, Draw &, Hash &h) {
  const Distances all = distances(p, q);
  h.add(all.klPQ, all.klQP, all.jeffreys, all.bhattacharyya, all.coefficient, all.hellinger,
        all.jensenShannon.lower, all.jensenShannon.upper, all.totalVariation.lower,
        all.totalVariation.upper);
  add(h, all.wasserstein2);
}
void addKl(const Model &p, const Model &q, Draw &, Hash &h) { h.add(kl(p, q)); }
void addCross(const Model &p, const Model &q, Draw &, Hash &h) { h.add(crossEntropy(p, q)); }
void addChernoff(const Model &p, const Model &q, Draw &d, Hash &h) {
  h.add(chernoff(p, q, d.unit()));
  h.add(renyi(p, q, d.number(0, 3)), chiSquared(p, q));
}
void addBest(const Model &p, const Model &q, Draw &, Hash &h) {
  const BestChernoff best = bestChernoff(p, q);
  h.add(best.alpha, best.value);
}
void addEntropic(const Model &p, const Model &q, Draw &d, Hash &h) {
  h.add(entropicWasserstein(p, q, d.unit()));
}
void addMonteCarlo(const Model &p, const Model &q, Draw &, Hash &h) {
  const Estimate found = jensenShannon(p, q, 50, 7);
  h.add(found.value, found.standardError);
}
void addGradient(const Model &p, const Model &q, Draw &d, Hash &h) {
  const Gradient g = gradient(d.one<Metric>(5), p, q);
  h.add(g.meanP, g.covarianceP, g.meanQ, g.covarianceQ);
}
void addMap(const Model &p, const Model &q, Draw &, Hash &h) {
  const TransportMap map = transportMap(p, q);
  h.add(map.matrix, map.offset);
}
void addGeodesic(const Model &p, const Model &q, Draw &d, Hash &h) {
  const Moments between = geodesic(p, q, d.unit());
  h.add(between.mean, between.covariance);
}

} // namespace

const std::vector<Call> gaussianCalls{
    {"density",
     [](Draw &d, Hash &h) {
       const Model p = model(d, 5);
       const Matrix X = d.matrix(9, 5);
       h.add(gaussian::entropy(p), mahalanobis(p, X), logDensity(p, X));
     }},
    {"sample",
     [](Draw &d, Hash &h) {
       const Model p = model(d, d.whole(1, 9));
       h.add(sample(p, d.whole(1, 50), 11));
     }},
    {"fit",
     [](Draw &d, Hash &h) {
       const Matrix X = d.matrix(d.whole(6, 60), 5);
       const Moments found = fit(X, d.one<Estimator>(4));
       h.add(found.mean, found.covariance);
     }},
    {"distances", pair<addDistances>},
    {"kl", pair<addKl>},
    {"crossEntropy", pair<addCross>},
    {"chernoff, renyi, chiSquared", pair<addChernoff>},
    {"bestChernoff", pair<addBest>},
    {"entropicWasserstein", pair<addEntropic>},
    {"jensenShannon", pair<addMonteCarlo>},
    {"gradient", pair<addGradient>},
    {"transportMap", pair<addMap>},
    {"geodesic", pair<addGeodesic>},
    {"wasserstein2 of many dimensions",
     [](Draw &d, Hash &h) {
       const std::size_t n = d.whole(100, 170);
       const Model p{d.numbers(n), d.matrix(n, n)}, q{d.numbers(n), d.matrix(n, n)};
       add(h, wasserstein2(p, q));
     }},
    {"barycenter",
     [](Draw &d, Hash &h) {
       const std::vector<Model> list{model(d, 3), model(d, 3), model(d, 3)};
       const Barycenter found = barycenter(list, d.numbers(3, 0.1, 1), 1e-12, 500);
       h.add(found.mean, found.covariance, found.iterations, found.residual);
     }},
    {"frechet",
     [](Draw &d, Hash &h) {
       const std::size_t n = d.whole(1, 30);
       const Matrix X = d.matrix(d.whole(2, 40), n), Y = d.matrix(d.whole(2, 40), n);
       add(h, frechet(X, Y));
     }},
    {"squareRoot, geometricMean",
     [](Draw &d, Hash &h) {
       const std::size_t n = d.whole(1, 12);
       const Matrix A = covarianceOf(d, n), B = covarianceOf(d, n);
       h.add(squareRoot(A), geometricMean(A, B));
     }},
};

} // namespace lemmata::battery
