#pragma once

#include <span>
#include <string_view>

#include "numeric/view.hpp"

namespace lemmata::gaussian {

/// How a covariance Σ of d dimensions is given.
enum class Form {
  Full,      ///< d × d, symmetric
  Diagonal,  ///< its d variances
  Isotropic, ///< one variance
  Factor,    ///< any d × r matrix F with Σ = F Fᵀ
};

/// A normal distribution as the caller gave it, nothing checked; errors name its parts as given
/// here.
struct Gaussian {
  std::span<const double> mean;
  Form form;
  MatrixView<const double> covariance;
  std::string_view meanName = "p.mean";
  std::string_view covarianceName = "p.covariance";
};

} // namespace lemmata::gaussian
