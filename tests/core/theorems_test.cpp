#include <doctest/doctest.h>

#include <cmath>
#include <cstdlib>
#include <vector>

#include "entropy/curve.hpp"
#include "entropy/normalize.hpp"
#include "gaussian/comparison.hpp"
#include "matrices.hpp"
#include "numeric/product.hpp"
#include "numeric/symmetric.hpp"
#include "penalty/inequality.hpp"
#include "projection/projector.hpp"

// Theorems, on random cases that the counter-based generator numbers: LEMMATA_CASES says how many,
// and a case that fails is made again from the number it prints.
//
//   LEMMATA_CASES=1000000 build/native/tests/core/lemmata_tests -ts=theorems

using namespace lemmata;
using tests::random;

namespace {

std::uint64_t cases() {
  const char *given = std::getenv("LEMMATA_CASES");
  return given ? std::strtoull(given, nullptr, 10) : 2000;
}

/// Numbers of one case, one after the other.
class Draw {
public:
  explicit Draw(std::uint64_t number) : philox_(number, 0x7468656f) {}
  double uniform(double low, double high) { return low + (high - low) * philox_.uniform(next_++); }
  std::size_t whole(std::size_t low, std::size_t high) {
    return low + static_cast<std::size_t>(uniform(0, 1) * static_cast<double>(high - low + 1));
  }
  double normal() { return lemmata::normal(philox_, next_++); }

private:
  Philox philox_;
  std::uint64_t next_ = 0;
};

/// A normal distribution; the condition of its covariance is up to 1e8 and some.
gaussian::Model gaussianCase(Draw &draw, std::size_t d) {
  std::vector<double> mean(d);
  const double size = std::pow(10, draw.uniform(-3, 1)), spread = draw.uniform(0, 4);
  for (double &x : mean)
    x = size * draw.normal();
  Matrix F(d, d + draw.whole(0, 2));
  for (std::size_t j = 0; j < F.cols(); ++j) {
    const double scale = std::pow(10, -spread * draw.uniform(0, 1));
    for (std::size_t i = 0; i < d; ++i)
      F(i, j) = scale * draw.normal();
  }
  return gaussian::Model(mean, F);
}

double largestVariance(const gaussian::Model &p) { return eigenvalues(p.covariance()).back(); }

} // namespace

TEST_SUITE_BEGIN("theorems");

TEST_CASE("distances of normal distributions keep their order") {
  using namespace gaussian;
  for (std::uint64_t number = 0; number < cases(); ++number) {
    CAPTURE(number);
    Draw draw(number);
    const std::size_t d = draw.whole(1, 5);
    const Model p = gaussianCase(draw, d), q = gaussianCase(draw, d);
    const Distances all = distances(p, q);
    const double h2 = all.hellinger * all.hellinger, up = 1 + 1e-9;
    REQUIRE(h2 <= 1);
    REQUIRE(h2 <= all.bhattacharyya * up);
    REQUIRE(std::abs(h2 + all.coefficient - 1) <= 1e-14);
    // Jensen: KL = −E log(q/p) ≥ −2 log E √(q/p).
    REQUIRE(2 * all.bhattacharyya <= std::min(all.klPQ, all.klQP) * up);
    REQUIRE(all.totalVariation.lower <= all.totalVariation.upper * up);
    REQUIRE(all.totalVariation.upper <= std::sqrt(h2 * (2 - h2)) * up);
    REQUIRE(all.jensenShannon.lower <= all.jensenShannon.upper * up);
    const Wasserstein2 &w = all.wasserstein2;
    REQUIRE(w.mean <= w.squared);
    REQUIRE(w.bures <= (p.trace() + q.trace()) * up);
    // Cauchy and Schwarz: the nuclear norm of a product is at most that of both roots' lengths.
    const double least = std::sqrt(p.trace()) - std::sqrt(q.trace());
    REQUIRE(least * least <= w.bures * up + 1e-13 * (p.trace() + q.trace()));
    // Talagrand: W2² ≤ 2 λ KL(p‖q), λ the largest variance of q.
    REQUIRE(w.squared <= 2 * largestVariance(q) * all.klPQ * up);
  }
}

TEST_CASE("W2 is a distance: symmetric, and no detour is shorter") {
  using namespace gaussian;
  for (std::uint64_t number = 0; number < cases(); ++number) {
    CAPTURE(number);
    Draw draw(number);
    const std::size_t d = draw.whole(1, 4);
    const Model p = gaussianCase(draw, d), q = gaussianCase(draw, d), r = gaussianCase(draw, d);
    const double pq = wasserstein2(p, q).distance, qr = wasserstein2(q, r).distance,
                 pr = wasserstein2(p, r).distance;
    REQUIRE(pr <= (pq + qr) * (1 + 1e-12));
    REQUIRE(wasserstein2(q, p).distance == doctest::Approx(pq).epsilon(1e-10));
  }
}

