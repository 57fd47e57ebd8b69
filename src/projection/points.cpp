#include "projection/points.hpp"

#include <cmath>

#include "numeric/reduce.hpp"

namespace lemmata::projection {

namespace {

template <class T> bool readRow(std::span<const T> x, bool directed, float *to) {
  const double squares = dot(x, x);
  // No square has overflowed or vanished, and so none is of an infinite entry or NaN.
  if (!(squares >= (directed ? 1e-200 : 0) && squares <= (directed ? 1e200 : 1e30)))
    return false;
  const double length = directed ? std::sqrt(squares) : 1;
  std::size_t i = 0;
  for (; i + 2 <= x.size(); i += 2)
    storeNarrow(to + i, loadWide(&x[i]) / length);
  if (i < x.size())
    to[i] = static_cast<float>(double(x[i]) / length);
  return true;
}

} // namespace

bool readPlain(const Points &X, std::size_t row, bool directed, float *to) {
  return X.single() ? readRow(X.floats.row(row), directed, to)
                    : readRow(X.doubles.row(row), directed, to);
}

} // namespace lemmata::projection
