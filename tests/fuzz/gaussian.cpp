#include "gaussian/comparison.hpp"
#include "gaussian/density.hpp"
#include "gaussian/estimate.hpp"
#include "gaussian/sampling.hpp"
#include "gaussian/symmetric_functions.hpp"
#include "numeric/product.hpp"
#include "numeric/singular.hpp"
#include "oracle.hpp"

namespace lemmata::fuzz {

namespace {

using namespace gaussian;

/// A positive semi-definite matrix: of full rank, singular, with a wide range of eigenvalues, or
/// anything symmetric or not.
Matrix covariance(Input &in, std::size_t d) {
  const std::size_t form = in.below(8);
  if (form == 0)
    return in.matrix(d, in.below(8) == 0 ? in.below(6) : d);
  Matrix F = in.matrix(d, form == 1 ? in.below(d + 1) : d + in.below(3));
  if (form == 2) // ill-conditioned
    for (std::size_t j = 0; j < F.cols(); ++j)
      for (std::size_t i = 0; i < d; ++i)
        F(i, j) *= std::pow(10, -static_cast<double>(4 * j));
  Matrix S = productWithTransposed(F, F);
  if (form == 3)
    for (std::size_t i = 0; i < d; ++i)
      S(i, i) += 1;
  in.spoil(S.flat());
  return S;
}

struct Given {
  std::vector<double> mean;
  Form form;
  Matrix covariance;

