#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace lemmata {

/// Philox4x32-10, the counter-based generator of Random123 (Salmon, Moraes, Dror and Shaw 2011):
/// 128 random bits as a function of a 64-bit key and a 128-bit counter. No state is hidden, so any
/// slice of a random array can be made anywhere, by any worker, and is the same bits.
///
/// The seed is the key. The counter's upper half is the stream, which keeps independent uses of one
/// seed apart; its lower half is the block.
class Philox {
public:
  using Block = std::array<std::uint32_t, 4>;

  constexpr explicit Philox(std::uint64_t seed, std::uint64_t stream = 0)
      : seed_(seed), stream_(stream) {}

  /// The block with this number.
  constexpr Block block(std::uint64_t number) const {
    Block counter{low(number), high(number), low(stream_), high(stream_)};
    std::uint32_t key0 = low(seed_), key1 = high(seed_);
    for (int round = 0; round < 10; ++round) {
      const std::uint64_t product0 = 0xD2511F53ull * counter[0];
      const std::uint64_t product1 = 0xCD9E8D57ull * counter[2];
      counter = {high(product1) ^ counter[1] ^ key0, low(product1),
                 high(product0) ^ counter[3] ^ key1, low(product0)};
      key0 += 0x9E3779B9u;
      key1 += 0xBB67AE85u;
    }
    return counter;
  }

  /// The uniform number with this index, of which each block gives two. It lies strictly between 0
  /// and 1: (k + ½) 2^−52 with k < 2^52, so that 1 − u is exact and as likely.
  constexpr double uniform(std::uint64_t index) const { return uniforms(index / 2)[index % 2]; }

  /// Both uniform numbers of a block.
  constexpr std::array<double, 2> uniforms(std::uint64_t number) const {
    const Block b = block(number);
    return {unit(b[0], b[1]), unit(b[2], b[3])};
  }

  /// Fills `to` with the uniform numbers of the indices first, first + 1, …, four blocks at once.
  void fillUniform(std::uint64_t first, std::span<double> to) const;

  /// Fills `to` with float32 numbers between −1 and 1, never 0: (2k + 1) 2^−16 − 1 of the lower,
  /// then of the upper half k of each of a block's words in turn, from block `first` on.
  void fillSymmetric(std::uint64_t first, std::span<float> to) const;

private:
  static constexpr std::uint32_t low(std::uint64_t x) { return static_cast<std::uint32_t>(x); }
  static constexpr std::uint32_t high(std::uint64_t x) {
    return static_cast<std::uint32_t>(x >> 32);
  }
  static constexpr double unit(std::uint32_t lower, std::uint32_t upper) {
    const std::uint64_t k = (std::uint64_t(upper) << 32 | lower) >> 12;
    return (static_cast<double>(k) + 0.5) * 0x1p-52;
  }

  std::uint64_t seed_, stream_;
};

} // namespace lemmata
