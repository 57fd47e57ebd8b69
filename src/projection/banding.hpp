#pragma once

#include <cstddef>
#include <span>

/// How often hashes of similar things collide, and hash tables made of them: `bands` tables whose
/// keys have `rows` hashes each.
namespace lemmata::projection {

/// P that one SimHash bit of two vectors agrees, 1 − angle/π; angle from 0 to π. Throws
/// INVALID_ARGUMENT. Source: Charikar (2002), kexue.fm/archives/8706.
double angularCollision(double angle);

/// P that one hash floor((a·v + u)/width), a normal and u uniform, of two vectors at this distance
/// agrees: 1 − 2Φ(−ρ) − 2(1 − e^{−ρ²/2})/(√(2π) ρ) with ρ = width/distance. distance ≥ 0, width >
/// 0. Throws INVALID_ARGUMENT. Source: Datar, Immorlica, Indyk and Mirrokni (2004).
double euclideanCollision(double distance, double width);

/// 1 − (1 − pʳ)ᵇ at each p: that some of `bands` tables puts two things into one bucket, where
/// single hashes agree with probability p. p from 0 to 1; rows and bands whole, from 1 on. Throws
/// INVALID_ARGUMENT, NOT_FINITE. Source: Leskovec, Rajaraman and Ullman, Mining of Massive
/// Datasets.
void bandingCurve(std::span<const double> similarity, double rows, double bands,
                  std::span<double> result);

struct Banding {
  double rows, bands, nearProbability, farProbability;
};

/// Among rows × bands ≤ maxHashes, the largest difference of the curve at `near` and at `far`; the
/// fewest hashes among equals. 0 ≤ far < near ≤ 1; maxHashes from 1 to 1e6. Throws
/// INVALID_ARGUMENT.
Banding optimalBanding(double near, double far, double maxHashes);

} // namespace lemmata::projection
