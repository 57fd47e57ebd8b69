#include "smoothing/convolve.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "numeric/check.hpp"

namespace lemmata::smoothing {

namespace {

constexpr double pi = 3.14159265358979323846;

/// φ″ of width 1 at τ.
double curvature(Kernel kernel, double tau, double density) {
  const double z = std::abs(tau), square = tau * tau;
  switch (kernel) {
  case Kernel::Gaussian:
    return (square - 1) * density;
  case Kernel::Logistic:
    return density * (1 - 6 * density);
  case Kernel::Laplace:
    return density;
  case Kernel::Epanechnikov:
    return z < 1 ? -1.5 : 0;
  case Kernel::Cosine:
    // The density is (1 + cos πτ)/2.
    return z < 1 ? -0.5 * pi * pi * (2 * density - 1) : 0;
  case Kernel::StudentT2:
    return density * (12 * square - 3) / (1 + square) / (1 + square);
  case Kernel::Sech:
    return density * (1 - 2 * pi * pi * density * density);
  case Kernel::Cauchy:
    return density * (6 * square - 2) / (1 + square) / (1 + square);
  case Kernel::Bump: {
    const double p = 1 - square;
    return density == 0
               ? 0
               : density * (4 * square / p / p / p / p - 2 / p / p - 8 * square / p / p / p);
  }
  default:
    return 0;
  }
}

/// What multiplies f(x + w τ) under the integral, times a power of w.
double weight(Kernel kernel, Part part, double tau) {
  const auto tail = [&](Order order) {
    double result;
    leftTail<double>(kernel, order, 1, {&tau, 1}, {&result, 1});
    return result;
  };
  const double density = tail(Order::Density);
  if (part.derivative == 0 || density == 0)
    return density;
  const double slope = tau > 0 ? -tail(Order::Slope) : tail(Order::Slope);
  if (part.derivative == 1)
    return part.inWidth ? -(density + tau * slope) : -slope;
  const double bend = curvature(kernel, tau, density);
  return part.inWidth ? 2 * density + 4 * tau * slope + tau * tau * bend : bend;
}

/// Point masses in the density's derivative, at τ = −1, 0, 1, as they multiply f.
std::array<double, 3> atoms(Kernel kernel, Part part) {
  // Of φ′ and φ″; those of τ φ′ and τ² φ″ are weighted with τ and τ².
  if (part.derivative == 1 && kernel == Kernel::Uniform)
    return part.inWidth ? std::array{0.5, 0.0, 0.5} : std::array{-0.5, 0.0, 0.5};
  if (part.derivative == 2 && kernel == Kernel::Triangular)
    return part.inWidth ? std::array{1.0, 0.0, 1.0} : std::array{1.0, -2.0, 1.0};
  if (part.derivative == 2 && kernel == Kernel::Epanechnikov)
    return {1.5, 0, 1.5};
  if (part.derivative == 2 && kernel == Kernel::Laplace)
    return {0, part.inWidth ? 0.0 : -1.0, 0};
  return {0, 0, 0};
}

/// Where an exponential tail is 0 in float64; 1 for compact kernels; 0 where there is no such
/// place.
double cutAt(Kernel kernel) {
  switch (kernel) {
  case Kernel::Gaussian:
    return 38.6;
  case Kernel::Logistic:
  case Kernel::Laplace:
  case Kernel::Sech:
    return 745;
  case Kernel::StudentT2:
  case Kernel::Cauchy:
    return 0;
  default:
    return 1;
  }
}

void checkArguments(double width, Part part, std::span<const double> breakpoints,
                    double tolerance) {
  checkWidth(width, "options.width");
  if (part.derivative > 0)
    check::positive(width, "options.width");
  check::finite(breakpoints, "options.breakpoints");
  check::positive(tolerance, "options.tolerance");
}

/// The points at which intervals end, in t; none for width 0.
std::vector<double> ends(Kernel kernel, double width, std::span<const double> breakpoints,
                         double x) {
  if (width == 0)
    return {};
  const double cut = cutAt(kernel), last = cut == 0 ? 1 : cut;
  std::vector<double> points{-last, 0, last};
  for (double at = 0.5; at < last && cut != 1; at *= 4) {
    points.push_back(-at);
    points.push_back(at);
  }
  for (double b : breakpoints) {
    const double tau = (b - x) / width;
    // τ = t/(1 − t²) solved for t.
    const double t = cut != 0 ? tau : 2 * tau / (1 + std::sqrt(1 + 4 * tau * tau));
    if (t > -last && t < last)
      points.push_back(t);
  }
  // By a heap, which needs less code than std::sort.
  std::ranges::make_heap(points);
  std::ranges::sort_heap(points);
  return points;
}

} // namespace

Convolution::Convolution(Kernel kernel, double width, Part part,
                         std::span<const double> breakpoints, double x, double tolerance)
    : kernel_(kernel), width_(width), x_(x), tolerance_(tolerance), scale_(1), part_(part),
      mapped_(cutAt(kernel) == 0), cut_(cutAt(kernel) > 1),
      integral_((checkArguments(width, part, breakpoints, tolerance),
                 ends(kernel, width, breakpoints, x)),
                {tolerance, tolerance, 2000}) {
  if (kernel == Kernel::Uniform && part.derivative == 2)
    throw Error(ErrorCode::InvalidArgument,
                "{argument} is {found}; the uniform kernel gives {allowed} derivative only, its "
                "second needs that of f",
                {{"argument", "options.derivative"}, {"found", 2}, {"allowed", "the first"}});
  for (int i = 0; i < part.derivative; ++i)
    scale_ /= width;
  request();
}

double Convolution::position(double t) const { return mapped_ ? t / ((1 - t) * (1 + t)) : t; }

/// First the point masses, if there are any, then the nodes.
void Convolution::request() {
  points_.clear();
  weights_.clear();
  if (atoms_ && width_ == 0) {
    points_ = {x_};
    weights_ = {1};
    return;
  }
  if (atoms_) {
    const auto mass = atoms(kernel_, part_);
    if (mass[0] != 0 || mass[1] != 0) {
      for (int i = 0; i < 3; ++i) {
        points_.push_back(x_ + width_ * (i - 1));
        weights_.push_back(mass[i]);
      }
      return;
    }
    atoms_ = false;
  }
  for (double t : integral_.nodes()) {
    const double tau = position(t), below = (1 - t) * (1 + t);
    points_.push_back(x_ + width_ * tau);
    weights_.push_back(weight(kernel_, part_, tau) * (mapped_ ? (1 + t * t) / (below * below) : 1));
  }
}

void Convolution::take(std::span<const double> values) {
  std::vector<double> products(values.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (std::isnan(values[i]))
      throw Error(ErrorCode::NotFinite, "f({point}) is {found}; it must be a number",
                  {{"argument", "f"}, {"point", points_[i]}, {"found", values[i]}});
    products[i] = weights_[i] == 0 ? 0 : values[i] * weights_[i];
    if (!std::isfinite(products[i]))
      throw Error(ErrorCode::MomentDiverges,
                  "f({point}) is {found}: f grows faster than the kernel decays",
                  {{"argument", "f"}, {"point", points_[i]}, {"found", values[i]}});
  }
  if (atoms_) {
    for (double product : products)
      value_ += product;
    atoms_ = false;
    return request();
  }
  integral_.take(products);
  if (integral_.nodes().empty())
    finish();
  request();
}

void Convolution::finish() {
  // What an exponential tail leaves at its end is nothing, unless f grows as it decays.
  const bool heavy =
      (cut_ && integral_.atEnds() > tolerance_ * std::max(1.0, std::abs(integral_.value()))) ||
      (mapped_ && !integral_.converged() && integral_.worstAtEnd());
  if (heavy)
    throw Error(ErrorCode::MomentDiverges,
                "the convolution at x = {x} diverges: f grows as fast as "
                "the kernel decays",
                {{"argument", "f"}, {"x", x_}});
  if (!integral_.converged())
    throw Error(
        ErrorCode::NotConverged,
        "the convolution at x = {x} has an error of {error} after {evaluations} values of f; "
        "breakpoints where f has kinks or jumps help",
        {{"x", x_}, {"error", integral_.error() * scale_}, {"evaluations", 30000}});
  value_ = (value_ + integral_.value()) * scale_;
  error_ = integral_.error() * scale_;
}

} // namespace lemmata::smoothing
