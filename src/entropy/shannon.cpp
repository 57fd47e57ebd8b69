#include "entropy/shannon.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "entropy/distribution.hpp"
#include "numeric/exp.hpp"
#include "numeric/log.hpp"

namespace lemmata::entropy {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

/// Summed block by block, so that rounding errors do not grow with the size.
double nats(std::span<const double> p) {
  constexpr std::size_t block = 512;
  double total = 0;
  for (std::size_t begin = 0; begin < p.size(); begin += block) {
    const std::size_t end = std::min(begin + block, p.size());
    f64x2 sums{};
    for (std::size_t i = begin; i < end; i += 2) {
      const f64x2 x{p[i], i + 1 < end ? p[i + 1] : 0};
      // log 1 stands for log 0, whose product with 0 is 0.
      sums += x * log(select<f64x2>(x > 0, x, f64x2{1, 1}));
    }
    total -= sum(sums);
  }
  return total + 0.0;
}

void checkOrder(double order) {
  if (!(order >= 0))
    throw Error(ErrorCode::InvalidArgument,
                "order is {found}; allowed are numbers from 0, Infinity included",
                {{"argument", "order"}, {"found", order}});
}

/// Σ p^α − Σ p for p > 0, which keeps its relative accuracy as α goes to 1.
double powerSumLessSum(std::span<const double> p, double order) {
  double sum = 0;
  for (const double x : p) {
    if (x <= 0)
      continue;
    const double l = lemmata::log(x), exponent = (order - 1) * l;
    // Beyond 1, expm1 has nothing to save, and x^{α−1} alone could overflow.
    sum += std::abs(exponent) < 1 ? x * lemmata::expm1(exponent) : lemmata::exp(order * l) - x;
  }
  return sum;
}

} // namespace

double shannon(std::span<const double> p, double base, double tolerance) {
  if (!(base > 1 && base < infinity))
    throw Error(ErrorCode::InvalidArgument,
                "options.base is {found}; it must be a finite number above 1",
                {{"argument", "options.base"}, {"found", base}});
  checkDistribution(p, {"p"}, tolerance);
  return base == std::numbers::e ? nats(p) : nats(p) / lemmata::log(base);
}

double perplexity(std::span<const double> p, double tolerance) {
  checkDistribution(p, {"p"}, tolerance);
  return lemmata::exp(nats(p));
}

double renyi(std::span<const double> p, double order, double tolerance) {
  checkOrder(order);
  checkDistribution(p, {"p"}, tolerance);
  const double largest = *std::max_element(p.begin(), p.end());
  if (order == 1)
    return nats(p);
  if (order == infinity)
    return -lemmata::log(largest) + 0.0;
  if (order < 2)
    return lemmata::log1p(powerSumLessSum(p, order)) / (1 - order) + 0.0;
  double sum = 0;
  for (const double x : p)
    sum += x > 0 ? lemmata::exp(order * lemmata::log(x / largest)) : 0;
  // The quotient first: the product could overflow.
  return order / (1 - order) * lemmata::log(largest) + lemmata::log(sum) / (1 - order) + 0.0;
}

double tsallis(std::span<const double> p, double order, double tolerance) {
  checkOrder(order);
  checkDistribution(p, {"p"}, tolerance);
  if (order == 1)
    return nats(p);
  if (order == infinity)
    return 0;
  return powerSumLessSum(p, order) / (1 - order) + 0.0;
}

} // namespace lemmata::entropy
