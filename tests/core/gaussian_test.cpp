#include <doctest/doctest.h>

#include <cmath>

#include "gaussian/comparison.hpp"
#include "gaussian/density.hpp"
#include "gaussian/estimate.hpp"
#include "gaussian/sampling.hpp"
#include "gaussian/symmetric_functions.hpp"
#include "matrices.hpp"
#include "numeric/error.hpp"
#include "numeric/normal.hpp"
#include "numeric/product.hpp"
#include "refusal.hpp"

// The theorems that tie the distances together. Golden numbers are in tests/api/gaussian.test.ts.

using namespace lemmata;
using namespace lemmata::gaussian;
using tests::codeOf;
using tests::random;

namespace {

Model model(const std::vector<double> &mean, const Matrix &covariance) {
  return Model(Gaussian{mean, Form::Full, covariance});
}

/// A random distribution, of a rank that the factor's columns give.
Model wishart(std::size_t d, std::size_t rank, std::uint64_t seed) {
  const Matrix mean = random(1, d, seed + 1000);
  return Model({mean.flat().begin(), mean.flat().end()}, random(d, rank, seed));
}

Model full(const Model &p) { return model(p.mean(), p.covariance()); }

double difference(const Matrix &A, const Matrix &B) {
  double most = 0;
  for (std::size_t i = 0; i < A.flat().size(); ++i)
    most = std::max(most, std::abs(A.flat()[i] - B.flat()[i]));
  return most;
}

} // namespace

TEST_CASE("the article's pair has the published distances") {
  Matrix S(2, 2), T(2, 2);
  S(0, 0) = 2, S(0, 1) = S(1, 0) = 0.5, S(1, 1) = 1;
  T(0, 0) = 1, T(0, 1) = T(1, 0) = -0.25, T(1, 1) = 1.5;
  const Model p = model({1, 0}, S), q = model({0, 1}, T);
  const auto approx = [](double x) { return doctest::Approx(x).epsilon(1e-14); };
  CHECK(kl(p, q) == approx(1.0755578963552338));
  CHECK(kl(q, p) == approx(1.4554980042658843));
  CHECK(bhattacharyya(p, q) == approx(0.28117055673863854));
  CHECK(hellinger(p, q).squared == approx(0.24510042870915895));
  CHECK(wasserstein2(p, q).squared == approx(2.4316099656350913));
  CHECK(gaussian::entropy(p) == approx(3.1176849603770568));
  CHECK(renyi(p, q, 0.3) == approx(0.36446436441703727));
  CHECK(renyi(p, q, 0.5) == approx(0.56234111347727709));
  CHECK(renyi(p, q, 1.5) == approx(2.5378333222150605));
}

TEST_CASE("the orderings of the distances hold") {
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    CAPTURE(seed);
    const std::size_t d = 1 + seed % 6;
    const Model p = wishart(d, d + 2, seed), q = wishart(d, d + 1, seed + 100);
    const Distances all = distances(p, q);
    CHECK(all.klPQ >= 0);
    CHECK(2 * all.bhattacharyya <= std::min(all.klPQ, all.klQP));
    CHECK(all.jensenShannon.lower <= all.jensenShannon.upper);
    CHECK(all.totalVariation.lower <= all.totalVariation.upper);
    CHECK(renyi(p, q, 0.5) == doctest::Approx(2 * all.bhattacharyya).epsilon(1e-12));
    CHECK(chernoff(p, q, 0.3) == doctest::Approx(chernoff(q, p, 0.7)).epsilon(1e-11));
    CHECK(renyi(p, q, 0.4) <= renyi(p, q, 0.6));
    CHECK(renyi(p, q, 1 - 1e-9) == doctest::Approx(all.klPQ).epsilon(1e-4));
    const BestChernoff best = bestChernoff(p, q);
    for (const double alpha : {0.1, 0.4, 0.5, 0.7})
      CHECK(chernoff(p, q, alpha) <= best.value * (1 + 1e-13));
    // Gelbrich: never beyond the distance of commuting covariances' square roots.
    const Matrix a = squareRoot(p.covariance()), b = squareRoot(q.covariance());
    double roots = 0;
    for (std::size_t i = 0; i < a.flat().size(); ++i)
      roots += (a.flat()[i] - b.flat()[i]) * (a.flat()[i] - b.flat()[i]);
    CHECK(all.wasserstein2.bures <= roots * (1 + 1e-12));
  }
}

