#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace lemmata::entropy {

enum class TargetUnit { Nats, Bits, Perplexity, Fraction };

/// An entropy that is asked for: in nats, in bits, as a perplexity exp H, or as a fraction of the
/// logarithm of the support's size.
struct Target {
  TargetUnit unit = TargetUnit::Nats;
  double value = 0;

  /// The target in nats for a distribution with `support` outcomes.
  double nats(std::size_t support) const;
};

/// One target that all rows share, or one for each.
struct Targets {
  std::span<const Target> list;
  bool shared = true;

  Target of(std::size_t row) const { return list[shared ? 0 : row]; }
};

/// Throws INVALID_ARGUMENT for a target that is NaN or infinite, or a perplexity that is not above
/// 0.
void checkTarget(Target target, std::string_view argument = "target");

/// The same for a shared target. For one a row, SHAPE_MISMATCH unless there are `rows`, NOT_FINITE
/// for one that is NaN or infinite, INVALID_ARGUMENT for a perplexity that is not above 0; messages
/// count from `first`.
void checkTargets(Targets targets, std::size_t rows, std::size_t first = 0);

} // namespace lemmata::entropy
