#pragma once

#include <span>

#include "numeric/philox.hpp"

/// Initial weights.
namespace lemmata::initialization {

enum class Distribution {
  Normal,
  Uniform,   ///< between ±√3 std
  Truncated, ///< a normal cut at ±2 of its own standard deviations, with `std` left
};

/// Fills `to` with the weights of the indices first, first + 1, …, of mean 0 and this standard
/// deviation. Throws INVALID_ARGUMENT unless std is finite and not negative.
void fillWeights(Distribution distribution, double std, const Philox &philox, std::uint64_t first,
                 std::span<double> to);

} // namespace lemmata::initialization
