#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "numeric/matrix.hpp"

namespace lemmata::logistic {

/// The problem in the unknowns Θ, (features + 1) × outputs, whose last row is the bias of features
/// about their means: so the Hessian is well conditioned wherever the features lie.
class Likelihood {
public:
  Likelihood(MatrixView<const double> X, std::span<const std::int32_t> labels, std::size_t classes,
             double l2);

  std::size_t outputs() const { return outputs_; }
  bool direct() const { return rows_.empty(); }
  const std::vector<double> &mean() const { return mean_; }

  /// What is known at one Θ.
  struct Point {
    Matrix theta, gradient;
    Matrix logits;        ///< N × outputs
    Matrix probabilities; ///< likewise
    double loss, gradientNorm;
    double margin; ///< the least lead of a sample's own class over another
  };

  Point at(Matrix theta) const;

  /// The block of the Hessian that belongs to output k, Σ p(1 − p) x xᵀ / N and l2: all of it for
  /// two classes. Estimated from every `stride`-th sample.
  Matrix hessianBlock(const Point &point, std::size_t k, std::size_t stride) const;

  /// How many samples suffice for a block that only preconditions.
  std::size_t stride() const;

  /// A matrix above every Hessian, column by column of Θ: Σ x xᵀ / (4N) for two classes, twice that
  /// for more (Böhning 1992).
  Matrix bound() const;

  /// The Hessian's product with V.
  Matrix hessianTimes(const Point &point, const Matrix &V) const;

  /// By how much the step from one point to another moves the lead of a sample's own class over
  /// each other: the least and the most.
  std::pair<double, double> leads(const Point &from, const Point &to) const;

private:
  void addPenalty(Matrix &H) const;

  static MatrixView<double> part(Matrix &M, std::size_t first, std::size_t rows);

  /// Rows from `first` on, less the mean, with a last entry of 1.
  void centre(std::size_t first, std::size_t rows, MatrixView<double> to) const;

  /// Calls `body(first, C)` with blocks of centred rows.
  template <class Body> void eachBlock(Body body) const;

  /// F = C Θ.
  void multiply(MatrixView<const double> C, const Matrix &theta, MatrixView<double> F) const;

  /// G += CᵀR.
  void accumulate(MatrixView<const double> C, MatrixView<const double> R, Matrix &G) const;

  /// The loss of a sample; its probabilities go to p.
  double ofSample(std::span<const double> f, std::size_t label, std::span<double> p,
                  double &margin) const;

  void residual(MatrixView<double> P, std::size_t i, std::size_t label, double sign) const;

  MatrixView<const double> X_;
  std::span<const std::int32_t> labels_;
  std::vector<double> mean_;
  double l2_, n_;
  std::size_t outputs_, size_;
  Matrix rows_; ///< centred, where they are not made anew in each pass
};

} // namespace lemmata::logistic
