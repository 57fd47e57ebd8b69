#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "numeric/view.hpp"

namespace lemmata {

/// A matrix that owns its numbers, float64 or float32, row after row; new entries are zero.
template <class T> class MatrixOf {
public:
  // In matrix.cpp, because a copy at each of the many places that make matrices is 10 KB of code.
  MatrixOf();
  MatrixOf(std::size_t rows, std::size_t cols);
  explicit MatrixOf(MatrixView<const T> view);
  MatrixOf(const MatrixOf &other);
  MatrixOf(MatrixOf &&other) noexcept;
  MatrixOf &operator=(MatrixOf &&other) noexcept;
  ~MatrixOf();

  std::size_t rows() const { return rows_; }
  std::size_t cols() const { return cols_; }
  bool empty() const { return data_.empty(); }

  T &operator()(std::size_t row, std::size_t col) { return data_[row * cols_ + col]; }
  T operator()(std::size_t row, std::size_t col) const { return data_[row * cols_ + col]; }
  std::span<T> row(std::size_t index) { return {data_.data() + index * cols_, cols_}; }
  std::span<const T> row(std::size_t index) const { return {data_.data() + index * cols_, cols_}; }
  std::span<T> flat() { return data_; }
  std::span<const T> flat() const { return data_; }

  MatrixView<T> view() { return {data_.data(), rows_, cols_}; }
  MatrixView<const T> view() const { return {data_.data(), rows_, cols_}; }
  operator MatrixView<T>() { return view(); }
  operator MatrixView<const T>() const { return view(); }

private:
  std::vector<T> data_;
  std::size_t rows_ = 0;
  std::size_t cols_ = 0;
};

using Matrix = MatrixOf<double>;

/// A power of two that brings the largest entry to the order of 1, so that squares neither overflow
/// nor vanish and nothing is rounded. 1 where all are zero.
double unitScale(std::span<const double> entries);

/// y += s x, entry by entry.
void addScaled(std::span<double> y, double s, std::span<const double> x);

} // namespace lemmata
