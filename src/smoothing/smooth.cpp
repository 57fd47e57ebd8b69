#include "smoothing/smooth.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "numeric/check.hpp"
#include "numeric/exp.hpp"
#include "numeric/packet.hpp"

namespace lemmata::smoothing {

namespace {

constexpr std::size_t block = 128;
constexpr double infinity = std::numeric_limits<double>::infinity();

/// to += factor · z^power · tail, z = |x|/w, with the sign of −x where `odd`. The arrays of a block
/// are as long as one; what stands behind x in it is computed and not used.
template <class T>
[[gnu::noinline]] void addTail(Kernel kernel, Order order, T width, T factor, int power, bool odd,
                               std::span<const T> x, std::span<T> to) {
  T tail[block + lanes<T>];
  leftTail<T>(kernel, order, width, x, {tail, x.size()});
  for (std::size_t i = 0; i < x.size(); i += lanes<T>) {
    const std::size_t count = std::min(lanes<T>, x.size() - i);
    const bool whole = count == lanes<T>;
    const Packet<T> at = whole ? load(&x[i]) : loadPartial(&x[i], count, T(0));
    Packet<T> add = load(&tail[i]);
    if (power > 0) {
      // Where tails are computed with no larger z either; beyond, all but a 0 would be infinite.
      const Packet<T> z = min(abs(at) / width, broadcast(sizeof(T) == 8 ? T(1e150) : T(1e18)));
      for (int k = 0; k < power; ++k)
        add *= z;
    }
    add *= factor;
    if (odd)
      add = select(at > T(0), -add, zeroWhere(at == T(0), add));
    const Packet<T> sum = add + (whole ? load(&to[i]) : loadPartial(&to[i], count, T(0)));
    whole ? store(&to[i], sum) : storePartial(&to[i], sum, count);
  }
}

/// w R(0) − w R(−v/w) = ∫₀ᵛ Φ(−z/w) dz: what one of two opposite corners, v apart, adds at the
/// other.
double cornerError(Kernel kernel, double width, double apart) {
  if (apart > 0.25 * width) {
    const double corner[2] = {0, apart};
    double ramp[2];
    leftTail<double>(kernel, Order::Ramp, width, corner, ramp);
    return width * (ramp[0] - ramp[1]);
  }
  // By Gauss's rule, as the ramps would cancel.
  constexpr double node[5] = {0.046910077030668004, 0.230765344947158454, 0.5, 0.769234655052841546,
                              0.953089922969331996};
  constexpr double weight[5] = {0.118463442528094544, 0.239314335249683234, 0.284444444444444444,
                                0.239314335249683234, 0.118463442528094544};
  double at[5], total = 0;
  for (int i = 0; i < 5; ++i)
    at[i] = apart * node[i];
  leftTail<double>(kernel, Order::Cdf, width, at, at);
  for (int i = 0; i < 5; ++i)
    total += weight[i] * at[i];
  return apart * total;
}

/// scale · w^widths · u^power · F(−|u|) with the sign that the parity asks for, u = x/w; none at
/// scale 0.
struct Term {
  Order order{};
  int scale = 0, widths = 0;
  bool odd = false;
  int power = 0;
};
/// The value, its first two derivatives in x and its first two in w.
using Terms = std::array<std::array<Term, 2>, 5>;
/// ∂(w R)/∂w = R − u Φ = R(−z) + z Φ(−z), ∂²(w R)/∂w² = u² φ/w.
constexpr Terms ofBend{{{{{Order::Ramp, 1, 1}}},
                        {{{Order::Cdf, 1, 0, true}}},
                        {{{Order::Density, 1, -1}}},
                        {{{Order::Ramp, 1}, {Order::Cdf, 1, 0, false, 1}}},
                        {{{Order::Density, 1, -1, false, 2}}}}};
/// ∂Φ/∂w = −u φ/w, ∂²Φ/∂w² = (2 u φ + u² φ′)/w².
constexpr Terms ofJump{{{{{Order::Cdf, 1, 0, true}}},
                        {{{Order::Density, 1, -1}}},
                        {{{Order::Slope, 1, -2, true}}},
                        {{{Order::Density, 1, -1, true, 1}}},
                        {{{Order::Density, -2, -2, true, 1}, {Order::Slope, 1, -2, true, 2}}}}};

} // namespace

template <class T>
void addResponse(bool bend, Kernel kernel, T w, Part part, T factor, std::span<const T> x,
                 std::span<T> to) {
  const std::size_t which =
      part.derivative + (part.inWidth && part.derivative > 0 ? std::size_t{2} : 0);
  for (const Term &term : bend ? ofBend[which] : ofJump[which]) {
    if (term.scale == 0)
      continue;
    T scale = static_cast<T>(term.scale);
    if (term.widths > 0)
      scale *= w;
    for (int i = term.widths; i < 0; ++i)
      scale /= w;
    addTail<T>(kernel, term.order, w, factor * scale, term.power, term.odd, x, to);
  }
}

template <class T>
void smooth(const PiecewiseLinear &f, Kernel kernel, double width, Part part, std::span<const T> x,
            std::span<T> to) {
  checkWidth(width, "options.width", sizeof(T) == 4);
  check::finite(x, "x");
  if (kernel == Kernel::Cauchy && !f.bounded() && width > 0)
    throw Error(ErrorCode::MomentDiverges,
                "the {kernel} kernel has no mean, so it smooths bounded functions only",
                {{"argument", "options.kernel"}, {"kernel", "cauchy"}});
  const T w = static_cast<T>(width);
  const bool inWidth = part.inWidth && part.derivative > 0;
  if (inWidth)
    check::positive(w, "options.width");
  T from[block], distance[block];
  for (std::size_t first = 0; first < x.size(); first += block) {
    const std::size_t count = std::min(block, x.size() - first);
    std::copy_n(&x[first], count, from);
    const std::span<T> result = to.subspan(first, count);
    if (inWidth)
      std::fill(result.begin(), result.end(), T(0));
    else
      f.evaluate<T>({from, count}, part.derivative, result);
    for (std::size_t k = 0; k < f.knots().size(); ++k) {
      const T knot = static_cast<T>(f.knots()[k]);
      for (std::size_t i = 0; i < count; ++i)
        distance[i] = from[i] - knot;
      const T jump = static_cast<T>(f.jumps()[k]), bend = static_cast<T>(f.bends()[k]);
      if (w > 0) {
        if (bend != 0)
          addResponse<T>(true, kernel, w, part, bend, {distance, count}, result);
        if (jump != 0)
          addResponse<T>(false, kernel, w, part, jump, {distance, count}, result);
        continue;
      }
      const T mass = part.derivative == 1 ? jump : part.derivative == 2 ? bend : T(0);
      for (std::size_t i = 0; i < count && mass != 0; ++i)
        if (distance[i] == 0)
          result[i] += mass * static_cast<T>(infinity);
    }
    check::defined<T>(result, "x or f");
  }
}

double maxError(NonSmooth f, Kernel kernel, double width) {
  checkWidth(width, "width");
  if (width == 0)
    return 0;
  if (periodic(f))
    return 0.5;
  const PiecewiseLinear exact = piecewiseLinear(f, {});
  if (exact.jumps()[0] != 0)
    return 0.5 * std::abs(exact.jumps()[0]);
  if (kernel == Kernel::Cauchy && !exact.bounded())
    throw Error(ErrorCode::MomentDiverges,
                "the {kernel} kernel has no mean, so it smooths bounded functions only",
                {{"argument", "kernel"}, {"kernel", "cauchy"}});
  // It is largest at a corner, where the other corner's share is taken off.
  const auto knots = exact.knots();
  const double size = std::abs(exact.bends()[0]);
  return size * (knots.size() == 1 ? 0.5 * facts(kernel).meanAbsolute * width
                                   : cornerError(kernel, width, knots[1] - knots[0]));
}

double widthForError(NonSmooth f, Kernel kernel, double error) {
  check::positive(error, "error");
  const double unit = maxError(f, kernel, 1);
  const auto unreachable = [&] {
    if (error >= unit)
      return infinity;
    throw Error(
        ErrorCode::TargetUnreachable,
        "{argument} is {found}; the function jumps, and every width has an error of {least}",
        {{"argument", "error"}, {"found", error}, {"least", unit}});
  };
  if (periodic(f))
    return unreachable();
  const PiecewiseLinear exact = piecewiseLinear(f, {});
  const auto knots = exact.knots();
  if (exact.jumps()[0] != 0)
    return unreachable();
  if (knots.size() == 1)
    return error / unit;
  const double limit = 0.5 * std::abs(exact.bends()[0]) * (knots[1] - knots[0]);
  if (error >= limit)
    return infinity;
  // The error grows with the width; the width's logarithm is bisected to the last bit.
  double low = -100, high = 100;
  for (int i = 0; i < 70; ++i) {
    const double middle = 0.5 * (low + high);
    (maxError(f, kernel, exp(middle)) <= error ? low : high) = middle;
  }
  return exp(low);
}

#define LEMMATA_INSTANTIATE(T)                                                                     \
  template void addResponse(bool, Kernel, T, Part, T, std::span<const T>, std::span<T>);           \
  template void smooth(const PiecewiseLinear &, Kernel, double, Part, std::span<const T>,          \
                       std::span<T>);
LEMMATA_INSTANTIATE(float)
LEMMATA_INSTANTIATE(double)
#undef LEMMATA_INSTANTIATE

} // namespace lemmata::smoothing
