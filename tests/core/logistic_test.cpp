#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "logistic/classifier.hpp"
#include "logistic/fit.hpp"
#include "logistic/refine.hpp"
#include "logistic/statistics.hpp"
#include "logistic/whitening.hpp"
#include "matrices.hpp"
#include "numeric/normal.hpp"
#include "numeric/product.hpp"
#include "numeric/symmetric.hpp"
#include "refusal.hpp"

// The theorems of the closed form. Golden numbers are in tests/api/logistic.test.ts.

using namespace lemmata;
using namespace lemmata::logistic;
using tests::codeOf;

namespace {

struct Data {
  Matrix X;
  std::vector<std::int32_t> labels;
};

/// Gaussian classes with means `spread` apart and a common random covariance.
Data gaussianClasses(std::size_t n, std::size_t d, std::size_t classes, double spread,
                     std::uint64_t seed) {
  Matrix Z(n, d), A(d, d), means(classes, d);
  fillNormal<double>(Philox(seed, 0), 0, Z.flat());
  fillNormal<double>(Philox(seed, 1), 0, A.flat());
  fillNormal<double>(Philox(seed, 2), 0, means.flat());
  for (std::size_t i = 0; i < d; ++i)
    A(i, i) += 2;
  Data data{product(Z, A), {}};
  for (std::size_t i = 0; i < n; ++i) {
    const std::size_t k = i < classes ? i : Philox(seed, 3).block(i)[0] % classes;
    data.labels.push_back(static_cast<std::int32_t>(k));
    for (std::size_t j = 0; j < d; ++j)
      data.X(i, j) += 3 + spread * means(k, j);
  }
  return data;
}

double difference(std::span<const double> a, std::span<const double> b) {
  REQUIRE(a.size() == b.size());
  double most = 0, size = 1e-300;
  for (std::size_t i = 0; i < a.size(); ++i) {
    most = std::max(most, std::abs(a[i] - b[i]));
    size = std::max(size, std::abs(b[i]));
  }
  return most / size;
}

LinearClassifier model(const auto &fit, std::size_t classes) {
  return {fit.weights, fit.bias, classes};
}

const double sevenRows[] = {0, 0, 1, 0, 0, 1, 2, 1, 2, 3, 3, 2, 3, 3};
const std::int32_t sevenLabels[] = {0, 0, 0, 1, 1, 1, 1};
const MatrixView<const double> seven{sevenRows, 7, 2};

} // namespace

TEST_CASE("seven points have the published weights") {
  const auto approx = [](double x) { return doctest::Approx(x).epsilon(1e-13); };
  const Fit within = fit(seven, sevenLabels, {}, {});
  CHECK(within.withinCovariance(0, 0) == approx(.2380952380952381));
  CHECK(within.withinCovariance(0, 1) == approx(.023809523809523805));
  CHECK(within.withinCovariance(1, 1) == approx(.48809523809523814));
  CHECK(within.weights(0, 0) == approx(8.75));
  CHECK(within.weights(1, 0) == approx(3.5));
  CHECK(within.bias[0] == approx(-16.628984594214888));
  FitOptions article;
  article.mode = Mode::TotalWhitened;
  const Fit total = fit(seven, sevenLabels, {}, article);
  CHECK(total.weights(0, 0) == doctest::Approx(1.20098039).epsilon(1e-8));
  CHECK(total.weights(1, 0) == doctest::Approx(.48039216).epsilon(1e-8));
  CHECK(total.bias[0] == approx(-2.0342133523848207));
  CHECK(total.rSquared == approx(within.rSquared));
  CHECK(total.mahalanobisSquared == approx(within.mahalanobisSquared));
}

