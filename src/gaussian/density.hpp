#pragma once

#include <vector>

#include "gaussian/model.hpp"

namespace lemmata::gaussian {

/// The differential entropy ½ log det(2πe Σ) in nats; −∞ where Σ is singular.
double entropy(const Model &p);

/// log p(x), in nats, at the rows x of `points`. Throws SHAPE_MISMATCH, NOT_FINITE, and SINGULAR
/// where Σ is, because there is no density then.
std::vector<double> logDensity(const Model &p, MatrixView<const double> points);

/// The Mahalanobis distances √((x − μ)ᵀ Σ⁻¹ (x − μ)) of the rows x of `points`. Where Σ is
/// singular, with its pseudo-inverse on the affine subspace that carries p, and +∞ outside of it.
/// Throws SHAPE_MISMATCH, NOT_FINITE.
std::vector<double> mahalanobis(const Model &p, MatrixView<const double> points);

} // namespace lemmata::gaussian
