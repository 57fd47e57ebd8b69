#include "entropy/softmax.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "entropy/distribution.hpp"
#include "numeric/check.hpp"

namespace lemmata::entropy {

namespace {

template <class T> constexpr T infinity = std::numeric_limits<T>::infinity();

template <class T> T largest(std::span<const T> logits, Place place) {
  T top = -infinity<T>;
  bool sound = true;
  for (const T l : logits) {
    sound &= l < infinity<T>;
    top = std::max(top, l);
  }
  if (!sound)
    for (std::size_t i = 0;; ++i)
      if (!(logits[i] < infinity<T>))
        refuseNotFinite(place, i, logits[i]);
  if (top == -infinity<T>)
    refuseWithoutOutcome(place);
  return top;
}

template <class T>
double softmaxRow(std::span<const T> logits, T sharpness, Place place, std::span<T> q) {
  const T top = largest(logits, place);
  double mass = 0, first = 0;
  for (std::size_t i = 0; i < q.size(); ++i) {
    const T below = logits[i] - top;
    // 0 · ∞ is no number: the limits and the masks.
    const T a = below == 0 ? 0 : below == -infinity<T> ? below : below * sharpness;
    const T e = a == -infinity<T> ? 0 : std::exp(a);
    q[i] = e;
    mass += e;
    first += e == 0 ? 0 : e * a;
  }
  const T factor = static_cast<T>(1 / mass);
  for (T &x : q)
    x *= factor;
  return std::log(mass) - first / mass;
}

template <class T> T sharpnessOf(double temperature) {
  if (!(temperature >= 0))
    throw Error(ErrorCode::InvalidArgument,
                "temperature is {found}; allowed are numbers from 0, Infinity included",
                {{"argument", "temperature"}, {"found", temperature}});
  return static_cast<T>(1 / temperature);
}

} // namespace

template <class T> void softmax(std::span<const T> logits, double temperature, std::span<T> q) {
  softmaxRow(logits, sharpnessOf<T>(temperature), {"logits"}, q);
}

template <class T>
void softmaxRows(MatrixView<const T> X, double temperature, MatrixView<T> q,
                 std::span<double> entropy) {
  check::notEmpty(X.size(), "X");
  const T sharpness = sharpnessOf<T>(temperature);
  for (std::size_t row = 0; row < X.rows; ++row)
    entropy[row] = softmaxRow(X.row(row), sharpness, {"X", row}, q.row(row));
}

#define LEMMATA_INSTANTIATE(T)                                                                     \
  template void softmax(std::span<const T>, double, std::span<T>);                                 \
  template void softmaxRows(MatrixView<const T>, double, MatrixView<T>, std::span<double>);
LEMMATA_INSTANTIATE(float)
LEMMATA_INSTANTIATE(double)
#undef LEMMATA_INSTANTIATE

} // namespace lemmata::entropy
