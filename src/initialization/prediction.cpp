#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <span>
#include <vector>

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

/// The trapezoidal rule for E g(z), z ~ N(0, 1), on [−8, 8].
struct Rule {
  explicit Rule(double step) {
    for (int i = static_cast<int>(-8 / step); i * step <= 8; ++i) {
      nodes.push_back(i * step);
      weights.push_back(step / std::sqrt(2 * std::numbers::pi) *
                        lemmata::exp(-nodes.back() * nodes.back() / 2));
    }
  }
  std::vector<double> nodes, weights;
};

/// What becomes of second moments on the way through activations.
class Passage {
public:
  explicit Passage(Activation f) : f_(f), values_(fine_.nodes.size()) {}

  /// E f(u)² and E f(u) f(v) of normals of variance `own` and covariance `shared`; the latter only
  /// where `both`.
  Second operator()(Second s, bool both) {
    evaluate(fine_, 0, std::sqrt(s.own));
    double own = 0;
    for (std::size_t i = 0; i < values_.size(); ++i)
      own += fine_.weights[i] * values_[i] * values_[i];
    if (!both)
      return {own, 0};
    const double common = std::sqrt(std::max(s.shared, 0.0)),
                 rest = std::sqrt(std::max(s.own - s.shared, 0.0));
    double shared = 0;
    for (std::size_t i = 0; i < coarse_.nodes.size(); ++i) {
      evaluate(coarse_, common * coarse_.nodes[i], rest);
      double mean = 0;
      for (std::size_t j = 0; j < coarse_.nodes.size(); ++j)
        mean += coarse_.weights[j] * values_[j];
      shared += coarse_.weights[i] * mean * mean;
    }
    return {own, std::min(shared, own)};
  }

private:
  /// f(centre + scale z) at all nodes.
  void evaluate(const Rule &rule, double centre, double scale) {
    const std::span<double> values(values_.data(), rule.nodes.size());
    for (std::size_t i = 0; i < values.size(); ++i)
      values[i] = centre + scale * rule.nodes[i];
    activate<double>(f_, values, 0, values);
  }

  Activation f_;
  Rule fine_{1.0 / 32}, coarse_{0.25};
  std::vector<double> values_;
};

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
  const double apart = x.own - x.shared;
  // Beyond 700 a softmax has only its largest weight left; no more is asked of what may overflow.
  const double variance =
      apart > 0
          ? std::min(square(scale) * static_cast<double>(dimension) * square(g2) * x.own * apart,
                     1e300)
          : 0;
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

Second fedForward(const BlockSpec &spec, Passage &through, Second x) {
  const Gains gains = gainsOf(spec);
  const double beta = scalesOf(spec).weights;
  return scaled(through(scaled(x, square(gains.plain * beta)), spec.attention),
                square(gains.reading * beta));
}

/// A branch added to the stream, as the norm has it.
template <class Branch> Second joined(const BlockSpec &spec, Second x, Branch branch) {
  const ResidualScales scales = scalesOf(spec);
  const Second f = branch(spec.norm == StackNorm::Pre ? normalized(x) : x);
  const double a = square(scales.stream), b = square(scales.branch);
  const Second sum{a * x.own + b * f.own, a * x.shared + b * f.shared};
  const bool after = spec.norm == StackNorm::Post || spec.norm == StackNorm::DeepNorm;
  return after ? normalized(sum) : sum;
}

} // namespace

std::vector<double> predictedScales(const BlockSpec &spec) {
  std::vector<double> scales{1};
  Second x{1, 0};
  Passage through(spec.activation);
  for (std::size_t block = 0; block < spec.depth; ++block) {
    if (isPlain(spec)) {
      x = through(scaled(x, square(gainsOf(spec).reading)), false);
    } else {
      if (spec.attention)
        x = joined(spec, x, [&](Second y) { return attended(spec, y); });
      x = joined(spec, x, [&](Second y) { return fedForward(spec, through, y); });
    }
    if (!std::isfinite(x.own))
      break;
    scales.push_back(std::sqrt(x.own));
  }
  scales.resize(spec.depth + 1, std::numeric_limits<double>::infinity());
  return scales;
}

} // namespace lemmata::initialization
