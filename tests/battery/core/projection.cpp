#include "battery.hpp"
#include "projection/angle.hpp"
#include "projection/banding.hpp"
#include "projection/dimension.hpp"
#include "projection/distortion.hpp"
#include "projection/embedding.hpp"
#include "projection/lsh.hpp"
#include "projection/projector.hpp"
#include "projection/randomized.hpp"
#include "projection/simhash.hpp"

namespace lemmata::battery {

using namespace projection;

namespace {

double many(Draw &d) { return static_cast<double>(d.whole(2, 1'000'000)); }
double some(Draw &d) { return static_cast<double>(d.whole(1, 4000)); }

template <class T> void project(Draw &d, Hash &h) {
  const std::size_t m = d.whole(2, 300), n = d.whole(1, m);
  const Projector projector{d.one<Kind>(6), m, n, d.number(0.05, 1), d.whole(0, 99)};
  const MatrixOf<T> X = d.matrix<T>(d.whole(1, 20), m);
  MatrixOf<T> Y(X.rows(), n);
  projector.apply<T>(X, Y);
  Matrix A(n, m);
  projector.matrix(A);
  h.add(Y, A);
}

void neighbours(Draw &d, Hash &h) {
  const std::size_t n = d.whole(2, 400), dimensions = d.whole(2, 40), k = 5;
  LshOptions options{.metric = d.one<Metric>(2), .seed = d.whole(0, 99)};
  if (options.metric == Metric::Euclidean || d.unit() < 0.5)
    options.probes = 6;
  options.tables = static_cast<double>(d.whole(1, 8));
  LshIndex index(static_cast<double>(dimensions), options);
  const auto X = d.matrix<float>(n, dimensions);
  index.append(X.view());
  index.settle();
  const auto Q = d.matrix<float>(8, dimensions);
  std::vector<std::int32_t> ids(8 * k), candidates(8);
  std::vector<double> distances(8 * k);
  index.query(Q.view(), k, ids, distances, candidates);
  h.add(ids, distances, candidates, index.save());
}

Sketching sketching(Draw &d) { return {d.whole(1, 4), d.whole(0, 3), d.whole(0, 2), 5}; }

} // namespace

const std::vector<Call> projectionCalls{
    {"normTail",
     [](Draw &d, Hash &h) {
       const auto [n, epsilon] = std::pair{some(d), d.number(0.01, 0.9)};
       h.add(normTail(n, epsilon, d.one<Method>(5)));
     }},
    {"innerProductTail",
     [](Draw &d, Hash &h) {
       const auto [n, epsilon] = std::pair{some(d), d.number(0.1, 0.9)};
       h.add(innerProductTail(n, epsilon, Method::Article));
     }},
    {"minDimension",
     [](Draw &d, Hash &h) {
       const auto [points, epsilon] = std::pair{many(d), d.number(0.05, 0.9)};
       h.add(minDimension(points, epsilon, d.one<Method>(5), 0.01));
     }},
    {"failureProbability",
     [](Draw &d, Hash &h) {
       const auto [points, n, epsilon] = std::tuple{many(d), some(d), d.number(0.3, 0.9)};
       h.add(failureProbability(points, n, epsilon, d.one<Method>(5)));
     }},
    {"distortionFor, maxPoints",
     [](Draw &d, Hash &h) {
       const auto [points, n, epsilon] = std::tuple{many(d), some(d), d.number(0.05, 0.9)};
       h.add(distortionFor(points, n, 0.01), maxPoints(n, epsilon, 0.01));
     }},
    {"embeddingDimension",
     [](Draw &d, Hash &h) {
       const auto [tokens, rule] = std::pair{many(d), d.one<Rule>(4)};
       h.add(embeddingDimension(tokens, rule, d.one<States>(2), 1), attentionLogScale(tokens, 512));
       const double n = some(d);
       h.add(entropyDrop(n, d.number(0.1, 1)));
     }},
    {"distortion",
     [](Draw &d, Hash &h) {
       const auto X = d.matrix(12, 6), Y = d.matrix(12, 3);
       const Distortion found = distortion(X.view(), Y.view(), 0.5, 40, 3);
       h.add(found.min, found.max, found.mean, found.quantiles, found.violations, found.pairs);
     }},
    {"simhash",
     [](Draw &d, Hash &h) {
       const auto X = d.matrix(9, d.whole(2, 70));
       const std::size_t bits = d.whole(1, 130);
       std::vector<std::uint32_t> codes(9 * wordsFor(bits));
       simhash(X.view(), static_cast<double>(bits), 4, codes);
       h.add(codes);
     }},
    {"angles",
     [](Draw &d, Hash &h) {
       const AngleEstimate angle = angleFromHamming(static_cast<double>(d.whole(0, 64)), 64);
       h.add(angle.theta, angle.standardDeviation, angle.cosine);
       h.add(angularCollision(d.number(0, 3)));
       const auto [distance, width] = std::pair{d.number(0, 5), d.number(0.1, 4)};
       h.add(euclideanCollision(distance, width));
       const auto [u, v] = std::pair{d.numbers<float>(9), d.numbers<float>(9)};
       h.add(angleBetween(u, v));
     }},
    {"banding",
     [](Draw &d, Hash &h) {
       std::vector<double> curve(9);
       const auto [rows, bands] = std::pair{d.whole(1, 9), d.whole(1, 40)};
       bandingCurve(d.numbers(9, 0, 1), static_cast<double>(rows), static_cast<double>(bands),
                    curve);
       const auto [near, far] = std::pair{d.number(0.6, 0.9), d.number(0.1, 0.5)};
       const Banding best = optimalBanding(near, far, static_cast<double>(d.whole(2, 400)));
       h.add(curve, best.rows, best.bands, best.nearProbability, best.farProbability);
     }},
    {"lsh", neighbours},
    {"projector", project<double>},
    {"projector float32", project<float>},
    {"randomizedSvd",
     [](Draw &d, Hash &h) {
       const auto [n, m] = std::pair{d.whole(6, 60), d.whole(6, 60)};
       const Matrix A = d.matrix(n, m);
       const Sketching how = sketching(d);
       const Svd svd = randomizedSvd(A.view(), how);
       h.add(svd.U, svd.S, svd.V, svd.residual, rangeFinder(A.view(), how));
     }},
    {"pca",
     [](Draw &d, Hash &h) {
       const auto [n, m] = std::pair{d.whole(9, 60), d.whole(6, 60)};
       const auto A = d.matrix<float>(n, m);
       const Pca found = pca(A.view(), sketching(d));
       h.add(found.components, found.variance, found.mean, found.scores);
     }},
    {"approximateProduct",
     [](Draw &d, Hash &h) {
       const std::size_t n = d.whole(1, 30);
       const Matrix A = d.matrix(5, n), B = d.matrix(n, 4);
       const ApproximateProduct found = approximateProduct(A.view(), B.view(), d.whole(1, 40), 6);
       h.add(found.product, found.expectedError);
     }},
};

} // namespace lemmata::battery
