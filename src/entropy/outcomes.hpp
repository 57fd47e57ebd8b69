#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "entropy/distribution.hpp"

namespace lemmata::entropy {

enum class Input { Probabilities, Logits };

/// How a row is read.
struct Reading {
  Input input = Input::Probabilities;
  /// Logits closer than this to the largest count as equal to it.
  double tieTolerance = 0;
  /// How far probabilities' sums may be from 1; ∞ to renormalize any.
  double sumTolerance = entropy::sumTolerance<double>;
};

/// The largest of a row's logits. Throws NOT_FINITE for NaN and +∞, INVALID_ARGUMENT where there is
/// none or all are masks.
template <class T> T largestLogit(std::span<const T> row, Place place);

/// One row as the solver sees it: how far below the largest logit each outcome lies.
///
/// Only differences of logits matter, so the largest is taken for zero and a depth is what is left:
/// below 0 for a lower outcome, 0 for one of the largest, above 0 for a mask (a logit of −∞, a
/// probability of 0), which is no outcome at all. The storage is used again for row after row; its
/// size is rounded up to whole packets, with masks.
class Outcomes {
public:
  explicit Outcomes(std::size_t size);

  /// Reads a row of `size` numbers. Throws NOT_FINITE, NOT_A_DISTRIBUTION, INVALID_ARGUMENT.
  template <class T> void read(std::span<const T> row, const Reading &reading, Place place);

  /// The same outcomes with logits of the opposite sign.
  Outcomes reversed() const;

  std::size_t size() const { return size_; }
  /// Numbers of outcomes: all, and those that share the largest logit.
  std::size_t support() const { return support_; }
  std::size_t ties() const { return ties_; }
  /// Scaled depths, padded; logits differ by depth / scale. The scale is a power of two, 1 unless
  /// the logits' range is beyond what squares of doubles can hold.
  std::span<const double> depths() const { return depths_; }
  double scale() const { return scale_; }
  /// The same in float32.
  std::span<const float> coarseDepths() const { return coarse_; }
  /// The deepest depth's magnitude, and the population variance of all depths.
  double range() const { return range_; }
  double variance() const { return variance_; }

  /// The entropies that powers can have: log ties and log support.
  double least() const;
  double most() const;

private:
  template <class T> void readLogits(std::span<const T> row, Place place);
  template <class T> void readProbabilities(std::span<const T> row);
  void rescale();
  void tie(double tolerance);
  void measure();

  std::vector<double> depths_;
  std::vector<float> coarse_;
  std::size_t size_;
  std::size_t support_ = 0;
  std::size_t ties_ = 0;
  double scale_ = 1;
  double range_ = 0;
  double variance_ = 0;
};

} // namespace lemmata::entropy
