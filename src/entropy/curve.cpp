#include "entropy/curve.hpp"

#include <cmath>
#include <limits>

#include "entropy/exponent.hpp"
#include "numeric/check.hpp"

namespace lemmata::entropy {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

} // namespace

template <class T>
Curve::Curve(std::span<const T> p, std::string_view argument)
    : outcomes_(p.size()), reversed_(0), weights_(outcomes_.depths().size()) {
  outcomes_.read(p, {}, {argument});
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

template <class T> void Curve::write(double gamma, std::span<T> q) {
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

template <class T>
void curve(std::span<const T> p, std::span<const double> gammas, std::span<double> entropy,
           std::span<double> slope, std::span<double> curvature) {
  check::notEmpty(gammas.size(), "gammas");
  for (std::size_t i = 0; i < gammas.size(); ++i)
    if (!(gammas[i] > -infinity))
      throw Error(ErrorCode::NotFinite,
                  "gammas[{index}] is {found}; allowed are finite numbers and Infinity",
                  {{"argument", "gammas"}, {"index", i}, {"found", gammas[i]}});
  Curve H(p, "p");
  for (std::size_t i = 0; i < gammas.size(); ++i) {
    const CurvePoint point = H.at(gammas[i]);
    entropy[i] = point.entropy;
    slope[i] = point.slope;
    curvature[i] = point.curvature;
  }
}

template <class T> void power(std::span<const T> p, double gamma, std::span<T> q) {
  if (!(gamma >= 0))
    throw Error(ErrorCode::InvalidArgument,
                "gamma is {found}; allowed are numbers from 0, Infinity included",
                {{"argument", "gamma"}, {"found", gamma}});
  Curve(p, "p").write(gamma, q);
}

#define LEMMATA_INSTANTIATE(T)                                                                     \
  template Curve::Curve(std::span<const T>, std::string_view);                                     \
  template void Curve::write(double, std::span<T>);                                                \
  template void curve(std::span<const T>, std::span<const double>, std::span<double>,              \
                      std::span<double>, std::span<double>);                                       \
  template void power(std::span<const T>, double, std::span<T>);
LEMMATA_INSTANTIATE(float)
LEMMATA_INSTANTIATE(double)
#undef LEMMATA_INSTANTIATE

} // namespace lemmata::entropy
