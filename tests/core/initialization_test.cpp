#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "initialization/attention.hpp"
#include "initialization/moments.hpp"
#include "initialization/normalization.hpp"
#include "initialization/sampling.hpp"
#include "initialization/scheme.hpp"
#include "initialization/stack.hpp"
#include "initialization/truncation.hpp"
#include "initialization/weights.hpp"
#include "matrices.hpp"
#include "numeric/erf.hpp"
#include "numeric/error.hpp"
#include "numeric/normal.hpp"
#include "numeric/product.hpp"
#include "refusal.hpp"

// Properties of the samplers, the schemes and the stacks. Golden numbers are in
// tests/api/initialization.test.ts.

using namespace lemmata;
using namespace lemmata::initialization;
using tests::codeOf;
using tests::random;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

/// √n times the largest distance of the empirical distribution from uniform: above 1.95 with
/// probability 1e-3 (Kolmogorov's distribution), which fixed seeds make never or always.
double kolmogorov(std::vector<double> u) {
  std::ranges::sort(u);
  const auto n = static_cast<double>(u.size());
  double most = 0;
  for (std::size_t i = 0; i < u.size(); ++i)
    most = std::max({most, std::abs(u[i] - static_cast<double>(i) / n),
                     std::abs(static_cast<double>(i + 1) / n - u[i])});
  return most * std::sqrt(n);
}

struct Sample {
  double mean = 0, variance = 0;
  explicit Sample(std::span<const double> x) {
    for (const double value : x)
      mean += value / static_cast<double>(x.size());
    for (const double value : x)
      variance += (value - mean) * (value - mean) / static_cast<double>(x.size());
  }
};

double norm(std::span<const double> x) { return std::sqrt(squaredNorm(x)); }

} // namespace

TEST_CASE("uniform draws are uniform (Kolmogorov–Smirnov at 1e-3) and stay inside") {
  std::vector<double> x(100000);
  fillUniform(-3, 5, Philox(1), 0, x);
  for (double &value : x)
    value = (value + 3) / 8;
  CHECK(*std::ranges::min_element(x) > 0);
  CHECK(*std::ranges::max_element(x) < 1);
  CHECK(kolmogorov(x) < 1.95);
}

TEST_CASE("normal draws have their mean and standard deviation, to four standard errors") {
  std::vector<double> x(100000);
  fillNormal(2, 3, Philox(2), 0, x);
  const Sample sample(x);
  CHECK(std::abs(sample.mean - 2) < 4 * 3 / std::sqrt(1e5));
  CHECK(std::abs(sample.variance - 9) < 4 * 9 * std::sqrt(2 / 1e5));
  for (double &value : x)
    value = normalCdf((value - 2) / 3);
  CHECK(kolmogorov(x) < 1.95);
}

TEST_CASE("every sampler continues a stream at any offset") {
  const Philox philox(3);
  const TruncatedNormal central(1, 2, {TruncationMode::Parent, -1, 2}),
      tail(0, 1, {TruncationMode::Parent, 41, infinity}),
      mirrored(0, 1, {TruncationMode::Parent, 2, 3});
  const auto all = [&](std::uint64_t first, std::size_t count) {
    std::vector<double> x(5 * count);
    const auto part = [&](std::size_t i) { return std::span(x).subspan(i * count, count); };
    fillUniform(0, 2, philox, first, part(0));
    fillNormal(1, 2, philox, first, part(1));
    central.fill(philox, first, part(2));
    tail.fill(philox, first, part(3));
    mirrored.fill(philox, first, part(4));
    return x;
  };
  const std::size_t whole = 700;
  const std::vector<double> long_ = all(0, whole);
  for (const std::size_t first : {1, 2, 255, 256, 511, 699})
    for (const std::size_t count : {std::size_t(1), whole - first}) {
      const std::vector<double> part = all(first, count);
      for (std::size_t sampler = 0; sampler < 5; ++sampler)
        CHECK(std::equal(&part[sampler * count], &part[sampler * count] + count,
                         &long_[sampler * whole + first]));
    }
}

