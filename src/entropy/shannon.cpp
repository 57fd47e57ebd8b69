#include "entropy/shannon.hpp"

#include <cmath>

#include "numeric/check.hpp"

namespace lemmata::entropy {

template <class T> double shannon(std::span<const T> p) {
  check::notEmpty(p.size(), "p");
  check::finite(p, "p");
  double sum = 0;
  for (const double x : p)
    if (x > 0)
      sum -= x * std::log(x);
  return sum;
}

template double shannon(std::span<const float>);
template double shannon(std::span<const double>);

} // namespace lemmata::entropy
