#include <algorithm>

#include "border.hpp"
#include "numeric/product.hpp"
#include "projection/projector.hpp"
#include "projection/randomized.hpp"

using namespace lemmata::border;
namespace core = lemmata::projection;
using core::Projector;

namespace {

std::uint64_t seedOf(std::uint32_t low, std::uint32_t high) {
  return std::uint64_t{high} << 32 | low;
}

void put(Address address, std::span<const double> values) {
  std::ranges::copy(values, output<double>(address, values.size()).begin());
}

// ── projectors ──────────────────────────────────────────────────────────────────────────────────

Projector &projector(Address address) { return *reinterpret_cast<Projector *>(address); }

Address make(int kind, std::size_t inputs, std::size_t outputs, double density,
             std::uint32_t seedLow, std::uint32_t seedHigh) {
  return reinterpret_cast<Address>(new Projector(static_cast<core::Kind>(kind), inputs, outputs,
                                                 density, seedOf(seedLow, seedHigh)));
}

void release(Address address) { delete &projector(address); }

bool keeps(Address address) { return projector(address).keeps(); }

template <class T>
void apply(Address address, Address X, std::size_t rows, std::size_t cols, std::size_t firstRow,
           Address Y) {
  const Projector &p = projector(address);
  p.apply<T>(inputMatrix<T>(X, rows, cols), outputMatrix<T>(Y, rows, p.outputs()), firstRow);
}

void matrix(Address address, Address result) {
  const Projector &p = projector(address);
  p.matrix(outputMatrix<double>(result, p.outputs(), p.inputs()));
}

// ── randomized linear algebra ───────────────────────────────────────────────────────────────────

core::AnyMatrix anyMatrix(Address address, bool single, std::size_t rows, std::size_t cols) {
  return single ? core::AnyMatrix(inputMatrix<float>(address, rows, cols))
                : core::AnyMatrix(inputMatrix<double>(address, rows, cols));
}

void rangeFinder(Address A, bool single, std::size_t rows, std::size_t cols, std::size_t rank,
                 std::size_t oversample, std::size_t power, std::uint32_t seedLow,
                 std::uint32_t seedHigh, Address result) {
  const lemmata::Matrix Q = core::rangeFinder(anyMatrix(A, single, rows, cols),
                                              {rank, oversample, power, seedOf(seedLow, seedHigh)});
  put(result, transposed(Q).flat());
}

double randomizedSvd(Address A, bool single, std::size_t rows, std::size_t cols, std::size_t rank,
                     std::size_t oversample, std::size_t power, std::uint32_t seedLow,
                     std::uint32_t seedHigh, Address U, Address S, Address V) {
  const core::Svd svd = core::randomizedSvd(anyMatrix(A, single, rows, cols),
                                            {rank, oversample, power, seedOf(seedLow, seedHigh)});
  put(U, svd.U.flat());
  put(S, svd.S);
  put(V, svd.V.flat());
  return svd.residual;
}

void pca(Address X, bool single, std::size_t rows, std::size_t cols, std::size_t components,
         std::size_t oversample, std::size_t power, std::uint32_t seedLow, std::uint32_t seedHigh,
         Address directions, Address variance, Address mean, Address scores) {
  const core::Pca found =
      core::pca(anyMatrix(X, single, rows, cols),
                {components, oversample, power, seedOf(seedLow, seedHigh), "components"});
  put(directions, found.components.flat());
  put(variance, found.variance);
  put(mean, found.mean);
  put(scores, found.scores.flat());
}

double approximateProduct(Address A, bool singleA, std::size_t rowsA, std::size_t colsA, Address B,
                          bool singleB, std::size_t rowsB, std::size_t colsB, std::size_t samples,
                          std::uint32_t seedLow, std::uint32_t seedHigh, Address result) {
  const core::ApproximateProduct found = core::approximateProduct(
      anyMatrix(A, singleA, rowsA, colsA), anyMatrix(B, singleB, rowsB, colsB), samples,
      seedOf(seedLow, seedHigh));
  put(result, found.product.flat());
  return found.expectedError;
}

} // namespace

LEMMATA_EXPORTS(projectors) = {
    LEMMATA_EXPORT("projectorMake(kind, inputs, outputs, density, seedLow, seedHigh)", make),
    LEMMATA_EXPORT("projectorRelease(projector)", release),
    LEMMATA_EXPORT("projectorKeeps(projector)", keeps),
    LEMMATA_EXPORT("projectorApply32(projector, X, rows, cols, firstRow, result)", apply<float>),
    LEMMATA_EXPORT("projectorApply64(projector, X, rows, cols, firstRow, result)", apply<double>),
    LEMMATA_EXPORT("projectorMatrix(projector, result)", matrix),
    LEMMATA_EXPORT("randomizedRangeFinder(A, single, rows, cols, rank, oversample, power, seedLow, "
                   "seedHigh, result)",
                   rangeFinder),
    LEMMATA_EXPORT(
        "randomizedSvd(A, single, rows, cols, rank, oversample, power, seedLow, seedHigh, U, S, "
        "V)",
        randomizedSvd),
    LEMMATA_EXPORT(
        "randomizedPca(X, single, rows, cols, components, oversample, power, seedLow, seedHigh, "
        "directions, variance, mean, scores)",
        pca),
    LEMMATA_EXPORT("randomizedProduct(A, singleA, rowsA, colsA, B, singleB, rowsB, colsB, samples, "
                   "seedLow, seedHigh, result)",
                   approximateProduct),
};
