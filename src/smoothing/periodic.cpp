#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "numeric/check.hpp"
#include "numeric/exp.hpp"
#include "numeric/log.hpp"
#include "numeric/trigonometric.hpp"
#include "smoothing/smooth.hpp"

namespace lemmata::smoothing {

namespace {

constexpr std::size_t block = 128;
constexpr double pi = 3.14159265358979323846;
constexpr double mostJumps = 1 << 20;

/// Where the periodic functions stand: the nearest jump, and the distance from it.
struct Place {
  double jump, distance;
};

/// floor, ceil and frac jump at whole numbers, round between them.
Place place(NonSmooth f, double x) {
  const double half = f == NonSmooth::Round ? 0.5 : 0;
  const double nearest = std::floor(x - half + 0.5);
  return {nearest + half, x - half - nearest};
}

/// f at a place, the mean at a jump.
double exact(NonSmooth f, Place at) {
  const double step = at.distance > 0 ? 0.5 : at.distance < 0 ? -0.5 : 0;
  switch (f) {
  case NonSmooth::Floor:
    return (at.jump - 0.5) + step;
  case NonSmooth::Ceil:
    return (at.jump + 0.5) + step;
  case NonSmooth::Round:
    return at.jump + step;
  default:
    return 0.5 + (at.distance - step);
  }
}

/// f without its periodic part: what is left for a very wide kernel.
double straight(NonSmooth f, double x) {
  return f == NonSmooth::Floor   ? x - 0.5
         : f == NonSmooth::Ceil  ? x + 0.5
         : f == NonSmooth::Round ? x
                                 : 0.5;
}

/// Coefficients b of the periodic part Σ bₖ sin 2πk d, or, for the first derivative in x, of
/// Σ bₖ cos 2πk d; until they are below 1e-18.
std::vector<double> fourier(Kernel kernel, double width, Part part) {
  std::vector<double> b;
  for (int k = 1; k < 1000; ++k) {
    const double omega = 2 * pi * k, value = characteristic(kernel, omega * width) / (pi * k);
    const double scale = part.derivative == 0 ? 1 : part.derivative == 1 ? omega : -omega * omega;
    b.push_back(value * scale);
    if (value * std::abs(scale) < 1e-18)
      break;
  }
  return b;
}

/// Σ bₖ sin kθ or Σ bₖ cos kθ by Clenshaw's recurrence, θ = 2π d.
double series(std::span<const double> b, double distance, bool cosines) {
  const auto [sine, cosine] = sineCosinePi(broadcast(2 * distance));
  const double twice = 2 * cosine[0];
  double next = 0, afterNext = 0;
  for (std::size_t k = b.size(); k-- > 0;) {
    const double here = b[k] + twice * next - afterNext;
    afterNext = next;
    next = here;
  }
  return cosines ? next * cosine[0] - afterNext : next * sine[0];
}

/// The Cauchy kernel's periodic part and its derivatives: Im and Re of −log(1 − r e^{iθ})/π,
/// r = e^{−2πw}.
double cauchy(double width, Part part, double distance) {
  const auto [s, c] = sineCosinePi(broadcast(2 * distance));
  const double sine = s[0], half = sineCosinePi(broadcast(distance)).sine[0];
  const double r = exp(-2 * pi * width), gap = -expm1(-2 * pi * width);
  const double below = gap + 2 * r * half * half;      // 1 − r cos θ
  const double norm = gap * gap + 4 * r * half * half; // |1 − r e^{iθ}|²
  if (part.derivative == 0)
    return atan(r * sine / below) / pi;
  if (part.derivative == 1)
    return part.inWidth ? -2 * r * sine / norm : 2 * r * (gap - 2 * half * half) / norm;
  const double bend = 4 * pi * r * gap * (1 + r) * sine / norm / norm;
  return part.inWidth ? bend : -bend;
}

/// Above this width the series is used, or, for derivatives in the width, above the second one
/// nothing is left.
struct Wide {
  double series, vanished;
};
Wide wide(Kernel kernel) {
  constexpr double never = 1e300;
  switch (kernel) {
  case Kernel::Gaussian:
    return {0.2, 1.5};
  case Kernel::Logistic:
    return {0.06, 2.4};
  case Kernel::Sech:
    return {0.12, 4.8};
  case Kernel::StudentT2:
    return {1.0 / 16, never};
  case Kernel::Bump:
    return {never, 250};
  default:
    return {never, never};
  }
}

/// The sum of the responses of all jumps, at distances from the nearest one.
void addJumps(Kernel kernel, double width, Part part, std::span<const double> distance,
              std::span<double> to) {
  const double reach = facts(kernel).reach;
  double shifted[block];
  const auto add = [&](bool bend, double jump, double factor) {
    for (std::size_t i = 0; i < distance.size(); ++i)
      shifted[i] = distance[i] - jump;
    addResponse<double>(bend, kernel, width, part, factor, {shifted, distance.size()}, to);
  };
  const bool endless = !std::isfinite(reach);
  const double last =
      endless ? std::ceil(64 * std::max(1.0, width)) : std::floor(reach * width + 0.5);
  for (double k = last; k >= 1; --k) {
    const double factor = endless && k == last ? 1 - 1.0 / 24 : 1;
    add(false, k, factor);
    add(false, -k, factor);
  }
  add(false, 0, 1);
  if (!endless)
    return;
  // Beyond, ∫ from last + ½ on, and the midpoint rule's next term by a difference.
  add(true, last + 0.5, 1);
  add(true, -last - 0.5, -1);
  add(false, last + 1, 1.0 / 24);
  add(false, -last - 1, 1.0 / 24);
}

} // namespace

template <class T>
void smoothPeriodic(NonSmooth f, Kernel kernel, double width, Part part, std::span<const T> x,
                    std::span<T> to) {
  checkWidth(width, "options.width", sizeof(T) == 4);
  check::finite(x, "x");
  const bool inWidth = part.inWidth && part.derivative > 0;
  if (inWidth)
    check::positive(width, "options.width");
  const Wide limits = wide(kernel);
  const double reach = facts(kernel).reach;
  const bool closed = kernel == Kernel::Cauchy && width > 0;
  const bool vanished = width >= limits.vanished && (inWidth || kernel == Kernel::Bump);
  const bool bySeries = !closed && !vanished && !inWidth && width >= limits.series;
  const bool direct = width > 0 && !closed && !vanished && !bySeries;
  if (direct && (std::isfinite(reach) ? reach : 64) * width > mostJumps)
    check::within(width, 0, mostJumps / (std::isfinite(reach) ? reach : 64), "options.width");
  const std::vector<double> b = bySeries ? fourier(kernel, width, part) : std::vector<double>{};
  // frac is x less floor: the periodic part is taken off.
  const double sign = f == NonSmooth::Frac ? -1 : 1;
  const double slope = f == NonSmooth::Frac ? 0 : 1;
  double distance[block], jumps[block], base[block];
  for (std::size_t first = 0; first < x.size(); first += block) {
    const std::size_t count = std::min(block, x.size() - first);
    const std::span<T> result = to.subspan(first, count);
    for (std::size_t i = 0; i < count; ++i) {
      const double at = x[first + i];
      const Place where = place(f, at);
      distance[i] = where.distance;
      jumps[i] = 0;
      base[i] = 0;
      if (part.derivative == 0)
        base[i] = direct || width == 0 ? exact(f, where) : straight(f, at);
      else if (part.derivative == 1 && !inWidth)
        base[i] = direct || width == 0 ? (f == NonSmooth::Frac ? 1 : 0) : slope;
      if (closed)
        jumps[i] = cauchy(width, part, where.distance);
      else if (bySeries)
        jumps[i] = series(b, where.distance, part.derivative == 1);
      else if (width == 0 && part.derivative == 1 && where.distance == 0)
        jumps[i] = std::numeric_limits<double>::infinity();
    }
    if (direct)
      addJumps(kernel, width, part, {distance, count}, {jumps, count});
    for (std::size_t i = 0; i < count; ++i)
      result[i] = static_cast<T>(base[i] + sign * jumps[i]);
  }
}

template void smoothPeriodic(NonSmooth, Kernel, double, Part, std::span<const float>,
                             std::span<float>);
template void smoothPeriodic(NonSmooth, Kernel, double, Part, std::span<const double>,
                             std::span<double>);

} // namespace lemmata::smoothing