TEST_CASE("the weights from the total covariance are those from within, 1 − R² times") {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    const Data data = gaussianClasses(60, 1 + seed % 7, 2, 1, seed);
    FitOptions article;
    article.mode = Mode::TotalWhitened;
    const Fit within = fit(data.X, data.labels, {}, {}),
              total = fit(data.X, data.labels, {}, article);
    for (std::size_t j = 0; j < data.X.cols(); ++j)
      CHECK(total.weights(j, 0) ==
            doctest::Approx(within.weights(j, 0) * (1 - within.rSquared)).epsilon(1e-10));
    // R² is that of the regression of the labels on x.
    Matrix y(60, 1);
    double mean = 0;
    for (std::size_t i = 0; i < 60; ++i)
      mean += (y(i, 0) = data.labels[i]) / 60;
    const Regression least = linearRegression(data.X, y);
    CHECK(1 - least.residualCovariance(0, 0) / (mean * (1 - mean)) ==
          doctest::Approx(within.rSquared).epsilon(1e-11));
  }
}

TEST_CASE("R² from a total covariance is from 0 to 1, whatever became of the covariance") {
  // Two features that say nearly the same: taken for independent, they would explain 1.9 of 1.
  Matrix X(200, 2), noise(200, 2);
  fillNormal<double>(Philox(4), 0, noise.flat());
  std::vector<std::int32_t> labels;
  for (std::size_t i = 0; i < 200; ++i) {
    labels.push_back(i % 2);
    for (std::size_t j = 0; j < 2; ++j)
      X(i, j) = labels[i] + 0.1 * noise(i, j);
  }
  FitOptions options;
  options.mode = Mode::TotalWhitened;
  options.diagonal = true;
  const Fit found = fit(X, labels, {}, options);
  // That of the regression on the score alone.
  const Matrix score = product(X, found.weights);
  const double alone = fit(score, labels, {}, {}).rSquared;
  CHECK(alone > 0.9);
  CHECK(found.rSquared == doctest::Approx(alone).epsilon(1e-12));
  // Nearly collinear features leave R² only some digits of the covariance's inverse.
  options.diagonal = false;
  for (const double step : {1e-4, 3e-5, 1e-5, 7e-6, 5e-6}) {
    CAPTURE(step);
    for (std::size_t i = 0; i < 200; ++i)
      X(i, 1) = X(i, 0) + step * labels[i];
    const Fit close = fit(X, labels, {}, options);
    CHECK(close.rSquared <= 1);
    CHECK(close.rSquared > 0.99);
  }
}

TEST_CASE("any split of the rows, in any order, gives the same fit") {
  for (std::uint64_t seed = 0; seed < 30; ++seed) {
    CAPTURE(seed);
    const std::size_t n = 200 + 13 * seed, d = 1 + seed % 9, classes = 2 + seed % 4;
    const Data data = gaussianClasses(n, d, classes, 1.5, seed);
    std::vector<double> weights(n, 1.0);
    for (std::size_t i = 0; i < n; ++i)
      weights[i] = seed % 2 ? 0.5 + Philox(seed, 7).uniform(i) : 1;
    const Fit whole = fit(data.X, data.labels, weights, {});
    std::vector<ClassStatistics> parts(3, ClassStatistics(d, classes));
    for (std::size_t i = 0, next; i < n; i = next) {
      const auto random = Philox(seed, 8).block(i);
      next = std::min<std::size_t>(n, i + 1 + random[0] % 40);
      parts[random[1] % 3].add({data.X.row(i).data(), next - i, d},
                               std::span(data.labels).subspan(i, next - i),
                               std::span(weights).subspan(i, next - i));
    }
    ClassStatistics merged(d, classes);
    for (const std::size_t part : {2, 0, 1})
      merged.merge(parts[part]);
    CHECK(merged.count() == n);
    const Fit split = fit(merged, {});
    CHECK(difference(split.weights.flat(), whole.weights.flat()) < 1e-11);
    CHECK(difference(split.bias, whole.bias) < 1e-11);
    const ClassStatistics restored = ClassStatistics::load(merged.save());
    CHECK(restored.count() == merged.count());
    CHECK(difference(fit(restored, {}).weights.flat(), split.weights.flat()) == 0);
  }
}

