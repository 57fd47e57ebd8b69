#pragma once

#include <cstddef>
#include <cstdint>

#include "gaussian/model.hpp"

/// What is drawn at random, with the normals of Philox: the same seed gives the same numbers
/// everywhere.
namespace lemmata::gaussian {

/// `count` independent draws, one a row. Row i is made of the normals i r to i r + r − 1, with r
/// the rows of the root, so that fewer draws are the first ones of more.
Matrix sample(const Model &p, std::size_t count, std::uint64_t seed);

struct Estimate {
  double value;
  double standardError;
};
/// The Jensen–Shannon divergence, in nats, from `samples` ≥ 2 draws of p and as many of q. The mean
/// of log 2 − H(u), where H(u) is the entropy of the odds that a draw came from p: it is never
/// below 0, and its error vanishes with the square of the difference. log 2 without error where the
/// affine supports differ. Throws INVALID_ARGUMENT. Source: derived.
Estimate jensenShannon(const Model &p, const Model &q, std::size_t samples, std::uint64_t seed);

} // namespace lemmata::gaussian
