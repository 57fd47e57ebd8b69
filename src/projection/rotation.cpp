#include "projection/rotation.hpp"

#include <cmath>

#include "numeric/philox.hpp"

namespace lemmata::projection {

namespace {

constexpr std::uint64_t stream = 0x7369676e73; // "signs"
constexpr std::size_t firstRounds = 3;

/// Four butterflies in one: the Hadamard matrix of order 4 at a, a + h, a + 2h, a + 3h.
[[gnu::always_inline]] inline void butterfly(f32x4 a0, f32x4 a1, f32x4 a2, f32x4 a3, f32x4 *to,
                                             std::size_t h) {
  const f32x4 b0 = a0 + a1, b1 = a0 - a1, b2 = a2 + a3, b3 = a2 - a3;
  to[0] = b0 + b2;
  to[h] = b1 + b3;
  to[2 * h] = b0 - b2;
  to[3 * h] = b1 - b3;
}

/// to = H D from; `from` and `to` may be the same.
void round(const f32x4 *from, const float *signs, f32x4 *to, std::size_t size) {
  for (std::size_t i = 0; i < size; i += 4)
    butterfly(from[i] * signs[i], from[i + 1] * signs[i + 1], from[i + 2] * signs[i + 2],
              from[i + 3] * signs[i + 3], to + i, 1);
  std::size_t h = 4;
  for (; 4 * h <= size; h *= 4)
    for (std::size_t i = 0; i < size; i += 4 * h)
      for (std::size_t j = i; j < i + h; ++j)
        butterfly(to[j], to[j + h], to[j + 2 * h], to[j + 3 * h], to + j, h);
  if (h < size)
    for (std::size_t j = 0; j < h; ++j) {
      const f32x4 a = to[j], b = to[j + h];
      to[j] = a + b;
      to[j + h] = a - b;
    }
}

} // namespace

Rotation::Rotation(std::size_t dimensions, std::size_t outputs, std::uint64_t seed)
    : dimensions_(dimensions), size_(64) {
  while (size_ < dimensions)
    size_ *= 2;
  blocks_ = (outputs + size_ - 1) / size_;
  const std::size_t rounds = firstRounds + blocks_ - 1;
  signs_.resize(rounds * size_);
  const Philox philox(seed, stream);
  const float scale = static_cast<float>(1 / std::sqrt(double(size_)));
  for (std::size_t i = 0; i < signs_.size(); ++i) {
    const std::uint32_t bits = philox.block(i / 128)[i / 32 % 4];
    const float sign = bits >> i % 32 & 1 ? 1.0f : -1.0f;
    signs_[i] = i < size_ ? sign : sign * scale;
  }
}

void Rotation::project(const float *const (&rows)[width], f32x4 *to) const {
  for (std::size_t i = 0; i < dimensions_; ++i)
    to[i] = f32x4{rows[0][i], rows[1][i], rows[2][i], rows[3][i]};
  for (std::size_t i = dimensions_; i < size_; ++i)
    to[i] = f32x4{};
  const float *signs = signs_.data();
  for (std::size_t r = 0; r < firstRounds; ++r, signs += size_)
    round(to, signs, to, size_);
  for (std::size_t block = 1; block < blocks_; ++block, signs += size_, to += size_)
    round(to, signs, to + size_, size_);
}

} // namespace lemmata::projection
