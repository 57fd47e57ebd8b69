#pragma once

#include <array>

#include "numeric/packet.hpp"

namespace lemmata {

/// c₀ + c₁ x + … + cₙ₋₁ xⁿ⁻¹ in every lane, as an even and an odd half in x², two chains that the
/// processor runs side by side.
///
/// Long ones read their coefficients from memory: as constants in the code each would cost V8 three
/// instructions, in every packet.
template <std::size_t n, class P>
[[gnu::always_inline]] inline P polynomial(const std::array<Lane<P>, n> &coefficients, P x) {
  static_assert(n >= 3);
  const Lane<P> *c = coefficients.data();
  if constexpr (n > 8)
    asm("" : "+r"(c));
  const P square = x * x;
  P even = broadcast(c[(n - 1) / 2 * 2]), odd = broadcast(c[n / 2 * 2 - 1]);
#pragma GCC unroll 16
  for (std::size_t i = (n - 1) / 2 * 2; i >= 2; i -= 2)
    even = even * square + broadcast(c[i - 2]);
#pragma GCC unroll 16
  for (std::size_t i = n / 2 * 2 - 1; i >= 3; i -= 2)
    odd = odd * square + broadcast(c[i - 2]);
  return even + odd * x;
}

} // namespace lemmata
