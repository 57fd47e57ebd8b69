#include "entropy/powers.hpp"

#include <cmath>

namespace lemmata::entropy {

PowerSums powerSums(std::span<const double> depths, double gamma, std::span<double> weights) {
  PowerSums total;
  constexpr std::size_t block = 512;
  for (std::size_t begin = 0; begin < depths.size(); begin += block) {
    const std::size_t end = std::min(begin + block, depths.size());
    PowerSums sums;
    for (std::size_t i = begin; i < end; ++i) {
      const double d = depths[i];
      double e = d < 0 ? std::exp(gamma * d) : 0;
      weights[i] = d == 0 ? 1 : e;
      sums.rest += e;
      sums.first += e *= d;
      sums.second += e *= d;
      sums.third += e *= d;
      sums.fourth += e *= d;
    }
    total.rest += sums.rest;
    total.first += sums.first;
    total.second += sums.second;
    total.third += sums.third;
    total.fourth += sums.fourth;
  }
  return total;
}

PowerSums sketchSums(std::span<const double> depths, double gamma) {
  PowerSums sums;
  for (const double depth : depths) {
    const float d = static_cast<float>(depth);
    float e = d < 0 ? std::exp(static_cast<float>(gamma) * d) : 0;
    sums.rest += e;
    sums.first += e *= d;
    sums.second += e *= d;
    sums.third += e *= d;
  }
  return sums;
}

template <class T>
void writeShifted(std::span<const double> weights, std::span<const double> depths, double delta,
                  double factor, std::span<T> out) {
  for (std::size_t i = 0; i < out.size(); ++i) {
    const double x = delta * depths[i];
    out[i] = static_cast<T>(factor * weights[i] * (1 + x * (1 + x * (0.5 + x * (1.0 / 6)))));
  }
}

template void writeShifted(std::span<const double>, std::span<const double>, double, double,
                           std::span<float>);
template void writeShifted(std::span<const double>, std::span<const double>, double, double,
                           std::span<double>);

} // namespace lemmata::entropy