TEST_CASE("W2 obeys the triangle inequality, for singular covariances too") {
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    const std::size_t d = 2 + seed % 4;
    const Model p = wishart(d, 1 + seed % d, seed), q = wishart(d, d, seed + 50),
                r = wishart(d, 1, seed + 90);
    CHECK(wasserstein2(p, r).distance <=
          (wasserstein2(p, q).distance + wasserstein2(q, r).distance) * (1 + 1e-12));
  }
}

TEST_CASE("W2 of a factor is that of its matrix") {
  for (const std::size_t rank : {2, 5, 9}) {
    const Model p = wishart(5, rank, 3), q = wishart(5, 5, 4);
    CHECK(wasserstein2(p, q).squared ==
          doctest::Approx(wasserstein2(full(p), full(q)).squared).epsilon(1e-7));
  }
}

TEST_CASE("the optimal map carries p to q, and half of it half of the way") {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    const std::size_t d = 1 + seed % 5;
    const Model p = wishart(d, d + 3, seed), q = wishart(d, 1 + seed % (d + 2), seed + 40);
    const Matrix A = transportMatrix(p, q);
    CHECK(difference(product(A, product(p.covariance(), A)), q.covariance()) < 1e-9);
    CHECK(difference(A, transposed(A)) == 0);
    const double whole = wasserstein2(p, q).distance;
    for (const double t : {0.0, 0.25, 0.5, 1.0}) {
      const Moments between = geodesic(p, q, t);
      const Model m = model(between.mean, between.covariance);
      CHECK(wasserstein2(p, m).distance == doctest::Approx(t * whole).epsilon(1e-6));
    }
  }
}

TEST_CASE("where two means agree, so do those between them") {
  const Model p = wishart(3, 5, 1), q = wishart(3, 6, 2);
  const Model a = model({1e308, -0.1, 3}, p.covariance());
  const Model b = model({1e308, -0.1, 4}, q.covariance());
  for (const double t : {0.1, 0.4089, 0.7}) {
    const std::vector<double> mean = geodesic(a, b, t).mean;
    CHECK(mean[0] == 1e308);
    CHECK(mean[1] == -0.1);
    CHECK(mean[2] == doctest::Approx(3 + t));
  }
}

TEST_CASE("a barycenter of two is the point between them on the geodesic") {
  const Model p = wishart(4, 6, 1), q = wishart(4, 7, 2);
  const std::vector<Model> list{p, q};
  const std::vector<double> weights{3, 1};
  const Barycenter center = barycenter(list, weights, 1e-13, 500);
  const Moments between = geodesic(p, q, 0.25);
  CHECK(difference(center.covariance, between.covariance) < 1e-10);
  for (std::size_t i = 0; i < 4; ++i)
    CHECK(center.mean[i] == doctest::Approx(between.mean[i]));
}

