#include "initialization/truncation.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "initialization/integral.hpp"
#include "numeric/check.hpp"
#include "numeric/erf.hpp"
#include "numeric/exp.hpp"
#include "numeric/log.hpp"
#include "numeric/normal.hpp"
#include "numeric/packet.hpp"

namespace lemmata::initialization {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

/// Beyond this many standard deviations tail probabilities become subnormal; their logarithms are
/// worked with instead.
constexpr double farAway = 37;

/// Within fewer standard deviations densities are the same, and squares of distances vanish.
constexpr double narrow = 0x1p-500;

/// How many panels make e^{−a t − t²/2} smooth in each: as many as lengths over which it falls by
/// e.
int panelsFor(double length, double rate) {
  const double panels = std::ceil(length * std::max(1.0, rate));
  return panels > 1 ? static_cast<int>(std::min(panels, 1e6)) : 1;
}

/// Moments of N(0, 1) cut to [a, a + width], a ≥ 0, about a.
Moments tailMoments(double a, double width) {
  if (a == infinity || width == 0) // no double is as near to the end as the mean
    return {0, 0};
  // An exponential distribution by now, cut off, whose moments another rate's are the multiples of.
  constexpr double exponential = 0x1p100;
  if (a > exponential) {
    const double unit = exponential / a;
    const Moments m = tailMoments(exponential, width / unit);
    return {unit * m.mean, unit * unit * m.variance};
  }
  const double end = std::min(width, 90 / (a + std::sqrt(a * a + 90)));
  const int panels = panelsFor(end, a);
  const auto weight = [a](double t) { return lemmata::exp(-t * (a + t / 2)); };
  const double total = integral(0, end, panels, weight);
  const double mean = integral(0, end, panels, [&](double t) { return t * weight(t); }) / total;
  const double variance =
      integral(0, end, panels, [&](double t) { return (t - mean) * (t - mean) * weight(t); }) /
      total;
  return {mean, variance};
}

/// Moments of N(0, 1) cut to [a, b] with a < 0 < b.
Moments centralMoments(double a, double b) {
  if (a == -infinity && b == infinity)
    return {0, 1};
  if (b - a < narrow)
    return {a + (b - a) / 2, (b - a) * (b - a) / 12};
  const double from = std::max(a, -39.0), to = std::min(b, 39.0);
  const auto density = [](double x) { return lemmata::exp(-x * x / 2); };
  const auto both = [&](auto f) {
    return integral(from, 0, panelsFor(-from, 1), f) + integral(0, to, panelsFor(to, 1), f);
  };
  const double total = both(density);
  const double mean = (density(from) - density(to)) / total;
  return {mean, both([&](double x) { return (x - mean) * (x - mean) * density(x); }) / total};
}

/// How many standard deviations lie between two numbers, whose difference may overflow.
double deviations(double from, double to, double std) {
  const double difference = to - from;
  const bool overflows = std::isinf(difference) && std::isfinite(from) && std::isfinite(to);
  return overflows ? to / std - from / std : difference / std;
}

/// Moments of N(mean, std²) cut to [low, high].
Moments moments(double mean, double std, double low, double high) {
  const double a = deviations(mean, low, std), b = deviations(mean, high, std);
  const double width = deviations(low, high, std);
  // std² may overflow where the variance does not.
  const auto variance = [std](const Moments &m) { return std * (std * m.variance); };
  if (a >= 0) {
    const Moments m = tailMoments(a, width);
    return {low + std * m.mean, variance(m)};
  }
  if (b <= 0) {
    const Moments m = tailMoments(-b, width);
    return {high - std * m.mean, variance(m)};
  }
  const Moments m = centralMoments(a, b);
  return {mean + std * m.mean, variance(m)};
}

void checkEnds(double low, double high, std::string_view lowName, std::string_view highName) {
  if (std::isnan(low))
    throw Error(ErrorCode::InvalidArgument, "{argument} is {found}; it must be a number",
                {{"argument", lowName}, {"found", low}});
  if (!(low < high) || low == infinity || high == -infinity)
    throw Error(ErrorCode::InvalidArgument,
                "{argument} is {found}; it must be above the lower end, which is {low}",
                {{"argument", highName}, {"found", high}, {"low", low}});
}

/// The standard deviation that a normal about `mean` must have so that cut to [low, high] it has
/// `std`. The cut one's grows with it, up to that of the uniform distribution.
double parentStd(double mean, double std, double low, double high) {
  if (low == -infinity && high == infinity)
    return std;
  const auto unreachable = [&] {
    return Error(ErrorCode::TargetUnreachable,
                 "{argument} is {found}; a normal cut to [{low}, {high}] stays below {limit}",
                 {{"argument", "options.std"},
                  {"found", std},
                  {"low", low},
                  {"high", high},
                  {"limit", (high - low) / std::sqrt(12.0)}});
  };
  if (std >= (high - low) / std::sqrt(12.0))
    throw unreachable();
  const auto reached = [&](double parent) {
    return std::sqrt(moments(mean, parent, low, high).variance) >= std;
  };
  double below = std, above = 2 * std;
  for (int doublings = 0; !reached(above); ++doublings) {
    if (doublings == 60)
      throw unreachable();
    below = above;
    above *= 2;
  }
  for (int halvings = 0; halvings < 54; ++halvings) {
    const double middle = below + (above - below) / 2;
    (reached(middle) ? above : below) = middle;
  }
  return above;
}

/// x R(x), R = (1 − Φ)/φ Mills' ratio, for x ≥ 37 by its asymptotic series.
double scaledMillsRatio(double x) {
  const double z = 1 / (x * x);
  return 1 - z * (1 - 3 * z * (1 - 5 * z * (1 - 7 * z * (1 - 9 * z))));
}

/// log (1 − Φ(a))/(1 − Φ(a + t)) for a ≥ 37, t ≥ 0.
double tailDrop(double a, double t) {
  return t * (t / 2 + a) + lemmata::log1p(t / a) -
         lemmata::log(scaledMillsRatio(a + t) / scaledMillsRatio(a));
}

} // namespace

