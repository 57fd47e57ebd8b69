#pragma once

#include <limits>
#include <span>

#include "numeric/exp.hpp"
#include "numeric/log.hpp"

/// Reductions in float64 (float32 is widened, which is exact) in a fixed order, so that equal
/// inputs give equal bits everywhere.
///
/// The order of every sum: blocks of 128 terms, in each of which term i is added to sᵢ mod 8; then
/// ((s₀ + s₄) + (s₂ + s₆)) + ((s₁ + s₅) + (s₃ + s₇)). A last block that is not full adds the terms
/// beyond its eights one by one after that. Block sums are added pairwise, so that the rounding
/// error grows with log n: it is at most (30 + log₂(n/128 + 1)) 2^−53 Σ |terms|.
namespace lemmata {

namespace detail {

inline constexpr std::size_t sumBlock = 128;

/// Σ over `count` ≤ sumBlock terms from `first`; `pair(i)` gives the terms i and i + 1, `single(i)`
/// the term i.
template <class Pair, class Single>
inline double blockSum(std::size_t first, std::size_t count, Pair pair, Single single) {
  f64x2 s0{}, s1{}, s2{}, s3{};
  std::size_t i = first;
  const std::size_t end = first + count;
  for (; i + 8 <= end; i += 8) {
    s0 += pair(i);
    s1 += pair(i + 2);
    s2 += pair(i + 4);
    s3 += pair(i + 6);
  }
  double total = sum((s0 + s2) + (s1 + s3));
  for (; i < end; ++i)
    total += single(i);
  return total;
}

/// Σ over `count` terms, blocks added pairwise: `pending` holds sums of 1, 2, 4, … blocks, as the
/// bits of the number of blocks say.
template <class Pair, class Single>
inline double pairwiseSum(std::size_t count, Pair pair, Single single) {
  double pending[std::numeric_limits<std::size_t>::digits];
  std::size_t depth = 0, blocks = 0, i = 0;
  for (; i + sumBlock <= count; i += sumBlock) {
    double total = blockSum(i, sumBlock, pair, single);
    ++blocks;
    for (std::size_t carry = blocks; (carry & 1) == 0; carry >>= 1)
      total = pending[--depth] + total;
    pending[depth++] = total;
  }
  double total = blockSum(i, count - i, pair, single);
  while (depth > 0)
    total = pending[--depth] + total;
  return total;
}

} // namespace detail

/// Σ xᵢ; 0 where x is empty.
template <class T> double sum(std::span<const T> x) {
  return detail::pairwiseSum(
      x.size(), [x](std::size_t i) { return loadWide(&x[i]); },
      [x](std::size_t i) { return double(x[i]); });
}

/// Σ xᵢ yᵢ of equally long x and y; products of float32 are exact.
template <class T> double dot(std::span<const T> x, std::span<const T> y) {
  return detail::pairwiseSum(
      x.size(), [x, y](std::size_t i) { return loadWide(&x[i]) * loadWide(&y[i]); },
      [x, y](std::size_t i) { return double(x[i]) * double(y[i]); });
}

/// The smallest and the largest entry; +∞ and −∞ where x is empty. NaN entries do not count.
template <class T> struct Range {
  T low = std::numeric_limits<T>::infinity(), high = -std::numeric_limits<T>::infinity();
};
template <class T> Range<T> range(std::span<const T> x) {
  Packet<T> low = broadcast(Range<T>{}.low), high = broadcast(Range<T>{}.high);
  std::size_t i = 0;
  for (; i + lanes<T> <= x.size(); i += lanes<T>) {
    const Packet<T> p = load(&x[i]);
    low = min(low, p);
    high = max(high, p);
  }
  Range<T> all;
  for (std::size_t lane = 0; lane < lanes<T>; ++lane) {
    all.low = low[lane] < all.low ? low[lane] : all.low;
    all.high = high[lane] > all.high ? high[lane] : all.high;
  }
  for (; i < x.size(); ++i) {
    all.low = x[i] < all.low ? x[i] : all.low;
    all.high = x[i] > all.high ? x[i] : all.high;
  }
  return all;
}
template <class T> T max(std::span<const T> x) { return range(x).high; }

/// log Σ e^{xᵢ}, without overflow: the largest entry m is taken out, m + log Σ e^{xᵢ − m}. −∞ where
/// x is empty or all −∞, +∞ where one is.
template <class T> double logSumExp(std::span<const T> x) {
  const double m = max(x);
  if (!(m - m == 0))
    return m;
  const BoltzmannFactor<double> weight(1);
  const double total = detail::pairwiseSum(
      x.size(), [x, m, weight](std::size_t i) { return weight(loadWide(&x[i]) - m); },
      [x, m, weight](std::size_t i) { return weight(double(x[i]) - m); });
  return m + log(total);
}

} // namespace lemmata
