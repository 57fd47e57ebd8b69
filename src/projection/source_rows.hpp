#pragma once

#include <string_view>
#include <vector>

#include "numeric/product.hpp"
#include "projection/randomized.hpp"

namespace lemmata::projection {

/// The rows of a matrix in float64, scaled and centred, slice by slice: nothing is copied where
/// they are float64, of moderate size and not to be centred, else 256 rows at a time.
class SourceRows {
public:
  /// Throws INVALID_ARGUMENT where A is empty, NOT_FINITE.
  SourceRows(AnyMatrix A, std::string_view argument);

  std::size_t rows() const { return A_.rows; }
  std::size_t cols() const { return A_.cols; }
  /// The power of two that the rows come multiplied with: 1 but for entries whose squares overflow
  /// or vanish.
  double scale() const { return scale_; }
  /// The mean of the rows, scaled, which from now on is taken from each.
  std::vector<double> centre();

  /// How many rows a slice has: one block of the product's sums.
  static constexpr std::size_t height = 256;
  std::size_t slices() const { return (rows() + height - 1) / height; }
  /// The slice with this number; overwritten by the next that is asked for.
  Block<const double> slice(std::size_t number);

  /// T Aᵀ, with T k×cols; adds the squares of all entries of A to `squares` on the way.
  Matrix timesTransposed(const Matrix &T, double *squares = nullptr);
  /// T A, with T k×rows; likewise.
  Matrix times(const Matrix &T, double *squares = nullptr);

private:
  double entry(std::size_t i) const {
    return A_.single ? static_cast<const float *>(A_.data)[i]
                     : static_cast<const double *>(A_.data)[i];
  }

  AnyMatrix A_;
  double scale_ = 1;
  std::vector<double> mean_;
  std::vector<double> buffer_;
};

} // namespace lemmata::projection