TEST_CASE("a weight counts like repeated rows, and a weight of zero like none") {
  const Data data = gaussianClasses(40, 3, 3, 1, 5);
  Matrix X(80, 3);
  std::vector<std::int32_t> labels;
  std::vector<double> weights(40);
  std::size_t rows = 0;
  for (std::size_t i = 0; i < 40; ++i) {
    weights[i] = static_cast<double>(i % 3 + (i < 3));
    for (int copy = 0; copy < weights[i]; ++copy) {
      std::ranges::copy(data.X.row(i), X.row(rows++).begin());
      labels.push_back(data.labels[i]);
    }
  }
  for (const Estimator estimator : {Estimator::MaximumLikelihood, Estimator::Unbiased,
                                    Estimator::LedoitWolf, Estimator::Oas, Estimator::OasPaper})
    for (const Mode mode : {Mode::Within, Mode::TotalWhitened}) {
      FitOptions options;
      options.estimator = estimator;
      options.mode = mode;
      const Fit weighted = fit(data.X, data.labels, weights, options),
                repeated = fit({X.flat().data(), rows, 3}, labels, {}, options);
      CHECK(difference(weighted.weights.flat(), repeated.weights.flat()) < 1e-12);
      CHECK(difference(weighted.bias, repeated.bias) < 1e-12);
      CHECK(weighted.shrinkage == doctest::Approx(repeated.shrinkage).epsilon(1e-12));
    }
}

TEST_CASE("priors change the bias only, by the logarithms of their ratios") {
  const Data data = gaussianClasses(90, 4, 3, 1, 6);
  const double priors[] = {2, 1, 5};
  FitOptions options;
  options.priors = priors;
  const Fit plain = fit(data.X, data.labels, {}, {}), prior = fit(data.X, data.labels, {}, options);
  CHECK(difference(plain.weights.flat(), prior.weights.flat()) == 0);
  for (std::size_t k = 0; k < 3; ++k)
    CHECK(prior.bias[k] - plain.bias[k] ==
          doctest::Approx(std::log(priors[k] / 8) - std::log(plain.priors[k])).epsilon(1e-12));
}

TEST_CASE("fewer rows than features: the thin singular system agrees with the pseudo-inverse") {
  for (const std::size_t classes : {2, 4}) {
    const Data data = gaussianClasses(25, 40, classes, 1, 11 + classes);
    const Fit thin = fit(data.X, data.labels, {}, {});
    CHECK(thin.rank == 25 - classes);
    ClassStatistics statistics(40, classes);
    statistics.add(data.X, data.labels);
    const Fit full = fit(statistics, {});
    CHECK(full.rank == thin.rank);
    CHECK(difference(thin.weights.flat(), full.weights.flat()) < 1e-8);
    FitOptions ridge;
    ridge.ridge = 0.3;
    const Fit a = fit(data.X, data.labels, {}, ridge), b = fit(statistics, ridge);
    CHECK(a.rank == 40);
    CHECK(difference(a.weights.flat(), b.weights.flat()) < 1e-11);
    CHECK(difference(a.bias, b.bias) < 1e-11);
  }
}

TEST_CASE("copied features share the weight, constant ones get none") {
  const Data data = gaussianClasses(80, 2, 2, 1, 21);
  Matrix X(80, 5);
  for (std::size_t i = 0; i < 80; ++i) {
    X(i, 0) = data.X(i, 0), X(i, 1) = data.X(i, 1), X(i, 2) = data.X(i, 1);
    X(i, 3) = 0.1, X(i, 4) = 1e9;
  }
  const Fit plain = fit(data.X, data.labels, {}, {}), fitted = fit(X, data.labels, {}, {});
  CHECK(fitted.rank == 2);
  CHECK(fitted.weights(0, 0) == doctest::Approx(plain.weights(0, 0)).epsilon(1e-11));
  CHECK(fitted.weights(1, 0) == doctest::Approx(plain.weights(1, 0) / 2).epsilon(1e-11));
  CHECK(fitted.weights(2, 0) == doctest::Approx(plain.weights(1, 0) / 2).epsilon(1e-11));
  CHECK(fitted.weights(3, 0) == 0);
  CHECK(fitted.weights(4, 0) == 0);
  CHECK(fitted.bias[0] == doctest::Approx(plain.bias[0]).epsilon(1e-10));
}

