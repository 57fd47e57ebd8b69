#pragma once

#include <cstdint>
#include <vector>

#include "projection/hasher.hpp"

namespace lemmata::projection {

/// The buckets that a query visits: first those of its own keys, then those of keys in which some
/// hashes are changed to what they nearly were, in the order of the squared distances to the
/// changed hashes' boundaries, over all tables (query-directed probing; Lv, Josephson, Wang,
/// Charikar and Li 2007).
class Probes {
public:
  /// Begins with a query's projections.
  void start(const Hasher &hasher, const float *projections);

  /// The next bucket; false where there is none.
  bool next(std::size_t &table, std::uint32_t &key);

  const std::uint32_t *signatures() const { return signatures_.data(); }

private:
  /// One hash changed: a sign turned over, or the next cell below or above.
  struct Change {
    float cost;
    std::uint8_t hash;
    std::int8_t step;
  };
  /// A set of changes, those whose bits are set; `last` is the highest.
  struct Set {
    float cost;
    std::uint32_t table, last;
    std::uint64_t members;

    /// Costlier ones first, as a heap has its largest on top.
    bool operator<(const Set &other) const {
      if (cost != other.cost)
        return cost > other.cost;
      return table != other.table ? table > other.table : members > other.members;
    }
  };

  void collectChanges(const float *projections, std::size_t table);
  void push(const Set &set);
  bool possible(const Set &set) const;
  std::uint32_t keyOf(const Set &set) const;
  const Change *changesOf(std::size_t table) const { return &changes_[table * count_]; }

  const Hasher *hasher_ = nullptr;
  std::size_t visited_ = 0; ///< own keys
  std::size_t count_ = 0;   ///< changes of a table
  std::vector<std::uint32_t> signatures_;
  std::vector<std::int32_t> cells_;
  std::vector<Change> changes_; ///< of each table, cheapest first
  std::vector<Set> heap_;
};

} // namespace lemmata::projection
