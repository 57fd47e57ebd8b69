#include "entropy/curve.hpp"

#include <cmath>
#include <limits>

#include "entropy/exponent.hpp"
#include "numeric/check.hpp"

namespace lemmata::entropy {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

} // namespace

Curve::Curve(std::span<const double> p, double tolerance)
    : outcomes_(p.size()), reversed_(0), weights_(outcomes_.depths().size()) {
  outcomes_.read(p, {.sumTolerance = tolerance}, {"p"});
}

const Outcomes &Curve::facing(double gamma) {
  if (gamma >= 0)
    return outcomes_;
  if (reversed_.size() == 0)
    reversed_ = outcomes_.reversed();
  return reversed_;
}

CurvePoint Curve::at(double gamma) {
  const Outcomes &outcomes = facing(gamma);
  if (std::abs(gamma) == infinity)
    return {outcomes.least(), 0, 0};
  const double scaled = std::abs(gamma) / outcomes.scale();
  const Excess x = excess(powerSums(outcomes.depths(), scaled, weights_),
                          static_cast<double>(outcomes.ties()), scaled);
  // The derivatives are in γ, not in |γ|/scale.
  const double unit = std::copysign(1 / outcomes.scale(), gamma);
  return {outcomes.least() + x.value, x.first * unit + 0.0, x.second * unit * unit + 0.0};
}

void Curve::write(double gamma, std::span<double> q) {
  const Outcomes &outcomes = facing(gamma);
  const auto depths = outcomes.depths();
  const double scaled = std::abs(gamma) / outcomes.scale();
  double mass = static_cast<double>(outcomes.ties());
  if (scaled < infinity) {
    mass += powerSums(depths, scaled, weights_).rest;
  } else {
    for (std::size_t i = 0; i < depths.size(); ++i)
      weights_[i] = depths[i] == 0 ? 1 : 0;
  }
  writeShifted(weights_, depths, 0, 1 / mass, q);
}

void curve(std::span<const double> p, std::span<const double> gammas, std::span<double> entropy,
           std::span<double> slope, std::span<double> curvature, double tolerance) {
  check::notEmpty(gammas.size(), "gammas");
  for (std::size_t i = 0; i < gammas.size(); ++i)
    if (!(gammas[i] > -infinity))
      throw Error(ErrorCode::NotFinite,
                  "gammas[{index}] is {found}; allowed are finite numbers and Infinity",
                  {{"argument", "gammas"}, {"index", i}, {"found", gammas[i]}});
  Curve H(p, tolerance);
  for (std::size_t i = 0; i < gammas.size(); ++i) {
    const CurvePoint point = H.at(gammas[i]);
    entropy[i] = point.entropy;
    slope[i] = point.slope;
    curvature[i] = point.curvature;
  }
}

void power(std::span<const double> p, double gamma, std::span<double> q, double tolerance) {
  if (!(gamma >= 0))
    throw Error(ErrorCode::InvalidArgument,
                "gamma is {found}; allowed are numbers from 0, Infinity included",
                {{"argument", "gamma"}, {"found", gamma}});
  Curve(p, tolerance).write(gamma, q);
}

} // namespace lemmata::entropy
