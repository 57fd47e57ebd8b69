#pragma once

#include <cstddef>
#include <span>

#include "entropy/distribution.hpp"
#include "entropy/target.hpp"

namespace lemmata::entropy {

/// How the article's iteration ended.
struct ArticleRun {
  double totalGamma;  ///< product of the rounds' exponents, up to the failed one
  bool orderReversed; ///< the total exponent is negative: the least likely became the most likely
  std::ptrdiff_t failedRound; ///< the first whose exponent is no finite number; −1 if none
};

/// The article's own iteration, in which each round linearizes H at the current distribution and
/// replaces that by its power: plain Newton on the total exponent, without a safeguard.
///
/// `gammas` receives the exponent of each round, `entropies` (one more) the entropy before the
/// first and after each; from the failed round on they are NaN. `q` receives the last distribution
/// there is. Throws NOT_FINITE, NOT_A_DISTRIBUTION, INVALID_ARGUMENT. Source:
/// kexue.fm/archives/8829.
ArticleRun articleIteration(std::span<const double> p, Target target, std::span<double> gammas,
                            std::span<double> entropies, std::span<double> q,
                            double tolerance = sumTolerance<double>);

/// 1 + (target − H)/(H² − E log² p), the root of H's first-order expansion at γ = 1. Where all
/// probabilities are equal it is 1 if the target is their entropy; else TARGET_UNREACHABLE.
/// Throws NOT_FINITE, NOT_A_DISTRIBUTION, INVALID_ARGUMENT. Source: kexue.fm/archives/8829.
double firstOrderGamma(std::span<const double> p, Target target,
                       double tolerance = sumTolerance<double>);

/// The root nearest 1 of H's second-order expansion at γ = 1; the first-order value where it has
/// none. Throws as `firstOrderGamma`. Derived: d²H/dγ² = −V − γκ₃.
double secondOrderGamma(std::span<const double> p, Target target,
                        double tolerance = sumTolerance<double>);

} // namespace lemmata::entropy
