#include "numeric/bytes.hpp"

#include <bit>
#include <cstring>

#include "numeric/error.hpp"

namespace lemmata::bytes {

namespace {

static_assert(std::endian::native == std::endian::little, "the format is little-endian");

constexpr char magic[8] = "lemmata";
constexpr std::size_t checksumPlace = 32;

std::string_view nameOf(std::uint64_t kind) {
  switch (static_cast<Kind>(kind)) {
  case Kind::LshIndex:
    return "an LSH index";
  case Kind::ClassStatistics:
    return "class statistics";
  }
  return "something unknown";
}

std::uint64_t read(const std::uint8_t *from) {
  std::uint64_t value;
  std::memcpy(&value, from, sizeof value);
  return value;
}

/// One to one in each of its arguments, so that a change within one word always shows.
std::uint64_t mix(std::uint64_t hash, std::uint64_t word) {
  return std::rotl((hash ^ word) * 0x9e3779b97f4a7c15u, 29);
}

/// Four strands of words, so that half a gigabyte takes a fraction of a second.
std::uint64_t hash(std::span<const std::uint8_t> bytes) {
  std::uint64_t strand[4] = {1, 2, 3, 4};
  std::size_t i = 0;
  for (; i + 32 <= bytes.size(); i += 32)
    for (std::size_t s = 0; s < 4; ++s)
      strand[s] = mix(strand[s], read(&bytes[i + 8 * s]));
  std::uint64_t all = bytes.size();
  for (; i < bytes.size(); ++i)
    all = mix(all, bytes[i]);
  for (const std::uint64_t s : strand)
    all = mix(all, s);
  return all;
}

std::uint64_t checksum(std::span<const std::uint8_t> bytes) {
  return mix(hash(bytes.first(checksumPlace)), hash(bytes.subspan(headerSize)));
}

} // namespace

Writer::Writer(Kind kind, std::uint64_t version, std::size_t contents) {
  bytes_.reserve(headerSize + contents);
  raw(magic, sizeof magic);
  integer(static_cast<std::uint64_t>(kind));
  integer(version);
  bytes_.resize(headerSize); // length and checksum, once they are known
}

void Writer::raw(const void *from, std::size_t size) {
  const auto *start = static_cast<const std::uint8_t *>(from);
  bytes_.insert(bytes_.end(), start, start + size);
}

std::vector<std::uint8_t> Writer::finish() {
  const std::uint64_t length = bytes_.size();
  std::memcpy(&bytes_[24], &length, sizeof length);
  const std::uint64_t sum = checksum(bytes_);
  std::memcpy(&bytes_[checksumPlace], &sum, sizeof sum);
  return std::move(bytes_);
}

Reader::Reader(std::span<const std::uint8_t> bytes, Kind kind, std::uint64_t version,
               std::string_view argument)
    : argument_(argument) {
  const auto refuse = [argument](const char *message, Detail found, Detail allowed) {
    throw Error(ErrorCode::CorruptData, message, {{"argument", argument}, found, allowed});
  };
  if (bytes.size() < headerSize)
    refuse("{argument} has {found} bytes; saved data has at least {allowed}",
           {"found", bytes.size()}, {"allowed", headerSize});
  if (std::memcmp(bytes.data(), magic, sizeof magic) != 0)
    refuse("{argument} begins with {found}; saved data begins with {allowed}",
           {"found", "other bytes"}, {"allowed", "\"lemmata\""});
  if (const auto found = read(&bytes[8]); found != static_cast<std::uint64_t>(kind))
    refuse("{argument} holds {found}; asked for is {allowed}", {"found", nameOf(found)},
           {"allowed", nameOf(static_cast<std::uint64_t>(kind))});
  if (const auto found = read(&bytes[16]); found != version)
    refuse("{argument} is of version {found}; this module reads version {allowed}",
           {"found", found}, {"allowed", version});
  if (const auto expected = read(&bytes[24]); expected != bytes.size())
    refuse("{argument} has {found} bytes; when it was saved it had {allowed}",
           {"found", bytes.size()}, {"allowed", expected});
  if (read(&bytes[checksumPlace]) != checksum(bytes))
    refuse("{argument} has {found}; it must be {allowed}", {"found", "another checksum"},
           {"allowed", "exactly the bytes that were saved"});
  rest_ = bytes.subspan(headerSize);
}

std::uint64_t Reader::integer() {
  std::uint64_t value;
  require(1, sizeof value);
  raw(&value, sizeof value);
  return value;
}

double Reader::number() { return std::bit_cast<double>(integer()); }

void Reader::require(std::uint64_t count, std::size_t size) const {
  if (count > rest_.size() / size)
    corrupt();
}

void Reader::raw(void *to, std::size_t size) {
  if (size > 0)
    std::memcpy(to, rest_.data(), size);
  rest_ = rest_.subspan(size);
}

void Reader::end() const {
  if (!rest_.empty())
    corrupt();
}

void Reader::corrupt() const {
  throw Error(ErrorCode::CorruptData, "{argument} has contents that contradict themselves",
              {{"argument", argument_}});
}

} // namespace lemmata::bytes
