#include "projection/lsh.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "numeric/packet.hpp"
#include "numeric/reduce.hpp"
#include "projection/angle.hpp"
#include "projection/arguments.hpp"

namespace lemmata::projection {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
/// Beyond, squares of differences might not fit float32.
constexpr double largestEntry = 1e15;
/// Row numbers are int32.
constexpr double mostRows = 0x1p31 - 1;
/// Buckets a table, at most, in search of enough candidates.
constexpr double mostProbes = 128;

LshOptions checked(LshOptions options) {
  checkWhole(options.tables, 0, 32, "options.tables");
  if (options.tables == 0)
    options.tables = options.metric == Metric::Angular ? 4 : 8;
  checkWhole(options.bits, 0, 32, "options.bits");
  checkWhole(options.probes, 0, 1e6, "options.probes");
  if (options.width != 0)
    checkPositive(options.width, "options.width");
  return options;
}

std::size_t checkedDimensions(double dimensions) {
  checkWhole(dimensions, 1, 0x1p24, "dimensions");
  return static_cast<std::size_t>(dimensions);
}

} // namespace

LshIndex::LshIndex(double dimensions, const LshOptions &options)
    : options_(checked(options)), rows_(checkedDimensions(dimensions)),
      hasher_(options_.metric, rows_.cols(), static_cast<std::size_t>(options_.tables),
              options_.seed),
      scan_(hasher_.tables()), tables_(hasher_.tables()) {
  if (options.bits > 0)
    hasher_.setBits(static_cast<std::size_t>(options.bits));
  if (options.width > 0)
    hasher_.setWidth(options.width);
}

void LshIndex::checkRoom(double more) const {
  const double rows = double(size()) + more;
  const double bytes = rows * 4 * (double(rows_.stride()) + 2 * double(hasher_.tables()) + 1);
  const double limit = double(std::numeric_limits<std::size_t>::max()) / 2;
  if (rows > mostRows)
    throw Error(ErrorCode::OutOfMemory,
                "{rows} rows are too many for an index; it has room for {limit}",
                {{"rows", rows}, {"limit", mostRows}});
  if (bytes > limit)
    throw Error(ErrorCode::OutOfMemory,
                "{bytes} bytes are needed and could not be had; a module can use at most {limit}",
                {{"bytes", bytes}, {"limit", limit}});
}

/// A row in float32, divided by its length where only its direction counts.
void LshIndex::read(const Points &X, std::size_t row, float *to, std::string_view argument,
                    std::size_t number) const {
  const bool angular = options_.metric == Metric::Angular;
  if (readPlain(X, row, angular, to))
    return;
  const std::size_t d = dimensions();
  double largest = 0;
  for (std::size_t i = 0; i < d; ++i) {
    const double size = std::abs(X(row, i));
    if (!(size <= std::numeric_limits<double>::max()))
      throw Error(ErrorCode::NotFinite,
                  "{argument}[{row}][{column}] is {found}; every entry must be a finite number",
                  {{"argument", argument}, {"row", number}, {"column", i}, {"found", X(row, i)}});
    largest = size > largest ? size : largest;
  }
  if (angular ? largest == 0 : largest > largestEntry)
    throw Error(
        ErrorCode::InvalidArgument,
        angular ? "{argument}[{row}] is {found}; an angle needs a direction"
                : "{argument}[{row}] has an entry of size {found}; allowed is up to {high}",
        {{"argument", argument}, {"row", number}, {"found", largest}, {"high", largestEntry}});
  double scale = 1, length = 1;
  if (angular) {
    // A power of two first, so that no square overflows.
    scale = std::ldexp(1, -std::max(std::ilogb(largest), -1000));
    double squares = 0;
    for (std::size_t i = 0; i < d; ++i)
      squares += (X(row, i) * scale) * (X(row, i) * scale);
    length = std::sqrt(squares);
  }
  for (std::size_t i = 0; i < d; ++i)
    to[i] = static_cast<float>(X(row, i) * scale / length);
}

