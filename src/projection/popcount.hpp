#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

#if defined(__wasm_simd128__)
#include <wasm_simd128.h>
#endif

namespace lemmata::projection {

/// How many bits differ in `words` words, four at a time where the engine counts the bits of
/// packets.
inline std::uint32_t differingBits(const std::uint32_t *a, const std::uint32_t *b,
                                   std::size_t words) {
  std::uint32_t total = 0;
  std::size_t i = 0;
#if defined(__wasm_simd128__)
  while (i + 4 <= words) {
    v128_t bytes = wasm_i8x16_const_splat(0);
    // A byte of the sum holds 31 counts of 8.
    for (int packets = 0; packets < 31 && i + 4 <= words; ++packets, i += 4)
      bytes = wasm_i8x16_add(
          bytes, wasm_i8x16_popcnt(wasm_v128_xor(wasm_v128_load(a + i), wasm_v128_load(b + i))));
    const v128_t sums = wasm_u32x4_extadd_pairwise_u16x8(wasm_u16x8_extadd_pairwise_u8x16(bytes));
    const v128_t halves = wasm_i32x4_add(sums, wasm_i32x4_shuffle(sums, sums, 2, 3, 0, 1));
    total += static_cast<std::uint32_t>(wasm_i32x4_extract_lane(halves, 0)) +
             static_cast<std::uint32_t>(wasm_i32x4_extract_lane(halves, 1));
  }
#else
  for (; i + 2 <= words; i += 2) {
    std::uint64_t x, y;
    std::memcpy(&x, a + i, sizeof x);
    std::memcpy(&y, b + i, sizeof y);
    total += static_cast<std::uint32_t>(std::popcount(x ^ y));
  }
#endif
  for (; i < words; ++i)
    total += static_cast<std::uint32_t>(std::popcount(a[i] ^ b[i]));
  return total;
}

} // namespace lemmata::projection
