#include <cmath>
#include <numbers>

#include "initialization/moments.hpp"
#include "initialization/scheme.hpp"
#include "initialization/stack.hpp"
#include "numeric/exp.hpp"

namespace lemmata::initialization {

namespace {

/// E x² of a token's entries, and E x y of the same entry of two tokens.
struct Second {
  double own, shared;
};

/// E g(z), z ~ N(0, 1), by the trapezoidal rule.
template <class Function> double expectation(double step, Function g) {
  const int count = static_cast<int>(8 / step);
  double total = 0;
  for (int i = -count; i <= count; ++i) {
    const double z = i * step;
    total += lemmata::exp(-z * z / 2) * g(z);
  }
  return total * step / std::sqrt(2 * std::numbers::pi);
}

/// E f(u)² and E f(u) f(v) of normals of variance `own` and covariance `shared`; the latter only
/// where `both`.
Second through(Activation f, Second s, bool both) {
  const double own = expectation(1.0 / 32, [&](double z) {
    const double y = activate(f, std::sqrt(s.own) * z);
    return y * y;
  });
  if (!both)
    return {own, 0};
  const double common = std::sqrt(std::max(s.shared, 0.0)),
               rest = std::sqrt(std::max(s.own - s.shared, 0.0));
  const double shared = expectation(0.25, [&](double z) {
    const double mean =
        expectation(0.25, [&](double w) { return activate(f, common * z + rest * w); });
    return mean * mean;
  });
  return {own, std::min(shared, own)};
}

Second scaled(Second s, double factor) { return {s.own * factor, s.shared * factor}; }

Second normalized(Second s) { return scaled(s, 1 / (s.own + 1e-5)); }

double square(double x) { return x * x; }

/// Attention and output projection.
Second attended(const BlockSpec &spec, Second x) {
  const Gains gains = gainsOf(spec);
  const double beta = scalesOf(spec).weights, g2 = square(gains.plain);
  const auto T = static_cast<double>(spec.sequence);
  const std::size_t dimension = spec.width / spec.heads;
  const double scale = spec.attentionScale(dimension, spec.sequence);
  // What the tokens share shifts a query's logits alike, which a softmax does not see.
  const double variance =
      square(scale) * static_cast<double>(dimension) * square(g2) * x.own * (x.own - x.shared);
  const auto overlap = [T](double v) {
    const double weight = lemmata::exp(std::min(v, 700.0));
    return weight / (T + weight - 1);
  };
  const double same = overlap(variance),
               other = overlap(x.own > 0 ? variance * x.shared / x.own : 0);
  const double projections = square(g2 * beta * beta);
  return scaled({x.own * same + x.shared * (1 - same), x.own * other + x.shared * (1 - other)},
                projections);
}

Second fedForward(const BlockSpec &spec, Second x) {
  const Gains gains = gainsOf(spec);
  const double beta = scalesOf(spec).weights;
  return scaled(through(spec.activation, scaled(x, square(gains.plain * beta)), spec.attention),
                square(gains.reading * beta));
}

/// A branch added to the stream, as the norm has it.
Second joined(const BlockSpec &spec, Second x, Second (*branch)(const BlockSpec &, Second)) {
  const ResidualScales scales = scalesOf(spec);
  const Second f = branch(spec, spec.norm == StackNorm::Pre ? normalized(x) : x);
  const double a = square(scales.stream), b = square(scales.branch);
  const Second sum{a * x.own + b * f.own, a * x.shared + b * f.shared};
  const bool after = spec.norm == StackNorm::Post || spec.norm == StackNorm::DeepNorm;
  return after ? normalized(sum) : sum;
}

} // namespace

std::vector<double> predictedScales(const BlockSpec &spec) {
  std::vector<double> scales{1};
  Second x{1, 0};
  for (std::size_t block = 0; block < spec.depth; ++block) {
    if (isPlain(spec)) {
      x = through(spec.activation, scaled(x, square(gainsOf(spec).reading)), false);
    } else {
      if (spec.attention)
        x = joined(spec, x, attended);
      x = joined(spec, x, fedForward);
    }
    scales.push_back(std::sqrt(x.own));
  }
  return scales;
}

} // namespace lemmata::initialization