TEST_CASE("the same seed gives the same bits everywhere") {
  // The same numbers stand in tests/api/initialization.test.ts, which has them from WebAssembly.
  std::vector<double> x(2);
  fillUniform(0, 1, Philox(0), 0, x);
  CHECK(x == std::vector{0.8805201978886142, 0.6054818538799213});
  fillNormal(0, 1, Philox(0), 0, x);
  CHECK(x == std::vector{1.1775912390542727, 0.26756224953309987});
  TruncatedNormal(0, 1, {TruncationMode::Parent, 40, infinity}).fill(Philox(0), 0, x);
  CHECK(x == std::vector{40.053046932697725, 40.02323101046166});
}

TEST_CASE("truncated draws follow the truncated distribution and its moments, far tails included") {
  struct Case {
    double mean, std, low, high;
  };
  for (const Case &c : {Case{0, 1, -2, 2}, Case{1, 2, 0, infinity}, Case{0, 1, 3, 4},
                        Case{0, 1, -9, -8}, Case{0, 1, 40, infinity}, Case{0, 1, -infinity, -60},
                        Case{0, 1, 200, 200.01}, Case{5, 0.1, -infinity, infinity}}) {
    CAPTURE(c.low);
    CAPTURE(c.high);
    const auto normal = TruncatedNormal::ofParent(c.mean, c.std, c.low, c.high);
    std::vector<double> x(40000);
    normal.fill(Philox(4), 0, x);
    CHECK(*std::ranges::min_element(x) >= c.low);
    CHECK(*std::ranges::max_element(x) <= c.high);
    const Moments exact = truncatedMoments(c.mean, c.std, c.low, c.high);
    const Sample sample(x);
    CHECK(std::abs(sample.mean - exact.mean) < 4 * std::sqrt(exact.variance / 40000));
    // The kurtosis of an exponential is 9: the variance of a sample variance is at most 8/n of it.
    CHECK(std::abs(sample.variance / exact.variance - 1) < 4 * std::sqrt(8.0 / 40000));
    // In distances from the end nearer to the mean, whose distribution is known by integration.
    const double inside = c.low == -infinity ? c.high : c.low;
    if (std::abs(inside) == infinity)
      continue;
    std::vector<double> u;
    for (std::size_t i = 0; i < 4000; ++i) {
      // P(below x) from means: E of the cut at x and of the rest make the whole's.
      if (x[i] <= c.low || x[i] >= c.high)
        continue;
      const Moments below = truncatedMoments(c.mean, c.std, c.low, x[i]),
                    above = truncatedMoments(c.mean, c.std, x[i], c.high);
      u.push_back((above.mean - exact.mean) / (above.mean - below.mean));
    }
    CHECK(kolmogorov(u) < 1.95);
  }
}

TEST_CASE("cut where the deviations overflow, a normal is its nearer end") {
  for (const auto [mean, std, low, high, expected] :
       {std::array{1e287, 5e-324, -1.0, 2.0, 2.0}, {-1e308, 1e-3, 1e308, infinity, 1e308}}) {
    const Moments m = truncatedMoments(mean, std, low, high);
    CHECK(m.mean == expected);
    CHECK(m.variance == 0);
    std::vector<double> x(3);
    TruncatedNormal::ofParent(mean, std, low, high).fill(Philox(1), 0, x);
    CHECK(std::ranges::count(x, expected) == 3);
  }
  // The square of the deviations overflows: an exponential, at a rate of 1e185 and more.
  const Moments steep = truncatedMoments(1e200, 1e15, -1, 0),
                flat = truncatedMoments(1e200, 1, 0, 1e-250);
  CHECK(steep.mean == doctest::Approx(-1e-170).epsilon(1e-13));
  CHECK(truncatedMoments(1e130, 1, -1, 0).variance == doctest::Approx(1e-260).epsilon(1e-13));
  CHECK(flat.mean == doctest::Approx(5e-251).epsilon(1e-13));
  // Less than any number wide, in deviations, and less than any square.
  CHECK(truncatedMoments(0, 1e300, 0, 5e-324).mean == 0);
  CHECK(truncatedMoments(0, 1e200, -1e-120, 1e-120).mean == 0);
  CHECK(truncationStdFactor(1e-200) == doctest::Approx(std::sqrt(3) * 1e200).epsilon(1e-15));
  CHECK(truncationStdFactor(5e-324) == infinity);
  // The differences overflow, the deviations do not; std² does, the variance does not.
  const Moments wide = truncatedMoments(-1e308, 1e305, 1e308, 1.5e308),
                narrow = truncatedMoments(0, 1e160, 0, 1e140);
  CHECK(wide.mean == doctest::Approx(1e308));
  CHECK(wide.variance == infinity);
  CHECK(narrow.mean == doctest::Approx(5e139));
  CHECK(narrow.variance == doctest::Approx(1e280 / 12));
}

