#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "numeric/view.hpp"

namespace lemmata {

/// A matrix of doubles that owns its numbers, row after row; new entries are zero.
class Matrix {
public:
  Matrix() = default;
  Matrix(std::size_t rows, std::size_t cols) : data_(rows * cols), rows_(rows), cols_(cols) {}
  explicit Matrix(MatrixView<const double> view)
      : data_(view.data, view.data + view.size()), rows_(view.rows), cols_(view.cols) {}

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

} // namespace lemmata
