#include "numeric/bytes.hpp"
#include "logistic/statistics.hpp"
#include "oracle.hpp"
#include "projection/lsh.hpp"

namespace lemmata::fuzz {

namespace {

/// Contents that nobody saved may say the same in another way; what is saved of them says it in
/// one.
template <class Loaded> void saveAgain(const Loaded &loaded) {
  const auto saved = loaded.save();
  expect(Loaded::load(saved).save() == saved, "what is saved is loaded");
}

/// Loads bytes, and uses what was loaded.
void use(bytes::Kind kind, std::span<const std::uint8_t> saved) {
  if (kind == bytes::Kind::ClassStatistics) {
    if (const auto loaded = attempt([&] { return logistic::ClassStatistics::load(saved); })) {
      attempt([&] { saveAgain(*loaded); });
      attempt([&] { return loaded->scatter(); });
    }
    return;
  }
  auto loaded = attempt([&] { return projection::LshIndex::load(saved); });
  if (!loaded)
    return;
  attempt([&] { saveAgain(*loaded); });
  std::vector<float> q(loaded->dimensions(), 1);
  std::int32_t ids[3], candidates[1];
  double distances[3];
  attempt([&] {
    loaded->query(MatrixView<const float>{q.data(), 1, q.size()}, 3, ids, distances, candidates);
    for (const std::int32_t id : ids)
      expect(id >= -1 && id < static_cast<std::int32_t>(loaded->size()), "an id is of a row");
  });
}

std::vector<std::uint8_t> saved(Input &in, bytes::Kind kind) {
  const std::size_t d = 1 + in.below(6), n = in.below(12);
  Matrix X(n, d);
  fillNormal<double>(Philox(in.byte()), 0, X.flat());
  if (kind == bytes::Kind::ClassStatistics) {
    std::vector<std::int32_t> labels(n);
    for (auto &label : labels)
      label = static_cast<std::int32_t>(in.below(2));
    logistic::ClassStatistics statistics(d, 2 + in.below(3));
    statistics.add(X, labels);
    return statistics.save();
  }
  projection::LshOptions options;
  options.metric = in.choice<projection::Metric>(2);
  options.tables = static_cast<double>(in.below(4));
  options.bits = static_cast<double>(in.below(9));
  options.probes = static_cast<double>(in.below(3));
  projection::LshIndex index(static_cast<double>(d), options);
  index.append(MatrixView<const double>(X.view()));
  index.settle();
  return index.save();
}

/// Whether contents make an index whose planes are far larger than its rows: legal, but a second
/// each, so that only few of them are tried. More of them than that are refused at once.
bool wasteful(bytes::Kind kind, std::span<const std::uint8_t> contents) {
  if (kind != bytes::Kind::LshIndex || contents.size() < 64)
    return false;
  double tables, bits;
  std::uint64_t dimensions;
  std::memcpy(&tables, &contents[8], 8);
  std::memcpy(&bits, &contents[16], 8);
  std::memcpy(&dimensions, &contents[48], 8);
  const double planes = std::max(1.0, tables) * std::max(32.0, bits) * double(dimensions);
  return planes > 1e6 && planes < 1e12;
}

/// The contents in a header that fits them: forged, not damaged.
std::vector<std::uint8_t> forged(bytes::Kind kind, std::uint64_t version,
                                 std::span<const std::uint8_t> contents) {
  bytes::Writer writer(kind, version, contents.size());
  writer.numbers(contents);
  return writer.finish();
}

} // namespace

void run(Input &in) {
  const auto kind = in.flip() ? bytes::Kind::ClassStatistics : bytes::Kind::LshIndex;
  const std::size_t how = in.below(4);
  if (how == 0)
    return use(kind, in.rest());
  if (how == 1) {
    const bool any = in.below(64) == 0;
    const auto contents = in.rest();
    if (any || !wasteful(kind, contents))
      use(kind, forged(kind, 1, contents));
    return;
  }
  auto good = saved(in, kind);
  use(kind, good);
  if (kind == bytes::Kind::ClassStatistics)
    expect(logistic::ClassStatistics::load(good).save() == good, "what is loaded is saved");
  else
    expect(projection::LshIndex::load(good).save() == good, "what is loaded is saved");
  const auto refused = [&](std::span<const std::uint8_t> bytes) {
    try {
      if (kind == bytes::Kind::ClassStatistics)
        logistic::ClassStatistics::load(bytes);
      else
        projection::LshIndex::load(bytes);
    } catch (const Error &error) {
      expectTyped(error);
      expect(error.code() == ErrorCode::CorruptData, "damage is called corrupt data");
      return;
    }
    expect(false, "damaged bytes are refused");
  };
  if (how == 2) {
    refused(std::span(good).first(in.below(good.size())));
    for (int flips = 0; flips < 8; ++flips) {
      auto damaged = good;
      damaged[in.below(damaged.size())] ^= static_cast<std::uint8_t>(1 << in.below(8));
      refused(damaged);
    }
    return;
  }
  // Forged: other contents under a checksum of their own.
  std::vector<std::uint8_t> contents(good.begin() + bytes::headerSize, good.end());
  std::uint64_t version;
  std::memcpy(&version, good.data() + 16, sizeof version);
  for (std::size_t changes = 1 + in.below(4); changes > 0 && !contents.empty(); --changes)
    contents[in.below(contents.size())] = in.byte();
  if (in.below(4) == 0)
    contents.resize(in.below(contents.size() + 9));
  if (!wasteful(kind, contents) || in.below(64) == 0)
    use(kind, forged(kind, version, contents));
}

} // namespace lemmata::fuzz
