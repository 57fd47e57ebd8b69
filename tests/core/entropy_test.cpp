#include <doctest/doctest.h>

#include <cmath>
#include <fstream>
#include <limits>
#include <numeric>
#include <sstream>
#include <string>
#include <vector>

#include "entropy/affinities.hpp"
#include "entropy/article.hpp"
#include "entropy/curve.hpp"
#include "entropy/gradient.hpp"
#include "entropy/normalize.hpp"
#include "entropy/shannon.hpp"
#include "entropy/softmax.hpp"
#include "refusal.hpp"

using namespace lemmata;
using namespace lemmata::entropy;
using tests::codeOf;

namespace {

using Vector = std::vector<double>;
constexpr double infinity = std::numeric_limits<double>::infinity();
const Vector article{0.5, 0.3, 0.15, 0.05};

Target nats(double value) { return {TargetUnit::Nats, value}; }

NormalizeOptions onLogits() {
  NormalizeOptions options;
  options.reading.input = Input::Logits;
  return options;
}

struct Solved : Normalized {
  Vector q;
};

Solved solve(const Vector &p, Target target, const NormalizeOptions &options = {}) {
  Vector q(p.size());
  return {normalize(p, target, options, q), q};
}

double shannonOf(const Vector &p) { return shannon(p, std::exp(1.0)); }

/// Repeatable numbers from 0 to 1; what they are does not matter.
struct Stream {
  std::uint64_t state = 1;
  double operator()() {
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (static_cast<double>(state >> 11) + 0.5) * 0x1p-53;
  }
};

Vector normalLogits(std::size_t n, double scale, Stream &random) {
  Vector l(n);
  for (double &x : l)
    x = scale * std::sqrt(-2 * std::log(random())) * std::cos(6.283185307179586 * random());
  return l;
}

/// A line of tests/golden/entropy.txt.
struct GoldenLine {
  std::string name;
  std::size_t n;
  Vector values;

  Vector vector(std::size_t from) const {
    return Vector(values.begin() + static_cast<std::ptrdiff_t>(from),
                  values.begin() + static_cast<std::ptrdiff_t>(from + n));
  }
};

std::vector<GoldenLine> goldenLines(const std::string &name) {
  std::ifstream file("tests/golden/entropy.txt");
  std::vector<GoldenLine> lines;
  for (std::string text; std::getline(file, text);) {
    std::istringstream words(text);
    GoldenLine line;
    words >> line.name >> line.n;
    for (std::string number; words >> number;)
      line.values.push_back(std::strtod(number.c_str(), nullptr));
    if (line.name == name)
      lines.push_back(line);
  }
  REQUIRE(!lines.empty());
  return lines;
}

double relative(double found, double expected) {
  return std::abs(found - expected) / std::max(std::abs(expected), 1e-300);
}

} // namespace

TEST_CASE("the exponent and the power of a prescribed entropy agree with 50 digits") {
  for (const auto &line : goldenLines("normalize")) {
    const Vector p = line.vector(2), exact = line.vector(2 + line.n);
    const double target = line.values[0], gamma = line.values[1];
    const Solved found = solve(p, nats(target));
    CAPTURE(target);
    // Near the upper end, where H = log S − γ²V/2, a rounding of H moves γ by the root of it.
    const double deficit = found.reachable.max - target;
    const double sensitivity = std::max(1.0, found.reachable.max / deficit);
    CHECK(relative(found.gamma, gamma) < 1e-12 * sensitivity);
    CHECK(relative(found.entropy, target) < 1e-12);
    for (std::size_t i = 0; i < p.size(); ++i)
      CHECK(std::abs(found.q[i] - exact[i]) <=
            1e-12 * sensitivity * exact[i] * (1 + gamma) + 1e-300);
    CHECK(found.iterations <= 12);
  }
}

TEST_CASE("H and its derivatives along the powers agree with 50 digits") {
  for (const auto &line : goldenLines("curve")) {
    const CurvePoint found = Curve(line.vector(4)).at(line.values[0]);
    CHECK(relative(found.entropy, line.values[1]) < 1e-14);
    CHECK(std::abs(found.slope - line.values[2]) < 1e-13);
    CHECK(std::abs(found.curvature - line.values[3]) < 1e-12);
  }
}

