#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "projection/hasher.hpp"

namespace lemmata::projection {

/// Hash tables of row numbers. Rows are sorted by their buckets, so that a bucket is read from one
/// place; rows that are added afterwards stand in a chain from each bucket, until they are half as
/// many as those sorted and everything is sorted again. So adding costs little, however it is
/// split.
class Tables {
public:
  explicit Tables(std::size_t tables) : tables_(tables) {}

  /// How many rows are in the tables.
  std::size_t size() const { return size_; }

  /// Adds the rows from size() on; `signatures` holds all rows', a word for each table.
  void add(const Hasher &hasher, const std::vector<std::uint32_t> &signatures);

  /// Calls each(row) for every row in the bucket of this key.
  template <class Each> void visit(std::size_t table, std::uint32_t key, Each each) const {
    const std::size_t bucket = bucketOf(key);
    const std::uint32_t *start = &starts_[table * (buckets() + 1) + bucket];
    for (std::uint32_t i = start[0]; i < start[1]; ++i)
      each(ids_[table * sorted_ + i]);
    if (!heads_.empty())
      for (std::uint32_t row = heads_[table * buckets() + bucket]; row != none;
           row = next_[(row - sorted_) * tables_ + table])
        each(row);
  }

private:
  static constexpr std::uint32_t none = ~0u;

  std::size_t buckets() const { return std::size_t(1) << logBuckets_; }
  std::size_t bucketOf(std::uint32_t key) const {
    return direct_ ? key : key * 0x9e3779b1u >> (32 - logBuckets_);
  }
  void sort(const Hasher &hasher, const std::vector<std::uint32_t> &signatures, std::size_t size);

  std::size_t tables_, sorted_ = 0, size_ = 0;
  unsigned logBuckets_ = 1;
  bool direct_ = false; ///< whether keys are short enough to be the buckets' numbers
  std::vector<std::uint32_t>
      starts_;                       ///< of each table's buckets in its part of `ids_`, and the end
  std::vector<std::uint32_t> ids_;   ///< of each table
  std::vector<std::uint32_t> heads_; ///< the newest added row in each bucket
  std::vector<std::uint32_t> next_;  ///< of each added row and table, the one before it
};

} // namespace lemmata::projection
