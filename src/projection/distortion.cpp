#include "projection/distortion.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "numeric/philox.hpp"
#include "numeric/reduce.hpp"
#include "projection/arguments.hpp"

namespace lemmata::projection {

namespace {

constexpr std::uint64_t stream = 0x7061697273; // "pairs"

/// Squared distances, of numbers scaled by a power of two so that nothing overflows.
class Distances {
public:
  Distances(const Points &points, std::string_view argument) : points_(points) {
    if (points.single())
      check::finite(points.floats, argument);
    else
      check::finite(points.doubles, argument);
    double largest = 0;
    for (std::size_t i = 0; i < points.rows(); ++i)
      for (std::size_t k = 0; k < points.cols(); ++k)
        largest = std::max(largest, std::abs(points(i, k)));
    exponent_ = largest > 0 ? std::max(std::ilogb(largest) + 1, -1000) : 0;
    scale_ = std::ldexp(1, -exponent_);
  }

  int exponent() const { return exponent_; }
  double scaled(std::size_t i, std::size_t j) const {
    double total = 0;
    for (std::size_t k = 0; k < points_.cols(); ++k) {
      const double difference = points_(i, k) * scale_ - points_(j, k) * scale_;
      total += difference * difference;
    }
    return total;
  }

private:
  const Points &points_;
  int exponent_;
  double scale_;
};

double quantile(const std::vector<double> &sorted, double p) {
  const double position = p * double(sorted.size() - 1), whole = std::floor(position);
  const std::size_t i = static_cast<std::size_t>(whole);
  const double next = sorted[std::min(i + 1, sorted.size() - 1)], share = position - whole;
  // Ratios beyond float64 are infinite, which no line leads between.
  return share > 0 && next > sorted[i] ? sorted[i] + share * (next - sorted[i]) : sorted[i];
}

} // namespace

Distortion distortion(const Points &X, const Points &Y, double epsilon, double maxPairs,
                      std::uint64_t seed, std::span<double> each) {
  const std::size_t N = X.rows();
  if (N < 2)
    throw Error(ErrorCode::InvalidArgument, "{argument} has {found} rows; a pair needs {allowed}",
                {{"argument", "X"}, {"found", N}, {"allowed", 2}});
  if (Y.rows() != N)
    throw Error(ErrorCode::ShapeMismatch, "{argument} has {found} rows; X has {expected}",
                {{"argument", "Y"}, {"found", Y.rows()}, {"expected", N}});
  check::notEmpty(X.cols(), "X");
  check::notEmpty(Y.cols(), "Y");
  checkPositive(epsilon, "options.epsilon");
  checkWhole(maxPairs, 1, 0x1p26, "options.maxPairs");
  const Distances x(X, "X"), y(Y, "Y");
  const int shift = 2 * (y.exponent() - x.exponent());

  const double all = double(N) * double(N - 1) / 2;
  std::vector<double> ratios;
  ratios.reserve(static_cast<std::size_t>(std::min(all, maxPairs)));
  std::size_t looked = 0;
  const auto look = [&](std::size_t i, std::size_t j) {
    const double before = x.scaled(i, j);
    double ratio = std::numeric_limits<double>::quiet_NaN();
    if (before > 0)
      ratios.push_back(ratio = std::ldexp(y.scaled(i, j) / before, shift));
    if (!each.empty())
      each[looked] = ratio;
    ++looked;
  };
  if (all <= maxPairs) {
    for (std::size_t i = 1; i < N; ++i)
      for (std::size_t j = 0; j < i; ++j)
        look(i, j);
  } else {
    const Philox philox(seed, stream);
    for (std::uint64_t pair = 0; pair < static_cast<std::uint64_t>(maxPairs); ++pair) {
      const auto [first, second] = philox.uniforms(pair);
      const std::size_t i = static_cast<std::size_t>(first * double(N));
      const std::size_t j = static_cast<std::size_t>(second * double(N - 1));
      look(i, j < i ? j : j + 1);
    }
  }
  if (ratios.empty())
    throw Error(ErrorCode::InvalidArgument,
                "{argument} has {found}; distances are compared where they are above 0",
                {{"argument", "X"}, {"found", "equal rows only"}});

  // By a heap, which needs less code than std::sort.
  std::make_heap(ratios.begin(), ratios.end());
  std::sort_heap(ratios.begin(), ratios.end());
  Distortion result{};
  result.min = ratios.front();
  result.max = ratios.back();
  result.mean = sum(std::span<const double>(ratios)) / double(ratios.size());
  constexpr double at[] = {0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99};
  for (std::size_t k = 0; k < result.quantiles.size(); ++k)
    result.quantiles[k] = quantile(ratios, at[k]);
  for (const double ratio : ratios)
    result.violations += std::abs(ratio - 1) > epsilon;
  result.pairs = double(ratios.size());
  result.skipped = double(looked - ratios.size());
  return result;
}

} // namespace lemmata::projection
