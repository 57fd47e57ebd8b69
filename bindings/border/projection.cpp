#include <optional>

#include "border.hpp"
#include "projection/angle.hpp"
#include "projection/banding.hpp"
#include "projection/dimension.hpp"
#include "projection/distortion.hpp"
#include "projection/embedding.hpp"
#include "projection/lsh.hpp"
#include "projection/simhash.hpp"
#include "projection/tails.hpp"

using namespace lemmata::border;
namespace core = lemmata::projection;

namespace {

// Methods, rules and the like travel as the numbers of their enumerators; an absent failure
// probability as NaN would hide a NaN that was given, so there is a flag beside it.
core::Method methodOf(int method) { return static_cast<core::Method>(method); }
std::optional<double> given(bool present, double value) {
  return present ? std::optional(value) : std::nullopt;
}
std::uint64_t seedOf(std::uint32_t low, std::uint32_t high) {
  return std::uint64_t(high) << 32 | low;
}

double normTail(double n, double epsilon, int method) {
  return core::normTail(n, epsilon, methodOf(method));
}

double innerProductTail(double n, double epsilon, int method) {
  return core::innerProductTail(n, epsilon, methodOf(method));
}

double minDimension(double points, double epsilon, int method, bool present, double failure) {
  return core::minDimension(points, epsilon, methodOf(method), given(present, failure));
}

double failureProbability(double points, double n, double epsilon, int method) {
  return core::failureProbability(points, n, epsilon, methodOf(method));
}

double distortionFor(double points, double n, bool present, double failure) {
  return core::distortionFor(points, n, given(present, failure));
}

double maxPoints(double n, double epsilon, bool present, double failure) {
  return core::maxPoints(n, epsilon, given(present, failure));
}

double embeddingDimension(double tokens, int rule, int states, double lambda) {
  return core::embeddingDimension(tokens, static_cast<core::Rule>(rule),
                                  static_cast<core::States>(states), lambda);
}

/// Angle, standard deviation and cosine.
void angle(double hamming, double bits, Address result) {
  const auto estimate = core::angleFromHamming(hamming, bits);
  const auto out = output<double>(result, 3);
  out[0] = estimate.theta;
  out[1] = estimate.standardDeviation;
  out[2] = estimate.cosine;
}

void bandingCurve(Address similarity, std::size_t size, double rows, double bands, Address result) {
  core::bandingCurve(input<double>(similarity, size), rows, bands, output<double>(result, size));
}

/// Rows, bands and the two probabilities.
void optimalBanding(double near, double far, double maxHashes, Address result) {
  const auto banding = core::optimalBanding(near, far, maxHashes);
  const auto out = output<double>(result, 4);
  out[0] = banding.rows;
  out[1] = banding.bands;
  out[2] = banding.nearProbability;
  out[3] = banding.farProbability;
}

core::Points points(Address data, std::size_t rows, std::size_t cols, bool single) {
  if (single)
    return inputMatrix<float>(data, rows, cols);
  return inputMatrix<double>(data, rows, cols);
}

/// The numbers of a Distortion in their order; `ratios` is 0 where they are not asked for.
void distortion(Address X, std::size_t rowsX, std::size_t colsX, bool singleX, Address Y,
                std::size_t rowsY, std::size_t colsY, bool singleY, double epsilon, double maxPairs,
                std::uint32_t low, std::uint32_t high, Address ratios, std::size_t count,
                Address result) {
  static_assert(sizeof(core::Distortion) == 13 * sizeof(double));
  *reinterpret_cast<core::Distortion *>(result) =
      core::distortion(points(X, rowsX, colsX, singleX), points(Y, rowsY, colsY, singleY), epsilon,
                       maxPairs, seedOf(low, high), output<double>(ratios, count));
}

void simhash(Address X, std::size_t rows, std::size_t cols, bool single, double bits,
             std::uint32_t low, std::uint32_t high, Address codes, std::size_t words) {
  core::simhash(points(X, rows, cols, single), bits, seedOf(low, high),
                output<std::uint32_t>(codes, rows * words));
}

double hamming(Address a, std::size_t sizeA, Address b, std::size_t sizeB) {
  return static_cast<double>(
      core::hamming(input<std::uint32_t>(a, sizeA), input<std::uint32_t>(b, sizeB)));
}

// ── the index: made here, held and deleted by JavaScript ─────────────────────────────────────────

core::LshIndex &indexAt(Address index) { return *reinterpret_cast<core::LshIndex *>(index); }

Address lshMake(double dimensions, int metric, double tables, double bits, double width,
                double probes, std::uint32_t low, std::uint32_t high) {
  return reinterpret_cast<Address>(
      new core::LshIndex(dimensions, {static_cast<core::Metric>(metric), tables, bits, width,
                                      probes, seedOf(low, high)}));
}

Address lshLoad(Address bytes, std::size_t size) {
  return reinterpret_cast<Address>(
      new core::LshIndex(core::LshIndex::load(input<std::uint8_t>(bytes, size))));
}

void lshDelete(Address index) { delete &indexAt(index); }

double lshSize(Address index) { return static_cast<double>(indexAt(index).size()); }

double lshDimensions(Address index) { return static_cast<double>(indexAt(index).dimensions()); }

void lshCheckRoom(Address index, double rows) { indexAt(index).checkRoom(rows); }

void lshAppend(Address index, Address X, std::size_t rows, std::size_t cols, bool single,
               std::size_t first) {
  indexAt(index).append(points(X, rows, cols, single), first);
}

void lshTruncate(Address index, std::size_t size) { indexAt(index).truncate(size); }

void lshSettle(Address index) { indexAt(index).settle(); }

/// `integers` are the ids, then the numbers of candidates.
void lshQuery(Address index, Address Q, std::size_t rows, std::size_t cols, bool single,
              std::size_t k, Address distances, Address integers) {
  const auto all = output<std::int32_t>(integers, rows * (k + 1));
  indexAt(index).query(points(Q, rows, cols, single), k, all.first(rows * k),
                       output<double>(distances, rows * k), all.last(rows));
}

// The saved bytes stand in C++ memory until JavaScript has copied them.
Address lshSave(Address index) {
  return reinterpret_cast<Address>(new std::vector<std::uint8_t>(indexAt(index).save()));
}
std::vector<std::uint8_t> &savedAt(Address saved) {
  return *reinterpret_cast<std::vector<std::uint8_t> *>(saved);
}
Address savedStart(Address saved) { return reinterpret_cast<Address>(savedAt(saved).data()); }
double savedSize(Address saved) { return static_cast<double>(savedAt(saved).size()); }
void savedDelete(Address saved) { delete &savedAt(saved); }

} // namespace

