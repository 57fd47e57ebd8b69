#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <limits>
#include <numbers>
#include <sstream>
#include <string>
#include <vector>

#include "numbers.hpp"
#include "numeric/bytes.hpp"
#include "numeric/error.hpp"
#include "numeric/normal.hpp"
#include "projection/angle.hpp"
#include "projection/banding.hpp"
#include "projection/dimension.hpp"
#include "projection/distortion.hpp"
#include "projection/embedding.hpp"
#include "projection/lsh.hpp"
#include "projection/simhash.hpp"
#include "projection/tails.hpp"
#include "refusal.hpp"

using namespace lemmata;
using namespace lemmata::projection;
using tests::codeOf;

namespace {

using Vector = std::vector<double>;
constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double pi = std::numbers::pi;

std::vector<Vector> goldenLines(const std::string &name) {
  std::ifstream file("tests/golden/projection.txt");
  std::vector<Vector> lines;
  for (std::string text; std::getline(file, text);) {
    std::istringstream words(text);
    std::string first;
    words >> first;
    if (first != name)
      continue;
    lines.emplace_back();
    for (std::string number; words >> number;)
      lines.back().push_back(std::strtod(number.c_str(), nullptr));
  }
  REQUIRE(!lines.empty());
  return lines;
}

double relative(double found, double expected) {
  return std::abs(found - expected) / std::max(std::abs(expected), 1e-300);
}

double dimension(double points, double epsilon, Method method) {
  return minDimension(points, epsilon, method, {});
}

std::vector<double> normals(std::size_t count, std::uint64_t seed) {
  std::vector<double> x(count);
  fillNormal(Philox(seed), 0, std::span(x));
  return x;
}

} // namespace

TEST_CASE("exact tails agree with 60 digits from certainty down to 1e-300 and beyond") {
  for (const auto &line : goldenLines("tail")) {
    const double n = line[0], epsilon = line[1], expected = line[2];
    CAPTURE(n);
    CAPTURE(epsilon);
    // The error of the logarithm is the relative error of the probability.
    CHECK(std::abs(logNormTail(n, epsilon, Method::Exact) - expected) <
          1e-12 * std::max(1.0, std::abs(expected) / 700));
  }
}

TEST_CASE("exact tails stay below Chernoff's, which stay below the article's") {
  for (double n = 1; n < 3000; n = std::floor(n * 1.7) + 1)
    for (double epsilon = 0.01; epsilon < 1; epsilon += 0.07) {
      const double exact = logNormTail(n, epsilon, Method::Exact);
      const double chernoff = logNormTail(n, epsilon, Method::Chernoff);
      CHECK(exact <= chernoff);
      CHECK(chernoff <= logNormTail(n, epsilon, Method::Article));
      CHECK(chernoff <= std::log(2) - 0.1534264 * n * epsilon * epsilon);
      CHECK(chernoff <= logNormTail(n, epsilon, Method::DasguptaGupta) + 1e-12);
      CHECK(innerProductTail(n, epsilon, Method::Chernoff) <=
            innerProductTail(n, epsilon, Method::Article));
    }
}

TEST_CASE("inner products of 64 dimensions: Chernoff says 1.4e-3, the article 0.54") {
  CHECK(innerProductTail(64, 0.5, Method::Chernoff) == doctest::Approx(1.4e-3).epsilon(0.05));
  CHECK(innerProductTail(64, 0.5, Method::Article) == doctest::Approx(0.5413).epsilon(1e-3));
  CHECK(innerProductTail(1, 1e-9, Method::Chernoff) == 1);
  CHECK(innerProductTail(3, 1e200, Method::Chernoff) == 0);
}

TEST_CASE("from ε = 1 on, only the upper tail is left") {
  CHECK(normTail(10, 1, Method::Exact) == doctest::Approx(0.02925268807696113).epsilon(1e-12));
  CHECK(logNormTail(10, 1.5, Method::Chernoff) == doctest::Approx(-5 * (1.5 - std::log(2.5))));
  CHECK(codeOf([] { normTail(10, 1, Method::Article); }) == ErrorCode::InvalidArgument);
  CHECK(codeOf([] { normTail(10, 0, Method::Exact); }) == ErrorCode::InvalidArgument);
}

TEST_CASE("dimensions of every method are those of the table") {
  const double table[][6] = {
      {10, .1, 5527, 3685, 2749, 1880},     {10, .5, 222, 148, 130, 83},
      {1000, .1, 16579, 11053, 8565, 7403}, {1000, .3, 1843, 1229, 1065, 916},
      {1000, .5, 664, 443, 424, 364},       {1e6, .1, 33158, 22105, 17381, 16049},
      {1e6, .3, 3685, 2457, 2166, 1997}};
  for (const auto &[N, epsilon, article, existence, chernoff, exact] : table) {
    CHECK(dimension(N, epsilon, Method::Article) == article);
    CHECK(dimension(N, epsilon, Method::Existence) == existence);
    CHECK(dimension(N, epsilon, Method::Chernoff) == chernoff);
    CHECK(dimension(N, epsilon, Method::Exact) == exact);
  }
}

