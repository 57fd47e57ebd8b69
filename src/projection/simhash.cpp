#include "projection/simhash.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "numeric/normal.hpp"
#include "numeric/packet.hpp"
#include "projection/arguments.hpp"
#include "projection/popcount.hpp"

namespace lemmata::projection {

namespace {

constexpr std::uint64_t stream = 0x73696d68617368; // "simhash": other uses of a seed stay apart
constexpr std::size_t height = 4;                  // rows at a time
constexpr std::size_t word = 32;                   // hashes at a time

/// The normals of 32 hashes from `first` on, those of one coordinate side by side; the rest zeros.
template <class T>
void fillDirections(const Philox &philox, std::size_t first, std::size_t count, std::size_t d,
                    std::vector<T> &directions) {
  std::fill(directions.begin(), directions.end(), T(0));
  std::vector<T> one(d);
  for (std::size_t j = 0; j < count; ++j) {
    fillNormal(philox, std::uint64_t(first + j) * d, std::span<T>(one));
    for (std::size_t i = 0; i < d; ++i)
      directions[i * word + j] = one[i];
  }
}

/// Copies rows scaled by powers of two, so that no product overflows, those of one column side by
/// side.
template <class T> void gather(MatrixView<const T> X, std::size_t first, std::vector<T> &block) {
  const std::size_t count = std::min(height, X.rows - first);
  for (std::size_t r = 0; r < height; ++r) {
    const auto row = X.row(first + std::min(r, count - 1));
    T largest = 0;
    for (const T x : row)
      largest = std::max(largest, std::abs(x));
    const int exponent = largest > 0 ? std::max(std::ilogb(largest), -100) : 0;
    const T scale = static_cast<T>(std::ldexp(1, -exponent));
    for (std::size_t i = 0; i < X.cols; ++i)
      block[i * height + r] = row[i] * scale;
  }
}

/// Bits of 32 hashes for four rows.
template <class T>
void hashBlock(const T *block, const T *directions, std::size_t d, std::uint32_t (&words)[height]) {
  std::fill_n(words, height, 0u);
  constexpr std::size_t width = 2 * lanes<T>;
  for (std::size_t j = 0; j < word; j += width) {
    Packet<T> low[height]{}, high[height]{};
    for (std::size_t i = 0; i < d; ++i) {
      const Packet<T> a = load(&directions[i * word + j]);
      const Packet<T> b = load(&directions[i * word + j + lanes<T>]);
      for (std::size_t r = 0; r < height; ++r) {
        const Packet<T> x = broadcast(block[i * height + r]);
        low[r] += x * a;
        high[r] += x * b;
      }
    }
    for (std::size_t r = 0; r < height; ++r)
      for (std::size_t lane = 0; lane < lanes<T>; ++lane) {
        words[r] |= std::uint32_t(low[r][lane] >= 0) << (j + lane);
        words[r] |= std::uint32_t(high[r][lane] >= 0) << (j + lane + lanes<T>);
      }
  }
}

} // namespace

template <class T>
void simhash(MatrixView<const T> X, double bits, std::uint64_t seed,
             std::span<std::uint32_t> codes) {
  checkWhole(bits, 1, 65536, "bits");
  check::notEmpty(X.size(), "X");
  check::finite(X, "X");
  const std::size_t count = static_cast<std::size_t>(bits), perRow = wordsFor(count);
  const Philox philox(seed, stream);
  std::vector<T> directions(X.cols * word), block(X.cols * height);
  for (std::size_t w = 0; w < perRow; ++w) {
    const std::size_t used = std::min(word, count - w * word);
    fillDirections(philox, w * word, used, X.cols, directions);
    const std::uint32_t mask = used == word ? ~0u : (1u << used) - 1;
    for (std::size_t first = 0; first < X.rows; first += height) {
      std::uint32_t words[height];
      gather(X, first, block);
      hashBlock(block.data(), directions.data(), X.cols, words);
      for (std::size_t r = 0; r < height && first + r < X.rows; ++r)
        codes[(first + r) * perRow + w] = words[r] & mask;
    }
  }
}
template void simhash(MatrixView<const double>, double, std::uint64_t, std::span<std::uint32_t>);
template void simhash(MatrixView<const float>, double, std::uint64_t, std::span<std::uint32_t>);

std::uint64_t hamming(std::span<const std::uint32_t> a, std::span<const std::uint32_t> b) {
  check::notEmpty(a.size(), "a");
  check::sameSize(b.size(), a.size(), "b");
  // In pieces, so that no count overflows.
  constexpr std::size_t piece = 1 << 20;
  std::uint64_t total = 0;
  for (std::size_t i = 0; i < a.size(); i += piece)
    total += differingBits(&a[i], &b[i], std::min(piece, a.size() - i));
  return total;
}

} // namespace lemmata::projection