TEST_CASE("Rényi and Tsallis entropies agree with 50 digits, next to order 1 too") {
  for (const auto &line : goldenLines("renyi"))
    CHECK(relative(renyi(line.vector(2), line.values[0]), line.values[1]) < 1e-14);
  for (const auto &line : goldenLines("tsallis"))
    CHECK(relative(tsallis(line.vector(2), line.values[0]), line.values[1]) < 1e-14);
}

TEST_CASE("entropies near 0 keep their digits: what is rare is all there is to them") {
  for (const double rare : {1e-10, 1e-17, 1e-100, 1e-290}) {
    CAPTURE(rare);
    // To the first order in what is rare.
    const double up = 1e-15 + rare;
    for (const Vector &p : {Vector{1, rare}, Vector{rare, 0, 1}}) {
      CHECK(relative(shannonOf(p), rare * (1 - std::log(rare))) < up);
      CHECK(relative(renyi(p, 2), 2 * rare) < 2 * up);
      CHECK(relative(renyi(p, 3), 1.5 * rare) < 3 * up);
      CHECK(relative(renyi(p, 1.5), 3 * rare - 2 * std::pow(rare, 1.5)) < 3 * up);
      CHECK(relative(tsallis(p, 2), 2 * rare) < 2 * up);
      CHECK(relative(renyi(p, infinity), rare) < up);
    }
  }
}

TEST_CASE("order 1 is Shannon's entropy, infinity the least, 0 counts the support") {
  CHECK(renyi(article, 1) == shannonOf(article));
  CHECK(tsallis(article, 1) == shannonOf(article));
  CHECK(renyi(article, infinity) == -std::log(0.5));
  CHECK(tsallis(article, infinity) == 0);
  CHECK(renyi(Vector{0.5, 0, 0.5}, 0) == doctest::Approx(std::log(2.0)).epsilon(1e-15));
  CHECK(shannonOf({1, 0, 0}) == 0);
  CHECK(shannonOf(article) == doctest::Approx(1.142120042988335).epsilon(1e-15));
}

TEST_CASE(
    "every reachable target is reached: 2 to 200,000 outcomes, wide and narrow, ties, masks") {
  Stream random;
  int cases = 0, passes = 0;
  for (int trial = 0; trial < 3000; ++trial) {
    const std::size_t n =
        trial % 600 == 0 ? 200'000 : 2 + static_cast<std::size_t>(std::exp(random() * 7));
    Vector l = normalLogits(n, std::exp(8 * random() - 4), random);
    switch (trial % 4) {
    case 1:
      for (double &x : l)
        x = std::round(x);
      break;
    case 2:
      for (std::size_t i = 1; i < n; i += 3)
        l[i] = -infinity;
      break;
    case 3:
      for (double &x : l)
        x = 1e-4 * x + (random() < 2.0 / static_cast<double>(n) ? 30 : 0);
      break;
    default:;
    }
    const Interval bounds = reachable(l, onLogits().reading);
    if (bounds.min == bounds.max)
      continue;
    const double width = bounds.max - bounds.min;
    const double choices[] = {random() * width, width * std::exp(-60 * random()), width - 1e-12};
    const double excess = choices[trial % 3];
    const double target = bounds.min + excess;
    if (!(target > bounds.min && target < bounds.max))
      continue;
    const Solved found = solve(l, nats(target), onLogits());
    CHECK(std::abs(found.entropy - target) <= 1e-12 * std::min(1.0, target));
    CHECK(found.gamma > 0);
    CHECK(std::abs(shannonOf(found.q) - target) <= 1e-12 * std::max(1.0, target));
    ++cases;
    passes += found.iterations;
  }
  CHECK(cases > 2000);
  CHECK(passes < 6 * cases);
}

TEST_CASE("the excess entropy keeps its relative accuracy down to 1e-290") {
  const double gammas[] = {18.075286275874, 42.158780301272, 143.663176451469, 461.459643359453,
                           1319.950978341132};
  const double targets[] = {1e-3, 1e-8, 1e-30, 1e-100, 1e-290};
  for (int i = 0; i < 5; ++i) {
    const Solved found = solve(article, nats(targets[i]));
    CHECK(relative(found.gamma, gammas[i]) < 1e-13);
    CHECK(relative(found.entropy, targets[i]) < 2e-13);
  }
}

