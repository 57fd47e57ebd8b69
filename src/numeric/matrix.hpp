#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "numeric/view.hpp"

namespace lemmata {

/// A matrix of doubles that owns its numbers, row after row; new entries are zero.
class Matrix {
public:
  // In matrix.cpp, because a copy at each of the many places that make matrices is 10 KB of code.
  Matrix();
  Matrix(std::size_t rows, std::size_t cols);
  explicit Matrix(MatrixView<const double> view);
  Matrix(const Matrix &other);
  Matrix(Matrix &&other) noexcept;
  Matrix &operator=(Matrix &&other) noexcept;
  ~Matrix();

  std::size_t rows() const { return rows_; }
  std::size_t cols() const { return cols_; }
  bool empty() const { return data_.empty(); }

  double &operator()(std::size_t row, std::size_t col) { return data_[row * cols_ + col]; }
  double operator()(std::size_t row, std::size_t col) const { return data_[row * cols_ + col]; }
  std::span<double> row(std::size_t index) { return {data_.data() + index * cols_, cols_}; }
  std::span<const double> row(std::size_t index) const {
    return {data_.data() + index * cols_, cols_};
  }
  std::span<double> flat() { return data_; }
  std::span<const double> flat() const { return data_; }

  MatrixView<double> view() { return {data_.data(), rows_, cols_}; }
  MatrixView<const double> view() const { return {data_.data(), rows_, cols_}; }
  operator MatrixView<double>() { return view(); }
  operator MatrixView<const double>() const { return view(); }

private:
  std::vector<double> data_;
  std::size_t rows_ = 0;
  std::size_t cols_ = 0;
};

/// A power of two that brings the largest entry to the order of 1, so that squares neither overflow
/// nor vanish and nothing is rounded. 1 where all are zero.
double unitScale(std::span<const double> entries);

/// y += s x, entry by entry.
void addScaled(std::span<double> y, double s, std::span<const double> x);

} // namespace lemmata
