#pragma once

#include <cstddef>

#include "numeric/view.hpp"

namespace lemmata::projection {

/// Rows of float64 or float32 numbers, for code that should not be there twice.
struct Points {
  Points(MatrixView<const double> doubles) : doubles(doubles), single_(false) {}
  Points(MatrixView<const float> floats) : floats(floats), single_(true) {}

  MatrixView<const double> doubles;
  MatrixView<const float> floats; ///< used where `single`

  bool single() const { return single_; }
  std::size_t rows() const { return single() ? floats.rows : doubles.rows; }
  std::size_t cols() const { return single() ? floats.cols : doubles.cols; }
  double operator()(std::size_t row, std::size_t col) const {
    return single() ? floats(row, col) : doubles(row, col);
  }

private:
  bool single_;
};

/// Writes a row in float32, divided by its length where `directed`. False, and nothing is said of
/// `to`, where an entry is not finite or of a size that needs care.
bool readPlain(const Points &X, std::size_t row, bool directed, float *to);

} // namespace lemmata::projection