TEST_CASE("nearly equal distributions: every distance is its second-order form") {
  const Model p = wishart(5, 9, 21);
  const Matrix S = p.covariance(), E = random(5, 5, 22);
  for (const double size : {1e-5, 1e-7, 1e-9}) {
    CAPTURE(size);
    Matrix T(S.view());
    for (std::size_t i = 0; i < 5; ++i)
      for (std::size_t j = 0; j < 5; ++j)
        T(i, j) += size * (E(i, j) + E(j, i));
    const Model a = full(p), b = model(p.mean(), T);
    // KL ≈ ¼|Σ^−½ΔΣ^−½|², eight times the Bhattacharyya distance to this order.
    const double divergence = kl(a, b);
    CHECK(divergence > 0);
    CHECK(kl(b, a) == doctest::Approx(divergence).epsilon(20 * size + 1e-6));
    CHECK(4 * bhattacharyya(a, b) == doctest::Approx(divergence).epsilon(20 * size + 1e-6));
    CHECK(renyi(a, b, 3) == doctest::Approx(3 * divergence).epsilon(40 * size + 1e-6));
    // W2² grows with the square of the change: so the distance is linear in it.
    const double w = wasserstein2(a, b).distance / size;
    Matrix H(S.view());
    for (std::size_t i = 0; i < 25; ++i)
      H.flat()[i] = (S.flat()[i] + T.flat()[i]) / 2;
    CHECK(2 * wasserstein2(a, model(p.mean(), H)).distance / size ==
          doctest::Approx(w).epsilon(1e-4));
  }
}

TEST_CASE("entropic transport lies above W2² and comes down to it") {
  const Model p = wishart(4, 4, 5), q = wishart(4, 2, 6);
  double last = wasserstein2(p, q).squared;
  for (const double epsilon : {1e-9, 1e-4, 0.01, 1.0, 100.0}) {
    const double value = entropicWasserstein(p, q, epsilon);
    CHECK(value >= last * (1 - 1e-14));
    last = value;
  }
  CHECK(entropicWasserstein(p, q, 1e-9) ==
        doctest::Approx(wasserstein2(p, q).squared).epsilon(1e-6));
  // Ever more noise decouples them: the distance of independent draws.
  CHECK(entropicWasserstein(p, q, 1e12) ==
        doctest::Approx(wasserstein2(p, q).mean + p.trace() + q.trace()).epsilon(1e-9));
}

TEST_CASE("the Fréchet distance of few samples is that of their covariances") {
  const Matrix X = random(12, 30, 14), Y = random(9, 30, 15);
  const Moments a = fit(X, Estimator::Unbiased), b = fit(Y, Estimator::Unbiased);
  CHECK(frechet(X, Y).squared ==
        doctest::Approx(
            wasserstein2(model(a.mean, a.covariance), model(b.mean, b.covariance)).squared)
            .epsilon(1e-9));
  CHECK(frechet(X, X).squared == 0);
}

TEST_CASE("a geometric mean is the one X with X A⁻¹ X = B") {
  const Matrix A = wishart(6, 9, 31).covariance(), B = wishart(6, 8, 32).covariance();
  const Matrix X = geometricMean(A, B);
  CHECK(difference(X, geometricMean(B, A)) < 1e-10);
  const Matrix inverse = gram(model(std::vector<double>(6), A).root().transposedInverse());
  CHECK(difference(product(X, product(inverse, X)), B) < 1e-9);
  const Matrix root = squareRoot(A);
  CHECK(difference(product(root, root), A) < 1e-12);
}

TEST_CASE("gradients are what the distances change by") {
  const Model p = wishart(3, 5, 41), q = wishart(3, 4, 42);
  const auto value = [](Metric metric, const Model &a, const Model &b) {
    switch (metric) {
    case Metric::Kl:
      return kl(a, b);
    case Metric::Jeffreys:
      return jeffreys(a, b);
    case Metric::Wasserstein2:
      return wasserstein2(a, b).squared;
    default:
      return bhattacharyya(a, b);
    }
  };
  for (const Metric metric :
       {Metric::Kl, Metric::Jeffreys, Metric::Bhattacharyya, Metric::Wasserstein2}) {
    const Gradient g = gradient(metric, p, q);
    const Matrix E = random(3, 3, 43);
    constexpr double h = 1e-5;
    const auto moved = [&](double step) {
      Matrix S = p.covariance();
      std::vector<double> mean = p.mean();
      for (std::size_t i = 0; i < 3; ++i) {
        mean[i] += step * E(i, i);
        for (std::size_t j = 0; j < 3; ++j)
          S(i, j) += step * (E(i, j) + E(j, i));
      }
      return value(metric, model(mean, S), q);
    };
    double slope = 0;
    for (std::size_t i = 0; i < 3; ++i) {
      slope += g.meanP[i] * E(i, i);
      for (std::size_t j = 0; j < 3; ++j)
        slope += g.covarianceP(i, j) * (E(i, j) + E(j, i));
    }
    CHECK((moved(h) - moved(-h)) / (2 * h) == doctest::Approx(slope).epsilon(1e-6));
  }
}

