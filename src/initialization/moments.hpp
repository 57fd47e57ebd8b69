#pragma once

#include <vector>

#include "numeric/activation.hpp"

/// What a function makes of normal numbers.
namespace lemmata::initialization {

/// Moments of f(z), z ~ N(0, 1), and the gains that are often confused: factors of a weight's
/// standard deviation, after which f's second moment, its variance, or that of its derivative is 1.
/// A gain is +∞ where what it divides by is 0.
struct ActivationMoments {
  double mean, second, variance;
  double secondMomentGain; ///< (E f²)^−½: keeps second moments going forward
  double varianceGain;     ///< (Var f)^−½: keeps variances under weight standardization
  double backwardGain;     ///< (E f′²)^−½: keeps gradients going backward
};

/// The moments of a named activation, by Gauss–Legendre quadrature on parts of length ½, among
/// whose ends are the kinks of all of them; to 1e-14 or better.
ActivationMoments activationMoments(Activation f);

/// The moments of any function, which the caller evaluates: until there are no more `nodes`, give
/// its `values` there. Parts are halved until the integrals of f, f² and f′² stay; f′ is that of
/// the polynomial through a part's values, so f needs no derivative, and kinks are closed in on. At
/// a jump, f′ counts as if there were none.
///
/// `values` throws NOT_FINITE where f is not finite, NOT_CONVERGED after a million evaluations.
class FunctionMoments {
public:
  FunctionMoments();

  /// Where f is wanted next; empty when the integrals are known.
  const std::vector<double> &nodes() const { return nodes_; }
  void values(const std::vector<double> &f);
  ActivationMoments result() const;

private:
  struct Integrals {
    double first = 0, second = 0, slope = 0;
  };
  struct Part {
    double from, to;
    Integrals whole;
    int depth;
  };
  void begin(const std::vector<double> &f);
  Integrals integrals(double from, double to, const double *f) const;
  void ask();

  std::vector<Part> parts_;
  std::vector<double> nodes_;
  Integrals total_;
  double shift_ = 0, scale_ = 0, slopeScale_ = 0;
  std::size_t evaluations_ = 0;
  bool begun_ = false;
  double derivative_[10][10];
};

struct Selu {
  double lambda, alpha;
};

/// The constants with which λ (x where x > 0, α (eˣ − 1) elsewhere) keeps a normal distribution's
/// mean and variance (Klambauer et al. 2017): 1.0507… and 1.6732… for 0 and 1. In closed form.
///
/// Throws INVALID_ARGUMENT unless the mean is finite and the variance above 0, TARGET_UNREACHABLE
/// where no λ, α > 0 do it.
Selu solveSelu(double mean, double variance);

} // namespace lemmata::initialization
