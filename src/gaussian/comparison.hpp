#pragma once

#include <span>

#include "gaussian/divergence.hpp"
#include "gaussian/gradient.hpp"
#include "gaussian/wasserstein.hpp"

/// Many distances at once; each distribution is factorized once, when its model is made.
namespace lemmata::gaussian {

struct Distances {
  double klPQ, klQP, jeffreys, bhattacharyya;
  double coefficient; ///< ∫√(pq)
  double hellinger;   ///< the distance √(1 − ∫√(pq))
  Wasserstein2 wasserstein2;
  Bounds jensenShannon, totalVariation;
};

/// Every distance of the pair.
Distances distances(const Model &p, const Model &q);

/// The distance of each p from each q, p.size() × q.size(): KL(p‖q), Jeffreys, the Bhattacharyya
/// distance, the Hellinger distance, W2 (not their squares). Throws SHAPE_MISMATCH.
Matrix pairwise(Metric metric, std::span<const Model> p, std::span<const Model> q);

/// The same within one list. All but KL are symmetric and computed once.
Matrix pairwise(Metric metric, std::span<const Model> list);

} // namespace lemmata::gaussian