TEST_CASE("the three meanings of a truncation are three distributions") {
  const TruncatedNormal parent(1, 2, {TruncationMode::Parent, -2, 2}),
      match(1, 2, {TruncationMode::MatchStd, -2, 2}),
      absolute(1, 2, {TruncationMode::Absolute, -3, 5});
  CHECK(parent.std() == 2);
  CHECK(parent.low() == -3);
  CHECK(match.std() == doctest::Approx(2 * 1.136847234338556).epsilon(1e-15));
  CHECK(match.high() == doctest::Approx(1 + 4 * 1.136847234338556).epsilon(1e-15));
  CHECK(absolute.std() == doctest::Approx(2 * 1.37790212).epsilon(1e-8));
  CHECK(absolute.high() == 5);
  for (const TruncatedNormal &normal : {match, absolute}) {
    const Moments m = truncatedMoments(1, normal.std(), normal.low(), normal.high());
    CHECK(std::sqrt(m.variance) == doctest::Approx(2).epsilon(1e-14));
  }
  const TruncatedNormal skew(0, 0.5, {TruncationMode::Absolute, -0.5, 3});
  CHECK(truncatedMoments(0, skew.std(), -0.5, 3).variance == doctest::Approx(0.25).epsilon(1e-13));
}

TEST_CASE("no normal cut to an interval has the uniform distribution's standard deviation") {
  const auto code = [](double std, double low, double high) {
    return codeOf([&] { TruncatedNormal(0, std, {TruncationMode::Absolute, low, high}); });
  };
  CHECK(code(1, -std::sqrt(3.0), std::sqrt(3.0)) == ErrorCode::TargetUnreachable);
  CHECK(code(1, -1.5, 1.5) == ErrorCode::TargetUnreachable);
  const TruncatedNormal flat(0, 1, {TruncationMode::Absolute, -1.7321, 1.7321});
  CHECK(truncatedMoments(0, flat.std(), -1.7321, 1.7321).variance ==
        doctest::Approx(1).epsilon(1e-12));
}

TEST_CASE("orthogonal matrices are orthonormal, and Haar's: the first entry has mean 0") {
  for (const auto &[rows, cols] : {std::pair{5, 5}, {7, 3}, {3, 7}, {1, 4}}) {
    const Matrix Q = orthogonal(rows, cols, 2, Philox(6));
    const Matrix G = rows >= cols ? gram(Q) : gram(transposed(Q));
    for (std::size_t i = 0; i < G.rows(); ++i)
      for (std::size_t j = 0; j < G.cols(); ++j)
        CHECK(std::abs(G(i, j) - (i == j ? 4 : 0)) < 1e-14);
  }
  // Q₁₁ of n = 3 is uniform on [−1, 1] (Archimedes), raw Householder QR's is always negative.
  std::vector<double> u;
  for (std::uint64_t seed = 0; seed < 4000; ++seed)
    u.push_back((orthogonal(3, 3, 1, Philox(seed))(0, 0) + 1) / 2);
  CHECK(kolmogorov(u) < 1.95);
}

