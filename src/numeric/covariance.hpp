#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "numeric/matrix.hpp"

/// Means and covariances of samples, the rows of a matrix.
namespace lemmata {

/// Shrunk ones are (1 − ρ) S + ρ (tr S / d) I of the maximum-likelihood covariance S over N.
enum class Estimator {
  MaximumLikelihood, ///< S, over N
  Unbiased,          ///< over N − 1
  LedoitWolf,        ///< ρ of Ledoit and Wolf 2004
  Oas,               ///< ρ of the oracle approximating shrinkage as scikit-learn has it
  OasPaper,          ///< ρ as published by Chen, Wiesel, Eldar and Hero 2010
};

/// The ρ of one of the last three, from S, the number N of samples and, for Ledoit and Wolf's, the
/// mean of the fourth powers of the centred samples' lengths.
///
/// With s the mean square entry of S and m = tr S / d, scikit-learn's OAS has
/// ρ = min(1, (s + m²) / ((N + 1)(s − m²/d))); the published one is
/// min(1, ((1 − 2/d) tr S² + tr² S) / ((N + 1 − 2/d)(tr S² − tr² S / d))).
double shrinkage(Estimator estimator, const Matrix &S, double n, double fourthMoment);

/// S := (1 − ρ) S + ρ (tr S / d) I.
void shrink(Matrix &S, double rho);

/// S := s S.
void scale(Matrix &S, double factor);

/// The mean of each column.
std::vector<double> columnMeans(MatrixView<const double> X);

/// X less `mean` in every row.
Matrix centered(MatrixView<const double> X, std::span<const double> mean);

/// Throws INVALID_ARGUMENT unless X has `least` rows and a column, NOT_FINITE.
void checkSamples(std::size_t least, MatrixView<const double> X, std::string_view name);

struct EstimatedCovariance {
  std::vector<double> mean;
  Matrix covariance;
  double shrinkage; ///< ρ, 0 where nothing was shrunk
};

/// Mean and covariance of the N × d samples X. Throws INVALID_ARGUMENT (no samples; one where it
/// takes two), NOT_FINITE (also where squares overflow so that an entry is no number).
EstimatedCovariance estimateCovariance(MatrixView<const double> X, Estimator estimator);

} // namespace lemmata
