#include "initialization/moments.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "initialization/integral.hpp"
#include "numeric/check.hpp"
#include "numeric/erf.hpp"
#include "numeric/exp.hpp"
#include "numeric/log.hpp"

namespace lemmata::initialization {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

/// Beyond this the density is below 1e-36.
constexpr double reach = 13;
constexpr double partLength = 0.5;
/// A part that was halved this often is a point.
constexpr int deepest = 42;
constexpr std::size_t mostEvaluations = 1000000;
/// How little a part's halves may differ from it, relative to the integral.
constexpr double tolerance = 1e-14;

/// Mills' ratio Φ(−x)/φ(x).
double millsRatio(double x) {
  return std::sqrt(std::numbers::pi / 2) * erfcx(x / std::numbers::sqrt2);
}

double gain(double second) { return second > 0 ? 1 / std::sqrt(second) : infinity; }

/// The node with this index, ascending, and its weight.
double node(int i) { return i < 5 ? -GaussLegendre::node[4 - i] : GaussLegendre::node[i - 5]; }
double weight(int i) { return GaussLegendre::weight[i < 5 ? 4 - i : i - 5]; }

ActivationMoments gathered(double mean, double second, double variance, double slope) {
  return {mean, second, variance, gain(second), gain(variance), gain(slope)};
}

void checkFinite(double moment) {
  if (!std::isfinite(moment))
    throw Error(ErrorCode::NotFinite, "{argument} is so large that a moment overflows",
                {{"argument", "f"}});
}

} // namespace

ActivationMoments activationMoments(Activation f) {
  const auto expectation = [](auto g) {
    return integral(-reach, reach, static_cast<int>(2 * reach / partLength),
                    [g](double z) { return normalDensity(z) * g(z); });
  };
  const auto square = [](double x) { return x * x; };
  const double mean = expectation([f](double z) { return activate(f, z); });
  return gathered(mean, expectation([&](double z) { return square(activate(f, z)); }),
                  expectation([&](double z) { return square(activate(f, z) - mean); }),
                  expectation([&](double z) { return square(activate(f, z, 1)); }));
}

FunctionMoments::FunctionMoments() {
  // The derivative at node i of the polynomial that is 1 at node j and 0 at the others.
  double barycentric[10];
  for (int j = 0; j < 10; ++j) {
    barycentric[j] = 1;
    for (int k = 0; k < 10; ++k)
      if (k != j)
        barycentric[j] /= node(j) - node(k);
  }
  for (int i = 0; i < 10; ++i) {
    derivative_[i][i] = 0;
    for (int j = 0; j < 10; ++j)
      if (j != i) {
        derivative_[i][j] = barycentric[j] / barycentric[i] / (node(i) - node(j));
        derivative_[i][i] -= derivative_[i][j];
      }
  }
  for (int part = 0; part < 2 * reach / partLength; ++part)
    parts_.push_back({part * partLength - reach, (part + 1) * partLength - reach, {}, 0});
  ask();
}

/// Asks for the values on both halves of every part, at first on the parts themselves.
void FunctionMoments::ask() {
  nodes_.clear();
  for (const Part &part : parts_) {
    const int pieces = begun_ ? 2 : 1;
    const double half = (part.to - part.from) / (2 * pieces);
    for (int piece = 0; piece < pieces; ++piece)
      for (int i = 0; i < 10; ++i)
        nodes_.push_back(part.from + half * (2 * piece + 1 + node(i)));
  }
  evaluations_ += nodes_.size();
  if (evaluations_ > mostEvaluations)
    throw Error(ErrorCode::NotConverged,
                "{argument} is too rough: {found} values do not settle its moments",
                {{"argument", "f"}, {"found", evaluations_}});
}

/// The first estimates; from now on f is taken less its mean, so that its variance does not cancel.
void FunctionMoments::begin(const std::vector<double> &f) {
  begun_ = true;
  double mean = 0;
  for (std::size_t i = 0; i < parts_.size(); ++i)
    mean += integrals(parts_[i].from, parts_[i].to, &f[10 * i]).first;
  shift_ = mean;
  for (std::size_t i = 0; i < parts_.size(); ++i) {
    Part &part = parts_[i];
    part.whole = integrals(part.from, part.to, &f[10 * i]);
    scale_ += part.whole.second;
    slopeScale_ = std::max(slopeScale_, part.whole.slope);
  }
  checkFinite(scale_);
}

FunctionMoments::Integrals FunctionMoments::integrals(double from, double to,
                                                      const double *f) const {
  Integrals sum;
  const double half = (to - from) / 2;
  for (int i = 0; i < 10; ++i) {
    double slope = 0;
    for (int j = 0; j < 10; ++j)
      slope += derivative_[i][j] * (f[j] - f[0]);
    slope /= half;
    const double w = weight(i) * half * normalDensity(from + half * (1 + node(i))),
                 y = f[i] - shift_;
    sum.first += w * y;
    sum.second += w * y * y;
    sum.slope += w * slope * slope;
  }
  return sum;
}

