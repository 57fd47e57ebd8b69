#include <doctest/doctest.h>

#include <set>
#include <string>

#include "numeric/bytes.hpp"
#include "numeric/error.hpp"

using namespace lemmata;
using bytes::Kind;
using bytes::Reader;
using bytes::Writer;

namespace {

const std::vector<float> entries{1.5f, -2.25f, 0.1f};

std::vector<std::uint8_t> saved(Kind kind = Kind::LshIndex, std::uint64_t version = 1) {
  Writer writer(kind, version, 8 + 8 + 12);
  writer.integer(entries.size());
  writer.number(0.1);
  writer.numbers(std::span<const float>(entries));
  return writer.finish();
}

void readAll(const std::vector<std::uint8_t> &bytes) {
  Reader reader(bytes, Kind::LshIndex, 1, "bytes");
  const auto count = reader.integer();
  CHECK(reader.number() == 0.1);
  CHECK(reader.numbers<float>(count) == entries);
  reader.end();
}

/// The message of the refusal.
std::string refusal(auto &&body) {
  try {
    body();
  } catch (const Error &error) {
    CHECK(error.code() == ErrorCode::CorruptData);
    CHECK(error.details().front().name == "argument");
    return error.what();
  }
  FAIL("nothing was thrown");
  return {};
}

} // namespace

TEST_CASE("what was saved is read back, and nothing is left") { readAll(saved()); }

TEST_CASE("every single damaged bit and every truncation is refused") {
  const auto good = saved();
  for (std::size_t i = 0; i < good.size(); ++i) {
    for (int bit = 0; bit < 8; ++bit) {
      auto damaged = good;
      damaged[i] ^= static_cast<std::uint8_t>(1 << bit);
      refusal([&] { readAll(damaged); });
    }
    refusal([&] { readAll({good.begin(), good.begin() + static_cast<std::ptrdiff_t>(i)}); });
  }
  auto longer = good;
  longer.push_back(0);
  refusal([&] { readAll(longer); });
}

TEST_CASE("two damaged bits in one strand of a long array do not cancel") {
  Writer writer(Kind::LshIndex, 1, 0);
  writer.numbers(std::span<const double>(std::vector<double>(64, 1.0)));
  const auto good = writer.finish();
  for (std::size_t i = bytes::headerSize + 7; i + 32 < good.size(); i += 8) {
    auto damaged = good;
    damaged[i] ^= 0x80;
    damaged[i + 32] ^= 0x80;
    refusal([&] { Reader(damaged, Kind::LshIndex, 1, "bytes"); });
  }
}

TEST_CASE("each refusal has its own message") {
  auto foreign = saved();
  foreign[0] = 'L';
  auto changed = saved();
  changed.back() ^= 1;
  auto shorter = saved();
  shorter.pop_back();
  const std::set<std::string> messages{
      refusal([] { readAll({1, 2, 3}); }),
      refusal([&] { readAll(foreign); }),
      refusal([] { readAll(saved(Kind::ClassStatistics)); }),
      refusal([] { readAll(saved(Kind::LshIndex, 2)); }),
      refusal([&] { readAll(shorter); }),
      refusal([&] { readAll(changed); }),
  };
  CHECK(messages.size() == 6);
}

TEST_CASE("a forged count is refused before memory is taken for it") {
  for (const std::uint64_t count : {4ull, 1ull << 40, ~0ull}) {
    Writer writer(Kind::LshIndex, 1, 0);
    writer.numbers(std::span<const float>(entries));
    const auto bytes = writer.finish();
    refusal([&] { Reader(bytes, Kind::LshIndex, 1, "bytes").numbers<float>(count); });
  }
  const auto bytes = saved();
  refusal([&] { Reader(bytes, Kind::LshIndex, 1, "bytes").end(); });
}