Moments truncatedMoments(double mean, double std, double low, double high) {
  check::finiteScalar(mean, "mean");
  check::positive(std, "std");
  checkEnds(low, high, "low", "high");
  return moments(mean, std, low, high);
}

double truncationStdFactor(double cut) {
  if (!(cut > 0))
    throw Error(ErrorCode::InvalidArgument, "{argument} is {found}; it must be a number above 0",
                {{"argument", "cut"}, {"found", cut}});
  if (cut < narrow)
    return std::sqrt(3.0) / cut;
  // Beyond eight standard deviations rounding would have it a little below 1.
  const double factor = 1 / std::sqrt(centralMoments(-cut, cut).variance);
  return factor < 1 ? 1 : factor;
}

TruncatedNormal::TruncatedNormal(double mean, double std, Truncation truncation)
    : TruncatedNormal(resolved(mean, std, truncation)) {}

TruncatedNormal::TruncatedNormal(double mean, double std, double low, double high)
    : mean_(mean), std_(std), low_(low), high_(high) {
  double a = deviations(mean, low, std), b = deviations(mean, high, std);
  mirrored_ = a > 0;
  if (mirrored_) {
    std::swap(a, b);
    a = -a;
    b = -b;
  }
  far_ = b < -farAway;
  from_ = a == -infinity ? 0 : normalCdf(a);
  to_ = b == infinity ? 1 : normalCdf(b);
}

TruncatedNormal TruncatedNormal::resolved(double mean, double std, Truncation truncation) {
  const auto [mode, low, high] = truncation;
  check::finiteScalar(mean, "options.mean");
  check::positive(std, "options.std");
  checkEnds(low, high, "options.truncation.low", "options.truncation.high");
  if (mode == TruncationMode::Absolute)
    return {mean, parentStd(mean, std, low, high), low, high};
  // What the cut leaves of the parent's standard deviation.
  const double left =
      mode == TruncationMode::Parent ? 1 : std::sqrt(moments(0, 1, low, high).variance);
  check::within(std, 0, 0x1p1023 * left, "options.std");
  const double parent = std / left;
  const double from = mean + parent * low, to = mean + parent * high;
  checkEnds(from, to, "options.truncation.low", "options.truncation.high");
  return {mean, parent, from, to};
}

void TruncatedNormal::fill(const Philox &philox, std::uint64_t first, std::span<double> to) const {
  philox.fillUniform(first, to);
  if (far_)
    return fillFarTail(to);
  const double start = mirrored_ ? to_ : from_, length = mirrored_ ? from_ - to_ : to_ - from_;
  constexpr double last = 1 - 0x1p-53;
  mapPackets(to.data(), to.size(),
             [=](f64x2 x) { return min(start + x * length, broadcast(last)); });
  normalQuantiles(to);
  const double scale = mirrored_ ? -std_ : std_;
  mapPackets(to.data(), to.size(), [&](f64x2 x) {
    return min(max(mean_ + scale * x, broadcast(low_)), broadcast(high_));
  });
}

/// Distances t from the end at a standard deviations that is nearer to the mean: the roots of
/// log (1 − Φ(a))/(1 − Φ(a + t)) = e for the e of an exponential distribution cut off, by Newton,
/// whose start is the root without the correction of Mills' ratio.
void TruncatedNormal::fillFarTail(std::span<double> uniforms) const {
  const double near = mirrored_ ? low_ : high_, a = std::abs(deviations(mean_, near, std_));
  if (a == infinity) // no double is as near to the end as the draws
    return std::fill(uniforms.begin(), uniforms.end(), near);
  const double width = deviations(low_, high_, std_);
  const double inside = width == infinity ? 1 : -lemmata::expm1(-tailDrop(a, width));
  const double direction = mirrored_ ? std_ : -std_;
  for (double &x : uniforms) {
    const double e = -lemmata::log1p(-(mirrored_ ? x : 1 - x) * inside);
    double t = 2 * e / (a + a * std::sqrt(1 + 2 * e / a / a));
    for (int step = 0; step < 3; ++step)
      t -= (tailDrop(a, t) - e) * scaledMillsRatio(a + t) / (a + t);
    x = std::min(std::max(near + direction * t, low_), high_);
  }
}

} // namespace lemmata::initialization
