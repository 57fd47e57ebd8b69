#include "entropy/target.hpp"

#include <cmath>
#include <numbers>

#include "numeric/check.hpp"
#include "numeric/log.hpp"

namespace lemmata::entropy {

double Target::nats(std::size_t support) const {
  switch (unit) {
  case TargetUnit::Nats:
    return value;
  case TargetUnit::Bits:
    return value * std::numbers::ln2;
  case TargetUnit::Perplexity:
    return lemmata::log(value);
  case TargetUnit::Fraction:
    return value * lemmata::log(static_cast<double>(support));
  }
  return value;
}

void checkTarget(Target target, std::string_view argument) {
  if (target.unit == TargetUnit::Perplexity)
    check::positive(target.value, argument);
  else
    check::finiteScalar(target.value, argument);
}

void checkTargets(Targets targets, std::size_t rows, std::size_t first) {
  if (targets.shared)
    return checkTarget(targets.list[0]);
  check::sameSize(targets.list.size(), rows, "target");
  for (std::size_t row = 0; row < rows; ++row) {
    const auto [unit, value] = targets.list[row];
    if (!std::isfinite(value) || (unit == TargetUnit::Perplexity && value <= 0))
      throw Error(std::isfinite(value) ? ErrorCode::InvalidArgument : ErrorCode::NotFinite,
                  "target[{index}] is {found}; it must be a finite number, a perplexity above 0",
                  {{"argument", "target"}, {"index", first + row}, {"found", value}});
  }
}

} // namespace lemmata::entropy
