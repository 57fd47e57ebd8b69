#pragma once

#include <span>

#include "numeric/philox.hpp"

/// The normal distribution cut off at two ends, in the three meanings that libraries give it.
namespace lemmata::initialization {

/// What `low`, `high` and `std` mean.
enum class TruncationMode {
  /// Multiples of `std`, which is that of the normal before it is cut (TensorFlow's
  /// `random.truncated_normal`): the result's is smaller.
  Parent,
  /// Multiples of the uncut normal's standard deviation too, which is chosen so that the result's
  /// is
  /// `std` (the variance scaling of Keras and JAX).
  MatchStd,
  /// The ends themselves (as in PyTorch's `trunc_normal_`); the uncut normal is chosen so that the
  /// result's standard deviation is `std`.
  Absolute,
};

struct Truncation {
  TruncationMode mode = TruncationMode::Parent;
  double low = -2, high = 2;
};

struct Moments {
  double mean, variance;
};

/// Mean and variance of the normal N(mean, std²) cut to [low, high]; infinite ends are none.
///
/// By Gauss–Legendre quadrature about the end that is nearer to the mean, so that neither far tails
/// nor narrow intervals lose digits. Throws INVALID_ARGUMENT unless std > 0 and low < high.
Moments truncatedMoments(double mean, double std, double low, double high);

/// The factor by which cutting a normal at ±cut of its standard deviations must be made up for:
/// 1.1368… at 2. Throws INVALID_ARGUMENT unless cut > 0.
double truncationStdFactor(double cut);

/// A truncated normal: the uncut one's mean and standard deviation, and the ends.
class TruncatedNormal {
public:
  /// In mode Absolute, throws TARGET_UNREACHABLE where no normal cut to the interval has the
  /// standard deviation asked for: that of the uniform distribution, (high − low)/√12, is the
  /// supremum. Throws INVALID_ARGUMENT unless std > 0, the mean is finite and low < high.
  TruncatedNormal(double mean, double std, Truncation truncation);

  /// A normal of this mean and standard deviation, cut to [low, high].
  static TruncatedNormal ofParent(double mean, double std, double low, double high) {
    return {mean, std, low, high};
  }

  double mean() const { return mean_; }
  double std() const { return std_; }
  double low() const { return low_; }
  double high() const { return high_; }

  /// Fills `to` with the draws of the indices first, first + 1, …: the quantiles of the uniform
  /// numbers, increasing in them, within [low, high].
  void fill(const Philox &philox, std::uint64_t first, std::span<double> to) const;

private:
  TruncatedNormal(double mean, double std, double low, double high);
  static TruncatedNormal resolved(double mean, double std, Truncation truncation);
  void fillFarTail(std::span<double> uniforms) const;

  double mean_, std_, low_, high_;
  bool mirrored_ = false, far_ = false;
  /// The lower tail's probabilities between which the (mirrored) draws lie.
  double from_ = 0, to_ = 1;
};

} // namespace lemmata::initialization
