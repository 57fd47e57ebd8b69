#include "entropy/outcomes.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace lemmata::entropy {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double mask = 1;
constexpr std::size_t packet = 8;

/// log(p / largest), to full relative accuracy also where p is close to the largest.
double logRatio(double p, double largest) {
  const double below = (p - largest) / largest;
  return below < -0.5 ? std::log(p / largest) : std::log1p(below);
}

} // namespace

Outcomes::Outcomes(std::size_t size)
    : depths_((size + packet - 1) / packet * packet, mask), size_(size) {}

template <class T>
void Outcomes::read(std::span<const T> row, const Reading &reading, Place place) {
  scale_ = 1;
  if (reading.input == Input::Logits) {
    readLogits(row, place);
  } else {
    checkDistribution(row, place, reading.renormalize);
    readProbabilities(row);
  }
  measure(reading.tieTolerance);
}

template <class T> void Outcomes::readLogits(std::span<const T> row, Place place) {
  T largest = -std::numeric_limits<T>::infinity(), smallest = -largest;
  bool sound = true;
  for (const T l : row) {
    sound &= l < std::numeric_limits<T>::infinity();
    largest = std::max(largest, l);
    if (l != -std::numeric_limits<T>::infinity())
      smallest = std::min(smallest, l);
  }
  if (!sound)
    for (std::size_t i = 0;; ++i)
      if (!(row[i] < std::numeric_limits<T>::infinity()))
        refuseNotFinite(place, i, row[i]);
  if (!(largest >= smallest))
    refuseWithoutOutcome(place);
  if (static_cast<double>(largest) - static_cast<double>(smallest) == infinity)
    scale_ = 0.25;
  const double top = static_cast<double>(largest) * scale_;
  for (std::size_t i = 0; i < size_; ++i) {
    const double depth = static_cast<double>(row[i]) * scale_ - top;
    depths_[i] = depth == -infinity ? mask : depth;
  }
}

template <class T> void Outcomes::readProbabilities(std::span<const T> row) {
  const double largest = *std::max_element(row.begin(), row.end());
  for (std::size_t i = 0; i < size_; ++i)
    depths_[i] = row[i] > 0 ? logRatio(row[i], largest) : mask;
}

/// Counts outcomes and ties, and keeps the depths' squares within the range of doubles.
void Outcomes::measure(double tieTolerance) {
  double smallest = 0;
  for (const double depth : depths_)
    smallest = std::min(smallest, depth);
  range_ = -smallest;
  if (range_ > 0 && (range_ > 1e100 || range_ < 1e-100)) {
    const double factor = std::exp2(-std::ilogb(range_));
    for (double &depth : depths_)
      depth = depth == mask ? mask : depth * factor;
    range_ *= factor;
    scale_ *= factor;
  }

  support_ = ties_ = 0;
  double sum = 0, squares = 0;
  for (double &depth : depths_) {
    if (depth > 0)
      continue;
    if (depth >= -tieTolerance * scale_)
      depth = 0;
    ++support_;
    ties_ += depth == 0;
    sum += depth;
    squares += depth * depth;
  }
  const double mean = sum / static_cast<double>(support_);
  variance_ = squares / static_cast<double>(support_) - mean * mean;
}

Outcomes Outcomes::reversed() const {
  Outcomes other(size_);
  other.scale_ = scale_;
  for (std::size_t i = 0; i < size_; ++i)
    other.depths_[i] = depths_[i] > 0 ? mask : -range_ - depths_[i];
  other.measure(0);
  return other;
}

double Outcomes::least() const { return std::log(static_cast<double>(ties_)); }
double Outcomes::most() const { return std::log(static_cast<double>(support_)); }

template void Outcomes::read(std::span<const float>, const Reading &, Place);
template void Outcomes::read(std::span<const double>, const Reading &, Place);

} // namespace lemmata::entropy