void LshIndex::append(const Points &X, std::size_t first) {
  check::sameSize(X.cols(), rows_.cols(), "X");
  const std::size_t before = size();
  checkRoom(double(X.rows()));
  rows_.resize(before + X.rows());
  try {
    for (std::size_t i = 0; i < X.rows(); ++i)
      read(X, i, rows_[before + i], "X", first + i);
    if (options_.metric == Metric::Angular)
      hashRows();
  } catch (...) {
    truncate(before);
    throw;
  }
}

/// Rows as another index holds them.
void LshIndex::restore(std::span<const float> rows) {
  const std::size_t before = size(), count = rows.size() / dimensions();
  // `append` took nothing larger.
  for (const float value : rows)
    check::within(value, -largestEntry, largestEntry, "bytes");
  rows_.resize(before + count);
  for (std::size_t i = 0; i < count; ++i)
    std::copy_n(&rows[i * dimensions()], dimensions(), rows_[before + i]);
}

void LshIndex::truncate(std::size_t size) {
  if (size >= rows_.size() || size < settled_)
    return;
  rows_.resize(size);
  hashed_ = std::min(hashed_, size);
  if (scanned())
    scan_.resize(hashed_);
  else
    signatures_.resize(hashed_ * hasher_.tables());
}

/// Hashes the rows that have none yet.
void LshIndex::hashRows() {
  const std::size_t tables = hasher_.tables();
  if (scanned()) {
    scan_.resize(size());
  } else {
    const std::size_t needed = size() * tables;
    if (needed > signatures_.capacity())
      signatures_.reserve(std::max(needed, signatures_.capacity() * 3 / 2));
    signatures_.resize(needed);
  }
  while (hashed_ < size()) {
    const std::size_t count = std::min(Rotation::width, size() - hashed_);
    const float *rows[Rotation::width];
    std::uint32_t signature[Rotation::width][Hasher::perTable];
    for (std::size_t r = 0; r < Rotation::width; ++r)
      rows[r] = rows_[hashed_ + std::min(r, count - 1)];
    hasher_.sign(rows, {signature[0], signature[1], signature[2], signature[3]});
    for (std::size_t r = 0; r < count; ++r, ++hashed_) {
      if (scanned())
        scan_.set(hashed_, signature[r]);
      else
        std::copy_n(signature[r], tables, &signatures_[hashed_ * tables]);
    }
  }
}

void LshIndex::settle() {
  if (size() == 0)
    return;
  if (!scanned()) {
    if (options_.bits == 0)
      chooseBits();
    if (options_.metric == Metric::Euclidean && options_.width == 0)
      chooseWidth();
  }
  hashRows();
  if (!scanned()) {
    seen_.resize(size());
    tables_.add(hasher_, signatures_);
  }
  settled_ = size();
}

/// Signs for some four rows a bucket, if they are spread evenly; of cells, of which far rows share
/// more, as many as make it sixteen buckets a row.
void LshIndex::chooseBits() {
  const int log = std::ilogb(double(size())); // rounded down
  options_.bits = std::clamp(options_.metric == Metric::Angular ? log - 2 : log + 4, 4, 24);
  hasher_.setBits(static_cast<std::size_t>(options_.bits));
}

/// Four times the median distance to the nearest of a thousand rows: there, hashes agree with
/// probability 0.8.
void LshIndex::chooseWidth() {
  const std::size_t looked = std::min<std::size_t>(size(), 1000),
                    asked = std::min<std::size_t>(size(), 50);
  std::vector<Ranked> nearest;
  for (std::size_t a = 0; a < asked; ++a) {
    const float *q = rows_[a * size() / asked];
    double least = infinity;
    for (std::size_t b = 0; b < looked; ++b) {
      const double distance = rows_.squaredDistance(q, b * size() / looked);
      if (distance > 0 && distance < least)
        least = distance;
    }
    if (least < infinity)
      nearest.push_back({least, 0});
  }
  std::partial_sort(nearest.begin(), nearest.end(), nearest.end());
  options_.width = nearest.empty() ? 1 : 4 * std::sqrt(nearest[nearest.size() / 2].distance);
  hasher_.setWidth(options_.width);
}

