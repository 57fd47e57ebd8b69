#include "entropy/article.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "entropy/curve.hpp"
#include "entropy/exponent.hpp"

namespace lemmata::entropy {

namespace {

std::size_t supportOf(const auto &p) {
  return static_cast<std::size_t>(std::ranges::count_if(p, [](auto x) { return x > 0; }));
}

/// H − target and its derivatives at γ = 1.
CurvePoint distanceAtOne(std::span<const double> p, Target target, double tolerance) {
  checkTarget(target);
  Curve H(p, tolerance);
  CurvePoint point = H.at(1);
  point.entropy -= target.nats(supportOf(p));
  if (point.slope == 0 && std::abs(point.entropy) > 1e-12)
    throw Error(ErrorCode::TargetUnreachable,
                "target is {target} nats; powers of p have entropies from {min} to {max}",
                {{"argument", "p"},
                 {"target", target.nats(supportOf(p))},
                 {"min", H.least()},
                 {"max", H.most()}});
  return point;
}

} // namespace

ArticleRun articleIteration(std::span<const double> p, Target target, std::span<double> gammas,
                            std::span<double> entropies, std::span<double> q, double tolerance) {
  checkTarget(target);
  Curve H(p, tolerance);
  const double nats = target.nats(supportOf(p));
  std::ranges::fill(gammas, std::numeric_limits<double>::quiet_NaN());
  std::ranges::fill(entropies, std::numeric_limits<double>::quiet_NaN());
  ArticleRun run{1, false, -1};
  CurvePoint point = H.at(1);
  entropies[0] = point.entropy;
  for (std::size_t round = 0; round < gammas.size(); ++round) {
    // H² − E log² q of the current q = p^G/Σp^G is −G²V = G·dH/dG.
    const double gamma = 1 + (nats - point.entropy) / (run.totalGamma * point.slope);
    if (!std::isfinite(run.totalGamma * gamma)) {
      run.failedRound = static_cast<std::ptrdiff_t>(round);
      break;
    }
    gammas[round] = gamma;
    run.totalGamma *= gamma;
    point = H.at(run.totalGamma);
    entropies[round + 1] = point.entropy;
  }
  run.orderReversed = run.totalGamma < 0;
  H.write(run.totalGamma, q);
  return run;
}

double firstOrderGamma(std::span<const double> p, Target target, double tolerance) {
  const CurvePoint h = distanceAtOne(p, target, tolerance);
  return h.slope == 0 ? 1 : 1 - h.entropy / h.slope;
}

double secondOrderGamma(std::span<const double> p, Target target, double tolerance) {
  const CurvePoint h = distanceAtOne(p, target, tolerance);
  if (h.slope == 0)
    return 1;
  // A target far beyond any entropy has a discriminant that overflows; it has no root either.
  const double gamma = 1 + quadraticRoot(h.entropy, h.slope, h.curvature);
  return std::isfinite(gamma) ? gamma : 1 - h.entropy / h.slope;
}

} // namespace lemmata::entropy
