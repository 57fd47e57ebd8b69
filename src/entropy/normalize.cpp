#include "entropy/normalize.hpp"

#include <cmath>
#include <limits>

#include "entropy/exponent.hpp"
#include "numeric/check.hpp"
#include "numeric/exp.hpp"

namespace lemmata::entropy {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
// log k and log S come from elsewhere with roundings of their own.
constexpr double slack = 1e-12;

[[noreturn]] void refuseTarget(Place place, double target, Interval reachable) {
  if (place.row == Place::vector)
    throw Error(ErrorCode::TargetUnreachable,
                "target is {target} nats; powers of {argument} have entropies from {min} to {max}",
                {{"argument", place.argument},
                 {"target", target},
                 {"min", reachable.min},
                 {"max", reachable.max}});
  throw Error(
      ErrorCode::TargetUnreachable,
      "target is {target} nats; powers of row {row} of {argument} have entropies from {min} "
      "to {max}",
      {{"argument", place.argument},
       {"row", place.row},
       {"target", target},
       {"min", reachable.min},
       {"max", reachable.max}});
}

[[noreturn]] void refuseToGoOn(Place place, int iterations, double target, double entropy) {
  if (place.row == Place::vector)
    throw Error(ErrorCode::NotConverged,
                "after {iterations} iterations the entropy is {entropy} and the target {target}; "
                "allow more with maxIterations",
                {{"argument", "maxIterations"},
                 {"iterations", iterations},
                 {"target", target},
                 {"entropy", entropy},
                 {"residual", std::abs(entropy - target)}});
  throw Error(ErrorCode::NotConverged,
              "after {iterations} iterations the entropy of row {row} is {entropy} and the target "
              "{target}; allow more with maxIterations",
              {{"argument", "maxIterations"},
               {"row", place.row},
               {"iterations", iterations},
               {"target", target},
               {"entropy", entropy},
               {"residual", std::abs(entropy - target)}});
}

void checkOptions(const NormalizeOptions &options) {
  check::within(options.tolerance, 0, 1, "options.tolerance");
  check::within(options.maxIterations, 1, 1e9, "options.maxIterations");
  check::within(options.reading.tieTolerance, 0, std::numeric_limits<double>::max(),
                "options.tieTolerance");
}

template <class T>
void store(const NormalizedRows<T> &out, std::size_t row, const Normalized &result) {
  out.gamma[row] = result.gamma;
  out.entropy[row] = result.entropy;
  out.iterations[row] = result.iterations;
  out.status[row] = result.status;
}

} // namespace

RowNormalizer::RowNormalizer(std::size_t size, const NormalizeOptions &options)
    : options_(options), outcomes_(size), weights_(outcomes_.depths().size()) {
  checkOptions(options);
}

template <class T> void RowNormalizer::read(std::span<const T> row, Place place) {
  place_ = place;
  outcomes_.read(row, options_.reading, place);
}

Normalized RowNormalizer::solve(Target target) {
  const Interval reachable{outcomes_.least(), outcomes_.most()};
  const double nats = target.nats(outcomes_.support());
  const bool tooLow = nats<reachable.min - slack, tooHigh = nats> reachable.max + slack;
  if ((tooLow || tooHigh) && options_.unreachable == Unreachable::Throw)
    refuseTarget(place_, nats, reachable);
  Normalized result;
  if (outcomes_.ties() == outcomes_.support()) {
    result = solveUniform(result);
    result.gamma = 1;
  } else if (nats >= reachable.max) {
    result = solveUniform(result);
  } else if (nats <= reachable.min) {
    result = solvePeak(result);
  } else {
    result = solveBetween(reachable, nats);
  }
  result.temperature = 1 / result.gamma;
  result.status = tooLow ? -1 : tooHigh ? 1 : 0;
  result.reachable = reachable;
  return result;
}

Normalized RowNormalizer::solveUniform(Normalized result) {
  const auto depths = outcomes_.depths();
  for (std::size_t i = 0; i < depths.size(); ++i)
    weights_[i] = depths[i] <= 0 ? 1 : 0;
  shift_ = 0;
  factor_ = 1 / static_cast<double>(outcomes_.support());
  result.gamma = 0;
  result.entropy = outcomes_.most();
  return result;
}

Normalized RowNormalizer::solvePeak(Normalized result) {
  const auto depths = outcomes_.depths();
  for (std::size_t i = 0; i < depths.size(); ++i)
    weights_[i] = depths[i] == 0 ? 1 : 0;
  shift_ = 0;
  factor_ = 1 / static_cast<double>(outcomes_.ties());
  result.gamma = infinity;
  result.entropy = outcomes_.least();
  return result;
}

