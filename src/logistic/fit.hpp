#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "logistic/statistics.hpp"
#include "numeric/covariance.hpp"
#include "numeric/error.hpp"
#include "numeric/matrix.hpp"

/// Logistic regression in closed form: classes that are Gaussian with one covariance have
/// probabilities softmax(Wᵀx + b) with W_k = Σ⁻¹μ_k and b_k = log p_k − ½ μ_kᵀΣ⁻¹μ_k (Fisher 1936;
/// kexue.fm/archives/8578).
namespace lemmata::logistic {

enum class Mode {
  Within,        ///< Σ is the covariance within the classes
  TotalWhitened, ///< the article's script: the total covariance in its place
};

struct FitOptions {
  Mode mode = Mode::Within;
  /// Over N, or N − K where unbiased (N − 1 for the total covariance).
  Estimator estimator = Estimator::MaximumLikelihood;
  bool diagonal = false; ///< only the diagonal of Σ: features independent within a class
  double ridge = 0;      ///< added to the diagonal of Σ
  /// One positive number for each class, divided by their sum; none: the classes' shares. They
  /// change the bias only.
  std::span<const double> priors = {};
};

struct Fit {
  Matrix weights; ///< features × classes; features × 1 where there are two
  std::vector<double> bias;
  Matrix means;                        ///< row k is the mean of class k
  std::vector<double> priors;          ///< as used
  Matrix withinCovariance;             ///< within the classes; where that was inverted, as it was
  double shrinkage;                    ///< ρ of what was inverted
  std::size_t rank;                    ///< of what was inverted
  double mahalanobisSquared, rSquared; ///< of two classes, else NaN
};

/// An error that knows along which direction classes can be told apart without error.
class Separable : public Error {
public:
  Separable(Error error, std::vector<double> direction)
      : Error(std::move(error)), direction(std::move(direction)) {}
  /// One number for each weight, of length 1.
  std::vector<double> direction;
};

/// The closed form from statistics. For two classes the one column is that of class 1 less that of
/// class 0, Δ² = |Σ^−½(μ₁ − μ₀)|² is the squared Mahalanobis distance of the means, and
/// R² = p₀p₁Δ²/(1 + p₀p₁Δ²), of the shares p, is what the regression of the labels on x explains. In
/// mode `TotalWhitened` Δ² is that along the weights w, (wᵀ(μ₁ − μ₀))²/wᵀΣw of the Σ within.
///
/// Where Σ is singular its pseudo-inverse stands in. Throws EMPTY_CLASS; SEPARABLE where Σ has no
/// variance along a difference of means or, with as many samples as features and classes together,
/// along a part of it; SINGULAR where there is no variance at all; INVALID_ARGUMENT for options out
/// of range, squares that overflow, Ledoit and Wolf's estimator, which needs the samples, or too
/// few samples.
Fit fit(const ClassStatistics &statistics, const FitOptions &options);

/// The closed form of the rows of X (N × features), which is `fit` of their statistics; fewer rows
/// than features go through the thin singular system of the rows less their classes' means.
/// Throws as `fit` and as `ClassStatistics::add`.
Fit fit(MatrixView<const double> X, std::span<const std::int32_t> labels,
        std::span<const double> sampleWeights, const FitOptions &options);

} // namespace lemmata::logistic
