#include "numeric/philox.hpp"

#include <algorithm>

#include "numeric/packet.hpp"

namespace lemmata {

namespace {

/// Four blocks, word by word.
struct FourBlocks {
  u32x4 word[4];
};

struct Product {
  u32x4 low, high;
};

/// The 64-bit products of four words with one factor, as their halves. Widened first, it is one
/// instruction for two lanes in SSE and in WebAssembly.
inline Product multiply(u32x4 x, std::uint32_t factor) {
  typedef std::uint32_t u32x2 __attribute__((vector_size(8)));
  const u64x2 by{factor, factor};
  const auto a = std::bit_cast<u32x4>(
      __builtin_convertvector(u32x2(__builtin_shufflevector(x, x, 0, 1)), u64x2) * by);
  const auto b = std::bit_cast<u32x4>(
      __builtin_convertvector(u32x2(__builtin_shufflevector(x, x, 2, 3)), u64x2) * by);
  return {__builtin_shufflevector(a, b, 0, 2, 4, 6), __builtin_shufflevector(a, b, 1, 3, 5, 7)};
}

/// The blocks of these numbers and the three after them, by the rounds of Philox::block.
inline FourBlocks fourBlocks(std::uint64_t seed, std::uint64_t stream, std::uint64_t number) {
  FourBlocks c;
  for (std::uint32_t lane = 0; lane < 4; ++lane) {
    c.word[0][lane] = static_cast<std::uint32_t>(number + lane);
    c.word[1][lane] = static_cast<std::uint32_t>((number + lane) >> 32);
  }
  c.word[2] = u32x4{} + static_cast<std::uint32_t>(stream);
  c.word[3] = u32x4{} + static_cast<std::uint32_t>(stream >> 32);
  auto key0 = static_cast<std::uint32_t>(seed), key1 = static_cast<std::uint32_t>(seed >> 32);
  for (int round = 0; round < 10; ++round) {
    const Product p = multiply(c.word[0], 0xD2511F53u), q = multiply(c.word[2], 0xCD9E8D57u);
    c = {{q.high ^ c.word[1] ^ key0, q.low, p.high ^ c.word[3] ^ key1, p.low}};
    key0 += 0x9E3779B9u;
    key1 += 0xBB67AE85u;
  }
  return c;
}

/// Philox::unit of two pairs of words. The 52 bits as the mantissa of a number in [1, 2), from which
/// 1 − 2^−53 is taken, exactly.
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

/// The sixteen symmetric numbers of four blocks, block after block.
inline void sixteenSymmetric(const FourBlocks &b, float *to) {
  f32x4 x[4];
  for (int i = 0; i < 4; ++i)
    x[i] = 2 * (fromBits<float>((b.word[i] >> 9) | bits(broadcast(1.0f))) - 1.5f) + 0x1p-23f;
  const f32x4 low01 = __builtin_shufflevector(x[0], x[1], 0, 4, 1, 5),
              high01 = __builtin_shufflevector(x[0], x[1], 2, 6, 3, 7),
              low23 = __builtin_shufflevector(x[2], x[3], 0, 4, 1, 5),
              high23 = __builtin_shufflevector(x[2], x[3], 2, 6, 3, 7);
  store(to, __builtin_shufflevector(low01, low23, 0, 1, 4, 5));
  store(to + 4, __builtin_shufflevector(low01, low23, 2, 3, 6, 7));
  store(to + 8, __builtin_shufflevector(high01, high23, 0, 1, 4, 5));
  store(to + 12, __builtin_shufflevector(high01, high23, 2, 3, 6, 7));
}

} // namespace

void Philox::fillUniform(std::uint64_t first, std::span<double> to) const {
  std::size_t i = 0;
  if (first % 2 == 1 && !to.empty())
    to[i++] = uniform(first);
  for (; i + 8 <= to.size(); i += 8)
    eightUniforms(fourBlocks(seed_, stream_, (first + i) / 2), &to[i]);
  if (i < to.size()) {
    double last[8];
    eightUniforms(fourBlocks(seed_, stream_, (first + i) / 2), last);
    std::copy_n(last, to.size() - i, &to[i]);
  }
}

void Philox::fillSymmetric(std::uint64_t first, std::span<float> to) const {
  std::size_t i = 0;
  for (; i + 16 <= to.size(); i += 16)
    sixteenSymmetric(fourBlocks(seed_, stream_, first + i / 4), &to[i]);
  if (i < to.size()) {
    float last[16];
    sixteenSymmetric(fourBlocks(seed_, stream_, first + i / 4), last);
    std::copy_n(last, to.size() - i, &to[i]);
  }
}

} // namespace lemmata