TEST_CASE("weights have their scheme's standard deviation in every distribution") {
  for (const auto distribution :
       {Distribution::Normal, Distribution::Uniform, Distribution::Truncated}) {
    std::vector<double> w(50000);
    fillWeights(distribution, 0.25, Philox(7), 0, w);
    const Sample sample(w);
    CHECK(std::abs(sample.mean) < 4 * 0.25 / std::sqrt(5e4));
    CHECK(std::abs(sample.variance / 0.0625 - 1) < 4 * std::sqrt(2 / 5e4));
  }
}

TEST_CASE("fans of dense layers and of convolutions, in the layouts") {
  const auto check = [](std::vector<double> shape, WeightLayout layout, double in, double out) {
    const Fans f = fans(shape, layout);
    CHECK(f.in == in);
    CHECK(f.out == out);
  };
  check({3, 4}, WeightLayout::InOut, 3, 4);
  check({3, 4}, WeightLayout::OutIn, 4, 3);
  check({5, 7, 3, 4}, WeightLayout::Hwio, 105, 140);
  check({4, 3, 5, 7}, WeightLayout::Oihw, 105, 140);
  check({5, 3, 4}, WeightLayout::Hwio, 15, 20);
}

TEST_CASE("T5's queries and keys make logits of variance 1 without a scale") {
  const Fans layer{512, 8 * 64};
  const double q = standardDeviation(Scheme::T5q, layer, {.heads = 8}),
               k = standardDeviation(Scheme::T5k, layer, {});
  // A logit sums 64 products of sums of 512.
  CHECK(64 * (512 * q * q) * (512 * k * k) == doctest::Approx(1).epsilon(1e-14));
  CHECK(standardDeviation(Scheme::Xavier, {3, 5}, {}) == 0.5);
  CHECK(standardDeviation(Scheme::He, {8, 1}, {}) == 0.5);
  CHECK(standardDeviation(Scheme::Lecun, {4, 1}, {.depth = 2}) == 0.25);
  CHECK(standardDeviation(Scheme::Orthogonal, {4, 16}, {.gain = 2}) == 0.5);
  CHECK(standardDeviation(Scheme::Ntk, {9, 16}, {}) == 1);
}

TEST_CASE("shares of a residual stream are a unit vector") {
  for (const auto kind : {Residual::Post, Residual::Pre, Residual::Rezero, Residual::Scaled})
    for (const std::size_t layers : {0, 1, 12, 48})
      CHECK(norm(residualWeights(layers, kind)) == doctest::Approx(1).epsilon(1e-14));
  const auto post = residualWeights(48, Residual::Post);
  CHECK(post[0] == std::ldexp(1.0, -24));
  CHECK(post[48] == std::sqrt(0.5));
  for (const double share : residualWeights(48, Residual::Pre))
    CHECK(share == doctest::Approx(1.0 / 7).epsilon(1e-14));
  // (1 + 1/l)^−½l of the input is left, e^−½ of it at infinite depth.
  CHECK(residualWeights(1000, Residual::Scaled)[0] ==
        doctest::Approx(std::exp(-0.5)).epsilon(1e-3));
}

TEST_CASE("DeepNorm's constants are those of the article's table") {
  const DeepNorm encoder = deepNorm(18, 0), decoder = deepNorm(0, 24), both = deepNorm(6, 6);
  CHECK(encoder.encoder->alpha == doctest::Approx(std::pow(36.0, 0.25)).epsilon(1e-15));
  CHECK(encoder.encoder->beta == doctest::Approx(std::pow(144.0, -0.25)).epsilon(1e-15));
  CHECK(!encoder.decoder);
  CHECK(decoder.decoder->alpha == doctest::Approx(std::pow(48.0, 0.25)).epsilon(1e-15));
  const double mixed = std::pow(std::pow(6.0, 5), 1.0 / 16);
  CHECK(both.encoder->alpha == doctest::Approx(0.81 * mixed).epsilon(1e-15));
  CHECK(both.encoder->beta == doctest::Approx(0.87 / mixed).epsilon(1e-15));
  CHECK(both.decoder->alpha == doctest::Approx(std::pow(18.0, 0.25)).epsilon(1e-15));
  CHECK(both.decoder->beta == doctest::Approx(std::pow(72.0, -0.25)).epsilon(1e-15));
}

