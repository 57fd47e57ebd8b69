#include "initialization/rows.hpp"

#include <algorithm>
#include <cmath>

#include "numeric/exp.hpp"
#include "numeric/log.hpp"
#include "numeric/reduce.hpp"

namespace lemmata::initialization::rows {

double squares(std::span<const float> x) { return dot(x, x); }

float normalize(std::span<const float> x, std::span<float> y) {
  const auto size = static_cast<double>(x.size());
  const auto mean = static_cast<float>(sum(x) / size);
  for (std::size_t i = 0; i < x.size(); ++i)
    y[i] = x[i] - mean;
  const auto factor = static_cast<float>(1 / std::sqrt(squares(y) / size + 1e-5));
  for (float &value : y)
    value *= factor;
  return factor;
}

void normalizeBackward(float factor, std::span<const float> y, std::span<float> g) {
  const auto size = static_cast<double>(g.size());
  const auto mean = static_cast<float>(sum<float>(g) / size),
             along = static_cast<float>(dot<float>(g, y) / size);
  for (std::size_t i = 0; i < g.size(); ++i)
    g[i] = factor * (g[i] - mean - y[i] * along);
}

double softmax(std::span<float> x) {
  const float top = *std::ranges::max_element(x);
  f32x4 sums{}, energies{};
  std::size_t i = 0;
  const auto weigh = [&](f32x4 p) {
    const f32x4 gap = p - top, e = exp(gap);
    sums += e;
    energies -= zeroWhere(e == 0.0f, e * gap);
    return e;
  };
  for (; i + 4 <= x.size(); i += 4)
    store(&x[i], weigh(load(&x[i])));
  if (i < x.size())
    storePartial(&x[i], weigh(loadPartial(&x[i], x.size() - i, -HUGE_VALF)), x.size() - i);
  const float Z = lemmata::sum(sums);
  for (float &value : x)
    value /= Z;
  return lemmata::log(double(Z)) + double(sum(energies)) / double(Z);
}

void softmaxBackward(std::span<const float> p, std::span<float> g) {
  const auto mean = static_cast<float>(dot<float>(p, g));
  for (std::size_t i = 0; i < p.size(); ++i)
    g[i] = p[i] * (g[i] - mean);
}

void mix(float a, std::span<float> x, float b, std::span<const float> f) {
  for (std::size_t i = 0; i < x.size(); ++i)
    x[i] = a * x[i] + b * f[i];
}

void multiply(std::span<float> x, std::span<const float> y) {
  for (std::size_t i = 0; i < x.size(); ++i)
    x[i] *= y[i];
}

void histogram(std::span<const float> x, double scale, std::span<double> shares) {
  if (scale == 0)
    return;
  const auto parts = static_cast<double>(shares.size());
  for (const float entry : x) {
    const double place = (entry / scale + 3) * (parts / 6);
    ++shares[static_cast<std::size_t>(std::clamp(place, 0.0, parts - 1))];
  }
  for (double &share : shares)
    share /= static_cast<double>(x.size());
}

} // namespace lemmata::initialization::rows