TEST_CASE("draws have the distribution's own Mahalanobis distances") {
  for (const std::size_t rank : {2, 4, 6}) {
    const Model p = wishart(4, rank, 51);
    const Matrix X = sample(p, 20000, 7);
    double mean = 0;
    for (const double distance : mahalanobis(p, X))
      mean += distance * distance / 20000;
    // χ² with as many degrees of freedom as the rank; five standard errors.
    const double freedom = static_cast<double>(std::min<std::size_t>(rank, 4));
    CHECK(std::abs(mean - freedom) < 5 * std::sqrt(2 * freedom / 20000));
  }
}

TEST_CASE("fewer draws are the first of more, and every seed gives its own") {
  const Model p = wishart(3, 3, 61);
  const Matrix few = sample(p, 10, 1), many = sample(p, 600, 1), other = sample(p, 10, 2);
  CHECK(std::equal(few.flat().begin(), few.flat().end(), many.flat().begin()));
  CHECK(difference(few, other) > 0.1);
}

TEST_CASE("what is no covariance is refused by its code") {
  const std::vector<double> mean{0, 0};
  const auto refused = [&](std::vector<double> entries, Form form, std::size_t rows,
                           std::size_t cols) {
    return codeOf([&] { Model(Gaussian{mean, form, {entries.data(), rows, cols}}); });
  };
  CHECK(refused({1, 2, 2, 1}, Form::Full, 2, 2) == ErrorCode::NotPositiveDefinite);
  CHECK(refused({1, 0.5, 0.4, 1}, Form::Full, 2, 2) == ErrorCode::NotSymmetric);
  CHECK(refused({1, NAN, NAN, 1}, Form::Full, 2, 2) == ErrorCode::NotFinite);
  CHECK(refused({1}, Form::Full, 1, 1) == ErrorCode::ShapeMismatch);
  CHECK(refused({-1}, Form::Isotropic, 1, 1) == ErrorCode::NotPositiveDefinite);
  CHECK(refused({1}, Form::Diagonal, 1, 1) == ErrorCode::ShapeMismatch);
  CHECK(refused({1}, Form::Factor, 1, 1) == ErrorCode::ShapeMismatch);
  const Model flat(mean, std::vector<double>{1, 0});
  const Matrix points(1, 2);
  CHECK(codeOf([&] { logDensity(flat, points); }) == ErrorCode::Singular);
  CHECK(codeOf([&] { transportMap(flat, flat); }) == ErrorCode::Singular);
  CHECK(codeOf([&] { chernoff(flat, flat, 2); }) == ErrorCode::InvalidArgument);
}

TEST_CASE("a coordinate without variance has no covariance, at any scale") {
  for (const double scale : {1.0, 1e-17, 1e-60, 1e17}) {
    CAPTURE(scale);
    Matrix S(2, 2);
    S(0, 1) = S(1, 0) = -scale, S(1, 1) = 3 * scale;
    CHECK(codeOf([&] { squareRoot(S); }) == ErrorCode::NotPositiveDefinite);
    CHECK(codeOf([&] { model({0, 0}, S); }) == ErrorCode::NotPositiveDefinite);
  }
}