TEST_CASE("normalized rows have mean 0 and mean square 1, whatever their scale") {
  for (const double scale : {1e-250, 1.0, 1e200}) {
    Matrix X = random(4, 9, 8);
    for (double &x : X.flat())
      x *= scale;
    const Matrix Y = normalizeRows(Norm::Layer, X, {.epsilon = 0}),
                 Z = normalizeRows(Norm::Rms, X, {.epsilon = 0});
    for (std::size_t i = 0; i < 4; ++i) {
      const Sample sample(Y.row(i));
      CHECK(std::abs(sample.mean) < 1e-15);
      CHECK(sample.variance == doctest::Approx(1).epsilon(1e-14));
      CHECK(squaredNorm(Z.row(i)) == doctest::Approx(9).epsilon(1e-14));
    }
  }
}

TEST_CASE("a row without variance normalizes to beta, and without an epsilon to an error") {
  const std::vector<double> row{0.1, 0.1, 0.1}, zeros(3), beta{1, 2, 3};
  const MatrixView<const double> X{row.data(), 1, 3}, Z{zeros.data(), 1, 3};
  const Matrix Y = normalizeRows(Norm::Layer, X, {.beta = beta, .epsilon = 1e-5});
  CHECK(std::ranges::equal(Y.flat(), beta));
  CHECK(std::ranges::equal(normalizeRows(Norm::Rms, Z, {}).flat(), zeros));
  CHECK(codeOf([&] { normalizeRows(Norm::Layer, X, {.epsilon = 0}); }) ==
        ErrorCode::InvalidArgument);
  CHECK(codeOf([&] { normalizeRows(Norm::Rms, Z, {.epsilon = 0}); }) == ErrorCode::InvalidArgument);
  const Matrix column(3, 1);
  CHECK(std::ranges::equal(normalizeRows(Norm::Layer, column, {}).flat(), zeros));
}

TEST_CASE("vector-Jacobian products of normalizations are what the results change by") {
  const Matrix X = random(2, 6, 10), G = random(2, 6, 11), E = random(2, 6, 12);
  const Matrix gamma = random(1, 6, 13);
  for (const Norm kind : {Norm::Layer, Norm::Rms}) {
    const NormOptions options{.gamma = gamma.flat(), .epsilon = 0.1};
    const auto value = [&](double step) {
      Matrix moved(X.view());
      for (std::size_t i = 0; i < 12; ++i)
        moved.flat()[i] += step * E.flat()[i];
      return dot(normalizeRows(kind, moved, options).flat(), G.flat());
    };
    const NormGradient gradient = normalizeRowsVjp(kind, X, G, options);
    CHECK((value(1e-5) - value(-1e-5)) / 2e-5 ==
          doctest::Approx(dot(gradient.X.flat(), E.flat())).epsilon(1e-8));
  }
}

TEST_CASE("a parent wider than float64 is refused") {
  const auto cut = [](double std) {
    return codeOf([&] { TruncatedNormal(0, std, {TruncationMode::MatchStd, -0.1, 0.1}); });
  };
  CHECK(cut(1.7e308) == ErrorCode::InvalidArgument);
  CHECK(cut(1e307) == ErrorCode::InvalidArgument);
  std::vector<double> x(9);
  TruncatedNormal(0, 1e306, {TruncationMode::MatchStd, -2, 2}).fill(Philox(0), 0, x);
  for (const double value : x)
    CHECK(std::abs(value) < 3e306);
}