TEST_CASE("far from the origin the bias keeps its digits") {
  const Data data = gaussianClasses(100, 3, 2, 1, 31);
  Matrix moved = data.X;
  for (double &value : moved.flat())
    value += 1e6;
  const Fit near = fit(data.X, data.labels, {}, {}), far = fit(moved, data.labels, {}, {});
  CHECK(difference(near.weights.flat(), far.weights.flat()) < 1e-8);
  Matrix a(100, 1), b(100, 1);
  logits(model(near, 2), data.X, a);
  logits(model(far, 2), moved, b);
  CHECK(difference(a.flat(), b.flat()) < 1e-7);
}

TEST_CASE("a feature that is constant within the classes and differs between them is separable") {
  const Data data = gaussianClasses(50, 2, 2, 1, 41);
  Matrix X(50, 3);
  for (std::size_t i = 0; i < 50; ++i)
    X(i, 0) = data.X(i, 0), X(i, 1) = data.X(i, 1), X(i, 2) = data.labels[i] ? 0.7 : 0.1;
  try {
    fit(X, data.labels, {}, {});
    FAIL("it was fitted");
  } catch (const Separable &error) {
    CHECK(error.code() == ErrorCode::Separable);
    CHECK(std::abs(error.direction[2]) == doctest::Approx(1));
  }
  FitOptions ridge;
  ridge.ridge = 0.1;
  CHECK(std::isfinite(fit(X, data.labels, {}, ridge).weights(2, 0)));
  FitOptions diagonal;
  diagonal.diagonal = true;
  CHECK(codeOf([&] { fit(X, data.labels, {}, diagonal); }) == ErrorCode::Separable);
  FitOptions article;
  article.mode = Mode::TotalWhitened;
  CHECK(std::isfinite(fit(X, data.labels, {}, article).weights(2, 0)));
}

TEST_CASE("what cannot be fitted is refused by its code") {
  const std::int32_t one[] = {0, 0, 0, 0, 0, 0, 0}, gap[] = {0, 0, 2, 2, 2, 0, 0},
                     low[] = {0, 1, -1, 0, 1, 0, 1}, high[] = {0, 1, 9, 0, 1, 0, 1};
  CHECK(codeOf([&] { fit(seven, one, {}, {}); }) == ErrorCode::InvalidArgument);
  CHECK(codeOf([&] { fit(seven, gap, {}, {}); }) == ErrorCode::EmptyClass);
  CHECK(codeOf([&] { fit(seven, low, {}, {}); }) == ErrorCode::InvalidArgument);
  CHECK(codeOf([&] { fit(seven, high, {}, {}); }) == ErrorCode::EmptyClass);
  CHECK(codeOf([&] { fit(seven, std::span(sevenLabels).first(6), {}, {}); }) ==
        ErrorCode::ShapeMismatch);
  const Matrix same(7, 2);
  CHECK(codeOf([&] { fit(same, sevenLabels, {}, {}); }) == ErrorCode::Singular);
  Matrix bad(seven);
  bad(3, 1) = NAN;
  CHECK(codeOf([&] { fit(bad, sevenLabels, {}, {}); }) == ErrorCode::NotFinite);
  bad(3, 1) = 1e200;
  CHECK(codeOf([&] { fit(bad, sevenLabels, {}, {}); }) == ErrorCode::InvalidArgument);
  FitOptions options;
  options.ridge = -1;
  CHECK(codeOf([&] { fit(seven, sevenLabels, {}, options); }) == ErrorCode::InvalidArgument);
  const double weights[] = {1, 1, 1, 0, 0, 0, 0};
  CHECK(codeOf([&] { fit(seven, sevenLabels, weights, {}); }) == ErrorCode::EmptyClass);
  ClassStatistics statistics(2, 2);
  CHECK(codeOf([&] { fit(statistics, {}); }) == ErrorCode::EmptyClass);
  statistics.add(seven, sevenLabels);
  options.ridge = 0;
  options.estimator = Estimator::LedoitWolf;
  CHECK(codeOf([&] { fit(statistics, options); }) == ErrorCode::InvalidArgument);
  Matrix wide = tests::random(4, 6, 3); // fewer rows than columns, whose fourth powers overflow
  for (double &x : wide.flat())
    x *= 1e90;
  CHECK(codeOf([&] { fit(wide, std::vector<std::int32_t>{0, 1, 0, 1}, {}, options); }) ==
        ErrorCode::InvalidArgument);
  CHECK(codeOf([&] { statistics.merge(ClassStatistics(3, 2)); }) == ErrorCode::ShapeMismatch);
  CHECK(codeOf([&] { ClassStatistics(100000, 2); }) == ErrorCode::OutOfMemory);
}

