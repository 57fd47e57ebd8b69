#include <algorithm>
#include <array>
#include <vector>

#include "border.hpp"
#include "gaussian/comparison.hpp"
#include "gaussian/density.hpp"
#include "gaussian/divergence.hpp"
#include "gaussian/estimate.hpp"
#include "gaussian/gradient.hpp"
#include "gaussian/model.hpp"
#include "gaussian/sampling.hpp"
#include "gaussian/symmetric_functions.hpp"
#include "gaussian/transport.hpp"
#include "gaussian/wasserstein.hpp"

using namespace lemmata::border;
namespace core = lemmata::gaussian;
using core::Model;

namespace {

/// A normal distribution as bindings/api lays it out; forms, metrics and the like travel as the
/// numbers of their enumerators.
struct Record {
  std::uint32_t mean, size, form, covariance, rows, cols;
};

/// The names that errors give to its parts.
struct Names {
  std::string_view mean, covariance;
};
constexpr Names namesP{"p.mean", "p.covariance"}, namesQ{"q.mean", "q.covariance"},
    namesList{"list.mean", "list.covariance"};

Model model(const Record &record, const Names &names) {
  return Model({input<double>(record.mean, record.size), static_cast<core::Form>(record.form),
                inputMatrix<double>(record.covariance, record.rows, record.cols), names.mean,
                names.covariance});
}

Model modelP(Address p) { return model(*reinterpret_cast<const Record *>(p), namesP); }

std::vector<Model> models(Address list, std::size_t count, const Names &names) {
  const auto records = input<Record>(list, count);
  std::vector<Model> result;
  result.reserve(count);
  for (std::size_t position = 0; position < count; ++position) {
    try {
      result.push_back(model(records[position], names));
      core::sameDimensions(result.front(), result.back(), names.mean);
    } catch (const lemmata::Error &error) {
      throw error.with({"position", position});
    }
  }
  return result;
}

struct Pair {
  Model p, q;
  Pair(Address p, Address q)
      : p(modelP(p)), q(model(*reinterpret_cast<const Record *>(q), namesQ)) {
    core::sameDimensions(this->p, this->q);
  }
};

void put(Address address, std::span<const double> values) {
  std::ranges::copy(values, output<double>(address, values.size()).begin());
}

/// A structure of doubles, in their order.
template <class Result> void putAll(Address address, const Result &result) {
  constexpr std::size_t count = sizeof(Result) / sizeof(double);
  static_assert(std::is_trivially_copyable_v<Result> && sizeof(Result) == count * sizeof(double));
  put(address, {reinterpret_cast<const double *>(&result), count});
}

// ── one distribution ────────────────────────────────────────────────────────────────────────────

double entropy(Address p) { return core::entropy(modelP(p)); }

template <std::vector<double> (*function)(const Model &, lemmata::MatrixView<const double>)>
void atPoints(Address p, Address points, std::size_t rows, std::size_t cols, Address result) {
  put(result, function(modelP(p), inputMatrix<double>(points, rows, cols)));
}

std::uint64_t seed(std::uint32_t low, std::uint32_t high) {
  return std::uint64_t{high} << 32 | low;
}

void sample(Address p, std::size_t count, std::uint32_t seedLow, std::uint32_t seedHigh,
            Address result) {
  put(result, core::sample(modelP(p), count, seed(seedLow, seedHigh)).flat());
}

void fit(Address X, std::size_t rows, std::size_t cols, int estimator, Address mean,
         Address covariance) {
  const core::Moments moments =
      core::fit(inputMatrix<double>(X, rows, cols), static_cast<core::Estimator>(estimator));
  put(mean, moments.mean);
  put(covariance, moments.covariance.flat());
}

void squareRoot(Address S, std::size_t rows, std::size_t cols, Address result) {
  put(result, core::squareRoot(inputMatrix<double>(S, rows, cols)).flat());
}

// ── two distributions ───────────────────────────────────────────────────────────────────────────

template <double (*function)(const Model &, const Model &)> double number(Address p, Address q) {
  const Pair pair(p, q);
  return function(pair.p, pair.q);
}

template <double (*function)(const Model &, const Model &, double)>
double numberAt(Address p, Address q, double at) {
  const Pair pair(p, q);
  return function(pair.p, pair.q, at);
}

template <auto function> void numbers(Address p, Address q, Address result) {
  const Pair pair(p, q);
  putAll(result, function(pair.p, pair.q));
}

std::array<double, 2> bhattacharyya(const Model &p, const Model &q) {
  const double distance = core::bhattacharyya(p, q);
  return {distance, core::coefficient(distance)};
}

core::Hellinger hellinger(const Model &p, const Model &q) { return core::hellinger(p, q); }

core::Bounds jensenShannonBounds(const Model &p, const Model &q) {
  return core::jensenShannonBounds(p, q);
}

void jensenShannon(Address p, Address q, std::size_t samples, std::uint32_t seedLow,
                   std::uint32_t seedHigh, Address result) {
  const Pair pair(p, q);
  putAll(result, core::jensenShannon(pair.p, pair.q, samples, seed(seedLow, seedHigh)));
}

void gradient(int metric, Address p, Address q, Address meanP, Address covarianceP, Address meanQ,
              Address covarianceQ) {
  const Pair pair(p, q);
  const core::Gradient g = core::gradient(static_cast<core::Metric>(metric), pair.p, pair.q);
  put(meanP, g.meanP);
  put(covarianceP, g.covarianceP.flat());
  put(meanQ, g.meanQ);
  put(covarianceQ, g.covarianceQ.flat());
}

void transportMap(Address p, Address q, Address matrix, Address offset) {
  const Pair pair(p, q);
  const core::TransportMap map = core::transportMap(pair.p, pair.q);
  put(matrix, map.matrix.flat());
  put(offset, map.offset);
}

void geodesic(Address p, Address q, double t, Address mean, Address covariance) {
  const Pair pair(p, q);
  const core::Moments moments = core::geodesic(pair.p, pair.q, t);
  put(mean, moments.mean);
  put(covariance, moments.covariance.flat());
}

void frechet(Address X, std::size_t rowsX, std::size_t colsX, Address Y, std::size_t rowsY,
             std::size_t colsY, Address result) {
  putAll(result,
         core::frechet(inputMatrix<double>(X, rowsX, colsX), inputMatrix<double>(Y, rowsY, colsY)));
}

void geometricMean(Address A, std::size_t rowsA, std::size_t colsA, Address B, std::size_t rowsB,
                   std::size_t colsB, Address result) {
  put(result, core::geometricMean(inputMatrix<double>(A, rowsA, colsA),
                                  inputMatrix<double>(B, rowsB, colsB))
                  .flat());
}

// ── lists ───────────────────────────────────────────────────────────────────────────────────────

void pairwise(int metric, Address p, std::size_t countP, Address q, std::size_t countQ,
              Address result) {
  const auto P = models(p, countP, namesP), Q = models(q, countQ, namesQ);
  put(result, core::pairwise(static_cast<core::Metric>(metric), P, Q).flat());
}

void pairwiseWithin(int metric, Address list, std::size_t count, Address result) {
  put(result,
      core::pairwise(static_cast<core::Metric>(metric), models(list, count, namesP)).flat());
}

void barycenter(Address list, std::size_t count, Address weights, std::size_t weightCount,
                double tolerance, int maxIterations, Address mean, Address covariance,
                Address result) {
  const core::Barycenter center =
      core::barycenter(models(list, count, namesList), input<double>(weights, weightCount),
                       tolerance, maxIterations);
  put(mean, center.mean);
  put(covariance, center.covariance.flat());
  putAll(result, std::array<double, 2>{static_cast<double>(center.iterations), center.residual});
}

} // namespace

