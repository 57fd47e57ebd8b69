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

/// Leaves the `kept` nearest of those found and all as near as the last; returns its distance.
std::uint8_t Scan::shrink(std::size_t kept) {
  std::uint32_t counts[256]{};
  for (const Found &one : found_)
    ++counts[one.distance];
  std::size_t most = 0;
  for (std::size_t total = counts[0]; total < kept && most < 255;)
    total += counts[++most];
  std::size_t to = 0;
  for (const Found &one : found_)
    if (one.distance <= most)
      found_[to++] = one;
  found_.resize(to);
  return static_cast<std::uint8_t>(most);
}

void Scan::closest(const float *projections, std::size_t kept, std::vector<std::uint32_t> &rows) {
  fillTables(projections);
  found_.clear();
  u8x16 limit = u8x16{} + std::uint8_t(255);
  // The limit falls each time as many again were found below it.
  std::size_t room = 2 * kept;
  const auto look = [&](std::size_t first, u8x16 distance) {
    for (std::uint32_t mask = whereAtMost(distance, limit); mask != 0; mask &= mask - 1) {
      const int i = std::countr_zero(mask);
      if (first + i < size_)
        found_.push_back({static_cast<std::uint32_t>(first + i), distance[i]});
    }
    if (found_.size() > room) {
      limit = u8x16{} + shrink(kept);
      room = found_.size() + kept;
    }
  };
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
        highOne = addUpTo255(highOne, lookUp(upper, signsOne >> 4));
        lowTwo = addUpTo255(lowTwo, lookUp(lower, signsTwo & 15));
        highTwo = addUpTo255(highTwo, lookUp(upper, signsTwo >> 4));
      }
    look(first, addUpTo255(lowOne, highOne));
    look(first + group, addUpTo255(lowTwo, highTwo));
  }
  shrink(kept);
  rows.clear();
  for (const Found &one : found_)
    rows.push_back(one.row);
}

} // namespace lemmata::projection