TEST_CASE("the ends are limits: uniform on the support at γ = 0, on the largest at infinity") {
  const Vector p{0.4, 0.4, 0.2, 0};
  const Solved most = solve(p, {TargetUnit::Fraction, 1});
  CHECK(most.gamma == 0);
  CHECK(most.temperature == infinity);
  CHECK(most.q == Vector{1.0 / 3, 1.0 / 3, 1.0 / 3, 0});
  const Solved least = solve(p, {TargetUnit::Perplexity, 2});
  CHECK(least.gamma == infinity);
  CHECK(least.temperature == 0);
  CHECK(least.q == Vector{0.5, 0.5, 0, 0});
  CHECK(solve(p, nats(most.reachable.max + 1e-13)).gamma == 0);
  CHECK(solve(p, nats(least.reachable.min - 1e-13)).gamma == infinity);
  CHECK(codeOf([&] { solve(p, nats(most.reachable.max + 1e-9)); }) == ErrorCode::TargetUnreachable);
  CHECK(codeOf([&] { solve(p, nats(least.reachable.min - 1e-9)); }) ==
        ErrorCode::TargetUnreachable);
}

TEST_CASE("equal entries have one entropy only, which any exponent keeps") {
  const Vector p(4, 0.25);
  CHECK(solve(p, {TargetUnit::Bits, 2}).gamma == 1);
  CHECK(solve(p, {TargetUnit::Bits, 2}).q == p);
  CHECK(codeOf([&] { solve(p, nats(1)); }) == ErrorCode::TargetUnreachable);
  CHECK(solve({1}, nats(0)).gamma == 1);
}

TEST_CASE("entries within the tie tolerance of the largest count as equal to it") {
  NormalizeOptions options = onLogits();
  const Vector l{0, -1e-9, -3};
  CHECK(reachable(l, options.reading).min == 0);
  options.reading.tieTolerance = 1e-8;
  CHECK(reachable(l, options.reading).min == std::log(2.0));
  const Solved found = solve(l, nats(std::log(2.0) + 1e-3), options);
  CHECK(found.q[0] == found.q[1]);
}

TEST_CASE("only differences of logits matter, and their range may be anything a double holds") {
  const double target = 0.7;
  const Solved plain = solve({3, 1, 0}, nats(target), onLogits());
  CHECK(solve({1003, 1001, 1000}, nats(target), onLogits()).q == plain.q);
  for (const double scale : {1e-300, 1e-40, 1e40, 1e300, 5e307}) {
    const Solved scaled = solve({3 * scale, scale, 0}, nats(target), onLogits());
    CHECK(relative(scaled.gamma * scale, plain.gamma) < 1e-12);
    for (int i = 0; i < 3; ++i)
      CHECK(relative(scaled.q[i], plain.q[i]) < 1e-12);
  }
  CHECK(solve({1.7e308, -1.7e308}, nats(0.3), onLogits()).entropy == doctest::Approx(0.3));
}

TEST_CASE("a row's result does not depend on the other rows") {
  Stream random;
  const std::size_t rows = 20, cols = 37;
  const Vector all = normalLogits(rows * cols, 5, random);
  Vector q(rows * cols), gamma(rows), entropy(rows);
  std::vector<std::int32_t> iterations(rows), status(rows);
  const Target target = nats(1.5);
  normalizeRows<double>({all.data(), rows, cols}, {{&target, 1}}, onLogits(),
                        {{q.data(), rows, cols}, gamma, entropy, iterations, status});
  for (std::size_t row = 0; row < rows; ++row) {
    const auto begin = static_cast<std::ptrdiff_t>(row * cols);
    const Vector one(all.begin() + begin, all.begin() + begin + cols);
    const Solved alone = solve(one, target, onLogits());
    CHECK(alone.gamma == gamma[row]);
    CHECK(Vector(q.begin() + begin, q.begin() + begin + cols) == alone.q);
  }
}

TEST_CASE("too few iterations are said, with the residual") {
  NormalizeOptions options;
  options.maxIterations = 1;
  CHECK(codeOf([&] { solve(article, nats(0.2), options); }) == ErrorCode::NotConverged);
  options.maxIterations = 100;
  options.tolerance = -1;
  CHECK(codeOf([&] { solve(article, nats(0.2), options); }) == ErrorCode::InvalidArgument);
}