TEST_CASE("any function's moments are the named one's, kinks anywhere, jumps included") {
  const auto moments = [](auto f) {
    FunctionMoments quadrature;
    while (!quadrature.nodes().empty()) {
      std::vector<double> values;
      for (const double x : quadrature.nodes())
        values.push_back(f(x));
      quadrature.values(values);
    }
    return quadrature.result();
  };
  const auto silu = [](double x) { return activate(Activation::Silu, x); };
  const ActivationMoments found = moments(silu), named = activationMoments(Activation::Silu);
  CHECK(found.mean == doctest::Approx(named.mean).epsilon(1e-13));
  CHECK(found.second == doctest::Approx(named.second).epsilon(1e-13));
  CHECK(found.variance == doctest::Approx(named.variance).epsilon(1e-13));
  CHECK(found.backwardGain == doctest::Approx(named.backwardGain).epsilon(1e-11));
  // |x − c|: mean square 1 + c², slope ±1.
  const ActivationMoments kink = moments([](double x) { return std::abs(x - 0.3); });
  CHECK(kink.second == doctest::Approx(1.09).epsilon(1e-13));
  CHECK(kink.backwardGain == doctest::Approx(1).epsilon(1e-11));
  const ActivationMoments jump = moments([](double x) { return x < 0.1 ? 0.0 : 1.0; });
  CHECK(jump.mean == doctest::Approx(normalCdf(-0.1)).epsilon(1e-11));
  CHECK(jump.backwardGain == infinity);
  const ActivationMoments constant = moments([](double) { return 0.7; });
  CHECK(constant.varianceGain == infinity);
  CHECK(codeOf([&] { moments([](double x) { return 1e300 * std::tanh(x) + 1e300; }); }) ==
        ErrorCode::NotFinite);
  CHECK(constant.secondMomentGain == doctest::Approx(1 / 0.7).epsilon(1e-14));
  CHECK(codeOf([&] { moments([](double x) { return 1 / (x - x); }); }) == ErrorCode::NotFinite);
}

TEST_CASE("SELU's constants are solved, and keep the moments of a normal") {
  const Selu selu = solveSelu(0, 1);
  CHECK(selu.alpha == doctest::Approx(1.67326324235437728).epsilon(1e-15));
  CHECK(selu.lambda == doctest::Approx(1.05070098735548049).epsilon(1e-15));
  CHECK(codeOf([] { solveSelu(-5, 0.01); }) == ErrorCode::TargetUnreachable);
  CHECK(codeOf([] { solveSelu(0, 0); }) == ErrorCode::InvalidArgument);
}

TEST_CASE(
    "attention entropy over 32 keys: unscaled it falls with the dimension, scaled it does not") {
  // 64 queries; the published values are rounded to two digits and from other draws.
  const double unscaled[] = {0.67, 0.35, 0.14, 0.07}, scaled[] = {0.88, 0.88, 0.87, 0.86};
  std::size_t at = 0;
  for (const std::size_t d : {4, 16, 64, 256}) {
    CAPTURE(d);
    const Matrix Q = random(512, d, 20 + d), K = random(32, d, 21 + d);
    const auto mean = [&](AttentionScale::Kind kind) {
      const AttentionStatistics statistics = attentionStatistics(Q, K, {kind});
      return Sample(statistics.entropy).mean / std::log(32.0);
    };
    CHECK(std::abs(mean(AttentionScale::Kind::None) - unscaled[at]) < 0.06);
    CHECK(std::abs(mean(AttentionScale::Kind::Sqrt) - scaled[at]) < 0.03);
    ++at;
  }
}

TEST_CASE("a ReLU network of width 256 and 50 layers: gain 1 silences it, root 2 keeps it, 1.6 "
          "explodes") {
  // 1.4e-8, 1.1 and 868 in one draw each; the logarithm of a draw has a standard deviation of
  // √(50 · 5/256)/2 ≈ 0.5 about its mean, which lies 0.25 below the expectation's.
  const double published[] = {1.4e-8, 1.1, 868}, gains[] = {1, std::sqrt(2.0), 1.6};
  for (int i = 0; i < 3; ++i) {
    const Propagation run = propagate({.depth = 50,
                                       .width = 256,
                                       .samples = 16,
                                       .activation = Activation::Relu,
                                       .gain = gains[i],
                                       .seed = 3});
    CHECK(run.overflowLayer == -1);
    CHECK(std::abs(std::log(run.forward[50] / published[i])) < 1.6);
    CHECK(std::abs(std::log(run.forward[50] / run.predicted[50])) < 1.6);
    CHECK(run.predicted[50] ==
          doctest::Approx(std::pow(gains[i] / std::sqrt(2.0), 50)).epsilon(1e-2));
    // The gradient passes the same matrices.
    CHECK(std::abs(std::log(run.backward[0] / run.predicted[50])) < 1.6);
  }
}