Normalized RowNormalizer::solveBetween(Interval reachable, double nats) {
  const Goal goal{nats - reachable.min, reachable.max - reachable.min, options_.tolerance,
                  options_.maxIterations};
  const Exponent found = solveExponent(outcomes_, goal, weights_);
  if (!found.converged)
    refuseToGoOn(place_, found.iterations, nats, reachable.min + found.excess);
  shift_ = found.gamma - found.weighted;
  factor_ = found.factor;
  Normalized result;
  result.gamma = found.gamma * outcomes_.scale();
  result.entropy = reachable.min + found.excess;
  result.iterations = found.iterations;
  return result;
}

Normalized RowNormalizer::keep() {
  const double gamma = 1 / outcomes_.scale();
  const Excess x = excess(powerSums(outcomes_.depths(), gamma, weights_),
                          static_cast<double>(outcomes_.ties()), gamma);
  shift_ = 0;
  factor_ = lemmata::exp(-x.logMass) / static_cast<double>(outcomes_.ties());
  Normalized result;
  result.entropy = outcomes_.least() + x.value;
  result.iterations = 1;
  result.reachable = {outcomes_.least(), outcomes_.most()};
  return result;
}

template <class T> void RowNormalizer::write(std::span<T> q) const {
  writeShifted(weights_, outcomes_.depths(), shift_, factor_, q);
}

Interval reachable(std::span<const double> p, const Reading &reading) {
  NormalizeOptions options;
  options.reading = reading;
  checkOptions(options);
  Outcomes outcomes(p.size());
  outcomes.read(p, reading, {"p"});
  return {outcomes.least(), outcomes.most()};
}

Normalized normalize(std::span<const double> p, Target target, const NormalizeOptions &options,
                     std::span<double> q) {
  checkTarget(target);
  RowNormalizer normalizer(p.size(), options);
  normalizer.read(p, {"p"});
  const Normalized result = normalizer.solve(target);
  normalizer.write(q);
  return result;
}

template <class T>
void normalizeRows(MatrixView<const T> P, Targets targets, const NormalizeOptions &options,
                   const NormalizedRows<T> &out, std::size_t first) {
  check::notEmpty(P.size(), "P");
  checkTargets(targets, P.rows, first);
  RowNormalizer normalizer(P.cols, options);
  for (std::size_t row = 0; row < P.rows; ++row) {
    normalizer.read(P.row(row), {"P", first + row});
    store(out, row, normalizer.solve(targets.of(row)));
    normalizer.write(out.probabilities.row(row));
  }
}

template <class T>
void clampRows(MatrixView<const T> P, Target least, Target most, const NormalizeOptions &options,
               const NormalizedRows<T> &out, std::size_t first) {
  check::notEmpty(P.size(), "P");
  checkTarget(least, "range.min");
  checkTarget(most, "range.max");
  RowNormalizer normalizer(P.cols, options);
  for (std::size_t row = 0; row < P.rows; ++row) {
    normalizer.read(P.row(row), {"P", first + row});
    const std::size_t support = normalizer.outcomes().support();
    const double low = least.nats(support), high = most.nats(support);
    if (low > high)
      throw Error(ErrorCode::InvalidArgument,
                  "range.min is {min} nats and range.max {max} nats; min must not be above max",
                  {{"argument", "range"}, {"min", low}, {"max", high}});
    Normalized result = normalizer.keep();
    if (result.entropy < low)
      result = normalizer.solve(least);
    else if (result.entropy > high)
      result = normalizer.solve(most);
    store(out, row, result);
    normalizer.write(out.probabilities.row(row));
  }
}

#define LEMMATA_INSTANTIATE(T)                                                                     \
  template void RowNormalizer::read(std::span<const T>, Place);                                    \
  template void RowNormalizer::write(std::span<T>) const;                                          \
  template void normalizeRows(MatrixView<const T>, Targets, const NormalizeOptions &,              \
                              const NormalizedRows<T> &, std::size_t);                             \
  template void clampRows(MatrixView<const T>, Target, Target, const NormalizeOptions &,           \
                          const NormalizedRows<T> &, std::size_t);
LEMMATA_INSTANTIATE(float)
LEMMATA_INSTANTIATE(double)
#undef LEMMATA_INSTANTIATE

} // namespace lemmata::entropy
