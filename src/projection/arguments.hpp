#pragma once

#include <cmath>

#include "numeric/check.hpp"

namespace lemmata::projection {

/// The most dimensions that are counted in: √n steps of a tail are then some ten thousand.
inline constexpr double mostDimensions = 1e9;

/// Throws INVALID_ARGUMENT unless the value is a whole number from `low` to `high`.
inline void checkWhole(double value, double low, double high, std::string_view argument) {
  if (!(value >= low && value <= high && std::floor(value) == value))
    throw Error(ErrorCode::InvalidArgument,
                "{argument} is {found}; allowed are whole numbers from {low} to {high}",
                {{"argument", argument}, {"found", value}, {"low", low}, {"high", high}});
}

/// Throws INVALID_ARGUMENT unless 0 < value < high.
inline void checkBetween(double value, double high, std::string_view argument) {
  if (!(value > 0 && value < high))
    throw Error(ErrorCode::InvalidArgument,
                "{argument} is {found}; it must lie above 0 and below {high}",
                {{"argument", argument}, {"found", value}, {"high", high}});
}

} // namespace lemmata::projection
