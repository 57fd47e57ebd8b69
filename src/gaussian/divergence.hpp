#pragma once

#include "gaussian/model.hpp"

/// Divergences between the densities of two normal distributions p and q of the same dimensions, in
/// nats. Where the affine subspaces that carry p and q differ, so that one has no density with
/// respect to the other, they are +∞; where both are carried by the same subspace, they are those
/// of the densities there. They are exactly 0 for identical p and q. Source:
/// kexue.fm/archives/8512.
///
/// With λᵢ = 1 + eᵢ the eigenvalues of Σq⁻¹Σp, each is a sum of functions of λᵢ and a Mahalanobis
/// distance. The sums come from Cholesky factors; where they cancel, for nearly equal covariances,
/// from the eᵢ themselves, the eigenvalues of Rq⁻ᵀ(Σp − Σq)Rq⁻¹, so that they keep their digits.
namespace lemmata::gaussian {

/// KL(p‖q) = ½ [dᵀΣq⁻¹d + tr(Σq⁻¹Σp) − log det(Σq⁻¹Σp) − n].
double kl(const Model &p, const Model &q);

/// −∫ p log q = KL(p‖q) + entropy of p; −∞ where q is singular and carries p.
double crossEntropy(const Model &p, const Model &q);

/// KL(p‖q) + KL(q‖p).
double jeffreys(const Model &p, const Model &q);

/// −log ∫√(pq), the Bhattacharyya distance.
double bhattacharyya(const Model &p, const Model &q);

/// ∫√(pq) from it.
double coefficient(double bhattacharyya);

struct Hellinger {
  double squared;  ///< 1 − ∫√(pq)
  double distance; ///< its square root
};
Hellinger hellinger(const Model &p, const Model &q);
/// From the Bhattacharyya distance.
Hellinger hellinger(double bhattacharyya);

/// −log ∫ p^α q^(1−α), 0 ≤ α ≤ 1. Throws INVALID_ARGUMENT outside.
double chernoff(const Model &p, const Model &q, double alpha);

struct BestChernoff {
  double alpha;
  double value;
};
/// The α at which `chernoff` is largest, and that value, the Chernoff information. ½ and 0 for
/// identical distributions; ½ and +∞ where the supports differ.
BestChernoff bestChernoff(const Model &p, const Model &q);

/// Rényi's divergence log ∫ p^a q^(1−a) / (a − 1) of order a, from 0 to 1e100; KL at 1. Throws
/// INVALID_ARGUMENT.
double renyi(const Model &p, const Model &q, double order);

/// ∫ p²/q − 1.
double chiSquared(const Model &p, const Model &q);

struct Bounds {
  double lower;
  double upper;
};
/// Bounds of the Jensen–Shannon divergence, which has no closed form, from the others.
Bounds jensenShannonBounds(double kl, double reversed, double bhattacharyya);
Bounds jensenShannonBounds(const Model &p, const Model &q);
/// Bounds of the total variation ½ ∫ |p − q|: 1 − BC from below; √(1 − BC²), Pinsker and
/// Bretagnolle–Huber from above.
Bounds totalVariationBounds(double kl, double reversed, double bhattacharyya);

} // namespace lemmata::gaussian