  Given(Input &in, std::size_t d)
      : mean(in.spoiled(in.below(32) == 0 ? in.below(6) : d)), form(in.choice<Form>(4)) {
    switch (form) {
    case Form::Full:
      covariance = fuzz::covariance(in, d);
      break;
    case Form::Factor:
      covariance = in.matrix(d, in.below(7));
      break;
    default:
      covariance = in.matrix(1, form == Form::Diagonal ? d : 1);
      if (in.below(8) > 0)
        for (double &x : covariance.flat())
          x = std::abs(x);
    }
  }
  std::optional<Model> model() const {
    return attempt([&] { return Model(Gaussian{mean, form, covariance}); });
  }
};

bool number(double x) { return x == x; }

double largest(std::span<const double> x) {
  double most = 0;
  for (const double value : x)
    most = std::max(most, std::abs(value));
  return most;
}

/// Whether rounding of the covariance changes its inverse by little.
bool steady(const Model &p) {
  if (!p.definite())
    return false;
  const std::vector<double> scales = singularValues(p.root().dense());
  return scales.front() < 1e3 * scales.back();
}

void bounds(const Bounds &b, double most) {
  expect(b.lower >= 0 && b.lower <= b.upper * (1 + 1e-9) + 1e-12 && b.upper <= most + 1e-12,
         "bounds are in order", {b.lower, b.upper});
}

void pairs(const Model &p, const Model &q, Input &in) {
  const auto all = attempt([&] { return distances(p, q); });
  if (!all)
    return;
  for (const double x : {all->klPQ, all->klQP, all->jeffreys, all->bhattacharyya})
    expect(x >= 0, "a divergence is not negative",
           {x, all->klPQ, all->klQP, all->jeffreys, all->bhattacharyya});
  expect(all->hellinger >= 0 && all->hellinger <= 1 && all->coefficient >= 0 &&
             all->coefficient <= 1,
         "Hellinger's distance and the coefficient are from 0 to 1",
         {all->hellinger, all->coefficient});
  bounds(all->jensenShannon, std::log(2));
  bounds(all->totalVariation, 1);
  const Wasserstein2 &w = all->wasserstein2;
  expect(w.mean >= 0 && w.bures >= 0 && w.squared >= 0 && w.distance >= 0, "W2 is not negative",
         {w.mean, w.bures, w.squared, w.distance});
  const auto back = attempt([&] { return distances(q, p); });
  expect(back.has_value(), "what has a distance has one backwards");
  expect(close(back->wasserstein2.squared, w.squared, 1e-6, 1e-14 * (p.trace() + q.trace())),
         "W2 is symmetric", {w.squared, back->wasserstein2.squared});
  expect(close(back->bhattacharyya, all->bhattacharyya, 1e-6, 1e-12) || !steady(p) || !steady(q),
         "the Bhattacharyya distance is symmetric", {all->bhattacharyya, back->bhattacharyya});
  expect(close(back->klPQ, all->klQP, 1e-9, 1e-12), "KL backwards is KL of the pair backwards",
         {back->klPQ, all->klQP});
  const double least = std::min(all->klPQ, all->klQP);
  expect(least > 1e300 || 2 * all->bhattacharyya <= least * (1 + 1e-6) + 1e-9 || !steady(p) ||
             !steady(q),
         "2 B ≤ KL", {all->bhattacharyya, all->klPQ, all->klQP});
  const double a = in.unit(), b = in.unit();
  for (const double alpha : {a, b}) {
    const auto c = attempt([&] { return chernoff(p, q, alpha); });
    expect(c && *c >= -1e-9 * (1 + all->bhattacharyya), "Chernoff's distance is not negative",
           {alpha, c.value_or(-1)});
  }
  const auto ra = attempt([&] { return gaussian::renyi(p, q, a); }),
             rb = attempt([&] { return gaussian::renyi(p, q, b); });
  if (ra && rb && least < 1e300 && steady(p) && steady(q))
    expect(a <= b ? *ra <= *rb * (1 + 1e-6) + 1e-9 : *rb <= *ra * (1 + 1e-6) + 1e-9,
           "Rényi's divergence grows with its order", {a, *ra, b, *rb});
  if (const auto best = attempt([&] { return bestChernoff(p, q); }))
    expect(
        best->alpha >= 0 && best->alpha <= 1 && best->value >= 0 &&
            (best->value >= all->bhattacharyya * (1 - 1e-6) - 1e-9 || all->bhattacharyya > 1e300),
        "the Chernoff information is the largest", {best->alpha, best->value, all->bhattacharyya});
  const double order = std::abs(in.any());
  if (const auto r = attempt([&] { return gaussian::renyi(p, q, order); }))
    expect(*r >= 0, "Rényi's divergence is not negative", {order, *r});
  if (const auto c = attempt([&] { return chiSquared(p, q); }))
    expect(*c >= 0, "χ² is not negative", {*c});
  if (const auto h = attempt([&] { return crossEntropy(p, q); }))
    expect(number(*h), "the cross-entropy is a number", {*h});
  const double epsilon = in.any();
  if (const auto e = attempt([&] { return entropicWasserstein(p, q, epsilon); }))
    expect(number(*e) && (w.squared == HUGE_VAL ||
                          *e >= w.squared * (1 - 1e-9) - 1e-12 * (p.trace() + q.trace())),
           "the entropic cost is at least W2²", {epsilon, *e, w.squared});
}

void transports(const Model &p, const Model &q, Input &in) {
  const auto w = attempt([&] { return wasserstein2(p, q); });
  if (const auto map = attempt([&] { return transportMap(p, q); }))
    for (std::size_t i = 0; i < p.size(); ++i)
      for (std::size_t j = 0; j < i; ++j)
        expect(close(map->matrix(i, j), map->matrix(j, i), 1e-6, 1e-300) ||
                   !number(map->matrix(i, j)),
               "the optimal map is symmetric", {map->matrix(i, j), map->matrix(j, i)});
  const double t = in.below(4) == 0 ? in.any() : in.unit();
  const auto point = attempt([&] { return geodesic(p, q, t); });
  if (w && point && finite(point->covariance.flat()) && w->squared < 1e200 && w->squared > 1e-280) {
    const auto middle =
        attempt([&] { return Model(Gaussian{point->mean, Form::Full, point->covariance}); });
    if (middle) {
      const double whole = std::sqrt(p.trace() + q.trace()) + std::sqrt(w->mean);
      // Where the means are far from 0 but near each other, their rounding is what is left.
      const double rounding = 1e-15 * (largest(p.mean()) + largest(q.mean()));
      const double to = wasserstein2(p, *middle).distance;
      expect(std::abs(to - t * w->distance) <= 1e-5 * whole + rounding,
             "a geodesic has constant speed", {t, to, w->distance});
    }
  }
  const auto metric = in.choice<gaussian::Metric>(5);
  if (const auto g = attempt([&] { return gradient(metric, p, q); }))
    for (const std::span<const double> part :
         {std::span<const double>(g->meanP), std::span<const double>(g->meanQ),
          std::span<const double>(g->covarianceP.flat()),
          std::span<const double>(g->covarianceQ.flat())})
      expect(std::ranges::all_of(part, number), "a gradient is of numbers",
             {static_cast<double>(metric)});
  if (const auto js = attempt([&] { return jensenShannon(p, q, in.below(6), in.bits()); }))
    expect(js->value >= 0 && js->value <= std::log(2) * (1 + 1e-12),
           "a Jensen–Shannon estimate is from 0 to log 2", {js->value});
}

void triangle(const Model &p, const Model &q, const Model &r) {
  const auto a = attempt([&] { return wasserstein2(p, q).distance; }),
             b = attempt([&] { return wasserstein2(q, r).distance; }),
             c = attempt([&] { return wasserstein2(p, r).distance; });
  if (a && b && c) {
    const double whole = std::sqrt(p.trace() + q.trace() + r.trace());
    // Beyond its root no square is finite.
    expect(*c <= (*a + *b) * (1 + 1e-9) + 1e-7 * whole || *a + *b > 1e154,
           "W2 obeys the triangle inequality", {*a, *b, *c});
  }
}

void lists(Input &in) {
  const std::size_t d = in.below(5), count = in.below(4);
  std::vector<Model> list;
  for (std::size_t i = 0; i < count; ++i)
    if (auto model = Given(in, d).model())
      list.push_back(*model);
  const auto metric = in.choice<gaussian::Metric>(5);
  const auto within = attempt([&] { return pairwise(metric, list); });
  const auto between = attempt([&] { return pairwise(metric, list, list); });
  expect(within.has_value() == between.has_value(), "a list has distances within as between");
  if (within)
    for (std::size_t i = 0; i < list.size(); ++i)
      for (std::size_t j = 0; j < list.size(); ++j)
        expect((*within)(i, j) >= 0 && (i != j || (*within)(i, j) == 0) &&
                   (close((*within)(i, j), (*between)(i, j), 1e-6, 1e-9 * (1 + list[i].trace())) ||
                    !steady(list[i]) || !steady(list[j])),
               "distances within a list are those between", {(*within)(i, j), (*between)(i, j)});
  if (within && list.size() == 3)
    triangle(list[0], list[1], list[2]);
  const auto weights = in.spoiled(in.below(8) == 0 ? in.below(5) : list.size());
  std::vector<double> positive;
  for (const double w : weights)
    positive.push_back(in.below(16) == 0 ? w : std::abs(w));
  const int most = in.below(8) == 0 ? static_cast<int>(in.whole()) : 30;
  if (const auto center =
          attempt([&] { return barycenter(list, positive, in.flip() ? 1e-10 : in.any(), most); }))
    expect(center->iterations <= most && number(center->residual),
           "a barycentre says how it ended");
}

void samples(Input &in) {
  const std::size_t n = in.below(9), m = in.below(9), d = in.below(6);
  const Matrix X = in.matrix(n, d), Y = in.matrix(m, in.below(16) == 0 ? in.below(6) : d);
  const auto estimator = in.choice<gaussian::Estimator>(5);
  if (const auto found = attempt([&] { return fit(X, estimator); }))
    if (finite(found->covariance.flat()) &&
        std::ranges::none_of(found->covariance.flat(),
                             [](double x) { return x != 0 && std::abs(x) < 1e-280; }))
      expect(attempt([&] {
               return Model(Gaussian{found->mean, Form::Full, found->covariance});
             }).has_value(),
             "an estimated distribution is one");
  if (const auto w = attempt([&] { return frechet(X, Y); }))
    expect(w->squared >= 0 && w->bures >= 0 && w->mean >= 0, "Fréchet's distance is not negative",
           {w->squared, w->bures, w->mean});
}

void matrices(Input &in) {
  const std::size_t d = in.below(6);
  const Matrix A = covariance(in, d), B = covariance(in, in.below(16) == 0 ? in.below(6) : d);
  if (const auto R = attempt([&] { return squareRoot(A); })) {
    const Matrix S = product(*R, *R);
    const double whole = largest(A.flat());
    double off = 0;
    for (std::size_t i = 0; i < S.flat().size(); ++i)
      off = std::max(off, std::abs(S.flat()[i] - A.flat()[i]));
    // Symmetric up to 1e-8 is taken for symmetric; at the end of float64 the square rounds up.
    expect(off <= 1e-7 * whole + 1e-300 || whole > 1e307, "the square of the root is the matrix",
           {off, whole});
  }
  if (const auto G = attempt([&] { return geometricMean(A, B); }))
    for (std::size_t i = 0; i < d; ++i)
      for (std::size_t j = 0; j < i; ++j)
        expect((*G)(i, j) == (*G)(j, i) || close((*G)(i, j), (*G)(j, i), 1e-9, 1e-300),
               "the geometric mean is symmetric", {(*G)(i, j), (*G)(j, i)});
}

void single(const Model &p, Input &in) {
  const double h = gaussian::entropy(p);
  expect(number(h), "the entropy is a number", {h});
  const std::size_t rows = in.below(4);
  const Matrix X = in.matrix(rows, in.below(16) == 0 ? in.below(6) : p.size());
  const auto density = attempt([&] { return logDensity(p, X); });
  const auto distance = attempt([&] { return mahalanobis(p, X); });
  if (density && finite(X.flat()))
    for (const double x : *density)
      expect(number(x), "a log density is a number", {x});
  if (distance)
    for (const double x : *distance)
      expect(x >= 0, "a Mahalanobis distance is not negative", {x});
  if (const auto draws = attempt([&] { return sample(p, rows, in.bits()); }))
    expect(draws->rows() == rows && draws->cols() == p.size(), "as many draws as asked for");
  attempt([&] { return p.covariance(); });
  if (const auto same = attempt([&] { return distances(p, p); }))
    expect(same->klPQ == 0 && same->bhattacharyya == 0 && same->wasserstein2.squared == 0 &&
               same->hellinger == 0,
           "a distribution is at distance 0 from itself");
}

} // namespace

void run(Input &in) {
  const std::size_t which = in.below(8), d = in.below(6);
  if (which == 0)
    return lists(in);
  if (which == 1)
    return samples(in);
  if (which == 2)
    return matrices(in);
  const auto p = Given(in, d).model();
  if (!p)
    return;
  if (which == 3)
    return single(*p, in);
  const auto q = Given(in, in.below(32) == 0 ? in.below(6) : d).model();
  if (!q)
    return;
  if (p->size() != q->size())
    return expect(!attempt([&] { sameDimensions(*p, *q); }), "different dimensions are refused");
  return which == 4 ? transports(*p, *q, in) : pairs(*p, *q, in);
}

} // namespace lemmata::fuzz
