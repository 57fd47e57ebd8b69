#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace lemmata::projection {

/// The signs of all rows, laid out so that a query is compared with sixteen rows at a time.
///
/// A sign that differs counts as much as the query's own projection is away from zero (asymmetric
/// distances; Gordo, Perronnin, Gong and Lazebnik 2014): that orders rows much better than the
/// number of differing signs. Four signs at a time are looked up in a table of sixteen sums in one
/// byte each (André, Kermarrec and Le Scouarnec 2015).
class Scan {
public:
  /// `words` 32-bit words of signs for each row.
  explicit Scan(std::size_t words) : words_(words) {}

  std::size_t size() const { return size_; }
  void resize(std::size_t size);
  void set(std::size_t row, const std::uint32_t *signs);

  /// The `kept` rows whose signs fit best to a query's projections, and all that fit as well as the
  /// last of them; in order of their numbers.
  void closest(const float *projections, std::size_t kept, std::vector<std::uint32_t> &rows);

private:
  static constexpr std::size_t group = 16;

  std::size_t groupBytes() const { return group * 4 * words_; }
  void fillTables(const float *projections);
  void compare();
  std::size_t countAtMost(int limit, std::size_t step) const;
  int limitFor(std::size_t kept) const;

  std::size_t words_, size_ = 0;
  std::vector<std::uint8_t>
      bytes_; ///< of each sixteen rows, their first bytes, their second ones, …
  std::vector<std::uint8_t> tables_;    ///< of a query, for each four signs
  std::vector<std::uint8_t> distances_; ///< of a query from each row, filled up to whole groups
};

} // namespace lemmata::projection
