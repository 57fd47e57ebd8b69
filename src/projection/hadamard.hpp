#pragma once

#include <span>

namespace lemmata::projection {

/// x := Hx with the Walsh–Hadamard matrix Hᵢⱼ = (−1)^(number of ones in i AND j) of the size of x,
/// which is a power of two; in place, in n log₂ n additions. HᵀH = n I.
template <class T> void walshHadamard(std::span<T> x);

} // namespace lemmata::projection
