#include "entropy/gradient.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "entropy/normalize.hpp"
#include "numeric/check.hpp"

namespace lemmata::entropy {

namespace {

/// What both derivatives are made of: z = c/√V, of the size of √q, and √V in the solver's units.
struct Linearization {
  double gamma = 0;
  double scale = 1;
  double deviation = 0;
  std::vector<double> q;
  std::vector<double> z;
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
  at.z.resize(logits.size());
  normalizer.write(std::span(at.q));
  const auto depths = normalizer.outcomes().depths();
  double mean = 0;
  for (std::size_t i = 0; i < at.q.size(); ++i)
    mean += at.q[i] * depths[i];
  // Beside one far outcome the gaps of the others may be so small that their squares underflow.
  double most = 0, squares = 0;
  for (std::size_t i = 0; i < at.q.size(); ++i)
    most = std::max(most, std::sqrt(at.q[i]) * std::abs(depths[i] - mean));
  at.defined = at.gamma > 0 && std::isfinite(at.gamma) && most > 0;
  if (!at.defined)
    return at;
  for (std::size_t i = 0; i < at.q.size(); ++i) {
    const double weight = std::sqrt(at.q[i]), share = weight * (depths[i] - mean) / most;
    at.z[i] = weight * share;
    squares += share * share;
  }
  const double root = std::sqrt(squares);
  for (double &z : at.z)
    z /= root;
  at.deviation = root * most;
  return at;
}

} // namespace

TargetGradient normalizeVjp(std::span<const double> logits, Target target,
                            std::span<const double> cotangent, std::span<double> gradient) {
  check::sameSize(cotangent.size(), logits.size(), "cotangent");
  check::finite(cotangent, "cotangent");
  const auto [gamma, scale, deviation, q, z, defined] = linearize(logits, target);
  if (!defined) {
    std::ranges::fill(gradient, 0.0);
    return {0, false};
  }
  // Both results are linear in v, so that only what is beyond float64 itself overflows.
  const bool huge = std::ranges::any_of(cotangent, [](double v) { return std::abs(v) > 0x1p900; });
  const double unit = huge ? 0x1p200 : 1;
  double qv = 0, zv = 0;
  for (std::size_t i = 0; i < q.size(); ++i)
    qv += q[i] * (cotangent[i] / unit);
  for (std::size_t i = 0; i < q.size(); ++i)
    zv += z[i] * (cotangent[i] / unit - qv);
  for (std::size_t i = 0; i < q.size(); ++i)
    gradient[i] = gamma * (q[i] * (cotangent[i] / unit - qv) - z[i] * zv) * unit;
  return {-zv / deviation * scale / gamma * unit, true};
}

void jacobian(std::span<const double> logits, Target target, MatrixView<double> result) {
  const auto [gamma, scale, deviation, q, z, defined] = linearize(logits, target);
  if (!defined) {
    std::ranges::fill(result.flat(), 0.0);
    return;
  }
  for (std::size_t i = 0; i < q.size(); ++i) {
    for (std::size_t j = 0; j < q.size(); ++j)
      result(i, j) = -gamma * (q[i] * q[j] + z[i] * z[j]);
    result(i, i) += gamma * q[i];
  }
}

} // namespace lemmata::entropy