LEMMATA_EXPORTS(projection) = {
    LEMMATA_EXPORT("projectionNormTail(n, epsilon, method)", normTail),
    LEMMATA_EXPORT("projectionInnerProductTail(n, epsilon, method)", innerProductTail),
    LEMMATA_EXPORT("projectionMinDimension(points, epsilon, method, present, failure)",
                   minDimension),
    LEMMATA_EXPORT("projectionFailureProbability(points, n, epsilon, method)", failureProbability),
    LEMMATA_EXPORT("projectionDistortionFor(points, n, present, failure)", distortionFor),
    LEMMATA_EXPORT("projectionMaxPoints(n, epsilon, present, failure)", maxPoints),
    LEMMATA_EXPORT("projectionEmbeddingDimension(tokens, rule, states, lambda)",
                   embeddingDimension),
    LEMMATA_EXPORT("projectionEntropyDrop(n, lambda)", core::entropyDrop),
    LEMMATA_EXPORT("projectionAttentionLogScale(length, base)", core::attentionLogScale),
    LEMMATA_EXPORT("projectionAngle(hamming, bits, result)", angle),
    LEMMATA_EXPORT("projectionAngularCollision(angle)", core::angularCollision),
    LEMMATA_EXPORT("projectionEuclideanCollision(distance, width)", core::euclideanCollision),
    LEMMATA_EXPORT("projectionBandingCurve(similarity, size, rows, bands, result)", bandingCurve),
    LEMMATA_EXPORT("projectionOptimalBanding(near, far, maxHashes, result)", optimalBanding),
    LEMMATA_EXPORT(
        "projectionDistortion(X, rowsX, colsX, singleX, Y, rowsY, colsY, singleY, epsilon, "
        "maxPairs, low, high, ratios, count, result)",
        distortion),
    LEMMATA_EXPORT("projectionSimhash(X, rows, cols, single, bits, low, high, codes, words)",
                   simhash),
    LEMMATA_EXPORT("projectionHamming(a, sizeA, b, sizeB)", hamming),
    LEMMATA_EXPORT("lshMake(dimensions, metric, tables, bits, width, probes, low, high)", lshMake),
    LEMMATA_EXPORT("lshLoad(bytes, size)", lshLoad),
    LEMMATA_EXPORT("lshDelete(index)", lshDelete),
    LEMMATA_EXPORT("lshSize(index)", lshSize),
    LEMMATA_EXPORT("lshDimensions(index)", lshDimensions),
    LEMMATA_EXPORT("lshCheckRoom(index, rows)", lshCheckRoom),
    LEMMATA_EXPORT("lshAppend(index, X, rows, cols, single, first)", lshAppend),
    LEMMATA_EXPORT("lshTruncate(index, size)", lshTruncate),
    LEMMATA_EXPORT("lshSettle(index)", lshSettle),
    LEMMATA_EXPORT("lshQuery(index, Q, rows, cols, single, k, distances, integers)", lshQuery),
    LEMMATA_EXPORT("lshSave(index)", lshSave),
    LEMMATA_EXPORT("savedStart(saved)", savedStart),
    LEMMATA_EXPORT("savedSize(saved)", savedSize),
    LEMMATA_EXPORT("savedDelete(saved)", savedDelete),
};