TEST_CASE("Dasgupta and Gupta's dimension is scikit-learn's, not truncated") {
  for (const auto &line : goldenLines("sklearn"))
    CHECK(dimension(line[0], line[1], Method::DasguptaGupta) == line[2] + 1);
}

TEST_CASE("what is promised for a dimension is kept there and not one below") {
  for (const Method method :
       {Method::Article, Method::DasguptaGupta, Method::Chernoff, Method::Exact})
    for (const double failure : {0.9, 1e-3, 1e-50, 1e-300})
      for (const double points : {2., 3., 1000., 1e15}) {
        const double n = minDimension(points, 0.3, method, failure);
        CHECK(failureProbability(points, n, 0.3, method) <= failure * (1 + 1e-12));
        if (n > 1)
          CHECK(failureProbability(points, n - 1, 0.3, method) > failure * (1 - 1e-12));
      }
}

TEST_CASE("distortion, dimension and number of points are inverses of each other") {
  for (const double points : {2., 10., 1000., 1e6})
    for (const double n : {1., 2., 64., 5000., 1e6}) {
      const double epsilon = distortionFor(points, n, {});
      CHECK(relative(failureProbability(points, n, epsilon, Method::Exact), 1 / points) < 1e-9);
      if (epsilon < 1)
        CHECK(dimension(points, epsilon * (1 + 1e-12), Method::Exact) == n);
      const double most = maxPoints(n, epsilon * (1 + 1e-9), {});
      CHECK(most >= points);
      CHECK(most <= points * (1 + 1e-4));
    }
  CHECK(maxPoints(1880, 0.1, {}) >= 10);
  CHECK(maxPoints(1879, 0.1, {}) < 10);
  CHECK(maxPoints(1, 0.01, 1e-9) == 1);
  CHECK(maxPoints(1e9, 0.5, 0.5) == infinity);
}

TEST_CASE("one point needs one dimension, and no point is refused") {
  for (const Method method : {Method::Article, Method::Existence, Method::Exact})
    CHECK(dimension(1, 0.1, method) == 1);
  CHECK(failureProbability(1, 5, 0.1, Method::Exact) == 0);
  CHECK(distortionFor(1, 5, {}) == 0);
  CHECK(dimension(2, 0.1, Method::Article) == std::floor(2400 * std::log(2)) + 1);
  for (const double points : {0., -1., 1.5, std::nan(""), infinity})
    CHECK(codeOf([=] { dimension(points, 0.1, Method::Exact); }) == ErrorCode::InvalidArgument);
  for (const double epsilon : {0., 1., -0.1, std::nan("")})
    CHECK(codeOf([=] { dimension(10, epsilon, Method::Exact); }) == ErrorCode::InvalidArgument);
  for (const double failure : {0., 1., -1., std::nan("")})
    CHECK(codeOf([=] { minDimension(10, 0.1, Method::Exact, failure); }) ==
          ErrorCode::InvalidArgument);
  CHECK(codeOf([] { minDimension(10, 0.1, Method::Existence, 0.1); }) ==
        ErrorCode::InvalidArgument);
  CHECK(codeOf([] { dimension(10, 1e-7, Method::Exact); }) == ErrorCode::InvalidArgument);
  CHECK(codeOf([] { failureProbability(10, 2e9, 0.1, Method::Exact); }) ==
        ErrorCode::InvalidArgument);
}

TEST_CASE("entropy drops agree with Bessel functions at 60 digits, however small") {
  for (const auto &line : goldenLines("drop")) {
    CAPTURE(line[0]);
    CAPTURE(line[1]);
    CHECK(relative(entropyDrop(line[0], line[1]), line[2]) < 1e-12);
  }
}

TEST_CASE("the entropy's drop tends to the golden ratio's rate, and vanishes without weights") {
  const double rate = 0.5 * std::log((1 + std::sqrt(5)) / 2);
  CHECK(relative(entropyDrop(1e9, 1) / 1e9, rate) < 1e-8);
  CHECK(entropyDrop(10000, 1) - 10000 * rate == doctest::Approx(0.0739).epsilon(1e-2));
  CHECK(entropyDrop(64, 0) == 0);
  CHECK(entropyDrop(64, 0.125) == doctest::Approx(0.4890).epsilon(1e-3));
  CHECK(codeOf([] { entropyDrop(0, 1); }) == ErrorCode::InvalidArgument);
  CHECK(codeOf([] { entropyDrop(3, -1); }) == ErrorCode::InvalidArgument);
}

