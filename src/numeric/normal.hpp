#pragma once

#include <span>

#include "numeric/philox.hpp"

namespace lemmata {

/// The standard normal quantile Φ⁻¹(p) for 0 < p < 1, by the rational functions of Wichura (1988),
/// algorithm AS 241, PPND16. −∞ at 0, +∞ at 1, NaN outside and for NaN. Relative error below 1e-15
/// at every float64 p down to 5e-324; exactly odd about p = ½.
double normalQuantile(double p);

/// Replaces every p by its quantile, to the bits of `normalQuantile`; 0 < p < 1 throughout.
void normalQuantiles(std::span<double> values);

/// The standard normal number with this index: the quantile of philox.uniform(index). It is made of
/// correctly rounded operations only, so it is the same bits everywhere.
inline double normal(const Philox &philox, std::uint64_t index) {
  return normalQuantile(philox.uniform(index));
}

/// Fills `to` with the normals of the indices first, first + 1, …; float32 ones are the rounded
/// float64 ones.
template <class T> void fillNormal(const Philox &philox, std::uint64_t first, std::span<T> to);
template <> void fillNormal(const Philox &philox, std::uint64_t first, std::span<float> to);
template <> void fillNormal(const Philox &philox, std::uint64_t first, std::span<double> to);

} // namespace lemmata
