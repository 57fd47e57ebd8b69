#include "logistic/fit.hpp"
#include "logistic/refine.hpp"
#include "logistic/whitening.hpp"
#include "numeric/covariance.hpp"
#include "oracle.hpp"

namespace lemmata::fuzz {

namespace {

using namespace logistic;

std::vector<std::int32_t> labels(Input &in, std::size_t n, std::size_t classes) {
  std::vector<std::int32_t> result(n);
  for (std::int32_t &label : result)
    label = static_cast<std::int32_t>(in.below(std::max<std::size_t>(classes, 1)));
  if (n > 0 && in.below(32) == 0)
    result[in.below(n)] = static_cast<std::int32_t>(in.whole());
  return result;
}

/// Whether products of the entries stay far from the ends of float64.
bool moderate(const Matrix &X) {
  return std::ranges::all_of(
      X.flat(), [](double x) { return x == 0 || (std::abs(x) < 1e30 && std::abs(x) > 1e-30); });
}

FitOptions fitOptions(Input &in, const std::vector<double> &priors) {
  FitOptions options;
  options.mode = in.choice<Mode>(2);
  options.estimator = in.choice<Estimator>(5);
  options.diagonal = in.flip();
  options.ridge = in.below(4) == 0 ? in.any() : 0;
  if (in.below(4) == 0)
    options.priors = priors;
  return options;
}

void expectFit(const Fit &fit) {
  expect(finite(fit.weights.flat()) && finite(fit.bias), "a fit has finite weights");
  double total = 0;
  for (const double p : fit.priors)
    total += p;
  expect(std::abs(total - 1) < 1e-9, "priors sum to 1", {total});
  if (fit.priors.size() != 2)
    return;
  expect(fit.rSquared >= 0 && fit.rSquared <= 1, "R² is from 0 to 1", {fit.rSquared});
  expect(fit.mahalanobisSquared >= 0, "a squared distance is not negative",
         {fit.mahalanobisSquared});
}

void classifiers(Input &in) {
  const std::size_t classes = in.below(4) + (in.below(8) > 0), d = in.below(5), n = in.below(5);
  const Matrix W = in.matrix(d, outputsOf(classes)), X = in.matrix(n, d);
  const auto bias = in.spoiled(outputsOf(classes));
  const LinearClassifier model{W, bias, classes};
  Matrix p(n, classes), f(n, outputsOf(classes));
  std::vector<std::int32_t> found(n);
  attempt([&] { checkModel(model); });
  attempt([&] { logits(model, X, f); });
  const bool ok = attempt([&] { probabilities(model, X, p); }).has_value();
  const bool said = attempt([&] { predict(model, X, found); }).has_value();
  if (ok)
    for (std::size_t i = 0; i < n; ++i) {
      double total = 0;
      for (const double x : p.row(i)) {
        expect(x >= 0 && x <= 1, "a probability is from 0 to 1", {x});
        total += x;
      }
      expect(std::abs(total - 1) < 1e-12, "probabilities sum to 1", {total});
      if (said)
        expect(p(i, static_cast<std::size_t>(found[i])) >=
                   *std::ranges::max_element(p.row(i)) * (1 - 1e-12),
               "the prediction is the most probable class");
    }
  const auto y = labels(in, n, classes);
  if (const auto e = attempt([&] { return evaluate(model, X, y); }))
    expect(e->logLoss >= 0 && e->accuracy >= 0 && e->accuracy <= 1 && e->calibrationError >= 0 &&
               e->calibrationError <= 1 + 1e-12,
           "an evaluation is in its range", {e->logLoss, e->accuracy, e->calibrationError});
}

void statistics(Input &in) {
  const std::size_t d = in.below(5), classes = in.below(4), n = in.below(9);
  const Matrix X = in.matrix(n, in.below(32) == 0 ? in.below(5) : d);
  const auto y = labels(in, n, classes);
  auto weights = in.flip() ? std::vector<double>() : in.spoiled(n);
  if (in.below(4) > 0)
    for (double &w : weights)
      w = std::abs(w);
  const auto priors = in.spoiled(classes);
  auto whole = attempt([&] { return ClassStatistics(d, classes); });
  if (!whole)
    return;
  const bool added = attempt([&] { whole->add(X, y, weights); }).has_value();
  if (!added)
    expect(whole->count() == 0, "a block that is refused adds nothing");
  const auto bytes = whole->save();
  expect(ClassStatistics::load(bytes).save() == bytes, "statistics survive as bytes");
  if (added && n > 1) { // in two parts
    const std::size_t cut = in.below(n);
    ClassStatistics a(d, classes), b(d, classes);
    const std::span<const std::int32_t> all(y);
    const std::span<const double> w(weights);
    const bool parted =
        attempt([&] {
          a.add({X.view().data, cut, d}, all.first(cut), w.empty() ? w : w.first(cut));
          b.add({X.view().data + cut * d, n - cut, d}, all.subspan(cut),
                w.empty() ? w : w.subspan(cut));
          a.merge(b);
          expect(a.count() == whole->count(), "parts have as many rows as the whole");
        }).has_value();
    expect(parted || !moderate(X), "parts are taken where the whole is");
    if (parted && moderate(X))
      for (std::size_t k = 0; k < classes; ++k)
        for (std::size_t j = 0; j < d; ++j) {
          double largest = 0;
          for (std::size_t i = 0; i < n; ++i)
            largest = std::max(largest, std::abs(X(i, j)));
          expect(std::abs(a.means()(k, j) - whole->means()(k, j)) <= 1e-12 * largest,
                 "parts have the means of the whole", {a.means()(k, j), whole->means()(k, j)});
        }
  }
  const FitOptions options = fitOptions(in, priors);
  if (const auto fit = attempt([&] { return logistic::fit(*whole, options); }))
    expectFit(*fit);
  if (const auto fit = attempt([&] { return logistic::fit(X, y, weights, options); }))
    expectFit(*fit);
}

void refinements(Input &in) {
  const std::size_t d = in.below(4), classes = in.below(4), n = in.below(12);
  const Matrix X = in.matrix(n, d);
  const auto y = labels(in, n, classes);
  RefineOptions options;
  options.fromZero = in.flip();
  options.l2 = in.below(4) == 0 ? in.any() : 0.1 * static_cast<double>(in.below(4));
  options.tolerance = in.below(8) == 0 ? in.any() : 1e-8;
  options.maxIterations = in.below(16);
  const auto found = attempt([&] { return refine(X, y, options); });
  if (!found)
    return;
  expect(finite(found->weights.flat()) && finite(found->bias), "refined weights are finite");
  for (std::size_t i = 1; i < found->losses.size(); ++i)
    expect(found->losses[i] <= found->losses[i - 1] * (1 + 1e-12) + 1e-300, "the loss never grows",
           {found->losses[i - 1], found->losses[i]});
  expect(found->gradientNorm >= 0, "a norm is not negative", {found->gradientNorm});
}

void whitenings(Input &in) {
  const std::size_t n = in.below(9), d = in.below(5);
  const Matrix X = in.matrix(n, d), Y = in.matrix(in.below(32) == 0 ? in.below(9) : n, in.below(3));
  const auto y = labels(in, n, 3);
  const auto kind = in.choice<WhiteningKind>(3);
  if (const auto white = attempt([&] { return whiten(X, y, kind); }); white && moderate(X)) {
    expect(finite(white->matrix.flat()) && finite(white->data.flat()), "white data are finite");
    if (kind == WhiteningKind::Total)
      for (std::size_t a = 0; a < white->data.cols(); ++a) {
        double mean = 0, square = 0;
        for (std::size_t i = 0; i < n; ++i)
          mean += white->data(i, a), square += white->data(i, a) * white->data(i, a);
        expect(std::abs(square / static_cast<double>(n) - 1) < 0.05, "white data have variance 1",
               {square / static_cast<double>(n), mean});
      }
  }
  if (const auto r = attempt([&] { return linearRegression(X, Y); }); r && moderate(X))
    for (std::size_t j = 0; j < Y.cols(); ++j)
      expect(!(r->residualCovariance(j, j) < 0), "a residual variance is not negative",
             {r->residualCovariance(j, j)});
  const auto estimator = in.choice<Estimator>(5);
  if (const auto c = attempt([&] { return estimateCovariance(X, estimator); }))
    expect(!(c->shrinkage < 0) && !(c->shrinkage > 1), "ρ is from 0 to 1", {c->shrinkage});
}

} // namespace

void run(Input &in) {
  switch (in.below(4)) {
  case 0:
    return classifiers(in);
  case 1:
    return statistics(in);
  case 2:
    return refinements(in);
  default:
    return whitenings(in);
  }
}

} // namespace lemmata::fuzz