TEST_CASE("the least embedding dimensions are 38, 52, 58, 77, 96, 115 and 128") {
  const double exact[][2] = {{100, 38}, {512, 52},  {1000, 58}, {1e4, 77},
                             {1e5, 96}, {1e6, 115}, {5e6, 128}};
  for (const auto &[tokens, n] : exact) {
    CHECK(embeddingDimension(tokens, Rule::Exact, States::Pair, 1) == n);
    CHECK(embeddingDimension(tokens, Rule::Golden, States::Pair, 1) ==
          n + (tokens == 100 || tokens == 5e6));
  }
}

TEST_CASE("8.33 log N: 512 tokens need 52 dimensions, one row of them half as many") {
  CHECK(embeddingDimension(512, Rule::Article, States::Pair, 1) == 52);
  CHECK(embeddingDimension(1e5, Rule::Article, States::Pair, 1) == 96);
  CHECK(embeddingDimension(512, Rule::Eight, States::Pair, 1) == 50);
  CHECK(embeddingDimension(512, Rule::Golden, States::Row, 1) == 26);
  CHECK(embeddingDimension(512, Rule::Exact, States::Row, 1) <= 26);
  CHECK(embeddingDimension(1, Rule::Exact, States::Pair, 1) == 1);
  CHECK(codeOf([] { embeddingDimension(512, Rule::Article, States::Pair, 2); }) ==
        ErrorCode::InvalidArgument);
  CHECK(codeOf([] { embeddingDimension(0, Rule::Exact, States::Pair, 1); }) ==
        ErrorCode::InvalidArgument);
  CHECK(codeOf([] { embeddingDimension(9, Rule::Exact, States::Pair, 0); }) ==
        ErrorCode::InvalidArgument);
  CHECK(codeOf([] { embeddingDimension(9, Rule::Golden, States::Pair, 1e-9); }) ==
        ErrorCode::InvalidArgument);
}

TEST_CASE("attention over 512 keys is scaled by 1, over 512² by 2") {
  CHECK(attentionLogScale(512, 512) == 1);
  CHECK(attentionLogScale(512 * 512, 512) == doctest::Approx(2).epsilon(1e-15));
  CHECK(attentionLogScale(1, 512) == 0);
  CHECK(codeOf([] { attentionLogScale(0.5, 512); }) == ErrorCode::InvalidArgument);
  CHECK(codeOf([] { attentionLogScale(2, 1); }) == ErrorCode::InvalidArgument);
}

TEST_CASE("collision probabilities agree with 60 digits") {
  for (const auto &line : goldenLines("euclidean"))
    CHECK(relative(euclideanCollision(line[0], line[1]), line[2]) < 1e-9);
  CHECK(euclideanCollision(0, 1) == 1);
  CHECK(angularCollision(0) == 1);
  CHECK(angularCollision(pi / 2) == 0.5);
  CHECK(angularCollision(pi) == 0);
  CHECK(codeOf([] { angularCollision(4); }) == ErrorCode::InvalidArgument);
  CHECK(codeOf([] { euclideanCollision(-1, 1); }) == ErrorCode::InvalidArgument);
  CHECK(codeOf([] { euclideanCollision(1, 0); }) == ErrorCode::InvalidArgument);
}

TEST_CASE("angles of codes: the ends, the middle, and the cosine to the last digit") {
  CHECK(angleFromHamming(0, 64).theta == 0);
  CHECK(angleFromHamming(0, 64).cosine == 1);
  CHECK(angleFromHamming(0, 64).standardDeviation == 0);
  CHECK(angleFromHamming(32, 64).theta == pi / 2);
  CHECK(angleFromHamming(32, 64).cosine == 0);
  CHECK(angleFromHamming(64, 64).cosine == -1);
  for (double h = 0; h <= 1000; ++h)
    CHECK(std::abs(angleFromHamming(h, 1000).cosine - std::cos(pi * h / 1000)) < 5e-16);
  for (const auto &line : goldenLines("angle"))
    CHECK(relative(arcTangent(line[0], line[1]), line[2]) < 1e-15);
  CHECK(codeOf([] { angleFromHamming(65, 64); }) == ErrorCode::InvalidArgument);
  CHECK(codeOf([] { angleFromHamming(0, 0); }) == ErrorCode::InvalidArgument);
}

