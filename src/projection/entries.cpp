#include "projection/entries.hpp"

#include <algorithm>
#include <bit>

#include "numeric/normal.hpp"
#include "numeric/philox.hpp"

namespace lemmata::projection {

namespace {

Philox source(std::uint64_t seed, Stream stream) {
  return Philox(seed, static_cast<std::uint64_t>(stream));
}

/// 1, with the sign that the highest bit is.
template <class T> T one(std::uint32_t sign) {
  sign &= 0x80000000;
  if constexpr (sizeof(T) == 4)
    return std::bit_cast<float>(0x3f800000 | sign);
  else
    return std::bit_cast<double>(0x3ff0000000000000 | std::uint64_t{sign} << 32);
}

/// Hands each block of random bits that a part of a row needs to `use`, with the first column and
/// the end of what it gives; `perBlock` columns share a block, and rows begin with a new one.
template <class Use>
void eachBlock(const Philox &philox, std::uint64_t perBlock, std::uint64_t cols, std::uint64_t row,
               std::uint64_t first, std::uint64_t end, Use use) {
  const std::uint64_t start = row * ((cols + perBlock - 1) / perBlock);
  for (std::uint64_t c = first; c < end;) {
    const std::uint64_t block = c / perBlock, stop = std::min(end, (block + 1) * perBlock);
    use(philox.block(start + block), c, stop);
    c = stop;
  }
}

} // namespace

template <class T>
void normals(std::uint64_t seed, Stream stream, std::uint64_t cols, std::uint64_t row,
             std::uint64_t first, std::span<T> to) {
  fillNormal<T>(source(seed, stream), row * cols + first, to);
}

template <class T>
void signs(std::uint64_t seed, Stream stream, std::uint64_t cols, std::uint64_t row,
           std::uint64_t first, std::span<T> to) {
  eachBlock(source(seed, stream), 128, cols, row, first, first + to.size(),
            [&](const Philox::Block &bits, std::uint64_t from, std::uint64_t end) {
              for (std::uint64_t c = from; c < end; ++c)
                to[c - first] = one<T>(bits[c / 32 % 4] << (31 - c % 32));
            });
}

template <class T>
void sparseSigns(std::uint64_t seed, std::uint32_t share, std::uint64_t cols, std::uint64_t row,
                 std::uint64_t first, std::span<T> to) {
  eachBlock(source(seed, Stream::Sparse), 4, cols, row, first, first + to.size(),
            [&](const Philox::Block &words, std::uint64_t from, std::uint64_t end) {
              for (std::uint64_t c = from; c < end; ++c) {
                const std::uint32_t word = words[c % 4];
                to[c - first] = word >> 1 >= share ? T(0) : word & 1 ? T(-1) : T(1);
              }
            });
}

#define LEMMATA_INSTANTIATE(T)                                                                     \
  template void normals(std::uint64_t, Stream, std::uint64_t, std::uint64_t, std::uint64_t,        \
                        std::span<T>);                                                             \
  template void signs(std::uint64_t, Stream, std::uint64_t, std::uint64_t, std::uint64_t,          \
                      std::span<T>);                                                               \
  template void sparseSigns(std::uint64_t, std::uint32_t, std::uint64_t, std::uint64_t,            \
                            std::uint64_t, std::span<T>);
LEMMATA_INSTANTIATE(float)
LEMMATA_INSTANTIATE(double)
#undef LEMMATA_INSTANTIATE

} // namespace lemmata::projection