TEST_CASE("maximum likelihood takes the gradient to zero, from either start to the same weights") {
  for (const std::size_t classes : {2, 3, 5}) {
    CAPTURE(classes);
    const Data data = gaussianClasses(600, 4, classes, 0.6, 51 + classes);
    RefineOptions options;
    options.tolerance = 1e-11;
    const Refined near = refine(data.X, data.labels, options);
    options.fromZero = true;
    const Refined zero = refine(data.X, data.labels, options);
    CHECK(near.gradientNorm <= 1e-11);
    CHECK(zero.gradientNorm <= 1e-11);
    CHECK(near.losses.size() == near.iterations + 1);
    CHECK(near.losses.back() == doctest::Approx(zero.losses.back()).epsilon(1e-13));
    CHECK(zero.losses[0] == doctest::Approx(std::log(classes)).epsilon(1e-14));
    for (std::size_t i = 1; i < zero.losses.size(); ++i)
      CHECK(zero.losses[i] <= zero.losses[i - 1] + 1e-14);
    const Evaluation a = evaluate(model(near, classes), data.X, data.labels);
    CHECK(a.logLoss == doctest::Approx(near.losses.back()).epsilon(1e-13));
    Matrix p(600, classes), q(600, classes);
    probabilities(model(near, classes), data.X, p);
    probabilities(model(zero, classes), data.X, q);
    CHECK(difference(p.flat(), q.flat()) < 1e-8);
    // The likelihood's equations: mean probabilities are the classes' shares.
    std::vector<double> shares(classes), means(classes);
    for (std::size_t i = 0; i < 600; ++i) {
      shares[static_cast<std::size_t>(data.labels[i])] += 1.0 / 600;
      for (std::size_t k = 0; k < classes; ++k)
        means[k] += p(i, k) / 600;
    }
    CHECK(difference(shares, means) < 1e-9);
  }
}

TEST_CASE("two classes as two of three: conjugate gradients and Cholesky factors agree") {
  const Data data = gaussianClasses(400, 3, 2, 0.5, 61);
  RefineOptions options;
  options.l2 = 0.01;
  options.tolerance = 1e-11;
  const Refined direct = refine(data.X, data.labels, options);
  // 300 columns of zeros make it take the other way.
  Matrix wide(400, 303);
  for (std::size_t i = 0; i < 400; ++i)
    std::ranges::copy(data.X.row(i), wide.row(i).begin());
  const Refined iterative = refine(wide, data.labels, options);
  CHECK(difference(iterative.weights.flat().first(3), direct.weights.flat()) < 1e-9);
  CHECK(iterative.losses.back() == doctest::Approx(direct.losses.back()).epsilon(1e-13));
}

TEST_CASE("separable data are refused with a direction that separates them") {
  for (const std::size_t classes : {2, 3}) {
    for (std::uint64_t seed = 0; seed < 10; ++seed) {
      CAPTURE(classes);
      CAPTURE(seed);
      const Data data = gaussianClasses(30, 5, classes, 40, 70 + seed);
      try {
        refine(data.X, data.labels, {});
        FAIL("it was fitted");
      } catch (const Separable &error) {
        const std::size_t outputs = outputsOf(classes);
        const std::span<const double> direction(error.direction);
        const LinearClassifier along{
            {direction.data(), 5, outputs}, direction.last(outputs), classes};
        CHECK(evaluate(along, data.X, data.labels).accuracy == 1);
      }
      RefineOptions options;
      options.l2 = 1e-3;
      CHECK(refine(data.X, data.labels, options).gradientNorm < 1e-8);
    }
  }
}

