#pragma once

#include "gaussian/model.hpp"
#include "numeric/singular.hpp"

/// Optimal transport between two normal distributions of the same dimensions with the cost |x −
/// y|². Singular covariances are welcome. Source: kexue.fm/archives/8512.
namespace lemmata::gaussian {

struct Wasserstein2 {
  double squared;  ///< W2² = mean + bures
  double distance; ///< W2
  double mean;     ///< |μp − μq|²
  double bures;    ///< the covariances' part, a square too
};

/// The 2-Wasserstein distance. The covariances' part is tr Σp + tr Σq − 2 |Rq Rpᵀ|₁ with the
/// nuclear norm of the product of any roots; where that cancels, the distance |Rpᵀ − Rqᵀ U Vᵀ|² of
/// the roots after the rotation that brings them closest (Procrustes). Exactly 0 for identical
/// covariances; +∞ where the squares are beyond float64.
Wasserstein2 wasserstein2(const Model &p, const Model &q);

/// min over couplings π of E|x − y|² + ε KL(π ‖ p ⊗ q), ε ≥ 0 (Janati et al. 2020). W2² at ε = 0.
/// Throws INVALID_ARGUMENT.
double entropicWasserstein(const Model &p, const Model &q, double epsilon);

/// The singular system of Rq Rpᵀ: the optimal coupling of the covariances is Rpᵀ (Σ vᵢ uᵢᵀ) Rq.
SingularSystem coupling(const Model &p, const Model &q);

} // namespace lemmata::gaussian