TEST_CASE("the best banding is that of all bandings") {
  for (const auto &[near, far] :
       {std::pair{0.9, 0.5}, {0.8, 0.6}, {1.0, 0.3}, {0.5, 0.0}, {1.0, 0.0}})
    for (const double hashes : {1., 7., 64., 200.}) {
      const Banding found = optimalBanding(near, far, hashes);
      CHECK(found.rows * found.bands <= hashes);
      double widest = -1, fewest = infinity;
      for (double rows = 1; rows <= hashes; ++rows)
        for (double bands = 1; rows * bands <= hashes; ++bands) {
          const Vector at{near, far};
          Vector p(2);
          bandingCurve(at, rows, bands, p);
          if (p[0] - p[1] > widest || (p[0] - p[1] == widest && rows * bands < fewest)) {
            widest = p[0] - p[1];
            fewest = rows * bands;
          }
        }
      CHECK(std::abs(found.nearProbability - found.farProbability - widest) < 4e-16);
      if (widest < 1 - 1e-9 || hashes == 1) // beyond, roundings decide
        CHECK(found.rows * found.bands == fewest);
    }
  CHECK(codeOf([] { optimalBanding(0.5, 0.5, 10); }) == ErrorCode::InvalidArgument);
  CHECK(codeOf([] { optimalBanding(0.5, 0.4, 0); }) == ErrorCode::InvalidArgument);
}

TEST_CASE("a banding curve goes from 0 to 1, and keeps its digits where collisions are rare") {
  const Vector p{0, 1e-10, 0.5, 1};
  Vector curve(4);
  bandingCurve(p, 2, 3, curve);
  CHECK(curve[0] == 0);
  CHECK(relative(curve[1], 3e-20) < 1e-12);
  CHECK(relative(curve[2], 1 - std::pow(0.75, 3)) < 1e-15);
  CHECK(curve[3] == 1);
  CHECK(codeOf([&] { bandingCurve(Vector{1.5}, 2, 3, curve); }) == ErrorCode::InvalidArgument);
  CHECK(codeOf([&] { bandingCurve(Vector{}, 2, 3, {}); }) == ErrorCode::InvalidArgument);
}

TEST_CASE("bits of a SimHash differ as often as the angle says, within 5 deviations") {
  constexpr std::size_t d = 40;
  constexpr double bits = 4096;
  for (const double angle : {0.05, 0.7, 1.5, 2.8}) {
    Vector pair = normals(2 * d, 7);
    const std::span<double> u(pair.data(), d), v(pair.data() + d, d);
    double uu = 0, uv = 0, vv = 0;
    for (std::size_t i = 0; i < d; ++i)
      uu += u[i] * u[i], uv += u[i] * v[i];
    for (std::size_t i = 0; i < d; ++i)
      v[i] -= uv / uu * u[i], vv += v[i] * v[i];
    for (std::size_t i = 0; i < d; ++i)
      v[i] = std::cos(angle) * u[i] / std::sqrt(uu) + std::sin(angle) * v[i] / std::sqrt(vv);
    std::vector<std::uint32_t> codes(2 * 128);
    simhash(MatrixView<const double>{pair.data(), 2, d}, bits, 11, codes);
    const auto difference = hamming({codes.data(), 128}, {codes.data() + 128, 128});
    const auto estimate = angleFromHamming(double(difference), bits);
    CHECK(std::abs(estimate.theta - angle) < 5 * estimate.standardDeviation);
  }
}

TEST_CASE("SimHash codes are the same bits in any blocks, for any scale, in float32 nearly as in "
          "float64") {
  constexpr std::size_t N = 37, d = 19;
  const Vector X = normals(N * d, 3);
  const std::vector<float> single(X.begin(), X.end());
  std::vector<std::uint32_t> whole(N * 3), codes32(N * 3), part(3);
  simhash(MatrixView<const double>{X.data(), N, d}, 70, 5, whole);
  simhash(MatrixView<const float>{single.data(), N, d}, 70, 5, codes32);
  CHECK(hamming(whole, codes32) < 3);
  for (std::size_t row = 0; row < N; ++row) {
    Vector scaled(X.begin() + row * d, X.begin() + (row + 1) * d);
    for (double &x : scaled)
      x *= 0x1p1010;
    simhash(MatrixView<const double>{scaled.data(), 1, d}, 70, 5, part);
    CHECK(std::equal(part.begin(), part.end(), whole.begin() + row * 3));
    CHECK(part[2] < 64);
  }
  std::vector<std::uint32_t> shorter(N * 2);
  simhash(MatrixView<const double>{X.data(), N, d}, 64, 5, shorter);
  CHECK(shorter[0] == whole[0]);
  tests::Fingerprint print;
  for (const auto word : codes32)
    print.add(double(word));
  CAPTURE(print.value());
  const Vector zero(4);
  simhash(MatrixView<const double>{zero.data(), 1, 4}, 70, 5, part);
  CHECK(part == std::vector<std::uint32_t>{~0u, ~0u, 63});
}

