#include "projection/source_rows.hpp"

#include <algorithm>
#include <cmath>

#include "numeric/check.hpp"
#include "numeric/reduce.hpp"

namespace lemmata::projection {

namespace {

/// The largest entry by magnitude; NOT_FINITE where one is not finite. In one pass over the memory.
template <class T> double largest(MatrixView<const T> A, std::string_view argument) {
  constexpr std::size_t part = 4096;
  const std::span<const T> all = A.flat();
  double most = 0;
  for (std::size_t i = 0; i < all.size(); i += part) {
    const std::span<const T> some = all.subspan(i, std::min(part, all.size() - i));
    if (!check::allFinite(some))
      check::finite(A, argument);
    const Range<T> found = range(some);
    most = std::max({most, -static_cast<double>(found.low), static_cast<double>(found.high)});
  }
  return most;
}

} // namespace

SourceRows::SourceRows(AnyMatrix A, std::string_view argument) : A_(A) {
  check::notEmpty(A.rows * A.cols, argument);
  const double most =
      A.single ? largest<float>({static_cast<const float *>(A.data), A.rows, A.cols}, argument)
               : largest<double>({static_cast<const double *>(A.data), A.rows, A.cols}, argument);
  if (most > 0 && (most > 0x1p300 || most < 0x1p-300))
    scale_ = std::ldexp(1.0, std::min(-std::ilogb(most), 1023));
}

Block<const double> SourceRows::slice(std::size_t number) {
  const std::size_t first = number * height, count = std::min(height, rows() - first);
  if (!A_.single && scale_ == 1 && mean_.empty())
    return {static_cast<const double *>(A_.data) + first * cols(), count, cols(), cols()};
  buffer_.resize(height * cols());
  for (std::size_t i = 0; i < count; ++i) {
    double *const to = &buffer_[i * cols()];
    const std::size_t from = (first + i) * cols();
    if (A_.single)
      std::copy_n(static_cast<const float *>(A_.data) + from, cols(), to);
    else
      std::copy_n(static_cast<const double *>(A_.data) + from, cols(), to);
    if (scale_ != 1)
      for (std::size_t j = 0; j < cols(); ++j)
        to[j] *= scale_;
    if (!mean_.empty())
      for (std::size_t j = 0; j < cols(); ++j)
        to[j] -= mean_[j];
  }
  return {buffer_.data(), count, cols(), cols()};
}

std::vector<double> SourceRows::centre() {
  // Of the differences to the first row, so that a large common part costs no digits; the sums of
  // slices are added to each other.
  std::vector<double> origin(cols()), total(cols()), part(cols());
  for (std::size_t j = 0; j < cols(); ++j)
    origin[j] = entry(j) * scale_;
  mean_ = origin;
  for (std::size_t s = 0; s < slices(); ++s) {
    const Block<const double> X = slice(s);
    std::ranges::fill(part, 0.0);
    for (std::size_t i = 0; i < X.rows; ++i)
      for (std::size_t j = 0; j < cols(); ++j)
        part[j] += X(i, j);
    for (std::size_t j = 0; j < cols(); ++j)
      total[j] += part[j];
  }
  for (std::size_t j = 0; j < cols(); ++j)
    mean_[j] = origin[j] + total[j] / static_cast<double>(rows());
  return mean_;
}

Matrix SourceRows::timesTransposed(const Matrix &T, double *squares) {
  Matrix result(T.rows(), rows());
  const Block<double> R = result.view();
  for (std::size_t s = 0; s < slices(); ++s) {
    const Block<const double> X = slice(s);
    if (squares)
      *squares += squaredNorm({X.data, X.rows * X.cols});
    addProductWithTransposed(R.part(0, s * height, T.rows(), X.rows), 1, T.view(), X);
  }
  return result;
}

Matrix SourceRows::times(const Matrix &T, double *squares) {
  Matrix result(T.rows(), cols());
  const Block<const double> t = T.view();
  for (std::size_t s = 0; s < slices(); ++s) {
    const Block<const double> X = slice(s);
    if (squares)
      *squares += squaredNorm({X.data, X.rows * X.cols});
    addProduct(result.view(), 1, t.part(0, s * height, T.rows(), X.rows), X);
  }
  return result;
}

} // namespace lemmata::projection
