#include "entropy/powers.hpp"

#include <algorithm>

#include "numeric/exp.hpp"
#include "numeric/packet.hpp"

namespace lemmata::entropy {

namespace {

// Sums are taken block by block, so that their rounding errors do not grow with the row's length.
constexpr std::size_t block = 512;

} // namespace

PowerSums powerSums(std::span<const double> depths, double gamma, std::span<double> weights) {
  const BoltzmannFactor<double> power(gamma);
  PowerSums total;
  for (std::size_t begin = 0; begin < depths.size(); begin += block) {
    const std::size_t end = std::min(begin + block, depths.size());
    f64x2 rest{}, first{}, second{}, third{}, fourth{};
    for (std::size_t i = begin; i < end; i += 2) {
      const f64x2 d = load(&depths[i]);
      f64x2 e = zeroWhere<f64x2>(d >= 0, power(d));
      store(&weights[i], e + zeroWhere<f64x2>(d != 0, f64x2{1, 1}));
      rest += e;
      first += e *= d;
      second += e *= d;
      third += e *= d;
      fourth += e *= d;
    }
    total.rest += sum(rest);
    total.first += sum(first);
    total.second += sum(second);
    total.third += sum(third);
    total.fourth += sum(fourth);
  }
  return total;
}

PowerSums sketchSums(std::span<const float> depths, double gamma) {
  const BoltzmannFactor<float> power(static_cast<float>(gamma));
  PowerSums total;
  for (std::size_t begin = 0; begin < depths.size(); begin += block) {
    const std::size_t end = std::min(begin + block, depths.size());
    f32x4 rest{}, first{}, second{}, third{};
    for (std::size_t i = begin; i < end; i += 4) {
      const f32x4 d = load(&depths[i]);
      f32x4 e = zeroWhere<f32x4>(d >= 0, power(d));
      rest += e;
      first += e *= d;
      second += e *= d;
      third += e *= d;
    }
    total.rest += sum(rest);
    total.first += sum(first);
    total.second += sum(second);
    total.third += sum(third);
  }
  return total;
}

template <class T>
void writeShifted(std::span<const double> weights, std::span<const double> depths, double delta,
                  double factor, std::span<T> out) {
  const auto shifted = [&](std::size_t i) {
    const f64x2 x = delta * load(&depths[i]);
    return factor * load(&weights[i]) * (1 + x * (1 + x * (0.5 + x * (1.0 / 6))));
  };
  std::size_t i = 0;
  for (; i + 1 < out.size(); i += 2)
    storeNarrow(&out[i], shifted(i));
  if (i < out.size())
    out[i] = static_cast<T>(shifted(i)[0]);
}

template void writeShifted(std::span<const double>, std::span<const double>, double, double,
                           std::span<float>);
template void writeShifted(std::span<const double>, std::span<const double>, double, double,
                           std::span<double>);

} // namespace lemmata::entropy
