#pragma once

#include "numeric/check.hpp"

/// Checks of scalars, out of line because there are many of them. Each throws INVALID_ARGUMENT.
namespace lemmata::projection {

/// The most dimensions that are counted in: √n steps of a tail are then some ten thousand.
inline constexpr double mostDimensions = 1e9;

/// A whole number from `low` to `high`.
void checkWhole(double value, double low, double high, std::string_view argument);

/// 0 < value < high; finite where high is +∞.
void checkBetween(double value, double high, std::string_view argument);

/// low ≤ value ≤ high.
void checkRange(double value, double low, double high, std::string_view argument);

/// A finite number above 0.
void checkPositive(double value, std::string_view argument);

/// "{argument} is {found}; …" of one more message.
[[noreturn]] void refuse(const char *message, std::string_view argument, double found,
                         double allowed);

} // namespace lemmata::projection
