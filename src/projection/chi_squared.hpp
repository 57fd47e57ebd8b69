#pragma once

/// Exact tails of χ², in the log domain: what a random projection does to a squared length.
///
/// n|u|² of u ∈ Rⁿ with entries N(0, 1/n) is χ² with n degrees of freedom, whose tails are the
/// regularized incomplete gamma functions P and Q of a = n/2 at x = a(1 ± ε). Series and continued
/// fraction take some √n steps where ε is small.
namespace lemmata::projection {

/// t − log(1 + t) for t > −1, without cancellation.
double deviance(double t);

/// log P(|u|² ≥ 1 + ε) for ε > 0. The probability's relative error is below 1e-12 while it is above
/// 1e-300, n up to 1e9; beyond, it grows with the logarithm.
double logUpperTail(double n, double epsilon);

/// log P(|u|² ≤ 1 − ε); −∞ for ε ≥ 1.
double logLowerTail(double n, double epsilon);

/// P(|Z| ≤ z) of a standard normal Z, z ≥ 0.
double withinNormal(double z);

/// log(eˣ + eʸ).
double logAdd(double x, double y);

} // namespace lemmata::projection