TEST_CASE("the entropy of p^γ falls in γ, from log support to log ties, and meets every target") {
  using namespace entropy;
  for (std::uint64_t number = 0; number < cases(); ++number) {
    CAPTURE(number);
    Draw draw(number);
    std::vector<double> p(draw.whole(2, 40));
    const double spread = std::pow(10, draw.uniform(-3, 1));
    double total = 0;
    for (double &x : p)
      total += x = std::exp(spread * draw.normal());
    for (double &x : p)
      x /= total;
    Curve H(p);
    double last = H.most();
    for (double gamma = 0; gamma < 64; gamma = 2 * gamma + draw.uniform(0, 0.1)) {
      const CurvePoint point = H.at(gamma);
      REQUIRE(point.entropy <= last + 4e-15 * (1 + last));
      REQUIRE(point.entropy >= H.least());
      REQUIRE(point.slope <= 0);
      last = point.entropy;
    }
    const double target = H.least() + draw.uniform(0, 1) * (H.most() - H.least());
    std::vector<double> q(p.size());
    REQUIRE(normalize(p, {TargetUnit::Nats, target}, {}, q).entropy ==
            doctest::Approx(target).epsilon(1e-12));
    double sum = 0, entropy = 0;
    for (const double x : q)
      sum += x, entropy -= x > 0 ? x * std::log(x) : 0;
    REQUIRE(sum == doctest::Approx(1).epsilon(1e-14));
    REQUIRE(entropy == doctest::Approx(target).epsilon(1e-11));
  }
}

TEST_CASE("projections keep squared lengths on average, with the variance that is promised") {
  using namespace projection;
  constexpr std::size_t m = 8, n = 4;
  for (const Kind kind : {Kind::Gaussian, Kind::Rademacher, Kind::Sparse, Kind::Orthonormal,
                          Kind::Srht, Kind::CountSketch}) {
    CAPTURE(static_cast<int>(kind));
    const double count = static_cast<double>(cases());
    double sum = 0, squares = 0;
    for (std::uint64_t number = 0; number < cases(); ++number) {
      Draw draw(number);
      Matrix x(1, m), y(1, n);
      for (double &entry : x.flat())
        entry = draw.normal();
      Projector(kind, m, n, 1.0 / 3, number).apply<double>(x, y);
      const double ratio = squaredNorm(y.flat()) / squaredNorm(x.flat());
      sum += ratio - 1;
      squares += (ratio - 1) * (ratio - 1);
    }
    const double mean = sum / count, error = std::sqrt(squares / count / count);
    CHECK(std::abs(mean) <= 5 * error);
    if (kind == Kind::Srht)
      continue;
    // 2/n for a Gaussian and, with E Σ⁴ = 3/(m + 2) over directions, (2 − 2Σ⁴)/n for signs.
    const double sigma4 = 3.0 / (m + 2);
    const double variance = kind == Kind::Gaussian      ? 2.0 / n
                            : kind == Kind::Sparse      ? 2.0 / n
                            : kind == Kind::Orthonormal ? 2.0 * (m - n) / (n * (m + 2.0))
                                                        : (2 - 2 * sigma4) / n;
    CHECK(squares / count == doctest::Approx(variance).epsilon(10 / std::sqrt(count)));
  }
}

TEST_CASE(
    "the penalties' inequality holds with every guaranteed norm, and norms keep their order") {
  using namespace penalty;
  for (std::uint64_t number = 0; number < cases(); ++number) {
    CAPTURE(number);
    Draw draw(number);
    std::vector<std::uint32_t> sizes;
    std::vector<double> deviations;
    for (std::size_t t = draw.whole(2, 4); t > 0; --t)
      sizes.push_back(static_cast<std::uint32_t>(draw.whole(1, 5)));
    while (deviations.size() + 1 < sizes.size())
      deviations.push_back(std::pow(10, draw.uniform(-2, 1)));
    const auto activation = [&] { return static_cast<Activation>(draw.whole(0, 14)); };
    const Network network =
        randomNetwork(sizes, deviations, draw.whole(0, 1), activation(), activation(), number);
    std::vector<double> x(network.inputs());
    for (double &entry : x)
      entry = draw.normal();
    const auto head = draw.whole(0, 1) ? HeadKind::HalfSquare : HeadKind::Sum;
    for (const Norm which : {Norm::Spectral, Norm::Product, Norm::Frobenius, Norm::Nuclear})
      REQUIRE(inequality(network, x, {head}, which).holds);
    const Matrix &W = network.layers().front().weights;
    const double spectral = norm(W, Norm::Spectral), frobenius = norm(W, Norm::Frobenius);
    REQUIRE(spectral <= frobenius * (1 + 1e-14));
    REQUIRE(frobenius <= norm(W, Norm::Nuclear) * (1 + 1e-14));
    REQUIRE(norm(W, Norm::Max) <= spectral * (1 + 1e-14));
    REQUIRE(norm(W, Norm::RmsFrobenius) <= spectral * (1 + 1e-14));
    REQUIRE(spectral * spectral <=
            norm(W, Norm::Induced1) * norm(W, Norm::InducedInf) * (1 + 1e-14));
  }
}

TEST_SUITE_END();
