#include "initialization/normalization.hpp"

#include <algorithm>
#include <cmath>

#include "numeric/check.hpp"
#include "numeric/reduce.hpp"

namespace lemmata::initialization {

namespace {

void checkArguments(MatrixView<const double> X, const NormOptions &options) {
  check::notEmpty(X.size(), "X");
  check::finite(X, "X");
  check::within(options.epsilon, 0, std::numeric_limits<double>::max(), "options.epsilon");
  if (options.gamma.data() != nullptr) {
    check::sameSize(options.gamma.size(), X.cols, "options.gamma");
    check::finite(options.gamma, "options.gamma");
  }
  if (options.beta.data() != nullptr) {
    check::sameSize(options.beta.size(), X.cols, "options.beta");
    check::finite(options.beta, "options.beta");
  }
}

bool constant(std::span<const double> x) {
  return std::ranges::all_of(x, [first = x[0]](double value) { return value == first; });
}

/// A power of two that keeps squares from overflowing and, where no ε hides them, from vanishing.
double scaleOf(std::span<const double> x, double epsilon) {
  double most = 0;
  for (const double value : x)
    most = std::max(most, std::abs(value));
  if (most > 0x1p300 || (epsilon == 0 && most > 0 && most < 0x1p-300))
    return std::ldexp(1.0, std::clamp(-std::ilogb(most), -1000, 1000));
  return 1;
}

/// Puts the normalized row into `to` and returns dto/dx without centring, 1/√(variance + ε).
double normalizeRow(Norm norm, std::span<const double> x, double epsilon, std::size_t row,
                    std::span<double> to) {
  const auto size = static_cast<double>(x.size());
  const double scale = scaleOf(x, epsilon);
  std::ranges::transform(x, to.begin(), [scale](double value) { return value * scale; });
  if (norm == Norm::Layer) {
    const double mean = constant(x) ? to[0] : sum<double>(to) / size;
    for (double &value : to)
      value -= mean;
  }
  const double variance = dot<double>(to, to) / size;
  const double whole = variance + epsilon * scale * scale;
  if (whole == 0)
    throw Error(ErrorCode::InvalidArgument,
                "{argument} is 0 and row {row} of X has no variance; it must be above 0",
                {{"argument", "options.epsilon"}, {"row", row}});
  const double factor = 1 / std::sqrt(whole);
  for (double &value : to)
    value *= factor;
  return factor * scale;
}

} // namespace

Matrix normalizeRows(Norm norm, MatrixView<const double> X, const NormOptions &options) {
  checkArguments(X, options);
  Matrix Y(X.rows, X.cols);
  for (std::size_t i = 0; i < X.rows; ++i) {
    const std::span<double> y = Y.row(i);
    normalizeRow(norm, X.row(i), options.epsilon, i, y);
    if (options.gamma.data() != nullptr)
      for (std::size_t j = 0; j < X.cols; ++j)
        y[j] *= options.gamma[j];
    if (options.beta.data() != nullptr)
      for (std::size_t j = 0; j < X.cols; ++j)
        y[j] += options.beta[j];
  }
  return Y;
}

NormGradient normalizeRowsVjp(Norm norm, MatrixView<const double> X,
                              MatrixView<const double> cotangent, const NormOptions &options) {
  checkArguments(X, options);
  if (cotangent.rows != X.rows || cotangent.cols != X.cols)
    throw Error(ErrorCode::ShapeMismatch,
                "{argument} is {rows} × {cols}; it must have the shape of X, {rowsX} × {colsX}",
                {{"argument", "cotangent"},
                 {"rows", cotangent.rows},
                 {"cols", cotangent.cols},
                 {"rowsX", X.rows},
                 {"colsX", X.cols}});
  check::finite(cotangent, "cotangent");
  const auto size = static_cast<double>(X.cols);
  NormGradient gradient{Matrix(X.rows, X.cols), std::vector<double>(X.cols),
                        std::vector<double>(X.cols)};
  std::vector<double> normalized(X.cols);
  const std::span<double> y = normalized;
  for (std::size_t i = 0; i < X.rows; ++i) {
    const double factor = normalizeRow(norm, X.row(i), options.epsilon, i, y);
    const std::span<const double> g = cotangent.row(i);
    const std::span<double> d = gradient.X.row(i);
    for (std::size_t j = 0; j < X.cols; ++j) {
      gradient.gamma[j] += g[j] * y[j];
      gradient.beta[j] += g[j];
      d[j] = options.gamma.data() == nullptr ? g[j] : g[j] * options.gamma[j];
    }
    // dx = (g − mean g − y mean gy)/√(variance + ε), where centring is what brings mean g in.
    const double along = dot<double>(d, y) / size;
    const double mean = norm == Norm::Layer ? sum<double>(d) / size : 0;
    for (std::size_t j = 0; j < X.cols; ++j)
      d[j] = factor * (d[j] - mean - y[j] * along);
  }
  check::defined(gradient.X.flat(), "X");
  check::defined(gradient.gamma, "X");
  check::defined(gradient.beta, "X");
  return gradient;
}

} // namespace lemmata::initialization