TEST_CASE("the article's iteration is Newton's on the total exponent, failures included") {
  Vector gammas(4), entropies(5), q(4);
  const ArticleRun run = articleIteration(article, nats(0.8), gammas, entropies, q);
  const double exact[] = {1.95236066689592, 1.04235053488452, 1.00058800097202, 1.0000001218493};
  const double H[] = {1.142120042988335, .824101211264982, .800339008119786, .800000070263589,
                      .800000000000003};
  for (int i = 0; i < 4; ++i)
    CHECK(gammas[i] == doctest::Approx(exact[i]).epsilon(1e-13));
  for (int i = 0; i < 5; ++i)
    CHECK(entropies[i] == doctest::Approx(H[i]).epsilon(1e-14));
  CHECK(run.failedRound == -1);
  CHECK(!run.orderReversed);

  const Vector sharp{.99, .006, .004};
  Vector g(6), h(7), last(3);
  const ArticleRun failed = articleIteration(sharp, {TargetUnit::Perplexity, 2.9}, g, h, last);
  CHECK(g[0] == doctest::Approx(-2.64).epsilon(1e-2));
  CHECK(g[0] * g[1] == doctest::Approx(3.37).epsilon(1e-2));
  CHECK(g[0] * g[1] * g[2] == doctest::Approx(-2.8e5).epsilon(2e-2));
  CHECK(failed.failedRound == 3);
  CHECK(failed.orderReversed);
  CHECK(std::isnan(g[3]));
  CHECK(std::isnan(h[4]));
  CHECK(last == Vector{0, 0, 1});
}

TEST_CASE("the second-order exponent errs less than the first-order one near γ = 1") {
  const double exact = solve(article, nats(1.0)).gamma;
  const double first = std::abs(firstOrderGamma(article, nats(1.0)) - exact);
  const double second = std::abs(secondOrderGamma(article, nats(1.0)) - exact);
  CHECK(first == doctest::Approx(std::abs(1.3956200219589643 - exact)));
  CHECK(second > 0);
  CHECK(second < 2 * first);
  CHECK(std::abs(secondOrderGamma(article, nats(1.13)) - solve(article, nats(1.13)).gamma) <
        0.5 * std::abs(firstOrderGamma(article, nats(1.13)) - solve(article, nats(1.13)).gamma));
  const Vector uniform(4, 0.25);
  CHECK(firstOrderGamma(uniform, {TargetUnit::Fraction, 1}) == 1);
  CHECK(codeOf([&] { firstOrderGamma(uniform, nats(1)); }) == ErrorCode::TargetUnreachable);
}

TEST_CASE("the Jacobian is symmetric, kills constants and the logits, and is that of differences") {
  const Vector l{2, 1, 0.5, -1};
  const std::size_t n = l.size();
  const Target target = nats(0.9);
  Vector J(n * n);
  jacobian(l, target, {J.data(), n, n});
  for (std::size_t i = 0; i < n; ++i) {
    double constant = 0, scale = 0;
    for (std::size_t j = 0; j < n; ++j) {
      CHECK(J[i * n + j] == J[j * n + i]);
      constant += J[i * n + j];
      scale += J[i * n + j] * l[j];
    }
    CHECK(std::abs(constant) < 1e-15);
    CHECK(std::abs(scale) < 1e-15);
    Vector up = l, down = l;
    up[i] += 1e-5;
    down[i] -= 1e-5;
    const Vector qUp = solve(up, target, onLogits()).q, qDown = solve(down, target, onLogits()).q;
    for (std::size_t j = 0; j < n; ++j)
      CHECK(std::abs((qUp[j] - qDown[j]) / 2e-5 - J[i * n + j]) < 1e-9);
  }
}

TEST_CASE("gaps whose squares underflow beside the widest one are found in few rounds") {
  Vector l(44, -6.2138737144077878e161), gradient(44);
  l[0] = -1;
  l[1] = 0;
  const Solved found = solve(l, nats(0.68264854658927709), onLogits());
  CHECK(std::abs(found.entropy - 0.68264854658927709) <= 1e-13);
  CHECK(found.iterations < 50);
  CHECK(std::abs(std::log(found.q[0] / found.q[1]) + found.gamma) < 1e-9);
  CHECK(normalizeVjp(l, nats(0.6), Vector(44, 1e300), gradient).defined);
  for (const double g : gradient)
    CHECK(!std::isnan(g));
}