void LshIndex::query(const Points &Q, std::size_t k, std::span<std::int32_t> ids,
                     std::span<double> distances, std::span<std::int32_t> candidates) {
  check::sameSize(Q.cols(), rows_.cols(), "Q");
  checkWhole(double(k), 1, mostRows, "k");
  const std::size_t stride = rows_.stride();
  std::vector<float> block(Rotation::width * stride);
  Probes probes;
  for (std::size_t first = 0; first < Q.rows(); first += Rotation::width) {
    const std::size_t count = std::min(Rotation::width, Q.rows() - first);
    const float *rows[Rotation::width];
    for (std::size_t r = 0; r < Rotation::width; ++r) {
      if (r < count)
        read(Q, first + r, &block[r * stride], "Q", first + r);
      rows[r] = &block[std::min(r, count - 1) * stride];
    }
    hasher_.project(rows);
    for (std::size_t r = 0; r < count; ++r) {
      if (scanned()) {
        scan_.closest(hasher_.projections(r), std::max({std::size_t(128), 8 * k, size() / 800}),
                      candidates_);
      } else {
        probes.start(hasher_, hasher_.projections(r));
        gather(probes, k);
      }
      const std::size_t at = (first + r) * k;
      candidates[first + r] = static_cast<std::int32_t>(candidates_.size());
      rank(rows[r], k, &ids[at], &distances[at]);
    }
  }
}

/// Collects the rows in the buckets that a query visits.
void LshIndex::gather(Probes &probes, std::size_t k) {
  candidates_.clear();
  const std::size_t tables = hasher_.tables(), room = size();
  const bool adaptive = options_.probes == 0;
  const std::size_t wanted = std::max({std::size_t(1000), 32 * k, room / 25});
  if (room == 0 || (adaptive && room <= wanted)) {
    for (std::uint32_t id = 0; id < room; ++id)
      candidates_.push_back(id);
    return;
  }
  if (++queries_ == 0) { // the counter has gone round
    std::fill(seen_.begin(), seen_.end(), 0);
    queries_ = 1;
  }
  std::size_t left = tables * static_cast<std::size_t>(adaptive ? mostProbes : options_.probes);
  std::size_t table;
  std::uint32_t key;
  while (left-- > 0 && !(adaptive && candidates_.size() >= wanted) && probes.next(table, key))
    tables_.visit(table, key, [this](std::uint32_t id) {
      if (seen_[id] != queries_) {
        seen_[id] = queries_;
        candidates_.push_back(id);
      }
    });
}

/// The k nearest candidates, by squared distances in float32; the distances that are returned, and
/// the order, in float64.
void LshIndex::rank(const float *q, std::size_t k, std::int32_t *ids, double *distances) {
  ranked_.clear();
  for (const std::uint32_t id : candidates_)
    ranked_.push_back({rows_.squaredDistance(q, id), id});
  const std::size_t found = std::min(k, ranked_.size());
  const auto end = ranked_.begin() + static_cast<std::ptrdiff_t>(found);
  std::partial_sort(ranked_.begin(), end, ranked_.end());
  const std::size_t d = rows_.cols();
  for (auto one = ranked_.begin(); one != end; ++one) {
    const float *row = rows_[one->id];
    if (options_.metric == Metric::Angular) {
      one->distance = angleBetween({q, d}, {row, d});
    } else {
      double total = 0;
      for (std::size_t i = 0; i < d; ++i)
        total += (double(q[i]) - row[i]) * (double(q[i]) - row[i]);
      one->distance = std::sqrt(total);
    }
  }
  std::partial_sort(ranked_.begin(), end, end);
  for (std::size_t i = 0; i < k; ++i) {
    ids[i] = i < found ? static_cast<std::int32_t>(ranked_[i].id) : -1;
    distances[i] = i < found ? ranked_[i].distance : infinity;
  }
}

} // namespace lemmata::projection
