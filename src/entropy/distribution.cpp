#include "entropy/distribution.hpp"

#include <cmath>

namespace lemmata::entropy {

namespace {

[[noreturn]] void refuseNegative(Place place, std::size_t index, double found) {
  if (place.row == Place::vector)
    throw Error(ErrorCode::NotADistribution,
                "{argument}[{index}] is {found}; probabilities are numbers from 0 to 1",
                {{"argument", place.argument}, {"index", index}, {"found", found}});
  throw Error(
      ErrorCode::NotADistribution,
      "{argument}[{row}][{index}] is {found}; probabilities are numbers from 0 to 1",
      {{"argument", place.argument}, {"row", place.row}, {"index", index}, {"found", found}});
}

[[noreturn]] void refuseSum(Place place, double found, double tolerance) {
  if (place.row == Place::vector)
    throw Error(
        ErrorCode::NotADistribution,
        "{argument} sums to {found}; allowed is 1 ± {tolerance}, or `renormalize: true` with "
        "a sum above 0",
        {{"argument", place.argument}, {"found", found}, {"tolerance", tolerance}});
  throw Error(ErrorCode::NotADistribution,
              "row {row} of {argument} sums to {found}; allowed is 1 ± {tolerance}, or "
              "`renormalize: true` with a sum above 0",
              {{"argument", place.argument},
               {"row", place.row},
               {"found", found},
               {"tolerance", tolerance}});
}

template <class T> [[noreturn]] void refuseEntry(std::span<const T> p, Place place) {
  for (std::size_t i = 0;; ++i) {
    if (!std::isfinite(p[i]))
      refuseNotFinite(place, i, p[i]);
    if (p[i] < 0)
      refuseNegative(place, i, p[i]);
  }
}

} // namespace

void refuseNotFinite(Place place, std::size_t index, double found) {
  if (place.row == Place::vector)
    throw Error(ErrorCode::NotFinite,
                "{argument}[{index}] is {found}; every entry must be a finite number",
                {{"argument", place.argument}, {"index", index}, {"found", found}});
  throw Error(
      ErrorCode::NotFinite,
      "{argument}[{row}][{index}] is {found}; every entry must be a finite number",
      {{"argument", place.argument}, {"row", place.row}, {"index", index}, {"found", found}});
}

void refuseWithoutOutcome(Place place) {
  if (place.row == Place::vector)
    throw Error(ErrorCode::InvalidArgument,
                "{argument} has no outcome; it needs at least one entry that is not a mask",
                {{"argument", place.argument}});
  throw Error(
      ErrorCode::InvalidArgument,
      "row {row} of {argument} has no outcome; it needs at least one entry that is not a mask",
      {{"argument", place.argument}, {"row", place.row}});
}

template <class T> void checkDistribution(std::span<const T> p, Place place, double tolerance) {
  if (p.empty())
    refuseWithoutOutcome(place);
  constexpr T infinity = std::numeric_limits<T>::infinity();
  double sum = 0;
  bool sound = true;
  for (const T x : p) {
    sum += x;
    sound &= x >= 0 && x < infinity;
  }
  if (!sound)
    refuseEntry(p, place);
  if (sum == 0 || !(std::abs(sum - 1) <= tolerance))
    refuseSum(place, sum, tolerance);
}

template void checkDistribution(std::span<const float>, Place, double);
template void checkDistribution(std::span<const double>, Place, double);

} // namespace lemmata::entropy
