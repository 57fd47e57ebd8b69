#include "entropy/outcomes.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "numeric/log.hpp"
#include "numeric/packet.hpp"

namespace lemmata::entropy {

namespace {

template <class T> constexpr T infinity = std::numeric_limits<T>::infinity();
constexpr double mask = 1;
// Depths are padded to whole packets of float32.
constexpr std::size_t packet = lanes<float>;

/// Two numbers of a row, of which the second may lie behind its end.
template <class T> f64x2 loadPair(std::span<const T> row, std::size_t i, T behind) {
  return f64x2{static_cast<double>(row[i]),
               static_cast<double>(i + 1 < row.size() ? row[i + 1] : behind)};
}

/// log(p / largest), to full relative accuracy also where p is close to the largest.
f64x2 logRatio(f64x2 p, f64x2 largest) {
  const f64x2 below = (p - largest) / largest, sum = 1 + below;
  const i64x2 far = below < -0.5;
  const f64x2 log = lemmata::log(select<f64x2>(far, p / largest, sum));
  // log(1 + x) = log(u) · x/(u − 1) with u = 1 + x as it is rounded (Kahan).
  const f64x2 near = select<f64x2>(sum == 1, below, log * (below / (sum - 1)));
  return select<f64x2>(far, log, near);
}

} // namespace

template <class T> T largestLogit(std::span<const T> row, Place place) {
  Packet<T> largest = broadcast(-infinity<T>);
  Integers<T> sound = largest < infinity<T>;
  std::size_t i = 0;
  for (; i + lanes<T> <= row.size(); i += lanes<T>) {
    const Packet<T> l = load(&row[i]);
    sound &= l < infinity<T>;
    largest = max(largest, l);
  }
  if (i < row.size()) {
    const Packet<T> l = loadPartial(&row[i], row.size() - i, -infinity<T>);
    sound &= l < infinity<T>;
    largest = max(largest, l);
  }
  if (any(~sound))
    for (i = 0;; ++i)
      if (!(row[i] < infinity<T>))
        refuseNotFinite(place, i, row[i]);
  T top = largest[0];
  for (std::size_t lane = 1; lane < lanes<T>; ++lane)
    top = std::max(top, largest[lane]);
  if (top == -infinity<T>)
    refuseWithoutOutcome(place);
  return top;
}

Outcomes::Outcomes(std::size_t size)
    : depths_((size + packet - 1) / packet * packet, mask), coarse_(depths_.size()), size_(size) {}

template <class T>
void Outcomes::read(std::span<const T> row, const Reading &reading, Place place) {
  scale_ = 1;
  if (reading.input == Input::Logits) {
    readLogits(row, place);
  } else {
    checkDistribution(row, place, reading.sumTolerance);
    readProbabilities(row);
  }
  if (reading.tieTolerance > 0)
    tie(reading.tieTolerance);
  measure();
  if (range_ > 1e30 || (range_ > 0 && range_ < 1e-30)) {
    rescale();
    measure();
  }
}

template <class T> void Outcomes::readLogits(std::span<const T> row, Place place) {
  const double largest = largestLogit(row, place);
  for (std::size_t i = 0; i < size_; i += 2) {
    const f64x2 l = loadPair(row, i, -infinity<T>);
    store(&depths_[i], select<f64x2>(l == -infinity<double>, f64x2{mask, mask}, l - largest));
  }
}

template <class T> void Outcomes::readProbabilities(std::span<const T> row) {
  const double largest = *std::max_element(row.begin(), row.end());
  for (std::size_t i = 0; i < size_; i += 2) {
    const f64x2 p = loadPair(row, i, T(0));
    store(&depths_[i], select<f64x2>(p > 0, logRatio(p, broadcast(largest)), f64x2{mask, mask}));
  }
}

/// Brings the depths' fourth powers into the range of doubles, but not so far that an exponent in
/// units of them leaves it; a difference beyond it counts as the largest double.
void Outcomes::rescale() {
  const double range = std::min(range_, std::numeric_limits<double>::max());
  scale_ = std::ldexp(1.0, std::clamp(-std::ilogb(range), -900, 1023));
  for (double &depth : depths_)
    depth = depth > 0 ? mask : std::max(depth, -range) * scale_;
}

void Outcomes::tie(double tolerance) {
  for (double &depth : depths_)
    if (depth < 0 && depth >= -tolerance)
      depth = 0;
}

/// Counts outcomes and ties, and takes the depths' moments.
void Outcomes::measure() {
  f64x2 smallest{}, sums{}, squares{};
  i64x2 outcomes{}, ties{};
  for (std::size_t i = 0; i < depths_.size(); i += 2) {
    const f64x2 d = load(&depths_[i]);
    const f64x2 lower = min(f64x2{}, d);
    // A comparison gives −1 where it holds.
    outcomes -= d <= 0;
    ties -= d == 0;
    smallest = min(smallest, lower);
    sums += lower;
    squares += lower * lower;
    storeNarrow(&coarse_[i], d);
  }
  support_ = static_cast<std::size_t>(outcomes[0] + outcomes[1]);
  ties_ = static_cast<std::size_t>(ties[0] + ties[1]);
  range_ = -std::min(smallest[0], smallest[1]);
  const double mean = sum(sums) / static_cast<double>(support_);
  variance_ = sum(squares) / static_cast<double>(support_) - mean * mean;
}

Outcomes Outcomes::reversed() const {
  Outcomes other(size_);
  other.scale_ = scale_;
  for (std::size_t i = 0; i < size_; ++i)
    other.depths_[i] = depths_[i] > 0 ? mask : -range_ - depths_[i];
  other.measure();
  return other;
}

double Outcomes::least() const { return lemmata::log(static_cast<double>(ties_)); }
double Outcomes::most() const { return lemmata::log(static_cast<double>(support_)); }

template float largestLogit(std::span<const float>, Place);
template double largestLogit(std::span<const double>, Place);
template void Outcomes::read(std::span<const float>, const Reading &, Place);
template void Outcomes::read(std::span<const double>, const Reading &, Place);

} // namespace lemmata::entropy
