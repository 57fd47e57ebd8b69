#pragma once

#include "numeric/packet.hpp"

/// Transposing in registers.
namespace lemmata {

/// The transpose of a square of as many packets as each has lanes.
inline void transpose(f64x2 (&p)[2]) {
  const f64x2 a = p[0], b = p[1];
  p[0] = __builtin_shufflevector(a, b, 0, 2);
  p[1] = __builtin_shufflevector(a, b, 1, 3);
}
inline void transpose(f32x4 (&p)[4]) {
  const f32x4 a = __builtin_shufflevector(p[0], p[1], 0, 4, 1, 5),
              b = __builtin_shufflevector(p[2], p[3], 0, 4, 1, 5),
              c = __builtin_shufflevector(p[0], p[1], 2, 6, 3, 7),
              d = __builtin_shufflevector(p[2], p[3], 2, 6, 3, 7);
  p[0] = __builtin_shufflevector(a, b, 0, 1, 4, 5);
  p[1] = __builtin_shufflevector(a, b, 2, 3, 6, 7);
  p[2] = __builtin_shufflevector(c, d, 0, 1, 4, 5);
  p[3] = __builtin_shufflevector(c, d, 2, 3, 6, 7);
}

/// Entry (c, r) of `to`, which has rows of `wide` entries, becomes entry (r, c) of `from`, which
/// has `rows` ≤ `wide` rows of `cols` entries, `stride` apart; zeros fill the rest of each row of
/// `to`. `wide` is a multiple of the lanes.
template <class T>
void transposeRows(const T *from, std::size_t stride, std::size_t rows, std::size_t cols,
                   std::size_t wide, T *to) {
  constexpr std::size_t L = lanes<T>;
  for (std::size_t r = 0; r < wide; r += L) {
    std::size_t c = 0;
    if (r + L <= rows)
      for (; c + L <= cols; c += L) {
        Packet<T> square[L];
#pragma GCC unroll 4
        for (std::size_t l = 0; l < L; ++l)
          square[l] = load(from + (r + l) * stride + c);
        transpose(square);
#pragma GCC unroll 4
        for (std::size_t l = 0; l < L; ++l)
          store(to + (c + l) * wide + r, square[l]);
      }
    for (; c < cols; ++c)
      for (std::size_t l = r; l < r + L; ++l)
        to[c * wide + l] = l < rows ? from[l * stride + c] : 0;
  }
}

} // namespace lemmata