TEST_CASE("data that only touch are separable too, and data that overlap are not") {
  // One point of each class at the same place, all others apart.
  const double touching[] = {0, 1, 2, 3, 3, 4, 5, 6};
  const std::int32_t labels[] = {0, 0, 0, 0, 1, 1, 1, 1};
  for (const bool zero : {false, true}) {
    RefineOptions options;
    options.fromZero = zero;
    CHECK(codeOf([&] { refine({touching, 8, 1}, labels, options); }) == ErrorCode::Separable);
    const double overlapping[] = {0, 1, 2, 3.01, 3, 4, 5, 6};
    const Refined fitted = refine({overlapping, 8, 1}, labels, options);
    CHECK(fitted.gradientNorm <= 1e-8);
    CHECK(fitted.weights(0, 0) > 1);
  }
}

TEST_CASE("whitened samples have the identity as their covariance") {
  const Data data = gaussianClasses(70, 4, 3, 1, 81);
  for (const WhiteningKind kind :
       {WhiteningKind::Total, WhiteningKind::Within, WhiteningKind::Zca}) {
    const Whitening white = whiten(data.X, data.labels, kind);
    Matrix Z = white.data;
    if (kind == WhiteningKind::Within) {
      // Their closed form is that of the covariance I: W = means.
      const Fit fitted = fit(Z, data.labels, {}, {});
      for (std::size_t k = 0; k < 3; ++k)
        for (std::size_t j = 0; j < 4; ++j)
          CHECK(fitted.weights(j, k) == doctest::Approx(fitted.means(k, j)).epsilon(1e-10));
      continue;
    }
    const Matrix S = estimateCovariance(Z, Estimator::MaximumLikelihood).covariance;
    for (std::size_t i = 0; i < 4; ++i)
      for (std::size_t j = 0; j < 4; ++j)
        CHECK(std::abs(S(i, j) - (i == j)) < 1e-13);
    if (kind == WhiteningKind::Zca)
      CHECK(difference(transposed(white.matrix).flat(), white.matrix.flat()) < 1e-15);
  }
  const Matrix same(5, 2);
  CHECK(codeOf([&] { whiten(same, {}, WhiteningKind::Total); }) == ErrorCode::Singular);
}

TEST_CASE("least squares leave residuals that are uncorrelated with the features") {
  for (const std::size_t rows : {50, 6}) {
    const Data data = gaussianClasses(rows, 8, 2, 1, 91);
    Matrix Y(rows, 2);
    fillNormal<double>(Philox(92), 0, Y.flat());
    const Regression least = linearRegression(data.X, Y);
    Matrix R = product(data.X, least.weights);
    for (std::size_t i = 0; i < rows; ++i)
      for (std::size_t k = 0; k < 2; ++k)
        R(i, k) = Y(i, k) - R(i, k) - least.bias[k];
    const Matrix cross = transposedProduct(data.X, R);
    for (const double value : cross.flat())
      CHECK(std::abs(value) < 1e-9);
    if (rows == 6)
      CHECK(least.residualCovariance(0, 0) < 1e-20);
  }
}

TEST_CASE("samples whose squares overflow to no number have no covariance") {
  Matrix X(3, 2);
  X(0, 0) = X(0, 1) = X(1, 0) = 1e200;
  X(1, 1) = -1e200;
  for (const Estimator estimator :
       {Estimator::MaximumLikelihood, Estimator::Unbiased, Estimator::LedoitWolf, Estimator::Oas})
    CHECK(codeOf([&] { estimateCovariance(X, estimator); }) == ErrorCode::NotFinite);
}

TEST_CASE("least squares lose the condition of the columns, not its square") {
  Matrix X(12, 2), Y(12, 1);
  for (int i = 0; i < 12; ++i) {
    X(i, 0) = i;
    X(i, 1) = i + std::ldexp(i * i % 7, -18);
    Y(i, 0) = X(i, 0) + X(i, 1);
  }
  // A condition of 1.3e6, whose square is 1.8e12.
  const Regression found = linearRegression(X, Y);
  for (const double weight : found.weights.flat())
    CHECK(weight == doctest::Approx(1).epsilon(1e-9));
}

