#include "smoothing/extremum.hpp"

#include <cmath>
#include <limits>

#include "numeric/check.hpp"
#include "numeric/exp.hpp"
#include "numeric/log.hpp"

namespace lemmata::smoothing {

namespace {

/// sign · maximum(sign · x).
double extremum(std::span<const double> x, double sharpness, bool debias, double sign) {
  check::notEmpty(x.size(), "x");
  check::finite(x, "x");
  if (!(sharpness > 0))
    throw Error(ErrorCode::InvalidArgument, "{argument} is {found}; it must be above 0",
                {{"argument", "sharpness"}, {"found", sharpness}});
  std::size_t top = 0;
  for (std::size_t i = 1; i < x.size(); ++i)
    if (sign * x[i] > sign * x[top])
      top = i;
  if (sharpness == std::numeric_limits<double>::infinity())
    return x[top];
  // The largest term is 1 exactly; the others are added up with what rounding takes away.
  double others = 0, lost = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    if (i == top)
      continue;
    const double term = exp(sharpness * (sign * (x[i] - x[top]))) + lost, sum = others + term;
    lost = term - (sum - others);
    others = sum;
  }
  const double count = static_cast<double>(x.size());
  const double above = debias ? log((1 + others) / count) : log1p(others);
  return x[top] + sign * above / sharpness;
}

} // namespace

double maximum(std::span<const double> x, double sharpness, bool debias) {
  return extremum(x, sharpness, debias, 1);
}

double minimum(std::span<const double> x, double sharpness, bool debias) {
  return extremum(x, sharpness, debias, -1);
}

} // namespace lemmata::smoothing
