#include <limits>
#include <vector>

#include "border.hpp"
#include "entropy/affinities.hpp"
#include "entropy/article.hpp"
#include "entropy/curve.hpp"
#include "entropy/gradient.hpp"
#include "entropy/normalize.hpp"
#include "entropy/shannon.hpp"
#include "entropy/softmax.hpp"

using namespace lemmata::border;
namespace core = lemmata::entropy;

namespace {

// Units, inputs and the like travel as the numbers of their enumerators.
core::Target target(int unit, double value) { return {static_cast<core::TargetUnit>(unit), value}; }

std::vector<core::Target> targets(Address units, Address values, std::size_t first,
                                  std::size_t count) {
  const auto unit = input<std::int32_t>(units, first + count).subspan(first);
  const auto value = input<double>(values, first + count).subspan(first);
  std::vector<core::Target> list(count);
  for (std::size_t i = 0; i < count; ++i)
    list[i] = target(unit[i], value[i]);
  return list;
}

/// A vector in float64: where it stands, or widened from float32 and, once written to, narrowed
/// again. Only rows' functions have a float32 form of their own.
template <class T> class Wide {
public:
  Wide(Address address, std::size_t size)
      : given_(output<T>(address, size)), values_(given_.begin(), given_.end()) {}
  operator std::span<const double>() const { return values_; }
  std::span<double> values() { return values_; }
  void narrow() {
    for (std::size_t i = 0; i < values_.size(); ++i)
      given_[i] = static_cast<T>(values_[i]);
  }

private:
  std::span<T> given_;
  std::vector<double> values_;
};
template <> class Wide<double> {
public:
  Wide(Address address, std::size_t size) : values_(output<double>(address, size)) {}
  operator std::span<const double>() const { return values_; }
  std::span<double> values() { return values_; }
  void narrow() {}

private:
  std::span<double> values_;
};

template <class T> core::Reading reading(int form, double tieTolerance, bool renormalize) {
  return {static_cast<core::Input>(form), tieTolerance,
          renormalize ? std::numeric_limits<double>::infinity() : core::sumTolerance<T>};
}

template <class T>
core::NormalizeOptions normalizeOptions(int input, double tolerance, int maxIterations,
                                        double tieTolerance, bool renormalize) {
  return {reading<T>(input, tieTolerance, renormalize), tolerance, maxIterations,
          core::Unreachable::Throw};
}

/// The rows' results are the matrix, in place of the argument, then γ and entropy, and then the
/// integers: iterations and status.
template <class T>
core::NormalizedRows<T> rowResults(Address P, std::size_t rows, std::size_t cols, Address doubles,
                                   Address integers) {
  const auto numbers = output<double>(doubles, 2 * rows);
  const auto counts = output<std::int32_t>(integers, 2 * rows);
  return {outputMatrix<T>(P, rows, cols), numbers.first(rows), numbers.last(rows),
          counts.first(rows), counts.last(rows)};
}

template <class T> double shannon(Address p, std::size_t size, double base) {
  return core::shannon(Wide<T>(p, size), base, core::sumTolerance<T>);
}

template <class T> double perplexity(Address p, std::size_t size) {
  return core::perplexity(Wide<T>(p, size), core::sumTolerance<T>);
}

template <class T> double renyi(Address p, std::size_t size, double order) {
  return core::renyi(Wide<T>(p, size), order, core::sumTolerance<T>);
}

template <class T> double tsallis(Address p, std::size_t size, double order) {
  return core::tsallis(Wide<T>(p, size), order, core::sumTolerance<T>);
}

template <class T> void softmax(Address logits, std::size_t size, double temperature) {
  core::softmax(input<T>(logits, size), temperature, output<T>(logits, size));
}

template <class T>
void softmaxRows(Address X, std::size_t rows, std::size_t cols, double temperature, Address entropy,
                 std::size_t first) {
  core::softmaxRows(inputMatrix<T>(X, rows, cols), temperature, outputMatrix<T>(X, rows, cols),
                    output<double>(entropy, rows), first);
}

template <class T> void power(Address p, std::size_t size, double gamma) {
  Wide<T> wide(p, size);
  core::power(wide, gamma, wide.values(), core::sumTolerance<T>);
  wide.narrow();
}

template <class T>
void reachable(Address p, std::size_t size, int form, double tieTolerance, bool renormalize,
               Address result) {
  const auto [min, max] =
      core::reachable(Wide<T>(p, size), reading<T>(form, tieTolerance, renormalize));
  const auto out = output<double>(result, 2);
  out[0] = min;
  out[1] = max;
}

template <class T>
void normalize(Address p, std::size_t size, int unit, double value, int form, double tolerance,
               int maxIterations, double tieTolerance, bool renormalize, Address result) {
  Wide<T> wide(p, size);
  const auto normalized = core::normalize(
      wide, target(unit, value),
      normalizeOptions<T>(form, tolerance, maxIterations, tieTolerance, renormalize),
      wide.values());
  wide.narrow();
  const auto out = output<double>(result, 6);
  out[0] = normalized.gamma;
  out[1] = normalized.temperature;
  out[2] = normalized.entropy;
  out[3] = normalized.iterations;
  out[4] = normalized.reachable.min;
  out[5] = normalized.reachable.max;
}

template <class T>
void normalizeRows(Address P, std::size_t rows, std::size_t cols, std::size_t first, Address units,
                   Address values, bool shared, int form, double tolerance, int maxIterations,
                   double tieTolerance, bool renormalize, bool clamp, Address doubles,
                   Address integers) {
  auto options = normalizeOptions<T>(form, tolerance, maxIterations, tieTolerance, renormalize);
  options.unreachable = clamp ? core::Unreachable::Clamp : core::Unreachable::Throw;
  const auto list = shared ? targets(units, values, 0, 1) : targets(units, values, first, rows);
  core::normalizeRows(inputMatrix<T>(P, rows, cols), {list, shared}, options,
                      rowResults<T>(P, rows, cols, doubles, integers), first);
}

template <class T>
void clampRows(Address P, std::size_t rows, std::size_t cols, std::size_t first, int leastUnit,
               double least, int mostUnit, double most, int form, double tolerance,
               int maxIterations, double tieTolerance, bool renormalize, Address doubles,
               Address integers) {
  core::clampRows(inputMatrix<T>(P, rows, cols), target(leastUnit, least), target(mostUnit, most),
                  normalizeOptions<T>(form, tolerance, maxIterations, tieTolerance, renormalize),
                  rowResults<T>(P, rows, cols, doubles, integers), first);
}

/// Writes total exponent, whether it reverses the order, and the failed round to `result`.
template <class T>
void articleIteration(Address p, std::size_t size, int unit, double value, std::size_t rounds,
                      Address gammas, Address entropies, Address result) {
  Wide<T> wide(p, size);
  const auto run = core::articleIteration(wide, target(unit, value), output<double>(gammas, rounds),
                                          output<double>(entropies, rounds + 1), wide.values(),
                                          core::sumTolerance<T>);
  wide.narrow();
  const auto out = output<double>(result, 3);
  out[0] = run.totalGamma;
  out[1] = run.orderReversed;
  out[2] = static_cast<double>(run.failedRound);
}

template <class T> double firstOrderGamma(Address p, std::size_t size, int unit, double value) {
  return core::firstOrderGamma(Wide<T>(p, size), target(unit, value), core::sumTolerance<T>);
}

template <class T> double secondOrderGamma(Address p, std::size_t size, int unit, double value) {
  return core::secondOrderGamma(Wide<T>(p, size), target(unit, value), core::sumTolerance<T>);
}

/// The three results stand one behind the other.
template <class T>
void curve(Address p, std::size_t size, Address gammas, std::size_t count, Address result) {
  const auto out = output<double>(result, 3 * count);
  core::curve(Wide<T>(p, size), input<double>(gammas, count), out.first(count),
              out.subspan(count, count), out.last(count), core::sumTolerance<T>);
}

/// The gradient takes the logits' place; `result` gets the target's, and whether it is defined.
template <class T>
void normalizeVjp(Address logits, std::size_t size, int unit, double value, Address cotangent,
                  std::size_t cotangentSize, Address result) {
  Wide<T> wide(logits, size);
  const auto gradient = core::normalizeVjp(wide, target(unit, value),
                                           input<double>(cotangent, cotangentSize), wide.values());
  wide.narrow();
  const auto out = output<double>(result, 2);
  out[0] = gradient.target;
  out[1] = gradient.defined;
}

template <class T>
void jacobian(Address logits, std::size_t size, int unit, double value, Address result) {
  core::jacobian(Wide<T>(logits, size), target(unit, value),
                 outputMatrix<double>(result, size, size));
}

template <class T>
void affinities(Address D, std::size_t rows, std::size_t cols, std::size_t first,
                std::size_t allRows, double perplexity, int self, Address beta) {
  core::affinities(inputMatrix<T>(D, rows, cols), perplexity, static_cast<core::Self>(self),
                   outputMatrix<T>(D, rows, cols), output<double>(beta, rows), first, allRows);
}

} // namespace

