#include "numeric/tile.hpp"

#include "numeric/packet.hpp"

namespace lemmata::tile {

Tile read(Block<const double> C, std::size_t row, std::size_t col) {
  Tile t(std::min(size, C.rows - row), std::min(size, C.cols - col));
  const double *from = &C(row, col);
  if (t.full()) {
#pragma GCC unroll 4
    for (std::size_t i = 0; i < size; ++i, from += C.stride) {
      store(t.entry[i], load(from));
      store(t.entry[i] + 2, load(from + 2));
    }
  } else {
    for (std::size_t i = 0; i < t.rows; ++i)
      for (std::size_t j = 0; j < t.cols; ++j)
        t.entry[i][j] = C(row + i, col + j);
  }
  return t;
}

void write(const Tile &t, Block<double> C, std::size_t row, std::size_t col) {
  double *to = &C(row, col);
  if (t.full()) {
#pragma GCC unroll 4
    for (std::size_t i = 0; i < size; ++i, to += C.stride) {
      store(to, load(t.entry[i]));
      store(to + 2, load(t.entry[i] + 2));
    }
  } else {
    for (std::size_t i = 0; i < t.rows; ++i)
      for (std::size_t j = 0; j < t.cols; ++j)
        C(row + i, col + j) = t.entry[i][j];
  }
}

void subtractProduct(Tile &t, const double *a, std::size_t strideA, const double *b,
                     std::size_t strideB, std::size_t count) {
  if (t.full()) {
    f64x2 c[size][2];
#pragma GCC unroll 4
    for (std::size_t i = 0; i < size; ++i) {
      c[i][0] = load(t.entry[i]);
      c[i][1] = load(t.entry[i] + 2);
    }
    for (; count > 0; --count, a += strideA, b += strideB) {
      const f64x2 b0 = load(b), b1 = load(b + 2);
#pragma GCC unroll 4
      for (std::size_t i = 0; i < size; ++i) {
        const f64x2 x = broadcast(a[i]);
        c[i][0] -= x * b0;
        c[i][1] -= x * b1;
      }
    }
#pragma GCC unroll 4
    for (std::size_t i = 0; i < size; ++i) {
      store(t.entry[i], c[i][0]);
      store(t.entry[i] + 2, c[i][1]);
    }
  } else {
    for (; count > 0; --count, a += strideA, b += strideB)
      for (std::size_t i = 0; i < t.rows; ++i)
        for (std::size_t j = 0; j < t.cols; ++j)
          t.entry[i][j] -= a[i] * b[j];
  }
}

} // namespace lemmata::tile
