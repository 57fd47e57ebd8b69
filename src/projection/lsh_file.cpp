#include <algorithm>

#include "numeric/bytes.hpp"
#include "numeric/error.hpp"
#include "projection/lsh.hpp"

namespace lemmata::projection {

namespace {

constexpr std::uint64_t version = 1;
constexpr std::size_t numbers = 8;

} // namespace

// Metric, tables, bits, width, probes, seed, dimensions and size, 8 bytes each; then the rows in
// float32.

std::vector<std::uint8_t> LshIndex::save() const {
  bytes::Writer writer(bytes::Kind::LshIndex, version, numbers * 8 + size() * dimensions() * 4);
  writer.number(double(options_.metric));
  writer.number(options_.tables);
  writer.number(options_.bits);
  writer.number(options_.width);
  writer.number(options_.probes);
  writer.integer(options_.seed);
  writer.integer(dimensions());
  writer.integer(size());
  for (std::size_t row = 0; row < size(); ++row)
    writer.numbers(std::span<const float>(rows_[row], dimensions()));
  return writer.finish();
}

LshIndex LshIndex::load(std::span<const std::uint8_t> saved) {
  bytes::Reader reader(saved, bytes::Kind::LshIndex, version, "bytes");
  LshOptions options;
  const double metric = reader.number();
  if (metric != 0 && metric != 1)
    reader.corrupt();
  options.metric = static_cast<Metric>(metric);
  options.tables = reader.number();
  options.bits = reader.number();
  options.width = reader.number();
  options.probes = reader.number();
  options.seed = reader.integer();
  const std::uint64_t dimensions = reader.integer(), size = reader.integer();
  // What only a forged file could hold; nothing is made that is larger than the file.
  if (dimensions == 0 || reader.left() % 4 != 0 || reader.left() / 4 / dimensions != size ||
      reader.left() / 4 % dimensions != 0)
    reader.corrupt();
  try {
    LshIndex index(double(dimensions), options);
    index.checkRoom(double(size));
    for (std::uint64_t row = 0; row < size;) {
      const std::uint64_t count = std::min<std::uint64_t>(size - row, 1024);
      index.restore(reader.numbers<float>(count * dimensions));
      row += count;
    }
    reader.end();
    index.settle();
    return index;
  } catch (const Error &error) {
    if (error.code() == ErrorCode::OutOfMemory)
      throw;
    reader.corrupt();
  }
}

} // namespace lemmata::projection
