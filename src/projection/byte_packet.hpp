#pragma once

#include <cstdint>
#include <cstring>

#if defined(__wasm_simd128__)
#include <wasm_simd128.h>
#elif defined(__SSSE3__)
#include <tmmintrin.h>
#endif

/// 128-bit packets of sixteen bytes, for what the vector extensions have no operators for.
/// Integers, so the results are the same everywhere.
namespace lemmata::projection {

typedef std::uint8_t u8x16 __attribute__((vector_size(16)));

inline u8x16 loadBytes(const std::uint8_t *from) {
  u8x16 p;
  std::memcpy(&p, from, sizeof p);
  return p;
}

inline void storeBytes(std::uint8_t *to, u8x16 p) { std::memcpy(to, &p, sizeof p); }

/// The upper four bits of each lane. By lanes of sixteen bits, which every machine can shift; bytes
/// take V8 three more instructions.
inline u8x16 upperHalf(u8x16 a) {
  typedef std::uint16_t u16x8 __attribute__((vector_size(16)));
  return (u8x16)((u16x8)a >> 4) & 15;
}

/// Lane by lane table[index]; indices are below 16.
inline u8x16 lookUp(u8x16 table, u8x16 index) {
#if defined(__wasm_simd128__)
  return (u8x16)wasm_i8x16_swizzle((v128_t)table, (v128_t)index);
#elif defined(__SSSE3__)
  return (u8x16)_mm_shuffle_epi8((__m128i)table, (__m128i)index);
#else
  u8x16 p;
  for (int i = 0; i < 16; ++i)
    p[i] = table[index[i]];
  return p;
#endif
}

/// Sums that stop at 255.
inline u8x16 addUpTo255(u8x16 a, u8x16 b) {
#if defined(__wasm_simd128__)
  return (u8x16)wasm_u8x16_add_sat((v128_t)a, (v128_t)b);
#elif defined(__SSSE3__)
  return (u8x16)_mm_adds_epu8((__m128i)a, (__m128i)b);
#else
  const u8x16 p = a + b;
  return p | (u8x16)(p < a);
#endif
}

/// A bit for each lane with a ≤ b.
inline std::uint32_t whereAtMost(u8x16 a, u8x16 b) {
#if defined(__wasm_simd128__)
  return wasm_i8x16_bitmask(wasm_u8x16_le((v128_t)a, (v128_t)b));
#elif defined(__SSSE3__)
  const __m128i least = _mm_min_epu8((__m128i)a, (__m128i)b);
  return static_cast<std::uint32_t>(_mm_movemask_epi8(_mm_cmpeq_epi8(least, (__m128i)a)));
#else
  std::uint32_t mask = 0;
  for (int i = 0; i < 16; ++i)
    mask |= std::uint32_t(a[i] <= b[i]) << i;
  return mask;
#endif
}

} // namespace lemmata::projection
