#include "entropy/exponent.hpp"
#include "numeric/exp.hpp"
#include "numeric/log.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace lemmata::entropy {

// How the exponent is found. X decreases strictly in γ, from log(S/k) at 0 to 0 at infinity.
//
// 1. The first guess is the root of X's expansion at γ = 0, log(S/k) − γ² Var(depth)/2.
// 2. Where the target is well inside, a few passes in float32 improve it to about six digits; they
//    cost a fifth of an exact one each.
// 3. Exact passes follow, usually one. Each gives X and three derivatives, and a root of the Taylor
//    polynomial: of log X where the target is small, for X falls there like e^{−γd}, of X
//    elsewhere. Every pass also narrows a bracket, and a step that would leave it is replaced by
//    bisection. Where gaps are so small that their squares underflow, the derivatives are off and
//    steps only creep: after many of them the secant of X itself takes over.
// 4. When the step is so small that the polynomial and the weights' own expansion are exact to
//    rounding, it is taken in the very loop that writes the probabilities.

namespace {

constexpr double epsilon = std::numeric_limits<double>::epsilon();

/// Rows whose derivatives are right need a fifth of these rounds.
constexpr int creeping = 32;

double firstGuess(const Outcomes &outcomes, const Goal &goal) {
  return std::sqrt(2 * (goal.most - goal.excess) / outcomes.variance());
}

/// Step towards the root of X − target, or of its logarithm.
double step(const Excess &x, double target, double most) {
  if (target >= 0.3 * most)
    return taylorRoot(x.value - target, x.first, x.second, x.third);
  const double a = x.first / x.value, b = x.second / x.value, c = x.third / x.value;
  return taylorRoot(lemmata::log(x.value / target), a, b - a * a, c - 3 * a * b + 2 * a * a * a);
}

/// float32 rounds, each with a third-order step, until the next error is lost in float32 anyway.
double sketch(const Outcomes &outcomes, const Goal &goal, double gamma, int &iterations) {
  constexpr int maxRounds = 6;
  for (int round = 0; round < maxRounds && iterations + 1 < goal.maxIterations; ++round) {
    ++iterations;
    const Excess x = excess(sketchSums(outcomes.coarseDepths(), gamma),
                            static_cast<double>(outcomes.ties()), gamma);
    if (!(x.value > 0 && x.first < 0))
      break;
    const double delta = step(x, goal.excess, goal.most);
    const double next = std::clamp(gamma + delta, gamma / 4, gamma * 4);
    const double change = std::abs(next - gamma);
    gamma = next;
    // After a third-order step the error is about δ · δ²V, V = −X′/γ.
    if (change * change * change * (-x.first / gamma) * outcomes.range() < 1e-4)
      break;
  }
  return gamma;
}

} // namespace

Excess excess(const PowerSums &sums, double ties, double gamma) {
  const double z = ties + sums.rest;
  const double mean = sums.first / z;
  const double second = sums.second / z, third = sums.third / z, fourth = sums.fourth / z;
  const double square = mean * mean;
  const double variance = second - square;
  const double third3 = third - 3 * mean * second + 2 * mean * square;
  const double fourth4 = fourth - 4 * mean * third + 6 * square * second - 3 * square * square -
                         3 * variance * variance;
  const double logMass = lemmata::log1p(sums.rest / ties);
  return {logMass,
          mean,
          logMass - gamma * mean,
          -gamma * variance,
          -variance - gamma * third3,
          -2 * third3 - gamma * fourth4};
}

double quadraticRoot(double f, double first, double second) {
  const double discriminant = first * first - 2 * second * f;
  if (!(discriminant >= 0))
    return -f / first;
  return -2 * f / (first + std::copysign(std::sqrt(discriminant), first));
}

double taylorRoot(double f, double first, double second, double third) {
  double delta = quadraticRoot(f, first, second);
  for (int round = 0; round < 2; ++round) {
    const double value = f + delta * (first + delta * (second / 2 + delta * (third / 6)));
    const double slope = first + delta * (second + delta * (third / 2));
    const double refined = delta - value / slope;
    // The cubic term is a refinement; where it turns the step around, the row is not near its root.
    if (!(std::abs(refined - delta) < 0.5 * std::abs(delta)))
      break;
    delta = refined;
  }
  return delta;
}

Exponent solveExponent(const Outcomes &outcomes, const Goal &goal, std::span<double> weights) {
  const double ties = static_cast<double>(outcomes.ties());
  const double target = goal.excess;
  const double accepted = goal.tolerance * std::min(target, goal.most - target);
  int iterations = 0;
  double gamma = firstGuess(outcomes, goal);
  if (target > 0.02 && goal.most - target > 0.02 && outcomes.range() < 1e6 && gamma < 1e6)
    gamma = sketch(outcomes, goal, gamma, iterations);

  constexpr double infinity = std::numeric_limits<double>::infinity();
  double low = 0, high = infinity;
  double gammaBefore = 0, errorBefore = infinity;
  int stretch = 1; // twice as much after each step that was as long as allowed
  for (;;) {
    ++iterations;
    const Excess x = excess(powerSums(outcomes.depths(), gamma, weights), ties, gamma);
    const double error = x.value - target;
    const double rounding = 4 * epsilon * (x.logMass - gamma * x.mean);
    const Exponent here{gamma,   gamma,      lemmata::exp(-x.logMass) / ties,
                        x.value, iterations, std::abs(error) <= std::max(accepted, rounding)};
    if (here.converged)
      return here;
    (error > 0 ? low : high) = gamma;

    double delta = x.value > 0 && x.first < 0 ? step(x, target, goal.most) : 0;
    const double reach = std::abs(delta) * outcomes.range();
    // Behind the cubic come (3κ₄ + γκ₅) δ⁴/24.
    if (delta != 0 && reach < shiftLimit &&
        (3 + gamma * outcomes.range()) * reach * reach * reach * reach / 24 <= 0.1 * accepted) {
      // The cumulants are X's derivatives read backwards: V = −X′/γ, κ₃ = (−X″ − V)/γ.
      const double variance = -x.first / gamma;
      const double third = (-x.second - variance) / gamma;
      const double growth = delta * (x.mean + delta * (variance / 2 + delta * (third / 6)));
      return {gamma + delta,
              gamma,
              here.factor * lemmata::exp(-growth),
              x.value + delta * (x.first + delta * (x.second / 2 + delta * (x.third / 6))),
              iterations,
              true};
    }

    if (iterations > creeping && std::isfinite(errorBefore) && error != errorBefore)
      delta = -error * ((gamma - gammaBefore) / (error - errorBefore));
    gammaBefore = gamma;
    errorBefore = error;

    // Products with γ stay numbers; outcomes so close that they need a larger one are not told
    // apart.
    const auto raised = [gamma](int binades) {
      return std::min(std::ldexp(gamma, binades), 0x1p1000);
    };
    double next = std::clamp(gamma + delta, gamma / 8, raised(6 * stretch));
    if (!(delta != 0 && low < next && next < high)) {
      if (high == infinity)
        next = raised(stretch);
      else
        next =
            high > 4 * low && low > 0 ? std::sqrt(low) * std::sqrt(high) : low + (high - low) / 2;
    }
    if (high == infinity && (next == raised(stretch) || next == raised(6 * stretch)))
      stretch = std::min(2 * stretch, 1024);
    // Where the bracket has no number left inside, nothing is closer.
    if (next == gamma || next <= low || next >= high)
      return {here.gamma, here.weighted, here.factor, here.excess, iterations, high < infinity};
    if (iterations >= goal.maxIterations)
      return here;
    gamma = next;
  }
}

} // namespace lemmata::entropy