TEST_CASE("transformer stacks follow the prediction within 8 %, an unnormalized one within 25 %") {
  for (const StackNorm norm :
       {StackNorm::None, StackNorm::Pre, StackNorm::Post, StackNorm::DeepNorm, StackNorm::Rezero}) {
    CAPTURE(int(norm));
    const Propagation run =
        propagate({.depth = 6,
                   .width = 128,
                   .attention = true,
                   .heads = 4,
                   .sequence = 32,
                   .samples = 2,
                   .norm = norm,
                   .activation = Activation::Gelu,
                   .residualScale = norm == StackNorm::None     ? 0.5
                                    : norm == StackNorm::Rezero ? std::optional(0.3)
                                                                : std::nullopt,
                   .seed = 9});
    for (std::size_t block = 0; block <= 6; ++block)
      CHECK(run.forward[block] ==
            doctest::Approx(run.predicted[block]).epsilon(norm == StackNorm::None ? 0.25 : 0.08));
  }
}

TEST_CASE(
    "pre-norm streams grow, post-norm shares decay, a closed residual connection changes nothing") {
  const BlockSpec spec{.depth = 24,
                       .width = 64,
                       .attention = true,
                       .heads = 2,
                       .sequence = 16,
                       .norm = StackNorm::Post,
                       .activation = Activation::Relu,
                       .seed = 1};
  const Propagation post = propagate(spec);
  CHECK(post.inputShare[24] < 1e-2);
  CHECK(post.forward[24] == doctest::Approx(1).epsilon(1e-4));
  BlockSpec other = spec;
  other.norm = StackNorm::Rezero;
  const Propagation rezero = propagate(other);
  for (std::size_t block = 0; block <= 24; ++block) {
    CHECK(rezero.forward[block] == rezero.forward[0]);
    CHECK(rezero.backward[block] == rezero.backward[24]);
    CHECK(rezero.inputShare[block] == 1);
  }
}

TEST_CASE("histograms of states: the input is normal, a saturated tanh takes two parts, a dead "
          "stack none") {
  BlockSpec spec{.depth = 1, .width = 64, .samples = 500};
  spec.activation = Activation::Tanh;
  spec.gain = 1e20;
  const std::vector<double> saturated = propagate(spec).histograms;
  CHECK(saturated[histogramParts + 8] + saturated[histogramParts + 16] == 1);
  const double entries = 64 * 500;
  for (std::size_t part = 0; part < histogramParts; ++part) {
    const auto edge = [&](double i) {
      return i <= 0 ? 0 : i >= 24 ? 1 : 0.5 * std::erfc((3 - i / 4) / std::sqrt(2));
    };
    const auto i = static_cast<double>(part);
    const double expected = edge(i + 1) - edge(i);
    CHECK(std::abs(saturated[part] - expected) < 5 * std::sqrt(expected / entries));
  }
  spec.gain = 0;
  const std::vector<double> dead = propagate(spec).histograms;
  CHECK(std::all_of(dead.begin() + histogramParts, dead.end(),
                    [](double share) { return share == 0; }));
}

TEST_CASE("a stack that overflows float32 says where") {
  const Propagation run = propagate({.depth = 30,
                                     .width = 16,
                                     .samples = 2,
                                     .activation = Activation::Identity,
                                     .gain = 100,
                                     .seed = 1});
  CHECK(run.overflowLayer > 15);
  CHECK(run.overflowLayer < 25);
  CHECK(run.forward[run.overflowLayer] == infinity);
  CHECK(run.forward[run.overflowLayer - 1] < infinity);
  CHECK(run.backward[30] == infinity);
  CHECK(run.backward[run.overflowLayer - 1] == doctest::Approx(1).epsilon(0.5));
  for (const double value : run.predicted)
    CHECK(value < infinity);
}