TEST_CASE(
    "the vector-Jacobian product is the Jacobian's, and its target's is that of differences") {
  const Vector l{2, 1, 0.5, -1}, v{0.3, -1, 2, 0.7};
  const Target target = nats(0.9);
  Vector J(16), gradient(4);
  jacobian(l, target, {J.data(), 4, 4});
  const auto [byTarget, defined] = normalizeVjp(l, target, v, gradient);
  CHECK(defined);
  for (std::size_t i = 0; i < 4; ++i)
    CHECK(std::abs(std::inner_product(v.begin(), v.end(), &J[i * 4], 0.0) - gradient[i]) < 1e-15);
  const Vector up = solve(l, nats(0.9 + 1e-5), onLogits()).q;
  const Vector down = solve(l, nats(0.9 - 1e-5), onLogits()).q;
  double difference = 0;
  for (std::size_t i = 0; i < 4; ++i)
    difference += v[i] * (up[i] - down[i]) / 2e-5;
  CHECK(std::abs(difference - byTarget) < 1e-8);
  // As large as they are, cotangents are scaled without a loss.
  Vector huge(4), scaled(4);
  for (std::size_t i = 0; i < 4; ++i)
    huge[i] = v[i] * 0x1p1022;
  const auto far = normalizeVjp(l, target, huge, scaled);
  CHECK(far.target == byTarget * 0x1p1022);
  for (std::size_t i = 0; i < 4; ++i)
    CHECK(scaled[i] == gradient[i] * 0x1p1022);
  const auto atEnd = normalizeVjp(l, nats(0), v, gradient);
  CHECK(!atEnd.defined);
  CHECK(gradient == Vector(4, 0.0));
}

TEST_CASE("softmax takes masks and the limits of temperature, in rows as alone") {
  Vector q(4);
  const Vector l{1, -infinity, 3, 3};
  softmax<double>(l, 0, q);
  CHECK(q == Vector{0, 0, 0.5, 0.5});
  softmax<double>(l, infinity, q);
  CHECK(q == Vector{1.0 / 3, 0, 1.0 / 3, 1.0 / 3});
  softmax<double>(l, 2, q);
  const double z = 2 + std::exp(-1.0);
  CHECK(q[0] == doctest::Approx(std::exp(-1.0) / z).epsilon(1e-15));
  CHECK(q[1] == 0);
  Stream random;
  for (const std::size_t n : {1, 2, 3, 4, 5, 7, 513, 2000}) {
    const Vector row = normalLogits(n, 4, random);
    Vector rows(n), entropy(1);
    softmaxRows<double>({row.data(), 1, n}, 1, {rows.data(), 1, n}, entropy);
    CHECK(std::accumulate(rows.begin(), rows.end(), 0.0) == doctest::Approx(1).epsilon(1e-14));
    CHECK(std::abs(entropy[0] - shannonOf(rows)) < 1e-13);
    const std::vector<float> single(row.begin(), row.end());
    std::vector<float> q32(n);
    softmaxRows<float>({single.data(), 1, n}, 1, {q32.data(), 1, n}, entropy);
    for (std::size_t i = 0; i < n; ++i)
      CHECK(std::abs(q32[i] - rows[i]) < 2e-6);
    CHECK(std::abs(entropy[0] - shannonOf(rows)) < 1e-5);
  }
}

TEST_CASE("the power transform leaves zero probabilities at zero") {
  Vector q(3);
  for (const double gamma : {0.0, 1e-300, 0.5, 3.0, 1e300, infinity}) {
    power(Vector{0.75, 0.25, 0}, gamma, q);
    CHECK(q[2] == 0);
    CHECK(q[0] + q[1] == doctest::Approx(1).epsilon(1e-15));
  }
  CHECK(codeOf([&] { power(article, -1, q); }) == ErrorCode::InvalidArgument);
}

TEST_CASE("affinities have the perplexity in every row and leave out self") {
  Stream random;
  const std::size_t n = 40;
  Vector D(n * n), q(n * n), beta(n);
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = 0; j < n; ++j)
      D[i * n + j] = i == j ? 0 : 1 + 9 * random();
  affinities<double>({D.data(), n, n}, 10, Self::Exclude, {q.data(), n, n}, beta, 0, n);
  for (std::size_t i = 0; i < n; ++i) {
    const Vector row(q.begin() + static_cast<std::ptrdiff_t>(i * n),
                     q.begin() + static_cast<std::ptrdiff_t>((i + 1) * n));
    CHECK(row[i] == 0);
    CHECK(perplexity(row) == doctest::Approx(10).epsilon(1e-12));
    CHECK(beta[i] > 0);
  }
  CHECK(codeOf([&] {
          affinities<double>({D.data(), n, n}, 50, Self::Exclude, {q.data(), n, n}, beta, 0, n);
        }) == ErrorCode::TargetUnreachable);
}

