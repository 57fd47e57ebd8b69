#include "projection/tables.hpp"

#include <algorithm>
#include <bit>

namespace lemmata::projection {

void Tables::add(const Hasher &hasher, const std::vector<std::uint32_t> &signatures) {
  const std::size_t size = signatures.size() / tables_;
  if (size - sorted_ > sorted_ / 2)
    return sort(hasher, signatures, size);
  if (size == size_)
    return;
  // Both before either changes, for memory may run out.
  if (heads_.empty())
    heads_.assign(tables_ * buckets(), none);
  next_.resize((size - sorted_) * tables_);
  for (std::size_t row = size_; row < size; ++row)
    for (std::size_t table = 0; table < tables_; ++table) {
      const std::size_t bucket = bucketOf(hasher.key(signatures[row * tables_ + table]));
      std::uint32_t &head = heads_[table * buckets() + bucket];
      next_[(row - sorted_) * tables_ + table] = head;
      head = static_cast<std::uint32_t>(row);
    }
  size_ = size;
}

void Tables::sort(const Hasher &hasher, const std::vector<std::uint32_t> &signatures,
                  std::size_t size) {
  // About one bucket for each row, or for each key where those are fewer.
  const unsigned log = std::clamp(static_cast<unsigned>(std::bit_width(size)) - 1, 4u, 24u);
  const bool direct = hasher.metric() == Metric::Angular && hasher.bits() <= log;
  const unsigned logBuckets = direct ? static_cast<unsigned>(hasher.bits()) : log;
  std::vector<std::uint32_t> starts(tables_ * ((std::size_t(1) << logBuckets) + 1));
  std::vector<std::uint32_t> ids(tables_ * size);
  heads_ = {};
  next_ = {};
  logBuckets_ = logBuckets;
  direct_ = direct;
  starts_ = std::move(starts);
  ids_ = std::move(ids);
  sorted_ = size_ = size;

  const std::size_t stride = buckets() + 1;
  for (std::size_t row = 0; row < size; ++row)
    for (std::size_t table = 0; table < tables_; ++table)
      ++starts_[table * stride + bucketOf(hasher.key(signatures[row * tables_ + table]))];
  for (std::size_t table = 0; table < tables_; ++table) {
    std::uint32_t end = 0;
    for (std::size_t bucket = 0; bucket < stride; ++bucket)
      end = starts_[table * stride + bucket] += end;
  }
  // Backwards from each bucket's end, which thus becomes its beginning, and rows stand in order.
  for (std::size_t row = size; row-- > 0;)
    for (std::size_t table = 0; table < tables_; ++table) {
      const std::size_t bucket = bucketOf(hasher.key(signatures[row * tables_ + table]));
      ids_[table * size + --starts_[table * stride + bucket]] = static_cast<std::uint32_t>(row);
    }
}

} // namespace lemmata::projection