TEST_CASE("a prediction that overflows is infinite from there on, not NaN") {
  for (const StackNorm norm : {StackNorm::None, StackNorm::Pre, StackNorm::Post}) {
    const Propagation run = propagate({.depth = 6,
                                       .width = 3,
                                       .attention = true,
                                       .heads = 3,
                                       .sequence = 3,
                                       .samples = 3,
                                       .norm = norm,
                                       .activation = Activation::Identity,
                                       .gain = 1.6e29});
    for (std::size_t i = 0; i < run.predicted.size(); ++i) {
      CHECK(run.predicted[i] >= 0);
      if (i > 0 && norm == StackNorm::None)
        CHECK(run.predicted[i] >= run.predicted[i - 1]);
    }
  }
}

TEST_CASE("bad arguments are refused by their codes") {
  std::vector<double> x(2);
  const std::vector<double> one{3}, zero{0, 3};
  const auto invalid = [](auto call) { CHECK(codeOf(call) == ErrorCode::InvalidArgument); };
  invalid([&] { fillUniform(1, 1, Philox(0), 0, x); });
  invalid([&] { fillUniform(-1.7e308, 1.7e308, Philox(0), 0, x); });
  invalid([&] { fillNormal(0, -1, Philox(0), 0, x); });
  invalid([&] { fillNormal(NAN, 1, Philox(0), 0, x); });
  invalid([&] { truncatedMoments(0, 1, 2, 2); });
  invalid([&] { truncatedMoments(0, 0, 1, 2); });
  invalid([&] { truncationStdFactor(0); });
  invalid([&] { fans(one, WeightLayout::InOut); });
  invalid([&] { fans(zero, WeightLayout::InOut); });
  invalid([&] { standardDeviation(Scheme::Lecun, {0, 1}, {}); });
  invalid([&] { standardDeviation(Scheme::Lecun, {1, 1}, {.gain = -1}); });
  invalid([&] { deepNorm(0, 0); });
  invalid([&] { effectiveLearningRate(1, 0, Optimizer::Sgd); });
  invalid([&] { orthogonal(0, 3, 1, Philox(0)); });
  invalid([&] { propagate({.depth = 0, .width = 1}); });
  invalid([&] { propagate({.depth = 1, .width = 6, .attention = true, .heads = 4}); });
  CHECK(codeOf([&] { propagate({.depth = 100, .width = 1 << 14}); }) == ErrorCode::OutOfMemory);
  const Matrix Q(2, 3), K(2, 4);
  CHECK(codeOf([&] { attentionStatistics(Q, K, {}); }) == ErrorCode::ShapeMismatch);
  const double far[] = {1e80, -1e80}, factors[] = {1e308, 1e308}, up[] = {9, -9};
  const MatrixView<const double> column{far, 2, 1}, row{up, 1, 2};
  CHECK(codeOf([&] { attentionStatistics(column, column, {}); }) == ErrorCode::NotFinite);
  CHECK(codeOf([&] { normalizeRowsVjp(initialization::Norm::Layer, row, row, {factors}); }) ==
        ErrorCode::NotFinite);
}

TEST_CASE("SELU's constants of a tiny variance are those of a line: 1 and 1") {
  for (const double variance : {1e-10, 1e-20, 1e-40, 1e-200}) {
    CAPTURE(variance);
    const Selu selu = solveSelu(0, variance);
    CHECK(selu.lambda == doctest::Approx(1).epsilon(2 * std::sqrt(variance) + 1e-13));
    CHECK(selu.alpha == doctest::Approx(1).epsilon(2 * std::sqrt(variance) + 1e-13));
  }
  // Around the change of method.
  const Selu below = solveSelu(0, 0.0099999), above = solveSelu(0, 0.0100001);
  CHECK(below.alpha == doctest::Approx(above.alpha).epsilon(1e-5));
}
