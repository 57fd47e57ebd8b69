#include "smoothing/function.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "numeric/check.hpp"
#include "numeric/packet.hpp"

namespace lemmata::smoothing {

PiecewiseLinear::PiecewiseLinear(double offset, double slope, std::span<const double> knots,
                                 std::span<const double> jumps, std::span<const double> bends)
    : offset_(offset), slope_(slope), count_(knots.size()) {
  check::finiteScalar(offset, "f.offset");
  check::finiteScalar(slope, "f.slope");
  check::sameSize(jumps.size(), knots.size(), "f.jumps");
  check::sameSize(bends.size(), knots.size(), "f.bends");
  check::finite(knots, "f.knots");
  check::finite(jumps, "f.jumps");
  check::finite(bends, "f.bends");
  rows_.reserve(5 * count_);
  for (const auto &list : {knots, jumps, bends})
    rows_.insert(rows_.end(), list.begin(), list.end());
  rows_.resize(5 * count_);
  double *const values = rows_.data() + 3 * count_, *const slopes = values + count_;
  double value = offset, rise = slope, last = 0, size = std::abs(slope);
  for (std::size_t k = 0; k < knots.size(); ++k) {
    if (k > 0 && knots[k] < knots[k - 1])
      throw Error(ErrorCode::InvalidArgument,
                  "f.knots[{index}] is {found}, below the knot before it; knots must ascend",
                  {{"argument", "f.knots"}, {"index", k}, {"found", knots[k]}});
    value += rise * (knots[k] - last) + jumps[k];
    rise += bends[k];
    last = knots[k];
    values[k] = value;
    // Bends that cancel, as 1/6 − 1/6, leave no slope behind.
    size += std::abs(bends[k]);
    slopes[k] = std::abs(rise) <= 4 * std::numeric_limits<double>::epsilon() * size ? 0 : rise;
  }
}

bool PiecewiseLinear::bounded() const {
  return slope_ == 0 && (count_ == 0 || slopes().back() == 0);
}

template <class T>
void PiecewiseLinear::evaluate(std::span<const T> x, int derivative, std::span<T> to) const {
  for (std::size_t i = 0; i < x.size(); i += lanes<T>) {
    const std::size_t count = std::min(lanes<T>, x.size() - i);
    const bool whole = count == lanes<T>;
    const Packet<T> at = whole ? load(&x[i]) : loadPartial(&x[i], count, T(0));
    // Left of all knots; an x of ±∞ does not come here, so that 0 · x is 0.
    Packet<T> y = derivative == 0   ? T(slope_) * at + T(offset_)
                  : derivative == 1 ? broadcast(T(slope_))
                                    : Packet<T>{};
    Packet<T> before = y;
    for (std::size_t k = 0; k < count_ && derivative < 2; ++k) {
      const T knot = T(knots()[k]), slope = T(slopes()[k]), value = T(values()[k]);
      const Packet<T> right = derivative == 0 ? slope * (at - knot) + value : broadcast(slope);
      // At several knots in one place the mean is of what is left and right of all.
      if (k == 0 || T(knots()[k - 1]) != knot)
        before = y;
      y = select(at > knot, right, select(at == knot, T(0.5) * (before + right), y));
    }
    whole ? store(&to[i], y) : storePartial(&to[i], y, count);
  }
}
template void PiecewiseLinear::evaluate(std::span<const float>, int, std::span<float>) const;
template void PiecewiseLinear::evaluate(std::span<const double>, int, std::span<double>) const;

bool periodic(NonSmooth f) { return f >= NonSmooth::Floor; }

PiecewiseLinear piecewiseLinear(NonSmooth f, const Parameters &p) {
  double offset = 0, slope = 0, jump = 0, knots[2] = {0, 0}, bends[2] = {0, 0};
  std::size_t count = 1;
  const auto clip = [&](double low, double high, double from, double to) {
    offset = low;
    count = 2;
    knots[0] = from;
    knots[1] = to;
    bends[0] = (high - low) / (to - from);
    bends[1] = -bends[0];
  };
  switch (f) {
  case NonSmooth::LeakyRelu:
    check::finiteScalar(p.slope, "options.parameters.slope");
    slope = p.slope;
    bends[0] = 1 - slope;
    break;
  case NonSmooth::Abs:
    slope = -1;
    bends[0] = 2;
    break;
  case NonSmooth::Step:
    jump = 1;
    break;
  case NonSmooth::Sign:
    offset = -1;
    jump = 2;
    break;
  case NonSmooth::Clip:
    check::finiteScalar(p.low, "options.parameters.low");
    check::finiteScalar(p.high, "options.parameters.high");
    if (!(p.low < p.high))
      throw Error(ErrorCode::InvalidArgument,
                  "{argument} is {found}; it must be below options.parameters.high, {high}",
                  {{"argument", "options.parameters.low"}, {"found", p.low}, {"high", p.high}});
    clip(p.low, p.high, p.low, p.high);
    break;
  case NonSmooth::Relu6:
    clip(0, 6, 0, 6);
    break;
  case NonSmooth::HardTanh:
    clip(-1, 1, -1, 1);
    break;
  case NonSmooth::HardSigmoid:
    clip(0, 1, -3, 3);
    break;
  case NonSmooth::SoftThreshold:
    check::within(p.threshold, 0, std::numeric_limits<double>::max(),
                  "options.parameters.threshold");
    count = 2;
    slope = 1;
    offset = knots[1] = p.threshold;
    knots[0] = -p.threshold;
    bends[0] = -1;
    bends[1] = 1;
    break;
  case NonSmooth::Hinge:
    offset = knots[0] = bends[0] = 1;
    slope = -1;
    break;
  default:
    bends[0] = 1;
  }
  const double jumps[2] = {jump, 0};
  return {offset, slope, {knots, count}, {jumps, count}, {bends, count}};
}

} // namespace lemmata::smoothing
