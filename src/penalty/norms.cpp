#include "penalty/norms.hpp"

#include <algorithm>
#include <cmath>

#include "numeric/check.hpp"
#include "numeric/product.hpp"
#include "numeric/singular.hpp"

namespace lemmata::penalty {

namespace {

double largestRowSum(MatrixView<const double> M) {
  double most = 0;
  for (std::size_t i = 0; i < M.rows; ++i) {
    double sum = 0;
    for (const double value : M.row(i))
      sum += std::abs(value);
    most = std::max(most, sum);
  }
  return most;
}

/// √Σ x², also where the squares overflow or vanish.
double length(std::span<const double> x) {
  const double squared = squaredNorm(x);
  if (squared > 0x1p-900 && squared < 0x1p1000)
    return std::sqrt(squared);
  const double scale = unitScale(x);
  double sum = 0;
  for (const double value : x)
    sum += value * scale * (value * scale);
  return std::sqrt(sum) / scale;
}

double spectral(MatrixView<const double> M) {
  // Of one row or column it is the length.
  if (M.rows == 1 || M.cols == 1)
    return length(M.flat());
  return singularValues(M).front();
}

} // namespace

double norm(MatrixView<const double> M, Norm norm) {
  switch (norm) {
  case Norm::Spectral:
  case Norm::Product:
    return spectral(M);
  case Norm::Frobenius:
    return length(M.flat());
  case Norm::Nuclear:
    return nuclearNorm(M);
  case Norm::Max: {
    double most = 0;
    for (const double value : M.flat())
      most = std::max(most, std::abs(value));
    return most;
  }
  case Norm::RmsFrobenius:
    return length(M.flat()) / std::sqrt(static_cast<double>(std::min(M.rows, M.cols)));
  case Norm::Induced1:
    return largestRowSum(transposed(M));
  case Norm::InducedInf:
    return largestRowSum(M);
  }
  return 0;
}

double checkedNorm(MatrixView<const double> M, Norm which) {
  check::notEmpty(M.size(), "M");
  check::finite(M, "M");
  return norm(M, which);
}

double identityNorm(std::size_t n, Norm norm) {
  const double size = static_cast<double>(n);
  return norm == Norm::Frobenius ? std::sqrt(size) : norm == Norm::Nuclear ? size : 1;
}

} // namespace lemmata::penalty
