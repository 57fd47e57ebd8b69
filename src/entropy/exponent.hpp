#pragma once

#include <span>

#include "entropy/outcomes.hpp"
#include "entropy/powers.hpp"

namespace lemmata::entropy {

/// The excess entropy X(γ) = H(γ) − log k over its lower bound, k the number of ties, with its
/// first three derivatives in γ: −γV, −V − γκ₃, −2κ₃ − γκ₄ in the cumulants of the depth under q.
struct Excess {
  double logMass; ///< log(Z/k)
  double mean;    ///< of the depth
  double value;
  double first;
  double second;
  double third;
};

/// From log(1 + rest/k) − γ E d, which keeps its relative accuracy down to 1e-290.
Excess excess(const PowerSums &sums, double ties, double gamma);

/// The root nearest 0 of f + f′δ + f″δ²/2; of f + f′δ where there is none.
double quadraticRoot(double f, double first, double second);

/// The root nearest 0 of f + f′δ + f″δ²/2 + f‴δ³/6, found from that of the quadratic.
double taylorRoot(double f, double first, double second, double third);

struct Goal {
  double excess; ///< of the target over the lower bound: above 0
  double most;   ///< the largest excess there is; above `excess`
  double tolerance;
  int maxIterations;
};

/// An exponent γ whose powers have the excess asked for.
struct Exponent {
  double gamma;    ///< in units of the scaled depths
  double weighted; ///< the exponent that the weights were made with
  double factor;   ///< weight · e^{(gamma − weighted)·depth} · factor is the probability
  double excess;
  int iterations; ///< passes over the row
  bool converged;
};

/// Solves X(γ) = goal.excess for outcomes with support > ties. Leaves weights e^{weighted·depth}
/// behind. See the comment in exponent.cpp on how; converges, given iterations, unless
/// outcomes are closer than 1e-300.
Exponent solveExponent(const Outcomes &outcomes, const Goal &goal, std::span<double> weights);

} // namespace lemmata::entropy
