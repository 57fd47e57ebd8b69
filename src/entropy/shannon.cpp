#include "entropy/shannon.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "entropy/distribution.hpp"
#include "numeric/exp.hpp"
#include "numeric/log.hpp"
#include "numeric/reduce.hpp"

namespace lemmata::entropy {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

/// −Σ p log p, summed block by block, so that rounding errors do not grow with the size.
double surprise(std::span<const double> p) {
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

/// The most likely outcome. Above ½ it is what the others leave of 1, which its own rounding hides:
/// an entropy that is near 0 is all theirs.
struct Largest {
  std::size_t index;
  double p, log;
  bool dominant() const { return p > 0.5; }
};

Largest largestOf(std::span<const double> p) {
  const std::size_t k = std::max_element(p.begin(), p.end()) - p.begin();
  if (!(p[k] > 0.5))
    return {k, p[k], lemmata::log(p[k])};
  const double others = sum(p.first(k)) + sum(p.subspan(k + 1));
  return {k, 1 - others, lemmata::log1p(-others)};
}

double nats(std::span<const double> p) {
  const Largest most = largestOf(p);
  if (!most.dominant())
    return surprise(p);
  const auto before = p.first(most.index), after = p.subspan(most.index + 1);
  return surprise(before) + surprise(after) - most.p * most.log;
}

void checkOrder(double order) {
  if (!(order >= 0))
    throw Error(ErrorCode::InvalidArgument,
                "order is {found}; allowed are numbers from 0, Infinity included",
                {{"argument", "order"}, {"found", order}});
}

/// Σ p^α − Σ p for p > 0, which keeps its relative accuracy as α goes to 1.
double powerSumLessSum(std::span<const double> p, double order) {
  const Largest most = largestOf(p);
  double sum = 0;
  for (std::size_t i = 0; i < p.size(); ++i) {
    if (p[i] <= 0)
      continue;
    const double x = i == most.index ? most.p : p[i];
    const double l = i == most.index ? most.log : lemmata::log(x), exponent = (order - 1) * l;
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
  const Largest most = largestOf(p);
  if (order == 1)
    return nats(p);
  if (order == infinity)
    return -most.log + 0.0;
  if (order < 2)
    return lemmata::log1p(powerSumLessSum(p, order)) / (1 - order) + 0.0;
  double others = 0;
  for (std::size_t i = 0; i < p.size(); ++i)
    if (p[i] > 0 && i != most.index)
      others += lemmata::exp(order * lemmata::log(p[i] / most.p));
  // The quotient first: the product could overflow.
  return order / (1 - order) * most.log + lemmata::log1p(others) / (1 - order) + 0.0;
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
