#include "projection/hasher.hpp"

#include <cmath>

#include "numeric/philox.hpp"

namespace lemmata::projection {

namespace {
constexpr std::uint64_t stream = 0x6f666673657473; // "offsets"
} // namespace

Hasher::Hasher(Metric metric, std::size_t dimensions, std::size_t tables, std::uint64_t seed)
    : metric_(metric), tables_(tables), rotation_(dimensions, tables * perTable, seed),
      projected_(rotation_.outputs()) {
  if (metric == Metric::Angular)
    return;
  const Philox philox(seed, stream);
  offsets_.resize(tables * perTable);
  for (std::size_t i = 0; i < offsets_.size(); ++i)
    offsets_[i] = static_cast<float>(philox.uniform(i));
}

const f32x4 *Hasher::project(const float *const (&rows)[Rotation::width]) {
  rotation_.project(rows, projected_.data());
  return projected_.data();
}

const float *Hasher::projections(std::size_t lane) {
  one_.resize(projected_.size());
  for (std::size_t j = 0; j < one_.size(); ++j) {
    float lanes[Rotation::width];
    store(lanes, projected_[j]);
    one_[j] = lanes[lane];
  }
  return one_.data();
}

std::int32_t Hasher::cell(float place) {
  constexpr float far = 0x1p30f;
  return static_cast<std::int32_t>(std::floor(place < -far ? -far : place > far ? far : place));
}

void Hasher::sign(const float *const (&rows)[Rotation::width],
                  const std::array<std::uint32_t *, Rotation::width> &to) {
  const f32x4 *p = project(rows);
  for (std::size_t table = 0; table < tables_; ++table, p += perTable) {
    if (metric_ == Metric::Angular) {
      u32x4 words{};
      for (std::size_t j = 0; j < perTable; ++j)
        words |= u32x4(p[j] >= 0.0f) & (1u << j);
      for (std::size_t r = 0; r < Rotation::width; ++r)
        to[r][table] = words[r];
    } else {
      for (std::size_t r = 0; r < Rotation::width; ++r) {
        std::uint32_t word = mixStart(table);
        for (std::size_t j = 0; j < bits_; ++j)
          word = mix(word, cell(place(p[j][r], table * perTable + j)));
        to[r][table] = word;
      }
    }
  }
}

} // namespace lemmata::projection
