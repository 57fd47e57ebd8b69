#include "smoothing/function.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "numeric/check.hpp"

namespace lemmata::smoothing {

PiecewiseLinear::PiecewiseLinear(double offset, double slope, std::span<const double> knots,
                                 std::span<const double> jumps, std::span<const double> bends)
    : offset_(offset), slope_(slope), knots_(knots.begin(), knots.end()),
      jumps_(jumps.begin(), jumps.end()), bends_(bends.begin(), bends.end()) {
  check::finiteScalar(offset, "f.offset");
  check::finiteScalar(slope, "f.slope");
  check::sameSize(jumps.size(), knots.size(), "f.jumps");
  check::sameSize(bends.size(), knots.size(), "f.bends");
  check::finite(knots, "f.knots");
  check::finite(jumps, "f.jumps");
  check::finite(bends, "f.bends");
  double value = offset, rise = slope, last = 0;
  for (std::size_t k = 0; k < knots.size(); ++k) {
    if (k > 0 && knots[k] < knots[k - 1])
      throw Error(ErrorCode::InvalidArgument,
                  "f.knots[{index}] is {found}, below the knot before it; knots must ascend",
                  {{"argument", "f.knots"}, {"index", k}, {"found", knots[k]}});
    value += rise * (knots[k] - last) + jumps[k];
    rise += bends[k];
    last = knots[k];
    values_.push_back(value);
    slopes_.push_back(rise);
  }
  // Bends that cancel, as 1/6 − 1/6, leave no slope behind.
  double size = std::abs(slope);
  for (std::size_t k = 0; k < bends.size(); ++k) {
    size += std::abs(bends[k]);
    if (std::abs(slopes_[k]) <= 4 * std::numeric_limits<double>::epsilon() * size)
      slopes_[k] = 0;
  }
}

bool PiecewiseLinear::bounded() const {
  return slope_ == 0 && (slopes_.empty() || slopes_.back() == 0);
}

template <class T>
void PiecewiseLinear::evaluate(std::span<const T> x, int derivative, std::span<T> to) const {
  constexpr std::size_t block = 128;
  T result[block];
  for (std::size_t first = 0; first < x.size(); first += block) {
    const std::size_t count = std::min(block, x.size() - first);
    const T *from = &x[first];
    for (std::size_t i = 0; i < count; ++i)
      result[i] = derivative == 0   ? T(offset_) + (slope_ == 0 ? T(0) : T(slope_) * from[i])
                  : derivative == 1 ? T(slope_)
                                    : T(0);
    for (std::size_t k = 0; k < knots_.size() && derivative < 2; ++k) {
      const T knot = T(knots_[k]), value = T(values_[k]), slope = T(slopes_[k]);
      const T rise = derivative == 0 ? slope : T(0), base = derivative == 0 ? value : slope;
      const T jump = derivative == 0 ? T(jumps_[k]) : T(bends_[k]);
      // At several knots in one place the mean is of what is left and right of all.
      std::size_t behind = k;
      T left = base - jump;
      while (behind > 0 && T(knots_[behind - 1]) == knot) {
        --behind;
        left -= derivative == 0 ? T(jumps_[behind]) : T(bends_[behind]);
      }
      const T middle = T(0.5) * (left + base);
      for (std::size_t i = 0; i < count; ++i) {
        const T beyond = base + rise * (from[i] - knot);
        result[i] = from[i] > knot ? beyond : from[i] == knot ? middle : result[i];
      }
    }
    for (std::size_t i = 0; i < count; ++i)
      to[first + i] = result[i];
  }
}
template void PiecewiseLinear::evaluate(std::span<const float>, int, std::span<float>) const;
template void PiecewiseLinear::evaluate(std::span<const double>, int, std::span<double>) const;

bool periodic(NonSmooth f) { return f >= NonSmooth::Floor; }

PiecewiseLinear piecewiseLinear(NonSmooth f, const Parameters &p) {
  const auto make = [](double offset, double slope, std::initializer_list<double> knots,
                       std::initializer_list<double> jumps, std::initializer_list<double> bends) {
    return PiecewiseLinear(offset, slope, {knots.begin(), knots.size()},
                           {jumps.begin(), jumps.size()}, {bends.begin(), bends.size()});
  };
  const auto clip = [&](double low, double high, double from, double to) {
    const double rise = (high - low) / (to - from);
    return make(low, 0, {from, to}, {0, 0}, {rise, -rise});
  };
  switch (f) {
  case NonSmooth::LeakyRelu:
    check::finiteScalar(p.slope, "options.parameters.slope");
    return make(0, p.slope, {0}, {0}, {1 - p.slope});
  case NonSmooth::Abs:
    return make(0, -1, {0}, {0}, {2});
  case NonSmooth::Step:
    return make(0, 0, {0}, {1}, {0});
  case NonSmooth::Sign:
    return make(-1, 0, {0}, {2}, {0});
  case NonSmooth::Clip:
    check::finiteScalar(p.low, "options.parameters.low");
    check::finiteScalar(p.high, "options.parameters.high");
    if (!(p.low < p.high))
      throw Error(ErrorCode::InvalidArgument,
                  "{argument} is {found}; it must be below options.parameters.high, {high}",
                  {{"argument", "options.parameters.low"}, {"found", p.low}, {"high", p.high}});
    return make(p.low, 0, {p.low, p.high}, {0, 0}, {1, -1});
  case NonSmooth::Relu6:
    return clip(0, 6, 0, 6);
  case NonSmooth::HardTanh:
    return clip(-1, 1, -1, 1);
  case NonSmooth::HardSigmoid:
    return clip(0, 1, -3, 3);
  case NonSmooth::SoftThreshold:
    check::within(p.threshold, 0, std::numeric_limits<double>::max(),
                  "options.parameters.threshold");
    return make(p.threshold, 1, {-p.threshold, p.threshold}, {0, 0}, {-1, 1});
  case NonSmooth::Hinge:
    return make(1, -1, {1}, {0}, {1});
  default:
    return make(0, 0, {0}, {0}, {1});
  }
}

} // namespace lemmata::smoothing
