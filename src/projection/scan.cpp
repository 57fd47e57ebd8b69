#include "projection/scan.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

#include "projection/byte_packet.hpp"

namespace lemmata::projection {

namespace {

/// What all signs together weigh: half of it is the distance of a row that has nothing to do with
/// the query, which should be below 255, and near rows' distances should be told apart.
constexpr float weightOfAll = 300;

constexpr std::size_t sampleStep = 16;

} // namespace

void Scan::resize(std::size_t size) {
  const std::size_t needed = (size + group - 1) / group * groupBytes();
  if (needed > bytes_.capacity())
    bytes_.reserve(std::max(needed, bytes_.capacity() * 3 / 2));
  bytes_.resize(needed);
  size_ = size;
}

void Scan::set(std::size_t row, const std::uint32_t *signs) {
  std::uint8_t *to = &bytes_[row / group * groupBytes() + row % group];
  for (std::size_t word = 0; word < words_; ++word)
    for (int byte = 0; byte < 4; ++byte, to += group)
      *to = static_cast<std::uint8_t>(signs[word] >> 8 * byte);
}

/// For each four signs and each of their sixteen patterns, what the differing ones weigh.
void Scan::fillTables(const float *projections) {
  const std::size_t signs = 32 * words_;
  float all = 0;
  for (std::size_t j = 0; j < signs; ++j)
    all += std::abs(projections[j]);
  const float scale = all > 0 ? weightOfAll / all : 0;
  tables_.resize(signs / 4 * 16);
  for (std::size_t j = 0; j < signs; j += 4)
    for (unsigned pattern = 0; pattern < 16; ++pattern) {
      float weight = 0;
      for (unsigned bit = 0; bit < 4; ++bit) {
        const float p = projections[j + bit];
        if ((pattern >> bit & 1) != unsigned(p >= 0))
          weight += std::abs(p);
      }
      tables_[j / 4 * 16 + pattern] =
          static_cast<std::uint8_t>(std::min(255.0f, weight * scale + 0.5f));
    }
}

/// How all rows' signs fit, sixteen rows at a time.
void Scan::compare() {
  distances_.resize((size_ + 2 * group - 1) / (2 * group) * (2 * group));
  // Two groups at a time share what is loaded of the tables; behind the last there is none to
  // share.
  for (std::size_t first = 0; first < size_; first += 2 * group) {
    const std::uint8_t *one = &bytes_[first / group * groupBytes()];
    const std::uint8_t *two = first + group < size_ ? one + groupBytes() : one;
    const std::uint8_t *table = tables_.data();
    u8x16 lowOne{}, highOne{}, lowTwo{}, highTwo{};
    for (std::size_t word = 0; word < words_; ++word)
      for (int byte = 0; byte < 4; ++byte, one += group, two += group, table += 32) {
        const u8x16 lower = loadBytes(table), upper = loadBytes(table + 16);
        const u8x16 signsOne = loadBytes(one), signsTwo = loadBytes(two);
        lowOne = addUpTo255(lowOne, lookUp(lower, signsOne & 15));
        highOne = addUpTo255(highOne, lookUp(upper, upperHalf(signsOne)));
        lowTwo = addUpTo255(lowTwo, lookUp(lower, signsTwo & 15));
        highTwo = addUpTo255(highTwo, lookUp(upper, upperHalf(signsTwo)));
      }
    storeBytes(&distances_[first], addUpTo255(lowOne, highOne));
    storeBytes(&distances_[first + group], addUpTo255(lowTwo, highTwo));
  }
  std::fill(distances_.begin() + static_cast<std::ptrdiff_t>(size_), distances_.end(), 255);
}

/// How many distances are at most `limit`; only of every `step`th sixteen.
std::size_t Scan::countAtMost(int limit, std::size_t step) const {
  const u8x16 limits = u8x16{} + static_cast<std::uint8_t>(limit);
  std::size_t count = 0;
  for (std::size_t first = 0; first < distances_.size();) {
    u8x16 found{}; // of each lane, which holds 255
    const std::size_t end = std::min(distances_.size(), first + 255 * step * group);
    for (; first < end; first += step * group)
      found -= (u8x16)(loadBytes(&distances_[first]) <= limits);
    for (std::size_t i = 0; i < group; ++i)
      count += found[i];
  }
  return count;
}

/// The smallest limit that lets `kept` rows through, or else 255. To count is quicker than to keep
/// an order: a sample says about where, and all rows are counted only near there.
int Scan::limitFor(std::size_t kept) const {
  const auto smallest = [](int least, int limit, auto &&lets) {
    while (least < limit) {
      const int middle = (least + limit) / 2;
      lets(middle) ? limit = middle : least = middle + 1;
    }
    return limit;
  };
  const auto letsKept = [&](int limit) { return countAtMost(limit, 1) >= kept; };
  const int guess = smallest(
      0, 255, [&](int limit) { return sampleStep * countAtMost(limit, sampleStep) >= kept; });
  int step = 1;
  if (letsKept(guess)) {
    int below = guess - step;
    while (below >= 0 && letsKept(below))
      below -= step *= 2;
    return smallest(std::max(below + 1, 0), std::min(below + step, guess), letsKept);
  }
  int above = guess + step;
  while (above < 255 && !letsKept(above))
    above += step *= 2;
  return smallest(above - step + 1, std::min(above, 255), letsKept);
}

void Scan::closest(const float *projections, std::size_t kept, std::vector<std::uint32_t> &rows) {
  fillTables(projections);
  compare();
  const u8x16 limits = u8x16{} + static_cast<std::uint8_t>(limitFor(kept));
  rows.clear();
  for (std::size_t first = 0; first < size_; first += group)
    for (std::uint32_t mask = whereAtMost(loadBytes(&distances_[first]), limits); mask != 0;
         mask &= mask - 1) {
      const std::size_t row = first + static_cast<std::size_t>(std::countr_zero(mask));
      if (row < size_)
        rows.push_back(static_cast<std::uint32_t>(row));
    }
}

} // namespace lemmata::projection
