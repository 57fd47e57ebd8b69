#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "numeric/matrix.hpp"
#include "numeric/product.hpp"

namespace lemmata::logistic {

/// What the closed form needs to know of labelled samples: each class's weight and mean, and the
/// scatter Σ w (x − m_y)(x − m_y)ᵀ of the samples about the means of their classes.
///
/// Blocks of rows are merged by the updates of Chan, Golub and LeVeque (1983), so that any split of
/// the rows, in any order, gives the same numbers to rounding.
class ClassStatistics {
public:
  /// For samples of `features` numbers with labels from 0 to classes − 1. Throws INVALID_ARGUMENT
  /// (no features, fewer than two classes).
  ClassStatistics(std::size_t features, std::size_t classes);

  /// Adds the rows of X (N × features). `weights` has an entry for each row, or none: all 1. A row
  /// of weight w counts like w equal rows. Throws SHAPE_MISMATCH, NOT_FINITE and, for a label
  /// outside, a weight below 0 or sums of squares that overflow, INVALID_ARGUMENT; nothing was
  /// added then.
  void add(MatrixView<const double> X, std::span<const std::int32_t> labels,
           std::span<const double> weights = {});
  /// Adds all that was added to `other`. Throws SHAPE_MISMATCH and, for sums of squares that
  /// overflow, INVALID_ARGUMENT; nothing was added then.
  void merge(const ClassStatistics &other);

  std::size_t features() const { return means_.cols(); }
  std::size_t classes() const { return means_.rows(); }
  /// How many rows were added.
  double count() const { return count_; }
  /// The sum of each class's weights.
  const std::vector<double> &weights() const { return weights_; }
  /// Row k is the mean of class k.
  const Matrix &means() const { return means_; }
  /// The scatter within the classes, symmetric.
  Matrix scatter() const;

  /// As bytes, from which `load` makes the same statistics.
  std::vector<std::uint8_t> save() const;
  /// Throws CORRUPT_DATA for anything that `save` did not write.
  static ClassStatistics load(std::span<const std::uint8_t> bytes);

private:
  void addBlock(MatrixView<const double> X, std::span<const std::int32_t> labels,
                std::span<const double> weights, Matrix &room);
  bool hasRoom(MatrixView<const double> X, std::span<const double> weights) const;
  void addRows(MatrixView<const double> X, std::span<const std::int32_t> labels,
               std::span<const double> weights);
  void replaceBy(ClassStatistics next, std::string_view argument);
  void mergeMean(std::size_t k, double weight, std::span<const double> mean,
                 std::span<double> shift);

  double count_ = 0;
  std::vector<double> weights_;
  Matrix means_;
  Matrix scatter_; // its lower triangle
};

/// Throws INVALID_ARGUMENT for sums of `argument` or its squares that overflowed.
void checkSquares(std::span<const double> sums, std::string_view argument);

/// Throws SHAPE_MISMATCH unless there is a label for each of `rows` rows, and INVALID_ARGUMENT
/// unless each lies between 0 and classes − 1.
void checkLabels(std::span<const std::int32_t> labels, std::size_t rows, std::size_t classes);

/// One more than the largest label, at least 2. Throws INVALID_ARGUMENT for labels below 0, none,
/// or labels that are all 0: one class.
std::size_t countClasses(std::span<const std::int32_t> labels);

/// How many rows of `cols` numbers are worked on at a time: they stay in the second-level cache.
constexpr std::size_t blockRows(std::size_t cols) {
  const std::size_t rows = (std::size_t(1) << 14) / (cols ? cols : 1);
  return rows < 16 ? 16 : rows;
}

} // namespace lemmata::logistic
