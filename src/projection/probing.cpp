#include "projection/probing.hpp"

#include <algorithm>

namespace lemmata::projection {

void Probes::start(const Hasher &hasher, const float *projections) {
  hasher_ = &hasher;
  visited_ = 0;
  const bool angular = hasher.metric() == Metric::Angular;
  const std::size_t tables = hasher.tables();
  count_ = hasher.bits() * (angular ? 1 : 2);
  signatures_.resize(tables);
  cells_.resize(angular ? 0 : tables * Hasher::perTable);
  changes_.resize(tables * count_);
  heap_.clear();
  for (std::size_t table = 0; table < tables; ++table) {
    collectChanges(projections + table * Hasher::perTable, table);
    push({changesOf(table)[0].cost, static_cast<std::uint32_t>(table), 0, 1});
  }
}

void Probes::collectChanges(const float *p, std::size_t table) {
  Change *changes = &changes_[table * count_];
  std::size_t size = 0;
  const auto insert = [&](Change change) {
    std::size_t at = size++;
    for (; at > 0 && changes[at - 1].cost > change.cost; --at)
      changes[at] = changes[at - 1];
    changes[at] = change;
  };
  if (hasher_->metric() == Metric::Angular) {
    std::uint32_t word = 0;
    for (std::size_t j = 0; j < Hasher::perTable; ++j)
      word |= std::uint32_t(p[j] >= 0) << j;
    signatures_[table] = word;
    for (std::size_t j = 0; j < hasher_->bits(); ++j)
      insert({p[j] * p[j], static_cast<std::uint8_t>(j), 0});
    return;
  }
  std::uint32_t word = Hasher::mixStart(table);
  for (std::size_t j = 0; j < hasher_->bits(); ++j) {
    const float place = hasher_->place(p[j], table * Hasher::perTable + j);
    const std::int32_t cell = Hasher::cell(place);
    const float below = place - static_cast<float>(cell), above = 1 - below;
    cells_[table * Hasher::perTable + j] = cell;
    word = Hasher::mix(word, cell);
    insert({below * below, static_cast<std::uint8_t>(j), -1});
    insert({above * above, static_cast<std::uint8_t>(j), 1});
  }
  signatures_[table] = word;
}

void Probes::push(const Set &set) {
  heap_.push_back(set);
  std::push_heap(heap_.begin(), heap_.end());
}

bool Probes::next(std::size_t &table, std::uint32_t &key) {
  if (visited_ < signatures_.size()) {
    table = visited_;
    key = hasher_->key(signatures_[visited_++]);
    return true;
  }
  while (!heap_.empty()) {
    std::pop_heap(heap_.begin(), heap_.end());
    const Set set = heap_.back();
    heap_.pop_back();
    // Every set comes from exactly one other: its last change moved on by one, or one more after
    // it.
    if (set.last + 1 < count_) {
      const Change *changes = changesOf(set.table);
      const std::uint64_t added = std::uint64_t(1) << (set.last + 1);
      const float more = changes[set.last + 1].cost;
      push({set.cost + more, set.table, set.last + 1, set.members | added});
      push({set.cost - changes[set.last].cost + more, set.table, set.last + 1,
            (set.members & ~(added >> 1)) | added});
    }
    if (possible(set)) {
      table = set.table;
      key = keyOf(set);
      return true;
    }
  }
  return false;
}

/// A cell is not left to both sides.
bool Probes::possible(const Set &set) const {
  if (hasher_->metric() == Metric::Angular)
    return true;
  std::uint32_t left = 0;
  const Change *changes = changesOf(set.table);
  for (std::size_t i = 0; i <= set.last; ++i)
    if (set.members >> i & 1) {
      const std::uint32_t hash = 1u << changes[i].hash;
      if (left & hash)
        return false;
      left |= hash;
    }
  return true;
}

std::uint32_t Probes::keyOf(const Set &set) const {
  const Change *changes = changesOf(set.table);
  if (hasher_->metric() == Metric::Angular) {
    std::uint32_t word = signatures_[set.table];
    for (std::size_t i = 0; i <= set.last; ++i)
      if (set.members >> i & 1)
        word ^= 1u << changes[i].hash;
    return hasher_->key(word);
  }
  std::int32_t step[Hasher::perTable]{};
  for (std::size_t i = 0; i <= set.last; ++i)
    if (set.members >> i & 1)
      step[changes[i].hash] = changes[i].step;
  std::uint32_t word = Hasher::mixStart(set.table);
  for (std::size_t j = 0; j < hasher_->bits(); ++j)
    word = Hasher::mix(word, cells_[set.table * Hasher::perTable + j] + step[j]);
  return word;
}

} // namespace lemmata::projection
