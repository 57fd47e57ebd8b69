#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "projection/points.hpp"

namespace lemmata::projection {

struct Distortion {
  double min, max, mean;
  /// At 0.01, 0.05, 0.25, 0.5, 0.75, 0.95 and 0.99, between neighbours by linear interpolation.
  std::array<double, 7> quantiles;
  double violations, pairs, skipped;
};

/// The ratios |y − y′|²/|x − x′|² over pairs of rows of X (N × m) and Y (N × n): all of them, or
/// where there are more than `maxPairs`, as many drawn from the seed, with replacement.
/// `violations` counts ratios off 1 by more than ε > 0. Pairs of equal rows of X are skipped and
/// counted in `skipped`, the others in `pairs`. `ratios` has room for as many pairs, or none: each
/// one's ratio, NaN where it was skipped; of all pairs first (1, 0), then (2, 0), (2, 1), (3, 0)
/// and so on. Throws INVALID_ARGUMENT (fewer than two rows, all of them equal, maxPairs not from 1
/// to 2^26), SHAPE_MISMATCH, NOT_FINITE. Source: kexue.fm/archives/8679.
Distortion distortion(const Points &X, const Points &Y, double epsilon, double maxPairs,
                      std::uint64_t seed, std::span<double> ratios = {});

} // namespace lemmata::projection