LEMMATA_EXPORTS(entropy) = {
    LEMMATA_PAIR("entropyShannon", "(p, size, base)", shannon),
    LEMMATA_PAIR("entropyPerplexity", "(p, size)", perplexity),
    LEMMATA_PAIR("entropyRenyi", "(p, size, order)", renyi),
    LEMMATA_PAIR("entropyTsallis", "(p, size, order)", tsallis),
    LEMMATA_PAIR("entropySoftmax", "(logits, size, temperature)", softmax),
    LEMMATA_PAIR("entropySoftmaxRows", "(X, rows, cols, temperature, entropy, first)", softmaxRows),
    LEMMATA_PAIR("entropyPower", "(p, size, gamma)", power),
    LEMMATA_PAIR("entropyReachable", "(p, size, input, tieTolerance, renormalize, result)",
                 reachable),
    LEMMATA_PAIR(
        "entropyNormalize",
        "(p, size, unit, value, input, tolerance, maxIterations, tieTolerance, renormalize, "
        "result)",
        normalize),
    LEMMATA_PAIR("entropyNormalizeRows",
                 "(P, rows, cols, first, units, values, shared, input, tolerance, "
                 "maxIterations, tieTolerance, renormalize, clamp, doubles, integers)",
                 normalizeRows),
    LEMMATA_PAIR(
        "entropyClampRows",
        "(P, rows, cols, first, leastUnit, least, mostUnit, most, input, tolerance, maxIterations, "
        "tieTolerance, renormalize, doubles, integers)",
        clampRows),
    LEMMATA_PAIR("entropyArticleIteration",
                 "(p, size, unit, value, rounds, gammas, entropies, result)", articleIteration),
    LEMMATA_PAIR("entropyFirstOrderGamma", "(p, size, unit, value)", firstOrderGamma),
    LEMMATA_PAIR("entropySecondOrderGamma", "(p, size, unit, value)", secondOrderGamma),
    LEMMATA_PAIR("entropyCurve", "(p, size, gammas, count, result)", curve),
    LEMMATA_PAIR("entropyNormalizeVjp",
                 "(logits, size, unit, value, cotangent, cotangentSize, result)", normalizeVjp),
    LEMMATA_PAIR("entropyJacobian", "(logits, size, unit, value, result)", jacobian),
    LEMMATA_PAIR("entropyAffinities", "(D, rows, cols, first, allRows, perplexity, self, beta)",
                 affinities),
};
