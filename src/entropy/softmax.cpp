#include "entropy/softmax.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "entropy/outcomes.hpp"
#include "numeric/check.hpp"
#include "numeric/exp.hpp"
#include "numeric/log.hpp"
#include "numeric/packet.hpp"

namespace lemmata::entropy {

namespace {

template <class T> constexpr T infinity = std::numeric_limits<T>::infinity();

/// A row's last, incomplete packet is filled with masks.
template <class T> Packet<T> loadOrMask(std::span<const T> row, std::size_t i) {
  return i + lanes<T> <= row.size() ? load(&row[i])
                                    : loadPartial(&row[i], row.size() - i, -infinity<T>);
}

template <class T> void storeWithin(std::span<T> row, std::size_t i, Packet<T> p) {
  if (i + lanes<T> <= row.size())
    store(&row[i], p);
  else
    storePartial(&row[i], p, row.size() - i);
}

/// softmax at sharpness 0 or ∞: uniform on the support, or on the largest.
template <class T> double limitRow(std::span<const T> logits, T top, T sharpness, std::span<T> q) {
  const T least = sharpness == 0 ? std::numeric_limits<T>::lowest() : top;
  double count = 0;
  for (const T l : logits)
    count += l >= least;
  for (std::size_t i = 0; i < q.size(); ++i)
    q[i] = logits[i] >= least ? static_cast<T>(1 / count) : T(0);
  return lemmata::log(count);
}

/// Writes the row's softmax and returns its entropy.
template <class T>
double softmaxRow(std::span<const T> logits, T sharpness, Place place, std::span<T> q) {
  const T top = largestLogit(logits, place);
  if (sharpness == 0 || sharpness == infinity<T>)
    return limitRow(logits, top, sharpness, q);
  const BoltzmannFactor<T> power(sharpness);
  double mass = 0, first = 0;
  // Sums are taken block by block: in float32 they are short, in float64 exact to a few roundings.
  constexpr std::size_t block = 512;
  for (std::size_t begin = 0; begin < q.size(); begin += block) {
    const std::size_t end = std::min(begin + block, q.size());
    Packet<T> masses{}, firsts{};
    for (std::size_t i = begin; i < end; i += lanes<T>) {
      // A mask is no closer than the largest number, so that its 0 · d is 0.
      const Packet<T> d =
          max(loadOrMask(logits, i) - top, broadcast(std::numeric_limits<T>::lowest()));
      const Packet<T> e = power(d);
      storeWithin(q, i, e);
      masses += e;
      firsts += e * d;
    }
    mass += sum(masses);
    first += sum(firsts);
  }
  const T factor = static_cast<T>(1 / mass);
  for (std::size_t i = 0; i < q.size(); i += lanes<T>)
    storeWithin(q, i, factor * loadOrMask(std::span<const T>(q), i));
  return lemmata::log(mass) - static_cast<double>(sharpness) * first / mass;
}

template <class T> T sharpnessOf(double temperature) {
  if (!(temperature >= 0))
    throw Error(ErrorCode::InvalidArgument,
                "temperature is {found}; allowed are numbers from 0, Infinity included",
                {{"argument", "temperature"}, {"found", temperature}});
  // −0 is 0, too.
  return static_cast<T>(1 / std::abs(temperature));
}

} // namespace

template <class T> void softmax(std::span<const T> logits, double temperature, std::span<T> q) {
  softmaxRow(logits, sharpnessOf<T>(temperature), {"logits"}, q);
}

template <class T>
void softmaxRows(MatrixView<const T> X, double temperature, MatrixView<T> q,
                 std::span<double> entropy, std::size_t first) {
  check::notEmpty(X.size(), "X");
  const T sharpness = sharpnessOf<T>(temperature);
  for (std::size_t row = 0; row < X.rows; ++row)
    entropy[row] = softmaxRow(X.row(row), sharpness, {"X", first + row}, q.row(row));
}

#define LEMMATA_INSTANTIATE(T)                                                                     \
  template void softmax(std::span<const T>, double, std::span<T>);                                 \
  template void softmaxRows(MatrixView<const T>, double, MatrixView<T>, std::span<double>,         \
                            std::size_t);
LEMMATA_INSTANTIATE(float)
LEMMATA_INSTANTIATE(double)
#undef LEMMATA_INSTANTIATE

} // namespace lemmata::entropy
