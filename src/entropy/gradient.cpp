#include "entropy/gradient.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "entropy/normalize.hpp"
#include "numeric/check.hpp"

namespace lemmata::entropy {

namespace {

/// What both derivatives are made of; c and V in the solver's scaled units.
struct Linearization {
  double gamma = 0;
  double scale = 1;
  double variance = 0;
  std::vector<double> q;
  std::vector<double> c;
  bool defined = false;
};

Linearization linearize(std::span<const double> logits, Target target) {
  checkTarget(target);
  NormalizeOptions options;
  options.reading.input = Input::Logits;
  RowNormalizer normalizer(logits.size(), options);
  normalizer.read(logits, {"logits"});
  Linearization at;
  at.gamma = normalizer.solve(target).gamma;
  at.scale = normalizer.outcomes().scale();
  at.q.resize(logits.size());
  at.c.resize(logits.size());
  normalizer.write(std::span(at.q));
  const auto depths = normalizer.outcomes().depths();
  double mean = 0;
  for (std::size_t i = 0; i < at.q.size(); ++i)
    mean += at.q[i] * depths[i];
  for (std::size_t i = 0; i < at.q.size(); ++i) {
    at.c[i] = at.q[i] * (depths[i] - mean);
    at.variance += at.c[i] * (depths[i] - mean);
  }
  at.defined = at.gamma > 0 && std::isfinite(at.gamma) && at.variance > 0;
  return at;
}

} // namespace

TargetGradient normalizeVjp(std::span<const double> logits, Target target,
                            std::span<const double> cotangent, std::span<double> gradient) {
  check::sameSize(cotangent.size(), logits.size(), "cotangent");
  check::finite(cotangent, "cotangent");
  const auto [gamma, scale, variance, q, c, defined] = linearize(logits, target);
  if (!defined) {
    std::ranges::fill(gradient, 0.0);
    return {0, false};
  }
  // Both results are linear in v, so that only what is beyond float64 itself may overflow.
  const bool huge = std::ranges::any_of(cotangent, [](double v) { return std::abs(v) > 0x1p900; });
  const double unit = huge ? 0x1p200 : 1;
  double qv = 0, cv = 0;
  for (std::size_t i = 0; i < q.size(); ++i)
    qv += q[i] * (cotangent[i] / unit);
  for (std::size_t i = 0; i < q.size(); ++i)
    cv += c[i] * (cotangent[i] / unit - qv);
  for (std::size_t i = 0; i < q.size(); ++i)
    gradient[i] = gamma * (q[i] * (cotangent[i] / unit - qv) - c[i] * (cv / variance)) * unit;
  return {-(cv / variance) * scale / gamma * unit, true};
}

void jacobian(std::span<const double> logits, Target target, MatrixView<double> result) {
  const auto [gamma, scale, variance, q, c, defined] = linearize(logits, target);
  if (!defined) {
    std::ranges::fill(result.flat(), 0.0);
    return;
  }
  for (std::size_t i = 0; i < q.size(); ++i) {
    for (std::size_t j = 0; j < q.size(); ++j)
      result(i, j) = -gamma * (q[i] * q[j] + c[i] * c[j] / variance);
    result(i, i) += gamma * q[i];
  }
}

} // namespace lemmata::entropy