TEST_CASE("the Chernoff information is the largest also where covariances differ by 1e30") {
  for (const double scale : {1e12, 1e30, 1e300}) {
    CAPTURE(scale);
    const Model p({0, 0}, std::vector<double>{0.4, 0.2}),
        q({1, 0}, std::vector<double>{scale, 2 * scale});
    for (const auto &[a, b] : {std::pair(&p, &q), std::pair(&q, &p)}) {
      const BestChernoff best = bestChernoff(*a, *b);
      for (const double alpha : {0.01, 0.1, 0.5, 0.9, 0.99})
        CHECK(best.value >= chernoff(*a, *b, alpha) * (1 - 1e-12));
    }
  }
}

TEST_CASE("lists of different dimensions are refused, within as between") {
  const std::vector<Model> mixed{Model({0, 0}, std::vector<double>{1, 1}),
                                 Model({0}, std::vector<double>{1})};
  CHECK(codeOf([&] { pairwise(Metric::Kl, mixed); }) == ErrorCode::ShapeMismatch);
  CHECK(codeOf([&] {
          pairwise(Metric::Wasserstein2, std::span(mixed).first(1), std::span(mixed).last(1));
        }) == ErrorCode::ShapeMismatch);
}

TEST_CASE("distances beyond float64 are infinite, not NaN") {
  Matrix X = random(9, 4, 1);
  const Matrix Y = random(9, 4, 2);
  for (double &x : X.flat())
    x *= 1e300;
  CHECK(codeOf([&] { frechet(X, Y); }) == ErrorCode::NotFinite);
  const Model p({1e300, 0}, std::vector<double>{1e300, 1}),
      q({0, 0}, std::vector<double>{1e-300, 1});
  CHECK(kl(p, q) == HUGE_VAL);
  Matrix apart(2, 2), near(2, 2); // the roots' products are ∞ − ∞
  apart(0, 0) = apart(1, 1) = 1e300;
  near(0, 0) = near(1, 1) = 1e-300;
  near(0, 1) = near(1, 0) = 5e-301;
  CHECK(crossEntropy(model({1e300, 1e300}, apart), model({0, 0}, near)) == HUGE_VAL);
  const Model wide = model({0, 0}, apart), far = model({1e200, 0}, near);
  CHECK(wasserstein2(wide, far).squared == HUGE_VAL);
  CHECK(entropicWasserstein(wide, far, 0.007) == HUGE_VAL);
  CHECK(jensenShannon(p, q, 4, 1).value == doctest::Approx(std::log(2)).epsilon(1e-15));
}

TEST_CASE("variances as small as numbers can be have mixtures") {
  const std::vector<double> least(2, 5e-324);
  const Model p({0, 6e-160}, least), q({1e-160, 0}, least);
  CHECK(kl(p, q) < HUGE_VAL);
  CHECK(8 * bhattacharyya(p, q) == doctest::Approx(2 * kl(p, q)).epsilon(1e-12));
}

TEST_CASE("what is far from a covariance is refused, whatever its size") {
  Matrix S(2, 2);
  S(0, 0) = 4e-10, S(0, 1) = S(1, 0) = 1.7e303, S(1, 1) = -1.5e82;
  CHECK(codeOf([&] { model({0, 0}, S); }) == ErrorCode::NotPositiveDefinite);
  S(1, 1) = 0.04;
  CHECK(codeOf([&] { model({0, 0}, S); }) == ErrorCode::NotPositiveDefinite);
}

TEST_CASE("distributions on parallel lines, however far apart, share no line") {
  Matrix flat(2, 2), inclined(2, 2);
  flat(0, 0) = inclined(0, 0) = 738046008949.3512;
  inclined(0, 1) = inclined(1, 0) = 1e-162;
  const Model p = model({0, 4e299}, flat), q = model({0, 10}, inclined);
  CHECK(kl(p, q) == HUGE_VAL);
  CHECK(kl(q, p) == HUGE_VAL);
}