void FunctionMoments::values(const std::vector<double> &f) {
  check::sameSize(f.size(), nodes_.size(), "values");
  for (std::size_t i = 0; i < f.size(); ++i)
    if (!std::isfinite(f[i]))
      throw Error(ErrorCode::NotFinite, "{argument}({x}) is {found}; it must be a finite number",
                  {{"argument", "f"}, {"x", nodes_[i]}, {"found", f[i]}});
  if (!begun_) {
    begin(f);
    return ask();
  }
  std::vector<Part> rougher;
  for (std::size_t i = 0; i < parts_.size(); ++i) {
    const Part &part = parts_[i];
    const double middle = part.from + (part.to - part.from) / 2;
    Integrals left = integrals(part.from, middle, &f[20 * i]),
              right = integrals(middle, part.to, &f[20 * i + 10]);
    const Integrals &whole = part.whole;
    const bool settled =
        std::abs(left.first + right.first - whole.first) <= tolerance * std::sqrt(scale_) &&
        std::abs(left.second + right.second - whole.second) <= tolerance * scale_ &&
        std::abs(left.slope + right.slope - whole.slope) <= 100 * tolerance * slopeScale_;
    if (!settled && part.depth < deepest) {
      rougher.push_back({part.from, middle, left, part.depth + 1});
      rougher.push_back({middle, part.to, right, part.depth + 1});
      continue;
    }
    total_.first += left.first + right.first;
    total_.second += left.second + right.second;
    if (settled)
      total_.slope += left.slope + right.slope;
  }
  parts_ = std::move(rougher);
  ask();
}

ActivationMoments FunctionMoments::result() const {
  const double mean = shift_ + total_.first;
  double variance = total_.second - total_.first * total_.first;
  // Below the rounding of f's own values.
  if (variance < 1e-30 * mean * mean)
    variance = 0;
  const double second = variance + mean * mean;
  checkFinite(second);
  return gathered(mean, second, variance, total_.slope);
}

Selu solveSelu(double mean, double variance) {
  check::finiteScalar(mean, "mean");
  check::positive(variance, "variance");
  const double s = std::sqrt(variance), u = mean / s, second = mean * mean + variance;
  // With z ~ N(mean, variance): E z₊, E z₊², and of the exponential part E e, E e².
  const double above = normalCdf(u), below = normalCdf(-u), at = normalDensity(u);
  const double A = mean * above + s * at, C = second * above + mean * s * at;
  // E e^{kz} over z < 0, by Mills' ratio where the exponential alone would overflow.
  const auto exponential = [&](double k) {
    const double x = u + k * s;
    return x < 0 ? lemmata::exp(k * (mean + k * variance / 2)) * normalCdf(-x) : at * millsRatio(x);
  };
  double B = exponential(1) - below, D = exponential(2) - 2 * exponential(1) + below;
  if (s + std::abs(mean) < 0.1) {
    // Their terms cancel.
    const auto moment = [&](auto power) {
      return integral(-38, std::clamp(-u, -38.0, 38.0), 80, [&](double t) {
        return power(lemmata::expm1(mean + s * t)) * normalDensity(t);
      });
    };
    B = moment([](double e) { return e; });
    D = moment([](double e) { return e * e; });
  }
  const auto unreachable = Error(ErrorCode::TargetUnreachable,
                                 "no λ, α > 0 keep the mean {mean} and the variance {variance}",
                                 {{"argument", "mean"}, {"mean", mean}, {"variance", variance}});
  const auto solved = [&](double alpha) {
    return Selu{std::sqrt(second / (C + alpha * alpha * D)), alpha};
  };
  if (mean == 0) {
    const Selu selu = solved(-A / B);
    if (!(selu.alpha > 0 && std::isfinite(selu.alpha) && std::isfinite(selu.lambda)))
      throw unreachable;
    return selu;
  }
  // λ (A + αB) = mean and λ² (C + α²D) = second: a quadratic in α.
  const double a = mean * mean * D - second * B * B, b = second * A * B,
               c = mean * mean * C - second * A * A, discriminant = b * b - a * c;
  if (!(discriminant >= 0))
    throw unreachable;
  const double root = std::sqrt(discriminant), q = b + (b < 0 ? -root : root);
  for (const double alpha : {q / a, c / q})
    if (alpha > 0 && std::isfinite(alpha) && (A + alpha * B > 0) == (mean > 0))
      return solved(alpha);
  throw unreachable;
}

} // namespace lemmata::initialization