TEST_CASE("Hamming distances count bits, and codes of different lengths are refused") {
  const std::vector<std::uint32_t> a{~0u, 0, 5, 1, 2, 3, ~0u}, b{0, 0, 4, 1, 2, 3, 0};
  CHECK(hamming(a, b) == 65);
  CHECK(hamming(a, a) == 0);
  CHECK(codeOf([&] { hamming(a, std::span(b).first(2)); }) == ErrorCode::ShapeMismatch);
  CHECK(codeOf([&] { hamming({}, {}); }) == ErrorCode::InvalidArgument);
  const std::vector<std::uint32_t> many(1 << 12, ~0u), none(1 << 12);
  CHECK(hamming(many, none) == 1 << 17);
}

namespace {
Points points(const Vector &X, std::size_t rows) {
  return MatrixView<const double>{X.data(), rows, X.size() / rows};
}
} // namespace

TEST_CASE("an isometry distorts nothing, a scaling by 2 everything by 4") {
  const Vector X = normals(20 * 3, 1);
  Vector Y(X);
  for (double &y : Y)
    y *= 2;
  const Distortion same = distortion(points(X, 20), points(X, 20), 0.1, 1000, 0);
  CHECK(same.min == 1);
  CHECK(same.max == 1);
  CHECK(same.violations == 0);
  CHECK(same.pairs == 190);
  const Distortion scaled = distortion(points(X, 20), points(Y, 20), 0.1, 1000, 0);
  CHECK(scaled.mean == 4);
  CHECK(scaled.quantiles == std::array<double, 7>{4, 4, 4, 4, 4, 4, 4});
  CHECK(scaled.violations == 190);
  for (double &y : Y)
    y *= 0x1p1000;
  const Distortion beyond = distortion(points(X, 20), points(Y, 20), 0.1, 50, 0);
  CHECK(beyond.min == infinity);
  for (const double quantile : beyond.quantiles)
    CHECK(quantile == infinity);
}

TEST_CASE("sampled pairs repeat with the seed and estimate the whole") {
  const Vector X = normals(300 * 8, 1), Y = normals(300 * 8, 2);
  const Distortion all = distortion(points(X, 300), points(Y, 300), 0.5, 1e6, 0);
  const Distortion some = distortion(points(X, 300), points(Y, 300), 0.5, 4000, 9);
  CHECK(all.pairs == 300 * 299 / 2);
  CHECK(some.pairs == 4000);
  CHECK(std::abs(some.quantiles[3] / all.quantiles[3] - 1) < 0.05);
  CHECK(some.mean == distortion(points(X, 300), points(Y, 300), 0.5, 4000, 9).mean);
  CHECK(some.mean != distortion(points(X, 300), points(Y, 300), 0.5, 4000, 10).mean);
}

TEST_CASE("pairs of equal points are skipped and counted") {
  const Vector X{1, 1, 2, 3}, equal{1, 1, 1};
  Vector ratios(6, -1);
  const Distortion found = distortion(points(X, 4), points(X, 4), 0.1, 100, 0, ratios);
  CHECK(found.skipped == 1);
  CHECK(std::isnan(ratios[0]));
  CHECK(std::count(ratios.begin(), ratios.end(), 1) == 5);
  CHECK(found.pairs == 5);
  CHECK(codeOf([&] { distortion(points(equal, 3), points(equal, 3), 0.1, 100, 0); }) ==
        ErrorCode::InvalidArgument);
  CHECK(codeOf([&] { distortion(points(X, 1), points(X, 1), 0.1, 100, 0); }) ==
        ErrorCode::InvalidArgument);
  CHECK(codeOf([&] { distortion(points(X, 4), points(equal, 3), 0.1, 100, 0); }) ==
        ErrorCode::ShapeMismatch);
  const Vector bad{1, std::nan("")};
  CHECK(codeOf([&] { distortion(points(bad, 2), points(bad, 2), 0.1, 100, 0); }) ==
        ErrorCode::NotFinite);
}

// ── the index ────────────────────────────────────────────────────────────────────────────────────

namespace {

/// `count` points around `clusters` centres, of which no two are alike.
std::vector<float> clustered(std::size_t count, std::size_t d, std::size_t clusters, double spread,
                             std::uint64_t seed) {
  const Vector centres = normals(clusters * d, 1), noise = normals(count * d, seed);
  std::vector<float> X(count * d);
  const Philox pick(seed, 1);
  for (std::size_t i = 0; i < count; ++i) {
    const auto cluster = static_cast<std::size_t>(pick.uniform(i) * double(clusters));
    for (std::size_t j = 0; j < d; ++j)
      X[i * d + j] = static_cast<float>(centres[cluster * d + j] + spread * noise[i * d + j]);
  }
  return X;
}

struct Answers {
  std::vector<std::int32_t> ids, candidates;
  Vector distances;