LEMMATA_EXPORTS(gaussian) = {
    LEMMATA_EXPORT("gaussianEntropy(p)", entropy),
    LEMMATA_EXPORT("gaussianLogDensity(p, points, rows, cols, result)", atPoints<core::logDensity>),
    LEMMATA_EXPORT("gaussianMahalanobis(p, points, rows, cols, result)",
                   atPoints<core::mahalanobis>),
    LEMMATA_EXPORT("gaussianSample(p, count, seedLow, seedHigh, result)", sample),
    LEMMATA_EXPORT("gaussianFit(X, rows, cols, estimator, mean, covariance)", fit),
    LEMMATA_EXPORT("gaussianSquareRoot(S, rows, cols, result)", squareRoot),
    LEMMATA_EXPORT("gaussianKl(p, q)", number<core::kl>),
    LEMMATA_EXPORT("gaussianCrossEntropy(p, q)", number<core::crossEntropy>),
    LEMMATA_EXPORT("gaussianJeffreys(p, q)", number<core::jeffreys>),
    LEMMATA_EXPORT("gaussianBhattacharyya(p, q, result)", numbers<bhattacharyya>),
    LEMMATA_EXPORT("gaussianHellinger(p, q, result)", numbers<hellinger>),
    LEMMATA_EXPORT("gaussianChernoff(p, q, alpha)", numberAt<core::chernoff>),
    LEMMATA_EXPORT("gaussianBestChernoff(p, q, result)", numbers<core::bestChernoff>),
    LEMMATA_EXPORT("gaussianRenyi(p, q, order)", numberAt<core::renyi>),
    LEMMATA_EXPORT("gaussianChiSquared(p, q)", number<core::chiSquared>),
    LEMMATA_EXPORT("gaussianWasserstein2(p, q, result)", numbers<core::wasserstein2>),
    LEMMATA_EXPORT("gaussianEntropicWasserstein(p, q, epsilon)",
                   numberAt<core::entropicWasserstein>),
    LEMMATA_EXPORT("gaussianJensenShannonBounds(p, q, result)", numbers<jensenShannonBounds>),
    LEMMATA_EXPORT("gaussianJensenShannon(p, q, samples, seedLow, seedHigh, result)",
                   jensenShannon),
    LEMMATA_EXPORT("gaussianDistances(p, q, result)", numbers<core::distances>),
    LEMMATA_EXPORT("gaussianGradient(metric, p, q, meanP, covarianceP, meanQ, covarianceQ)",
                   gradient),
    LEMMATA_EXPORT("gaussianTransportMap(p, q, matrix, offset)", transportMap),
    LEMMATA_EXPORT("gaussianGeodesic(p, q, t, mean, covariance)", geodesic),
    LEMMATA_EXPORT("gaussianFrechet(X, rowsX, colsX, Y, rowsY, colsY, result)", frechet),
    LEMMATA_EXPORT("gaussianGeometricMean(A, rowsA, colsA, B, rowsB, colsB, result)",
                   geometricMean),
    LEMMATA_EXPORT("gaussianPairwise(metric, p, countP, q, countQ, result)", pairwise),
    LEMMATA_EXPORT("gaussianPairwiseWithin(metric, list, count, result)", pairwiseWithin),
    LEMMATA_EXPORT(
        "gaussianBarycenter(list, count, weights, weightCount, tolerance, maxIterations, mean, "
        "covariance, result)",
        barycenter),
};