TEST_CASE("probabilities add up to one, and are those of the logits at both ends") {
  const double w[] = {1, -2}, far[] = {800, 0, -800, 0, 0, 0};
  const double b[] = {0};
  const LinearClassifier binary{{w, 2, 1}, b, 2};
  Matrix p(3, 2);
  probabilities(binary, {far, 3, 2}, p);
  CHECK(p(0, 1) == 1);
  CHECK(p(0, 0) == std::exp(-800.0));
  CHECK(p(1, 0) == 1);
  CHECK(p(2, 0) == 0.5);
  const std::int32_t labels[] = {0, 1, 1};
  CHECK(evaluate(binary, {far, 3, 2}, labels).logLoss ==
        doctest::Approx((1600 + std::log(2)) / 3).epsilon(1e-14));
  std::int32_t predicted[3];
  predict(binary, {far, 3, 2}, predicted);
  CHECK(predicted[0] == 1);
  CHECK(predicted[1] == 0);
  CHECK(predicted[2] == 0);
}

TEST_CASE("logits that overflow are refused, whatever is asked of them") {
  const double W[] = {1e200, 0, 0, 1e200, 1e200, 0}, b[] = {0, 0, 0}, X[] = {1, 1, 1e200, 1};
  const LinearClassifier model{{W, 2, 3}, b, 3};
  const MatrixView<const double> rows{X, 2, 2};
  Matrix room(2, 3);
  std::int32_t labels[] = {0, 1};
  const auto refused = [](auto call) { CHECK(codeOf(call) == ErrorCode::NotFinite); };
  refused([&] { logits(model, rows, room); });
  refused([&] { probabilities(model, rows, room); });
  refused([&] { evaluate(model, rows, labels); });
  refused([&] { predict(model, rows, labels); });
}

TEST_CASE("statistics refuse what would overflow them, and stay as they were") {
  const double X[] = {1, 2, 3, -1e200}, far[] = {1e200, 2};
  const std::int32_t labels[] = {0, 1, 0, 0};
  ClassStatistics statistics(1, 2), other(1, 2);
  statistics.add({X, 3, 1}, std::span(labels).first(3));
  const auto before = statistics.save();
  CHECK(codeOf([&] { statistics.add({X, 4, 1}, labels); }) == ErrorCode::InvalidArgument);
  CHECK(statistics.save() == before);
  other.add({far, 2, 1}, std::span(labels).first(2)); // one row a class varies by nothing
  CHECK(ClassStatistics::load(other.save()).save() == other.save());
  CHECK(codeOf([&] { statistics.merge(other); }) == ErrorCode::InvalidArgument);
  CHECK(statistics.save() == before);
}

TEST_CASE("a fit whose numbers overflow is refused") {
  // One row a class: no variance but the ridge.
  const double X[] = {1e298, -1e298, 1e298}, two[] = {1e160, -1e160};
  const std::int32_t labels[] = {0, 1, 2};
  FitOptions options;
  options.ridge = 1;
  CHECK(codeOf([&] { fit({X, 3, 1}, labels, {}, options); }) == ErrorCode::InvalidArgument);
  CHECK(codeOf([&] { fit({two, 2, 1}, std::span(labels).first(2), {}, options); }) ==
        ErrorCode::InvalidArgument);
}

TEST_CASE("regression is the same for units of any size") {
  Matrix X(6, 1);
  for (const double unit : {1.0, 1e154, 1e200, 1e-160, 1e-300}) {
    const double values[] = {1, -1, 1.5, 2, 0.3, -0.5};
    for (std::size_t i = 0; i < 6; ++i)
      X(i, 0) = values[i] * unit;
    CAPTURE(unit);
    CHECK(linearRegression(X, X).weights(0, 0) == doctest::Approx(1).epsilon(1e-14));
  }
}

TEST_CASE("features whose squares overflow are refused, and refinement ends") {
  Matrix X = tests::random(9, 3, 4);
  for (double &x : X.flat())
    x *= 1e200;
  const std::vector<std::int32_t> labels{0, 1, 2, 0, 1, 2, 0, 1, 2};
  RefineOptions options;
  options.fromZero = true;
  options.l2 = 0.1;
  CHECK(codeOf([&] { refine(X, labels, options); }) == ErrorCode::NotFinite);
}
