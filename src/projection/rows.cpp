#include "projection/rows.hpp"

#include "numeric/packet.hpp"

namespace lemmata::projection {

float Rows::squaredDistance(const float *q, std::size_t row) const {
  const float *x = (*this)[row];
  f32x4 a{}, b{}, c{}, d{};
  std::size_t i = 0;
  for (; i + 16 <= stride_; i += 16) {
    const f32x4 p = load(q + i) - load(x + i), r = load(q + i + 4) - load(x + i + 4);
    const f32x4 s = load(q + i + 8) - load(x + i + 8), t = load(q + i + 12) - load(x + i + 12);
    a += p * p;
    b += r * r;
    c += s * s;
    d += t * t;
  }
  for (; i < stride_; i += 4) {
    const f32x4 p = load(q + i) - load(x + i);
    a += p * p;
  }
  return sum((a + b) + (c + d));
}

} // namespace lemmata::projection
