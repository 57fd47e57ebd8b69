#include "projection/hadamard.hpp"

#include <algorithm>
#include <cstddef>

#include "numeric/packet.hpp"
#include "numeric/transpose.hpp"

namespace lemmata::projection {

namespace {

template <class V> [[gnu::always_inline]] inline void butterfly(V &a, V &b) {
  const V sum = a + b;
  b = a - b;
  a = sum;
}

/// Steps of 1 and 2 packets, as far as there are so many.
inline void across(f64x2 (&p)[2]) { butterfly(p[0], p[1]); }
inline void across(f32x4 (&p)[4]) {
  butterfly(p[0], p[1]);
  butterfly(p[2], p[3]);
  butterfly(p[0], p[2]);
  butterfly(p[1], p[3]);
}

/// The transform of each square of packets, within the packets first.
template <class T> void squares(std::span<T> x) {
  constexpr std::size_t L = lanes<T>;
  for (std::size_t i = 0; i < x.size(); i += L * L) {
    Packet<T> p[L];
#pragma GCC unroll 4
    for (std::size_t l = 0; l < L; ++l)
      p[l] = load(&x[i + l * L]);
    transpose(p);
    across(p);
    transpose(p);
    across(p);
#pragma GCC unroll 4
    for (std::size_t l = 0; l < L; ++l)
      store(&x[i + l * L], p[l]);
  }
}

/// Steps of h, or of h and 2h in one pass, in each of the parts of x that have 2h or 4h entries.
template <class T> void stepOfTwo(std::span<T> x, std::size_t h) {
  for (std::size_t start = 0; start < x.size(); start += 2 * h)
    for (std::size_t i = start; i < start + h; i += lanes<T>) {
      Packet<T> a = load(&x[i]), b = load(&x[i + h]);
      butterfly(a, b);
      store(&x[i], a);
      store(&x[i + h], b);
    }
}
template <class T> void stepOfFour(std::span<T> x, std::size_t h) {
  for (std::size_t start = 0; start < x.size(); start += 4 * h)
    for (std::size_t i = start; i < start + h; i += lanes<T>) {
      Packet<T> a = load(&x[i]), b = load(&x[i + h]), c = load(&x[i + 2 * h]),
                d = load(&x[i + 3 * h]);
      butterfly(a, b);
      butterfly(c, d);
      butterfly(a, c);
      butterfly(b, d);
      store(&x[i], a);
      store(&x[i + h], b);
      store(&x[i + 2 * h], c);
      store(&x[i + 3 * h], d);
    }
}

} // namespace

template <class T> void walshHadamard(std::span<T> x) {
  constexpr std::size_t square = lanes<T> * lanes<T>;
  // What fits the first-level cache is finished before what lies beside it is begun.
  constexpr std::size_t resident = 16384 / sizeof(T);
  std::size_t h = 1;
  if (x.size() > resident) {
    const std::size_t quarter = x.size() / 4;
    for (std::size_t i = 0; i < 4; ++i)
      walshHadamard(x.subspan(i * quarter, quarter));
    return stepOfFour(x, quarter);
  }
  if (x.size() < square) {
    for (; h < x.size(); h *= 2)
      for (std::size_t i = 0; i < x.size(); ++i)
        if ((i & h) == 0)
          butterfly(x[i], x[i + h]);
    return;
  }
  squares(x);
  for (h = square; 4 * h <= x.size(); h *= 4)
    stepOfFour(x, h);
  if (h < x.size())
    stepOfTwo(x, h);
}

template void walshHadamard(std::span<float>);
template void walshHadamard(std::span<double>);

} // namespace lemmata::projection
