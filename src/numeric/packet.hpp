#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <type_traits>
#include <utility>

#if defined(__SSE2__) && !defined(__wasm_simd128__)
#include <emmintrin.h>
#endif

/// 128-bit packets of float64 and float32 in the compilers' own vector extensions: +, −, ·, /, the
/// comparisons and the integer operations are the language's. g++, clang and Emscripten translate
/// each to one instruction, and as no operation but the exactly rounded ones of IEEE 754 is used,
/// WebAssembly and native builds give the same bits.
namespace lemmata {

typedef double f64x2 __attribute__((vector_size(16)));
typedef float f32x4 __attribute__((vector_size(16)));
typedef std::int64_t i64x2 __attribute__((vector_size(16)));
typedef std::int32_t i32x4 __attribute__((vector_size(16)));
typedef std::uint64_t u64x2 __attribute__((vector_size(16)));
typedef std::uint32_t u32x4 __attribute__((vector_size(16)));

/// What belongs to an element type: its packet, and the integers of the same width, whose packet
/// is also what a comparison gives (all bits set where it holds).
template <class T> struct PacketOf;
template <> struct PacketOf<double> {
  using Type = f64x2;
  using Integers = i64x2;
  using Unsigned = u64x2;
};
template <> struct PacketOf<float> {
  using Type = f32x4;
  using Integers = i32x4;
  using Unsigned = u32x4;
};
template <class T> using Packet = typename PacketOf<T>::Type;
template <class T> using Integers = typename PacketOf<T>::Integers;
template <class T> using Unsigned = typename PacketOf<T>::Unsigned;

/// How many T fit into one packet: 2 or 4.
template <class T> inline constexpr std::size_t lanes = 16 / sizeof(T);

/// The element type of a packet.
template <class P> using Lane = std::remove_cvref_t<decltype(std::declval<P>()[0])>;

/// All lanes the same.
[[gnu::always_inline]] inline f64x2 broadcast(double x) { return f64x2{x, x}; }
[[gnu::always_inline]] inline f32x4 broadcast(float x) { return f32x4{x, x, x, x}; }

/// Reads a packet; the address needs no alignment.
template <class T> [[gnu::always_inline]] inline Packet<T> load(const T *from) {
  Packet<T> p;
  std::memcpy(&p, from, sizeof p);
  return p;
}

/// Reads the first `count` < lanes elements; the other lanes are `fill`.
template <class T>
[[gnu::always_inline]] inline Packet<T> loadPartial(const T *from, std::size_t count, T fill) {
  Packet<T> p = broadcast(fill);
  for (std::size_t i = 0; i < count; ++i)
    p[i] = from[i];
  return p;
}

/// Writes a packet; the address needs no alignment.
template <class P> [[gnu::always_inline]] inline void store(Lane<P> *to, P p) {
  std::memcpy(to, &p, sizeof p);
}

/// Writes the first `count` < lanes elements.
template <class P>
[[gnu::always_inline]] inline void storePartial(Lane<P> *to, P p, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i)
    to[i] = p[i];
}

/// The bits of a packet as integers without sign, whose sums wrap around; and back.
template <class P> [[gnu::always_inline]] inline Unsigned<Lane<P>> bits(P p) {
  return std::bit_cast<Unsigned<Lane<P>>>(p);
}
template <class T> [[gnu::always_inline]] inline Packet<T> fromBits(Unsigned<T> b) {
  return std::bit_cast<Packet<T>>(b);
}

/// Lane by lane `a` where the mask holds, else `b`.
template <class P> [[gnu::always_inline]] inline P select(Integers<Lane<P>> mask, P a, P b) {
  return mask ? a : b;
}

/// Lane by lane `a` where the mask does not hold, else +0.
template <class P> [[gnu::always_inline]] inline P zeroWhere(Integers<Lane<P>> mask, P a) {
  return fromBits<Lane<P>>(Unsigned<Lane<P>>(~mask) & bits(a));
}

/// Lane by lane the smaller; `a` where one of them is NaN or where they are equal (so that a NaN
/// in `a` stays, one in `b` does not).
template <class P> [[gnu::always_inline]] inline P min(P a, P b) { return b < a ? b : a; }

/// Lane by lane the larger; `a` where one of them is NaN or where they are equal.
template <class P> [[gnu::always_inline]] inline P max(P a, P b) { return a < b ? b : a; }

/// |p|, a NaN included.
template <class P> [[gnu::always_inline]] inline P abs(P p) {
  using T = Lane<P>;
  return fromBits<T>(bits(p) & ~bits(broadcast(T(-0.0))));
}

/// Whether the mask holds in any lane.
template <class Mask> [[gnu::always_inline]] inline bool any(Mask mask) {
#if defined(__wasm_simd128__)
  return __builtin_wasm_any_true_v128(mask);
#elif defined(__SSE2__)
  return _mm_movemask_epi8(std::bit_cast<__m128i>(mask)) != 0;
#else
  const auto halves = std::bit_cast<i64x2>(mask);
  return (halves[0] | halves[1]) != 0;
#endif
}

/// The sum of the lanes, in this order: p₀ + p₁, and (p₀ + p₂) + (p₁ + p₃).
[[gnu::always_inline]] inline double sum(f64x2 p) { return p[0] + p[1]; }
[[gnu::always_inline]] inline float sum(f32x4 p) { return (p[0] + p[2]) + (p[1] + p[3]); }

/// Reads two numbers as float64, which is exact.
[[gnu::always_inline]] inline f64x2 loadWide(const double *from) { return load(from); }
[[gnu::always_inline]] inline f64x2 loadWide(const float *from) {
  typedef float f32x2 __attribute__((vector_size(8)));
  f32x2 p;
  std::memcpy(&p, from, sizeof p);
  return __builtin_convertvector(p, f64x2);
}

/// Writes two float64, rounded where float32 is asked for.
[[gnu::always_inline]] inline void storeNarrow(double *to, f64x2 p) { store(to, p); }
[[gnu::always_inline]] inline void storeNarrow(float *to, f64x2 p) {
  typedef float f32x2 __attribute__((vector_size(8)));
  const f32x2 narrow = __builtin_convertvector(p, f32x2);
  std::memcpy(to, &narrow, sizeof narrow);
}

/// Every entry becomes f of it, packet by packet.
template <class T, class F>
[[gnu::always_inline]] inline void mapPackets(T *x, std::size_t size, F f) {
  std::size_t i = 0;
  for (; i + lanes<T> <= size; i += lanes<T>)
    store(x + i, f(load(x + i)));
  for (; i < size; ++i)
    x[i] = f(broadcast(x[i]))[0];
}

} // namespace lemmata
