#include "numeric/quadrature.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace lemmata {

namespace {

/// The positive nodes of Kronrod's rule, the even-numbered of them Gauss's; weights of both.
constexpr std::array<double, 8> kronrodNode{
    0.991455371120812639206854697526329, 0.949107912342758524526189684047851,
    0.864864423359769072789712788640926, 0.741531185599394439863864773280788,
    0.586087235467691130294144691693013, 0.405845151377397166906606412076961,
    0.207784955007898467600689403773245, 0.000000000000000000000000000000000};
constexpr std::array<double, 8> kronrodWeight{
    0.022935322010529224963732008058970, 0.063092092629978553290700663189204,
    0.104790010322250183839876322541518, 0.140653259715525918745189590510238,
    0.169004726639267902826583426598550, 0.190350578064785409913256402421014,
    0.204432940075298892414161999234649, 0.209482141084727828012999174891714};
constexpr std::array<double, 4> gaussWeight{
    0.129484966168869693270611432679082, 0.279705391489276667901467771423780,
    0.381830050505118944950369775488975, 0.417959183673469387755102040816327};
constexpr std::size_t count = 15;
constexpr double epsilon = std::numeric_limits<double>::epsilon();

} // namespace

Quadrature::Quadrature(std::span<const double> points, Tolerance tolerance)
    : tolerance_(tolerance), low_(points.empty() ? 0 : points.front()),
      high_(points.empty() ? 0 : points.back()) {
  for (std::size_t i = 0; i + 1 < points.size(); ++i)
    if (points[i] < points[i + 1])
      request(points[i], points[i + 1]);
  converged_ = pending_.empty();
}

/// The nodes of an interval, from left to right.
void Quadrature::request(double low, double high) {
  pending_.push_back({low, high, 0, 0, 0});
  const double centre = 0.5 * low + 0.5 * high, half = 0.5 * high - 0.5 * low;
  for (std::size_t i = 0; i < count; ++i) {
    const double node =
        i < 7 ? centre - half * kronrodNode[i] : centre + half * kronrodNode[14 - i];
    // Where few numbers lie inside, rounding may lead out.
    nodes_.push_back(std::clamp(node, low, high));
  }
  ++spent_;
}

void Quadrature::take(std::span<const double> values) {
  for (std::size_t k = 0; k < pending_.size(); ++k) {
    Interval &interval = pending_[k];
    const std::span<const double> f = values.subspan(k * count, count);
    const double half = 0.5 * (interval.high - interval.low);
    double kronrod = kronrodWeight[7] * f[7], gauss = gaussWeight[3] * f[7];
    double size = kronrodWeight[7] * std::abs(f[7]);
    for (std::size_t i = 0; i < 7; ++i) {
      kronrod += kronrodWeight[i] * (f[i] + f[14 - i]);
      size += kronrodWeight[i] * (std::abs(f[i]) + std::abs(f[14 - i]));
      if (i % 2 == 1)
        gauss += gaussWeight[i / 2] * (f[i] + f[14 - i]);
    }
    if (!std::isfinite(kronrod * half)) {
      nodes_.clear();
      value_ = error_ = std::numeric_limits<double>::quiet_NaN();
      return;
    }
    double spread = kronrodWeight[7] * std::abs(f[7] - kronrod / 2);
    for (std::size_t i = 0; i < 7; ++i)
      spread +=
          kronrodWeight[i] * (std::abs(f[i] - kronrod / 2) + std::abs(f[14 - i] - kronrod / 2));
    double error = std::abs(kronrod - gauss);
    if (spread > 0 && error > 0) {
      const double ratio = std::min(1.0, 200 * error / spread);
      error = spread * ratio * std::sqrt(ratio);
    }
    interval.value = kronrod * half;
    interval.rounding = 2 * epsilon * size * half;
    interval.error = error * half;
    intervals_.push_back(interval);
  }
  refine();
}

/// Ends, or asks for the halves of every interval whose error is above its share.
void Quadrature::refine() {
  pending_.clear();
  nodes_.clear();
  double rounding = 0;
  value_ = error_ = 0;
  for (const Interval &interval : intervals_) {
    value_ += interval.value;
    error_ += interval.error;
    rounding += interval.rounding;
  }
  const double allowed =
      std::max({tolerance_.absolute, tolerance_.relative * std::abs(value_), rounding});
  converged_ = error_ <= allowed;
  error_ += rounding;
  if (converged_)
    return;
  const double share = allowed / (2.0 * static_cast<double>(intervals_.size()));
  std::size_t kept = 0;
  const std::size_t before = intervals_.size();
  for (std::size_t i = 0; i < before; ++i) {
    const Interval interval = intervals_[i];
    const double middle = 0.5 * (interval.low + interval.high);
    const bool divisible = middle > interval.low && middle < interval.high;
    if (interval.error > share && divisible && spent_ + 2 <= tolerance_.intervals) {
      request(interval.low, middle);
      request(middle, interval.high);
    } else {
      intervals_[kept++] = interval;
    }
  }
  intervals_.resize(kept);
}

double Quadrature::atEnds() const {
  double total = 0;
  for (const Interval &interval : intervals_)
    if (interval.low == low_ || interval.high == high_)
      total += std::abs(interval.value);
  return total;
}

bool Quadrature::worstAtEnd() const {
  const auto worst =
      std::max_element(intervals_.begin(), intervals_.end(),
                       [](const Interval &a, const Interval &b) { return a.error < b.error; });
  return worst != intervals_.end() && (worst->low == low_ || worst->high == high_);
}

} // namespace lemmata