TEST_CASE("of nearly singular covariances every distance is a number, and bounds are in order") {
  int definite = 0;
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    const Matrix v = random(4, 1, seed), E = random(4, 4, seed + 1000), F = random(4, 4, seed + 2);
    Matrix S = productWithTransposed(v, v), T(S.view());
    addTransposedProduct(S.view(), 1e-15, E.view(), E.view());
    addTransposedProduct(T.view(), 2e-15, F.view(), F.view());
    const Model p = model({0, 0, 0, 0}, S), q = model({0, 1e-9, 0, 0}, T);
    definite += p.definite() && q.definite();
    for (const Distances &all : {distances(p, q), distances(q, p)}) {
      for (const double x : {all.klPQ, all.klQP, all.jeffreys, all.bhattacharyya})
        CHECK(x >= 0);
      CHECK(all.jensenShannon.lower <= all.jensenShannon.upper);
      CHECK(all.totalVariation.lower <= all.totalVariation.upper);
    }
    for (const double alpha : {0.01, 0.5, 0.9})
      CHECK(chernoff(p, q, alpha) >= 0);
    CHECK(bestChernoff(p, q).value >= bhattacharyya(p, q) * (1 - 1e-12));
  }
  CHECK(definite > 50);
}

TEST_CASE("the entropic cost goes to W2² with ε, down to the least number") {
  const Model p = wishart(3, 5, 1), q = wishart(3, 4, 2);
  const double w = wasserstein2(p, q).squared;
  for (const double epsilon : {1e-20, 1e-300, 1e-310, 5e-324})
    CHECK(entropicWasserstein(p, q, epsilon) == doctest::Approx(w).epsilon(1e-12));
}

TEST_CASE(
    "Rényi's divergence of an order beyond all bounds is the largest log ratio of densities") {
  const Model narrow({0}, std::vector<double>{1}), wide({1}, std::vector<double>{2});
  for (const double order : {1e20, 1e33, 1e100})
    CHECK(renyi(narrow, wide, order) == doctest::Approx((1 + std::log(2)) / 2).epsilon(1e-14));
  CHECK(codeOf([&] { renyi(narrow, wide, 1e101); }) == ErrorCode::InvalidArgument);
  Matrix S(2, 2);
  S(0, 0) = S(1, 1) = 2e40;
  S(0, 1) = S(1, 0) = 1e40;
  const Model unit({0, 0}, std::vector<double>{1, 1}), far = model({0, 0}, S);
  CHECK(renyi(unit, far, 1e33) == doctest::Approx(std::log(3e80) / 2).epsilon(1e-14));
}

TEST_CASE("a factor keeps digits that a sum of covariances has lost") {
  Matrix F(2, 2);
  F(0, 0) = F(1, 0) = 1;
  F(1, 1) = 1e-9; // its square is less than the rounding of 1
  const Model p({0, 0}, F), q({0, 0}, std::vector<double>{1e-60, 1e-60});
  CHECK(bhattacharyya(p, q) < HUGE_VAL);
  CHECK(2 * bhattacharyya(p, q) <= std::min(kl(p, q), kl(q, p)));
}

TEST_CASE("a factor whose covariance overflows is refused") {
  const double mean[] = {0}, factor[] = {1e160};
  CHECK(codeOf([&] { Model(Gaussian{mean, Form::Factor, {factor, 1, 1}}); }) ==
        ErrorCode::NotFinite);
}

TEST_CASE("a gradient that overflows is refused") {
  const Model p({0}, std::vector<double>{5e-324});
  for (const Metric metric : {Metric::Kl, Metric::Jeffreys, Metric::Bhattacharyya})
    CHECK(codeOf([&] { gradient(metric, p, p); }) == ErrorCode::NotFinite);
  CHECK(gradient(Metric::Wasserstein2, p, p).covarianceP(0, 0) == 0);
}
