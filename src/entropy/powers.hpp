#pragma once

#include <span>

namespace lemmata::entropy {

/// Sums of weights e^{γd} times powers of the depth d, over the outcomes below the largest.
struct PowerSums {
  double rest = 0; ///< Σ e^{γd}; with the ties, Z = ties + rest
  double first = 0;
  double second = 0;
  double third = 0;
  double fourth = 0;
};

/// The sums at γ ≥ 0, in one pass that leaves the weights behind: e^{γd}, 1 for a tie, 0 for a
/// mask. Both spans are padded as `Outcomes::depths`.
PowerSums powerSums(std::span<const double> depths, double gamma, std::span<double> weights);

/// The same without `fourth` and the weights, in float32: to about 6 digits, at a fraction of the
/// cost.
PowerSums sketchSums(std::span<const float> depths, double gamma);

/// Writes factor · weight · e^{δd} for small |δ d| (see `shiftLimit`), the rows' first `out.size()`
/// entries.
template <class T>
void writeShifted(std::span<const double> weights, std::span<const double> depths, double delta,
                  double factor, std::span<T> out);

/// The largest |δ d| for which `writeShifted` is exact to rounding: x⁴/24 < 2⁻⁵³/2.
inline constexpr double shiftLimit = 1.9e-4;

} // namespace lemmata::entropy
