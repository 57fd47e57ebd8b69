#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace lemmata {

/// An integral by adaptive Gauss–Kronrod quadrature (7 and 15 points; QUADPACK, Piessens et al.
/// 1983) that never calls the integrand: it hands out nodes and takes values back. Whoever drives
/// it may fail in between; nothing but this object has to be given back.
///
///     Quadrature integral(points, {absolute, relative});
///     while (!(nodes = integral.nodes()).empty())
///       integral.take(values at the nodes);
///     integral.value(), integral.error()
class Quadrature {
public:
  /// It ends when the estimated error is at most the larger of `absolute`, `relative` |value| and
  /// what rounding leaves, or unconverged after `intervals` intervals of 15 nodes, bisected ones
  /// included.
  struct Tolerance {
    double absolute = 0, relative = 1e-12;
    std::size_t intervals = 2000;
  };

  /// Over [points.front(), points.back()], ascending; the inner points, where the integrand may
  /// have kinks or jumps, end intervals. Empty intervals are left out.
  Quadrature(std::span<const double> points, Tolerance tolerance);

  /// The nodes whose values are wanted next, none once it has ended. They are inside the intervals,
  /// never at their ends.
  std::span<const double> nodes() const { return nodes_; }
  /// The integrand at the nodes, in their order. A value that is not finite ends everything, with
  /// NaN as the integral's value.
  void take(std::span<const double> values);

  double value() const { return value_; }
  /// The estimated absolute error, rounding included.
  double error() const { return error_; }
  bool converged() const { return converged_; }
  /// The size of the integral over the first and the last interval together, and whether one of
  /// them has the largest error: an integrand that does not decay, or decays too slowly, shows
  /// there.
  double atEnds() const;
  bool worstAtEnd() const;

private:
  struct Interval {
    double low, high, value, error, rounding;
  };
  void request(double low, double high);
  void refine();

  Tolerance tolerance_;
  double low_, high_;
  std::vector<Interval> intervals_, pending_;
  std::vector<double> nodes_;
  std::size_t spent_ = 0;
  double value_ = 0, error_ = 0;
  bool converged_ = false;
};

} // namespace lemmata
