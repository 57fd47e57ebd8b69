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
void fillDirections(const Philox &philox, std::size_t first, std::size_t count, std::size_t d,
                    std::vector<float> &directions) {
  std::fill(directions.begin(), directions.end(), 0.0f);
  std::vector<float> one(d);
  for (std::size_t j = 0; j < count; ++j) {
    fillNormal(philox, std::uint64_t(first + j) * d, std::span<float>(one));
    for (std::size_t i = 0; i < d; ++i)
      directions[i * word + j] = one[i];
  }
}

/// Copies rows in float32, scaled by powers of two to sizes near 1, those of one column side by
/// side.
void gather(const Points &X, std::size_t first, std::vector<float> &block) {
  const std::size_t last = X.rows() - 1;
  for (std::size_t r = 0; r < height; ++r) {
    const std::size_t row = std::min(first + r, last);
    double largest = 0;
    for (std::size_t i = 0; i < X.cols(); ++i)
      largest = std::max(largest, std::abs(X(row, i)));
    const double scale = largest > 0 ? std::ldexp(1, -std::max(std::ilogb(largest), -1000)) : 1;
    for (std::size_t i = 0; i < X.cols(); ++i)
      block[i * height + r] = static_cast<float>(X(row, i) * scale);
  }
}

/// Bits of 32 hashes for four rows, eight at a time. The sums have a name each, for they belong
/// into registers at every level of optimization.
void hashBlock(const float *block, const float *directions, std::size_t d,
               std::uint32_t (&words)[height]) {
  std::fill_n(words, height, 0u);
  for (std::size_t j = 0; j < word; j += 8) {
    f32x4 low0{}, low1{}, low2{}, low3{}, high0{}, high1{}, high2{}, high3{};
    for (std::size_t i = 0; i < d; ++i) {
      const f32x4 a = load(&directions[i * word + j]), b = load(&directions[i * word + j + 4]);
      const float *x = &block[i * height];
      low0 += x[0] * a;
      high0 += x[0] * b;
      low1 += x[1] * a;
      high1 += x[1] * b;
      low2 += x[2] * a;
      high2 += x[2] * b;
      low3 += x[3] * a;
      high3 += x[3] * b;
    }
    const f32x4 sums[height][2] = {{low0, high0}, {low1, high1}, {low2, high2}, {low3, high3}};
#pragma GCC unroll 4
    for (std::size_t r = 0; r < height; ++r)
#pragma GCC unroll 8
      for (std::size_t hash = 0; hash < 8; ++hash)
        words[r] |= std::uint32_t(sums[r][hash / 4][hash % 4] >= 0) << (j + hash);
  }
}

} // namespace

void simhash(const Points &X, double bits, std::uint64_t seed, std::span<std::uint32_t> codes) {
  checkWhole(bits, 1, 65536, "bits");
  check::notEmpty(X.rows() * X.cols(), "X");
  if (X.single())
    check::finite(X.floats, "X");
  else
    check::finite(X.doubles, "X");
  const std::size_t count = static_cast<std::size_t>(bits), perRow = wordsFor(count);
  const Philox philox(seed, stream);
  std::vector<float> directions(X.cols() * word), block(X.cols() * height);
  for (std::size_t w = 0; w < perRow; ++w) {
    const std::size_t used = std::min(word, count - w * word);
    fillDirections(philox, w * word, used, X.cols(), directions);
    const std::uint32_t mask = used == word ? ~0u : (1u << used) - 1;
    for (std::size_t first = 0; first < X.rows(); first += height) {
      std::uint32_t words[height];
      gather(X, first, block);
      hashBlock(block.data(), directions.data(), X.cols(), words);
      for (std::size_t r = 0; r < height && first + r < X.rows(); ++r)
        codes[(first + r) * perRow + w] = words[r] & mask;
    }
  }
}
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