  Answers(LshIndex &index, const std::vector<float> &Q, std::size_t k)
      : ids(Q.size() / index.dimensions() * k), candidates(Q.size() / index.dimensions()),
        distances(ids.size()) {
    index.query(MatrixView<const float>{Q.data(), candidates.size(), index.dimensions()}, k, ids,
                distances, candidates);
  }
  bool operator==(const Answers &) const = default;
};

LshIndex indexOf(const std::vector<float> &X, std::size_t d, const LshOptions &options) {
  LshIndex index(double(d), options);
  index.append(MatrixView<const float>{X.data(), X.size() / d, d});
  index.settle();
  return index;
}

double distanceOf(Metric metric, const float *u, const float *v, std::size_t d) {
  double uu = 0, vv = 0, uv = 0, difference = 0;
  for (std::size_t i = 0; i < d; ++i) {
    uu += double(u[i]) * u[i], vv += double(v[i]) * v[i], uv += double(u[i]) * v[i];
    difference += (double(u[i]) - v[i]) * (double(u[i]) - v[i]);
  }
  return metric == Metric::Euclidean ? std::sqrt(difference) : std::acos(uv / std::sqrt(uu * vv));
}

/// The share of the k nearest that were found.
double recall(Metric metric, const std::vector<float> &X, const std::vector<float> &Q,
              std::size_t d, std::size_t k, const Answers &found) {
  double hits = 0;
  const std::size_t queries = Q.size() / d;
  for (std::size_t q = 0; q < queries; ++q) {
    Vector all;
    for (std::size_t i = 0; i < X.size() / d; ++i)
      all.push_back(distanceOf(metric, &Q[q * d], &X[i * d], d));
    std::nth_element(all.begin(), all.begin() + long(k) - 1, all.end());
    for (std::size_t i = 0; i < k; ++i)
      hits += found.distances[q * k + i] <= all[k - 1] + 1e-6;
  }
  return hits / double(queries * k);
}

LshOptions with(Metric metric, double probes = 0, double tables = 0) {
  LshOptions options;
  options.metric = metric;
  options.probes = probes;
  options.tables = tables;
  options.seed = 5;
  return options;
}

} // namespace

TEST_CASE("a small index is exact: every row is ranked, distances are angles or distances") {
  constexpr std::size_t d = 7, k = 5;
  const auto X = clustered(100, d, 10, 0.5, 2), Q = clustered(9, d, 10, 0.5, 3);
  for (const Metric metric : {Metric::Angular, Metric::Euclidean}) {
    LshIndex index = indexOf(X, d, with(metric));
    const Answers found(index, Q, k);
    CHECK(recall(metric, X, Q, d, k, found) == 1);
    CHECK(found.candidates[0] == 100);
    for (std::size_t i = 0; i < found.ids.size(); ++i) {
      const double distance =
          distanceOf(metric, &Q[i / k * d], &X[std::size_t(found.ids[i]) * d], d);
      CHECK(std::abs(found.distances[i] - distance) < 1e-6);
      if (i % k > 0)
        CHECK(found.distances[i] >= found.distances[i - 1]);
    }
  }
}

TEST_CASE("10,000 rows: recall at 10 is above 0.95 while at most 5 % are ranked") {
  constexpr std::size_t d = 48, k = 10;
  const auto X = clustered(10000, d, 200, 0.5, 2), Q = clustered(50, d, 200, 0.5, 3);
  LshIndex angular = indexOf(X, d, with(Metric::Angular));
  const Answers found(angular, Q, k);
  CHECK(recall(Metric::Angular, X, Q, d, k, found) > 0.95);
  for (const auto candidates : found.candidates)
    CHECK(candidates <= 500);
  LshIndex euclidean = indexOf(X, d, with(Metric::Euclidean));
  CHECK(recall(Metric::Euclidean, X, Q, d, k, Answers(euclidean, Q, k)) > 0.8);
}

TEST_CASE("more probes find more, with tables of either metric") {
  constexpr std::size_t d = 32, k = 10;
  const auto X = clustered(5000, d, 50, 0.6, 2), Q = clustered(40, d, 50, 0.6, 3);
  for (const Metric metric : {Metric::Angular, Metric::Euclidean}) {
    double before = 0, met = 0;
    for (const double probes : {1., 10., 100.}) {
      LshIndex index = indexOf(X, d, with(metric, probes, 8));
      const Answers found(index, Q, k);
      const double share = recall(metric, X, Q, d, k, found);
      CHECK(share >= before);
      CHECK(found.candidates[0] >= met);
      before = share;
      met = found.candidates[0];
    }
    CHECK(before > 0.9);
  }
}