TEST_CASE("what is no distribution is refused by name") {
  CHECK(codeOf([] { shannonOf({}); }) == ErrorCode::InvalidArgument);
  CHECK(codeOf([] { shannonOf({0.5, NAN}); }) == ErrorCode::NotFinite);
  CHECK(codeOf([] { shannonOf({1.5, -0.5}); }) == ErrorCode::NotADistribution);
  CHECK(codeOf([] { shannonOf({0.5, 0.4}); }) == ErrorCode::NotADistribution);
  CHECK(codeOf([] { shannon(article, 1); }) == ErrorCode::InvalidArgument);
  CHECK(codeOf([] { renyi(article, -1); }) == ErrorCode::InvalidArgument);
  NormalizeOptions any;
  any.reading.sumTolerance = infinity;
  CHECK(solve({5, 3, 1.5, 0.5}, nats(0.8), any).gamma ==
        doctest::Approx(solve(article, nats(0.8)).gamma).epsilon(1e-14));
  CHECK(codeOf([&] { solve({0, 0}, nats(0), any); }) == ErrorCode::NotADistribution);
  CHECK(codeOf([] { solve({-infinity, -infinity}, nats(0), onLogits()); }) ==
        ErrorCode::InvalidArgument);
  CHECK(codeOf([] { solve({infinity, 0}, nats(0), onLogits()); }) == ErrorCode::NotFinite);
}

TEST_CASE("softmax keeps its sum and its masks at temperatures beyond the packets' range") {
  Vector q(3);
  const double huge = std::numeric_limits<double>::max();
  softmax<double>(Vector{0, -infinity, 0}, huge, q);
  CHECK(q == Vector{0.5, 0, 0.5});
  softmax<double>(Vector{huge, -huge, -infinity}, huge, q); // two apart in units of the temperature
  CHECK(q[0] == doctest::Approx(1 / (1 + std::exp(-2.0))).epsilon(1e-14));
  CHECK(q[0] + q[1] == doctest::Approx(1).epsilon(1e-15));
  CHECK(q[2] == 0);
  for (const double temperature : {1e-307, 1e-308, -0.0}) {
    softmax<double>(Vector{1, 1, 0}, temperature, q);
    CHECK(q == Vector{0.5, 0.5, 0});
  }
  const std::vector<float> l{0, -std::numeric_limits<float>::infinity()};
  std::vector<float> single(2);
  softmax<float>(l, 1e38, single);
  CHECK(single == std::vector<float>{1, 0});
}

TEST_CASE("Rényi's entropy of the largest order is the least entropy") {
  CHECK(renyi(Vector(20, 0.05), std::numeric_limits<double>::max()) ==
        doctest::Approx(std::log(20.0)).epsilon(1e-15));
}

TEST_CASE("logits that differ by subnormal numbers are outcomes like others") {
  const double step = 5e-310;
  const Solved solved = solve(Vector{0, -step, -2 * step}, nats(0.9), onLogits());
  const Solved same = solve(Vector{0, -1, -2}, nats(0.9), onLogits());
  for (std::size_t i = 0; i < 3; ++i)
    CHECK(solved.q[i] == doctest::Approx(same.q[i]).epsilon(1e-9));
}

TEST_CASE("the target is met beside an outcome that is 1e153 away") {
  const Vector logits{8.4318920993e-4, 8.4316671310e-4, 8.4316830608e-4, 8.4317034027e-4,
                      8.4317391574e-4, 8.4315319918e-4, -6.6776e153};
  const Solved solved = solve(logits, nats(1.7), onLogits());
  CHECK(solved.iterations < 80);
  CHECK(shannonOf(solved.q) == doctest::Approx(1.7).epsilon(1e-9));
  const Vector masked{0, -0.5, -1, -1.5, -1.7976931348623157e308};
  const Solved sharp = solve(masked, nats(0.2), onLogits());
  CHECK(sharp.gamma > 2);
  CHECK(shannonOf(sharp.q) == doctest::Approx(0.2).epsilon(1e-12));
}
