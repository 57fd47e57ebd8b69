#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "gaussian/gaussian.hpp"
#include "numeric/matrix.hpp"

namespace lemmata::gaussian {

/// A root R of a covariance, Σ = RᵀR: the standard deviations where Σ is diagonal, else a matrix of
/// r rows and d columns, which is square and upper triangular where Σ is positive definite.
struct Root {
  std::vector<double> deviations;
  Matrix matrix;

  bool diagonal() const { return matrix.empty(); }
  /// The root as a matrix, also of a diagonal covariance.
  Matrix dense() const;
  /// log det Σ. Needs a definite Σ, like all that follows.
  double logDeterminant() const;
  /// x := R⁻ᵀ x, whose length is the Mahalanobis distance.
  void whiten(std::span<double> x) const;
  /// X := R⁻ᵀ X.
  void whiten(Matrix &X) const;
  /// |R⁻ᵀ x|², the squared Mahalanobis distance.
  double whitenedNorm(std::vector<double> x) const;
  /// R⁻ᵀ, as a matrix.
  Matrix transposedInverse() const;
};

/// A normal distribution whose arguments were checked, with the root of its covariance.
class Model {
public:
  /// Throws NOT_FINITE, SHAPE_MISMATCH, NOT_SYMMETRIC, NOT_POSITIVE_DEFINITE (an eigenvalue below 0
  /// beyond rounding) and, without dimensions, INVALID_ARGUMENT.
  explicit Model(const Gaussian &given);
  /// With independent coordinates.
  Model(std::vector<double> mean, std::vector<double> variances);
  /// With the covariance F Fᵀ of a factor F of d rows.
  Model(std::vector<double> mean, const Matrix &factor);

  std::size_t size() const { return mean_.size(); }
  const std::vector<double> &mean() const { return mean_; }
  const Root &root() const { return root_; }
  bool diagonal() const { return root_.diagonal(); }
  /// Whether Σ is positive definite, to rounding; else it is singular.
  bool definite() const { return definite_; }
  const std::vector<double> &variances() const { return variances_; }
  double trace() const;
  /// Σ as a matrix, formed where it was given otherwise.
  Matrix covariance() const;
  /// S += s Σ.
  void addCovariance(Matrix &S, double s) const;
  /// Throws SINGULAR unless Σ is positive definite; `task` says what needs that.
  void requireDefinite(std::string_view argument, const char *task) const;

  /// Whether both are the same distribution to the bit.
  friend bool identical(const Model &p, const Model &q);

private:
  void useFull(MatrixView<const double> given, std::string_view name);
  void useDiagonal(std::vector<double> variances);
  void useFactor(const Matrix &factor);

  std::vector<double> mean_;
  std::vector<double> variances_; // of a diagonal covariance
  Matrix full_;                   // a covariance that was given in full, symmetrized
  Root root_;
  bool definite_ = false;
};

/// Throws SINGULAR; `task` says what needs a definite matrix.
[[noreturn]] void refuseSingular(std::string_view argument, const char *task);

/// μp − μq.
std::vector<double> meanDifference(const Model &p, const Model &q);

/// Throws SHAPE_MISMATCH unless both have the same number of dimensions.
void sameDimensions(const Model &p, const Model &q, std::string_view argument = "q.mean");

/// p and q in coordinates of the affine subspace that carries both, in which they are definite;
/// nothing where they are carried by different ones. For two singular covariances.
std::optional<std::pair<Model, Model>> onCommonSupport(const Model &p, const Model &q);

/// Whether the affine support of p lies within the one of q, to rounding.
bool supportedWithin(const Model &p, const Model &q);

/// A symmetric matrix as checked: the mean of S and Sᵀ. Throws SHAPE_MISMATCH unless S is square,
/// NOT_FINITE, and NOT_SYMMETRIC where an entry differs from its mirror image by more than 1e-8 of
/// the largest entry.
Matrix symmetrized(MatrixView<const double> S, std::string_view name);

/// A root R, S = RᵀR, of a symmetric positive semi-definite matrix, with as many rows as the rank.
/// Throws NOT_POSITIVE_DEFINITE, with the least eigenvalue.
Matrix semidefiniteRoot(const Matrix &S, std::string_view name);

} // namespace lemmata::gaussian
