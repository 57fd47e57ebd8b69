#include "numeric/philox.hpp"

#include <algorithm>

#include "numeric/packet.hpp"

#if defined(__wasm_simd128__)
#include <wasm_simd128.h>
#endif

namespace lemmata {

namespace {

/// Four blocks, word by word.
struct FourBlocks {
  u32x4 word[4];
};

struct Product {
  u32x4 low, high;
};

/// The 64-bit products of four words with one factor, as their halves. In the forms that become one
/// multiplication for two lanes: of neighbours in WebAssembly, of every other lane in SSE.
inline Product multiply(u32x4 x, std::uint32_t factor) {
#if defined(__wasm_simd128__)
  const u32x4 by = u32x4{} + factor;
  const auto a = std::bit_cast<u32x4>(
                 wasm_u64x2_extmul_low_u32x4(std::bit_cast<v128_t>(x), std::bit_cast<v128_t>(by))),
             b = std::bit_cast<u32x4>(
                 wasm_u64x2_extmul_high_u32x4(std::bit_cast<v128_t>(x), std::bit_cast<v128_t>(by)));
  return {__builtin_shufflevector(a, b, 0, 2, 4, 6), __builtin_shufflevector(a, b, 1, 3, 5, 7)};
#else
  constexpr std::uint64_t low = 0xffffffff;
  const u64x2 pairs = std::bit_cast<u64x2>(x);
#if defined(__SSE2__)
  const auto by = std::bit_cast<__m128i>(u64x2{factor, factor});
  const auto even = std::bit_cast<u64x2>(_mm_mul_epu32(std::bit_cast<__m128i>(pairs), by)),
             odd = std::bit_cast<u64x2>(_mm_mul_epu32(std::bit_cast<__m128i>(pairs >> 32), by));
#else
  const u64x2 even = (pairs & low) * factor, odd = (pairs >> 32) * factor;
#endif
  return {std::bit_cast<u32x4>((even & low) | (odd << 32)),
          std::bit_cast<u32x4>((even >> 32) | (odd & ~low))};
#endif
}

/// The blocks of these numbers and the three after them each, by the rounds of Philox::block: two
/// chains side by side, as each step of one waits for the last.
inline void fourBlocks(std::uint64_t seed, std::uint64_t stream,
                       std::span<const std::uint64_t, 2> numbers, std::span<FourBlocks, 2> to) {
#pragma GCC unroll 2
  for (int chain = 0; chain < 2; ++chain) {
    auto &word = to[chain].word;
#pragma GCC unroll 4
    for (std::uint32_t lane = 0; lane < 4; ++lane) {
      word[0][lane] = static_cast<std::uint32_t>(numbers[chain] + lane);
      word[1][lane] = static_cast<std::uint32_t>((numbers[chain] + lane) >> 32);
    }
    word[2] = u32x4{} + static_cast<std::uint32_t>(stream);
    word[3] = u32x4{} + static_cast<std::uint32_t>(stream >> 32);
  }
  auto key0 = static_cast<std::uint32_t>(seed), key1 = static_cast<std::uint32_t>(seed >> 32);
  for (int round = 0; round < 10; ++round) {
#pragma GCC unroll 2
    for (int chain = 0; chain < 2; ++chain) {
      auto &word = to[chain].word;
      const Product p = multiply(word[0], 0xD2511F53u), q = multiply(word[2], 0xCD9E8D57u);
      word[0] = q.high ^ word[1] ^ key0;
      word[1] = q.low;
      word[2] = p.high ^ word[3] ^ key1;
      word[3] = p.low;
    }
    key0 += 0x9E3779B9u;
    key1 += 0xBB67AE85u;
  }
}

/// Philox::unit of two pairs of words. The 52 bits as the mantissa of a number in [1, 2), from
/// which 1 − 2^−53 is taken, exactly.
inline f64x2 unit(u32x4 pairs) {
  const u64x2 mantissa = std::bit_cast<u64x2>(pairs) >> 12;
  return fromBits<double>(mantissa | bits(broadcast(1.0))) - (1 - 0x1p-53);
}

/// The eight uniform numbers of four blocks.
inline void eightUniforms(const FourBlocks &b, double *to) {
  const f64x2 even01 = unit(__builtin_shufflevector(b.word[0], b.word[1], 0, 4, 1, 5)),
              even23 = unit(__builtin_shufflevector(b.word[0], b.word[1], 2, 6, 3, 7)),
              odd01 = unit(__builtin_shufflevector(b.word[2], b.word[3], 0, 4, 1, 5)),
              odd23 = unit(__builtin_shufflevector(b.word[2], b.word[3], 2, 6, 3, 7));
  store(to, __builtin_shufflevector(even01, odd01, 0, 2));
  store(to + 2, __builtin_shufflevector(even01, odd01, 1, 3));
  store(to + 4, __builtin_shufflevector(even23, odd23, 0, 2));
  store(to + 6, __builtin_shufflevector(even23, odd23, 1, 3));
}

/// (2k + 1) 2^−16 − 1 of numbers k < 2^16.
inline f32x4 symmetric(u32x4 k) {
  return 2 * (fromBits<float>((k << 7) | bits(broadcast(1.0f))) - 1.5f) + 0x1p-16f;
}

/// The 32 symmetric numbers of four blocks, block after block.
inline void symmetricNumbers(const FourBlocks &b, float *to) {
  for (int half = 0; half < 2; ++half, to += 4) {
    // Two words of each block, in their halves: pairs of the blocks 0 and 1, 2 and 3.
    f32x4 pairs[2][2];
#pragma GCC unroll 2
    for (int i = 0; i < 2; ++i) {
      const u32x4 word = b.word[2 * half + i];
      const f32x4 low = symmetric(word & 0xffff), high = symmetric(word >> 16);
      pairs[i][0] = __builtin_shufflevector(low, high, 0, 4, 1, 5);
      pairs[i][1] = __builtin_shufflevector(low, high, 2, 6, 3, 7);
    }
    for (int two = 0; two < 2; ++two) {
      store(to + 16 * two, __builtin_shufflevector(pairs[0][two], pairs[1][two], 0, 1, 4, 5));
      store(to + 16 * two + 8, __builtin_shufflevector(pairs[0][two], pairs[1][two], 2, 3, 6, 7));
    }
  }
}

/// Fills `to` with what `write` makes of four blocks at a time, `each` numbers a block, from this
/// block on.
template <class T, class Write>
void fillByBlocks(std::uint64_t seed, std::uint64_t stream, std::uint64_t block, std::size_t each,
                  std::span<T> to, Write write) {
  const std::size_t four = 4 * each;
  T last[2 * 32];
  for (std::size_t i = 0; i < to.size(); i += 2 * four, block += 8) {
    const std::uint64_t numbers[2] = {block, block + 4};
    FourBlocks blocks[2];
    fourBlocks(seed, stream, numbers, blocks);
    const bool whole = i + 2 * four <= to.size();
    T *const place = whole ? &to[i] : last;
    write(blocks[0], place);
    write(blocks[1], place + four);
    if (!whole)
      std::copy_n(last, to.size() - i, &to[i]);
  }
}

} // namespace

void Philox::fillUniform(std::uint64_t first, std::span<double> to) const {
  if (first % 2 == 1 && !to.empty()) {
    to[0] = uniform(first++);
    to = to.subspan(1);
  }
  fillByBlocks(seed_, stream_, first / 2, 2, to, eightUniforms);
}

void Philox::fillSymmetric(std::uint64_t first, std::span<float> to) const {
  fillByBlocks(seed_, stream_, first, 8, to, symmetricNumbers);
}

} // namespace lemmata
