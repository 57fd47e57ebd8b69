#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#include "numeric/error.hpp"

namespace lemmata::entropy {

/// Which argument a row is, for messages: the vector p, or row 2 of the matrix P.
struct Place {
  static constexpr std::size_t vector = static_cast<std::size_t>(-1);

  std::string_view argument;
  std::size_t row = vector;
};

/// Throws NOT_FINITE and names the entry: p[3] is …, P[2][3] is ….
[[noreturn]] void refuseNotFinite(Place place, std::size_t index, double found);

/// Throws INVALID_ARGUMENT: there is no outcome at all, or every one is masked.
[[noreturn]] void refuseWithoutOutcome(Place place);

/// How far the sum of probabilities may be from 1: what a million roundings can do.
template <class T> inline constexpr double sumTolerance = 1e-8;
template <> inline constexpr double sumTolerance<float> = 1e-4;

/// Throws NOT_FINITE for an entry that is NaN or infinite; NOT_A_DISTRIBUTION for an entry below 0,
/// for a sum further from 1 than `tolerance` (∞ for any), and for entries that are all 0;
/// INVALID_ARGUMENT where p is empty.
template <class T> void checkDistribution(std::span<const T> p, Place place, double tolerance);

} // namespace lemmata::entropy
