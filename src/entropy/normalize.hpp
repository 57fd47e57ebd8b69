#pragma once

#include <cstdint>
#include <span>

#include "entropy/outcomes.hpp"
#include "entropy/target.hpp"
#include "numeric/view.hpp"

namespace lemmata::entropy {

enum class Unreachable { Throw, Clamp };

struct NormalizeOptions {
  Reading reading;
  /// Largest |H − target|, relative to the target's distance from the nearer end of what is
  /// reachable; never finer than the rounding of H itself. From 0 to 1.
  double tolerance = 1e-13;
  /// Passes over a row after which NOT_CONVERGED is thrown.
  int maxIterations = 100;
  Unreachable unreachable = Unreachable::Throw;
};

/// Entropies in nats, both ends included.
struct Interval {
  double min = 0;
  double max = 0;
};

/// The power of a row that has the target entropy.
struct Normalized {
  double gamma = 1;
  double temperature = 1; ///< 1/γ
  double entropy = 0;
  int iterations = 0; ///< passes over the row
  int status = 0;     ///< 0 reached, −1 clamped to the least reachable entropy, 1 to the most
  Interval reachable;
};

/// Least and most entropy of p^γ/Σp^γ, γ ≥ 0: log(number of largest entries), log(support).
/// Throws NOT_FINITE, NOT_A_DISTRIBUTION, INVALID_ARGUMENT. Source: kexue.fm/archives/8829.
Interval reachable(std::span<const double> p, const Reading &reading);

/// The power p^γ/Σp^γ with entropy `target`, written to `q` (which may be `p`): γ = 0 for the
/// uniform distribution on the support, ∞ for that on the largest entries, 1 where all are equal.
/// A target up to 1e-12 outside of what is reachable counts as its end. Throws TARGET_UNREACHABLE
/// (with min and max), NOT_CONVERGED, NOT_FINITE, NOT_A_DISTRIBUTION, INVALID_ARGUMENT.
/// Source: kexue.fm/archives/8829, with a safeguarded solver (exponent.hpp).
Normalized normalize(std::span<const double> p, Target target, const NormalizeOptions &options,
                     std::span<double> q);

/// What `normalizeRows` and `clampRows` write: one entry a row, and the matrix of probabilities.
template <class T> struct NormalizedRows {
  MatrixView<T> probabilities;
  std::span<double> gamma;
  std::span<double> entropy;
  std::span<std::int32_t> iterations;
  std::span<std::int32_t> status;
};

/// `normalize` for each row of P by itself: the results do not depend on the other rows. P may be
/// some rows of a larger matrix, as `targets` are some of its targets: `first` is what messages
/// call the first.
template <class T>
void normalizeRows(MatrixView<const T> P, Targets targets, const NormalizeOptions &options,
                   const NormalizedRows<T> &out, std::size_t first = 0);

/// Leaves rows alone (γ = 1) whose entropy is from `least` to `most`, and normalizes the others to
/// the nearer end. Throws INVALID_ARGUMENT where `least` is above `most`; else as `normalizeRows`.
template <class T>
void clampRows(MatrixView<const T> P, Target least, Target most, const NormalizeOptions &options,
               const NormalizedRows<T> &out, std::size_t first = 0);

/// The common part: normalizes rows one after the other in storage of its own.
class RowNormalizer {
public:
  RowNormalizer(std::size_t size, const NormalizeOptions &options);

  template <class T> void read(std::span<const T> row, Place place);
  Normalized solve(Target target);
  /// The entropy at γ = 1; `write` then gives the row itself, made to sum to 1.
  Normalized keep();
  template <class T> void write(std::span<T> q) const;

  const Outcomes &outcomes() const { return outcomes_; }

private:
  Normalized solveBetween(Interval reachable, double nats);
  Normalized solvePeak(Normalized result);
  Normalized solveUniform(Normalized result);

  NormalizeOptions options_;
  Outcomes outcomes_;
  Place place_;
  std::vector<double> weights_;
  double shift_ = 0; // q = factor · weight · e^{shift · depth}
  double factor_ = 1;
};

} // namespace lemmata::entropy