TEST_CASE("an index answers the same however its rows were added, and after saving and loading") {
  constexpr std::size_t d = 10, k = 4, N = 1500;
  const auto X = clustered(N, d, 40, 0.3, 2), Q = clustered(20, d, 40, 0.3, 3);
  for (const auto &options :
       {with(Metric::Angular), with(Metric::Angular, 6, 5), with(Metric::Euclidean, 6, 3)}) {
    LshOptions fixed = options;
    fixed.bits = 8; // chosen by the rows there are when the first are put into tables
    fixed.width = 4;
    LshIndex whole = indexOf(X, d, fixed), parts(double(d), fixed);
    for (std::size_t first = 0; first < N;) {
      const std::size_t count = std::min<std::size_t>(first % 7 * 41 + 1, N - first);
      parts.append(MatrixView<const float>{&X[first * d], count, d}, first);
      if (first % 3 != 1)
        parts.settle();
      first += count;
    }
    parts.settle();
    const Answers expected(whole, Q, k);
    CHECK(Answers(parts, Q, k) == expected);
    LshIndex loaded = LshIndex::load(whole.save());
    CHECK(loaded.size() == N);
    CHECK(Answers(loaded, Q, k) == expected);
    CHECK(loaded.save() == whole.save());
    loaded.append(MatrixView<const float>{X.data(), 3, d});
    loaded.settle();
    CHECK(loaded.size() == N + 3);
    CHECK(Answers(loaded, {X.begin(), X.begin() + d}, 2).ids == std::vector<std::int32_t>{0, N});
  }
}

TEST_CASE("damaged, truncated and forged bytes of an index are refused with CORRUPT_DATA") {
  const auto X = clustered(20, 3, 2, 1, 2);
  const auto good = indexOf(X, 3, with(Metric::Euclidean)).save();
  for (std::size_t i = 0; i < good.size(); i += 3) {
    auto damaged = good;
    damaged[i] ^= 4;
    CHECK(codeOf([&] { LshIndex::load(damaged); }) == ErrorCode::CorruptData);
    CHECK(codeOf([&] { LshIndex::load(std::span(good).first(i)); }) == ErrorCode::CorruptData);
  }
  // A right checksum over wrong contents.
  const auto forged = [](double metric, double tables, double width, std::uint64_t d,
                         std::uint64_t size, float entry) {
    bytes::Writer writer(bytes::Kind::LshIndex, 1, 0);
    for (const double x : {metric, tables, 4., width, 0.})
      writer.number(x);
    for (const std::uint64_t x : {std::uint64_t(0), d, size})
      writer.integer(x);
    writer.numbers(std::span<const float>(std::vector<float>(6, entry)));
    return writer.finish();
  };
  CHECK(LshIndex::load(forged(1, 4, 1, 3, 2, 1)).size() == 2);
  for (const auto &bytes :
       {forged(2, 4, 1, 3, 2, 1), forged(1, 99, 1, 3, 2, 1), forged(1, 4, -1, 3, 2, 1),
        forged(1, 4, std::nan(""), 3, 2, 1), forged(1, 4, 1, 0, 2, 1), forged(1, 4, 1, 3, 3, 1),
        forged(1, 4, 1, ~0ull, ~0ull, 1), forged(1, 4, 1, 1ull << 62, 4, 1),
        forged(1, 4, 1, 3, 2, 1e16f), forged(1, 4, 1, 3, 2, NAN), forged(1, 4, 1, 3, 2, INFINITY),
        forged(NAN, 4, 1, 3, 2, 1)})
    CHECK(codeOf([&] { LshIndex::load(bytes); }) == ErrorCode::CorruptData);
}

