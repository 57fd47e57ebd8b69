#pragma once

#include <span>
#include <vector>

namespace lemmata::smoothing {

/// The named non-smooth functions, in the order of the public names in bindings/api.
enum class NonSmooth {
  Relu,
  LeakyRelu,
  Abs,
  Step,
  Sign,
  Clip,
  Relu6,
  HardTanh,
  HardSigmoid,
  SoftThreshold,
  Hinge,
  Floor,
  Ceil,
  Round,
  Frac,
};

/// leaky-relu's slope, clip's ends, soft-threshold's threshold.
struct Parameters {
  double slope = 0.01, low = -1, high = 1, threshold = 1;
};

/// offset + slope x + Σ jumpₖ step(x − knotₖ) + Σ bendₖ (x − knotₖ)₊ with step(0) = ½.
class PiecewiseLinear {
public:
  /// Throws SHAPE_MISMATCH (the three lists differ in length), NOT_FINITE, INVALID_ARGUMENT (knots
  /// that do not ascend).
  PiecewiseLinear(double offset, double slope, std::span<const double> knots,
                  std::span<const double> jumps, std::span<const double> bends);

  double slope() const { return slope_; }
  std::span<const double> knots() const { return row(0); }
  std::span<const double> jumps() const { return row(1); }
  std::span<const double> bends() const { return row(2); }
  /// Whether it is bounded: no slope is left at either end.
  bool bounded() const;

  /// The function, or (derivative 1) its slope with the mean of both sides at a knot, in every x.
  template <class T> void evaluate(std::span<const T> x, int derivative, std::span<T> to) const;

private:
  std::span<const double> values() const { return row(3); }
  std::span<const double> slopes() const { return row(4); }
  std::span<const double> row(std::size_t k) const { return {rows_.data() + k * count_, count_}; }

  double offset_, slope_;
  std::size_t count_;
  /// Knots, jumps, bends; and the value right of each knot, and the slope after it.
  std::vector<double> rows_;
};

/// Whether the function is one of floor, ceil, round and frac.
bool periodic(NonSmooth f);

/// The others as piecewise-linear functions. Throws INVALID_ARGUMENT for parameters that are not
/// finite, low ≥ high, or a threshold below 0.
PiecewiseLinear piecewiseLinear(NonSmooth f, const Parameters &parameters);

} // namespace lemmata::smoothing
