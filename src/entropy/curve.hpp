#pragma once

#include <span>
#include <vector>

#include "entropy/outcomes.hpp"

namespace lemmata::entropy {

/// Entropy of the power p^γ/Σp^γ as a function of γ, in nats, with its derivatives.
struct CurvePoint {
  double entropy;
  double slope;     ///< dH/dγ = −γV, V the variance of log p under the power
  double curvature; ///< d²H/dγ² = −V − γκ₃, κ₃ its third central moment
};

/// H(γ) of one distribution at any finite γ (a negative one reverses the order of the outcomes) and
/// at ∞, where it is the log of the number of largest entries.
class Curve {
public:
  explicit Curve(std::span<const double> p, double tolerance = sumTolerance<double>);

  CurvePoint at(double gamma);
  /// The power itself, for any γ of `at`.
  void write(double gamma, std::span<double> q);

  /// log(number of largest entries) and log(support).
  double least() const { return outcomes_.least(); }
  double most() const { return outcomes_.most(); }

private:
  const Outcomes &facing(double gamma);

  Outcomes outcomes_;
  Outcomes reversed_;
  std::vector<double> weights_;
};

/// H, slope and curvature at each γ. All spans have the same size. Throws NOT_FINITE (p; a γ that
/// is NaN or −∞), NOT_A_DISTRIBUTION, INVALID_ARGUMENT (p or gammas empty). Source:
/// kexue.fm/archives/8829, the curvature derived.
void curve(std::span<const double> p, std::span<const double> gammas, std::span<double> entropy,
           std::span<double> slope, std::span<double> curvature,
           double tolerance = sumTolerance<double>);

/// The power p^γ/Σp^γ, 0 ≤ γ ≤ ∞, written to q: zeros stay zero, 0 is uniform on the support, ∞
/// uniform on the largest entries. Throws NOT_FINITE, NOT_A_DISTRIBUTION, INVALID_ARGUMENT.
/// Source: kexue.fm/archives/8829.
void power(std::span<const double> p, double gamma, std::span<double> q,
           double tolerance = sumTolerance<double>);

} // namespace lemmata::entropy