TEST_CASE("rows that cannot be hashed leave an index as it was") {
  const auto X = clustered(20, 3, 2, 1, 2);
  LshIndex index = indexOf(X, 3, with(Metric::Angular));
  const auto before = index.save();
  const std::vector<double> bad{1, 2, 3, 4, 5, std::nan("")}, zero{1, 2, 3, 0, 0, 0};
  CHECK(codeOf([&] { index.append(MatrixView<const double>{bad.data(), 2, 3}); }) ==
        ErrorCode::NotFinite);
  CHECK(codeOf([&] { index.append(MatrixView<const double>{zero.data(), 2, 3}); }) ==
        ErrorCode::InvalidArgument);
  CHECK(codeOf([&] { index.append(MatrixView<const double>{zero.data(), 3, 2}); }) ==
        ErrorCode::ShapeMismatch);
  CHECK(codeOf([&] { index.checkRoom(1e10); }) == ErrorCode::OutOfMemory);
  index.append(MatrixView<const double>{bad.data(), 1, 3});
  CHECK(index.size() == 21);
  index.truncate(20);
  CHECK(index.save() == before);
  CHECK(codeOf([&] { Answers(index, {0, 0, 0}, 1); }) == ErrorCode::InvalidArgument);
  CHECK(codeOf([&] { Answers(index, {NAN, 0, 0}, 1); }) == ErrorCode::NotFinite);
  CHECK(codeOf([&] { Answers(index, {1, 0, 0}, 0); }) == ErrorCode::InvalidArgument);
  LshIndex far = indexOf(X, 3, with(Metric::Euclidean));
  CHECK(codeOf([&] { Answers(far, {1e16f, 0, 0}, 1); }) == ErrorCode::InvalidArgument);
  CHECK(Answers(far, {0, 0, 0}, 1).ids[0] >= 0);
  LshOptions options;
  for (double LshOptions::*entry : {&LshOptions::tables, &LshOptions::bits, &LshOptions::probes}) {
    options = {};
    options.*entry = 0.5;
    CHECK(codeOf([&] { LshIndex(3, options); }) == ErrorCode::InvalidArgument);
  }
  CHECK(codeOf([] { LshIndex(0, {}); }) == ErrorCode::InvalidArgument);
}

TEST_CASE("equal rows, far more than are asked for, and fewer") {
  const std::vector<float> X(3000 * 2, 1.5f);
  for (const auto &options : {with(Metric::Angular), with(Metric::Angular, 3),
                              with(Metric::Euclidean), with(Metric::Euclidean, 3)}) {
    LshIndex index = indexOf(X, 2, options);
    const Answers found(index, {1.5f, 1.5f}, 3);
    CHECK(found.ids == std::vector<std::int32_t>{0, 1, 2});
    CHECK(found.distances == Vector{0, 0, 0});
    LshIndex small = indexOf({1, 0, 0, 1}, 2, options);
    const Answers few(small, {1, 0}, 3);
    CHECK(few.ids[0] == 0);
    CHECK(few.ids[2] == -1);
    CHECK(few.distances[2] == infinity);
  }
}

TEST_CASE("hashes are the same bits on every machine") {
  const auto X = clustered(64, 20, 4, 1, 2);
  tests::Fingerprint print;
  for (const Metric metric : {Metric::Angular, Metric::Euclidean}) {
    Hasher hasher(metric, 20, 3, 9);
    hasher.setWidth(0.7);
    std::uint32_t signature[4][3];
    for (std::size_t i = 0; i < 64; i += 4) {
      hasher.sign({&X[i * 20], &X[i * 20 + 20], &X[i * 20 + 40], &X[i * 20 + 60]},
                  {signature[0], signature[1], signature[2], signature[3]});
      for (const auto &row : signature)
        for (const std::uint32_t word : row)
          print.add(double(word));
    }
  }
  std::vector<std::uint32_t> codes(64 * 2);
  simhash(MatrixView<const float>{X.data(), 64, 20}, 50, 5, codes);
  for (const std::uint32_t word : codes)
    print.add(double(word));
  CHECK(print.value() == 8479681408361909029u);
}

TEST_CASE("no rows at no address are rows of float64 with their columns") {
  LshIndex index(3, {});
  index.append(MatrixView<const double>{nullptr, 0, 3});
  CHECK(index.size() == 0);
}

TEST_CASE("an index without rows has no neighbours, with probes too") {
  for (const double probes : {0.0, 2.0}) {
    LshOptions options;
    options.probes = probes;
    LshIndex index(2, options);
    const double q[] = {1, 2};
    std::int32_t ids[2], candidates[1];
    double distances[2];
    index.query(MatrixView<const double>{q, 1, 2}, 2, ids, distances, candidates);
    CHECK(ids[0] == -1);
    CHECK(ids[1] == -1);
    CHECK(candidates[0] == 0);
  }
}

TEST_CASE("tails of the largest distortions are zero, and end") {
  for (const double n : {1.0, 5.0, 1e9})
    for (const double epsilon : {1e16, 1e300, std::numeric_limits<double>::max()})
      CHECK(normTail(n, epsilon, Method::Exact) == 0);
}

TEST_CASE("cells of no width at all still tell rows apart") {
  LshOptions options = with(Metric::Euclidean);
  options.width = 5e-324;
  LshIndex index = indexOf({0, 0, 1, 0, 0, 1}, 2, options);
  CHECK(Answers(index, {1, 0}, 1).ids[0] == 1);
  CHECK(Answers(index, {0, 0}, 1).ids[0] == 0);
}

TEST_CASE("what no temperature lets attention see needs more dimensions than there are") {
  for (const double lambda : {0.0, 1e-170})
    CHECK(codeOf([&] { embeddingDimension(101, Rule::Golden, States::Pair, lambda); }) ==
          ErrorCode::InvalidArgument);
}
