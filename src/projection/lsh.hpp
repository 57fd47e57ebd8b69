#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "projection/points.hpp"
#include "projection/probing.hpp"
#include "projection/rotation.hpp"
#include "projection/rows.hpp"
#include "projection/scan.hpp"
#include "projection/tables.hpp"

namespace lemmata::projection {

/// Zeros stand for what the index chooses itself.
struct LshOptions {
  Metric metric = Metric::Angular;
  double tables = 0; ///< from 1 to 32; 4 angular, 8 Euclidean ones
  double bits = 0;   ///< hashes in a table's key, from 1 to 32
  double width = 0;  ///< of the Euclidean hashes' cells
  double probes = 0; ///< buckets that a query visits, a table on average
  std::uint64_t seed = 0;
};

/// Nearest neighbours by locality-sensitive hashing: rows whose hashes are like the query's are
/// candidates, which are then ranked by their distances themselves.
///
/// Angular: signs of projections (SimHash; Charikar 2002), on unit vectors. Where no number of
/// `probes` is given, the query is compared with the 32 · tables signs of every row (`Scan`), and
/// the rows that fit best are ranked, max(128, 8k, N/800) of them: no table is needed, and the cost
/// grows with N, by some 60 µs for 100,000 rows and two tables. Given `probes`, only rows in the
/// buckets of so many keys a table are met and all of them ranked: less than N, and less sure.
/// Euclidean: floor((a·x + u)/w) (p-stable; Datar et al. 2004), always in tables; without `probes`,
/// as many buckets are visited as it takes to meet max(1,000, 32k, N/25) rows, all rows where there
/// are no more than that. A query visits the buckets of its own keys and those of keys that differ
/// in the least certain hashes (multi-probe; Lv et al. 2007), best first over all tables.
/// Projections are by random rotations
/// (`Rotation`). `bits` are chosen by the number of rows, `width` by the distances of nearest
/// neighbours in a sample of the first ones.
///
/// Bytes of memory for each row: 4 · dimensions, these rounded up to a multiple of 4, for its
/// float32 numbers (angular ones divided by the length), and 4 · tables for its hashes; a scan
/// keeps 1 more. With tables, 4 · tables for the buckets' contents, at most as much for their
/// beginnings, and 4. So 529 for 128 dimensions in 4 tables, 564 with probes. Results do not depend
/// on how the rows were split over calls of `append`.
class LshIndex {
public:
  /// Throws INVALID_ARGUMENT.
  LshIndex(double dimensions, const LshOptions &options);

  std::size_t size() const { return rows_.size(); }
  std::size_t dimensions() const { return rows_.cols(); }

  /// Throws OUT_OF_MEMORY where so many more rows cannot fit into any memory that there can be.
  void checkRoom(double more) const;
  /// Adds rows, of the index's dimensions; `first` is the number that messages give the first.
  /// Where it throws, none is added: SHAPE_MISMATCH, NOT_FINITE; INVALID_ARGUMENT for a zero row of
  /// an angular index, which has no direction, and for Euclidean entries beyond ±1e15, whose
  /// squares are too large for float32.
  void append(const Points &X, std::size_t first = 0);
  /// Takes rows back that were appended since the last `settle`.
  void truncate(std::size_t size);
  /// Puts appended rows into the tables.
  void settle();

  /// The k nearest of the candidates, nearest first, equal ones by their number: radians or
  /// distances. Fewer than k where there are fewer candidates: ids are then −1, distances +∞. Q is
  /// N × dimensions, ids and distances are N × k; `candidates` is how many distances were computed.
  /// Throws SHAPE_MISMATCH, NOT_FINITE, INVALID_ARGUMENT as `append`, and for k.
  void query(const Points &Q, std::size_t k, std::span<std::int32_t> ids,
             std::span<double> distances, std::span<std::int32_t> candidates);

  /// The index as bytes; `load` throws CORRUPT_DATA unless it finds them as they were. Whatever
  /// follows from the rows and the seed is computed again. The loaded index answers like the saved
  /// one.
  std::vector<std::uint8_t> save() const;
  static LshIndex load(std::span<const std::uint8_t> bytes);

private:
  void read(const Points &X, std::size_t row, float *to, std::string_view argument,
            std::size_t number) const;
  void hashRows();
  void chooseBits();
  void chooseWidth();
  bool scanned() const { return options_.metric == Metric::Angular && options_.probes == 0; }
  void gather(Probes &probes, std::size_t k);
  void rank(const float *q, std::size_t k, std::int32_t *ids, double *distances);
  void restore(std::span<const float> rows);

  struct Ranked {
    double distance;
    std::uint32_t id;
    bool operator<(const Ranked &other) const {
      return distance != other.distance ? distance < other.distance : id < other.id;
    }
  };

  LshOptions options_;
  Rows rows_;
  Hasher hasher_;
  std::size_t hashed_ = 0, settled_ = 0;
  Scan scan_;
  std::vector<std::uint32_t> signatures_; ///< of each row, one for each table
  Tables tables_;

  // Of one query.
  std::vector<std::uint32_t> seen_; ///< the query that met the row last
  std::uint32_t queries_ = 0;
  std::vector<std::uint32_t> candidates_;
  std::vector<Ranked> ranked_;
};

} // namespace lemmata::projection
