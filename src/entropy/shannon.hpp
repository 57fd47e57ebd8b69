#pragma once

#include <span>

#include "entropy/distribution.hpp"

namespace lemmata::entropy {

/// Shannon entropy −Σ pᵢ log pᵢ with 0 log 0 = 0 of a distribution p, in units of log `base`: nats
/// for e, bits for 2. Relative error 1e-15, also where the entropy is near 0: where one probability
/// is above ½, it counts as what the others leave of 1. Throws NOT_FINITE; NOT_A_DISTRIBUTION (an
/// entry below 0, or a sum further from 1 than `tolerance`); INVALID_ARGUMENT where p is empty or
/// the base not a finite number above 1.
double shannon(std::span<const double> p, double base, double tolerance = sumTolerance<double>);

/// exp of the Shannon entropy: how many equal outcomes would have it. Throws as `shannon`.
double perplexity(std::span<const double> p, double tolerance = sumTolerance<double>);

/// Rényi entropy log(Σ pᵢ^α)/(1 − α) of order α ≥ 0 in nats: log of the support's size at 0,
/// Shannon's at 1, −log max p at ∞. Throws as `shannon`, and INVALID_ARGUMENT for another order.
/// Source: Rényi (1961).
double renyi(std::span<const double> p, double order, double tolerance = sumTolerance<double>);

/// Tsallis entropy (1 − Σ pᵢ^α)/(α − 1) of order α ≥ 0: Shannon's at 1, 0 at ∞. Throws as `renyi`.
/// Source: Tsallis (1988).
double tsallis(std::span<const double> p, double order, double tolerance = sumTolerance<double>);

} // namespace lemmata::entropy
