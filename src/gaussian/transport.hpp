#pragma once

#include <span>
#include <vector>

#include "gaussian/model.hpp"

/// Maps, paths and means of the 2-Wasserstein geometry. Sources: kexue.fm/archives/8512; McCann
/// 1997; Agueh and Carlier 2011; Álvarez-Esteban et al. 2016.
namespace lemmata::gaussian {

struct TransportMap {
  Matrix matrix;
  std::vector<double> offset;
};

/// The optimal map T(x) = A x + b from p to q, with A symmetric, A Σp A = Σq and T(μp) = μq. q may
/// be singular. Throws SINGULAR where p is, because there is then no one map.
TransportMap transportMap(const Model &p, const Model &q);

/// A of the optimal map, for definite p.
Matrix transportMatrix(const Model &p, const Model &q);

struct Moments {
  std::vector<double> mean;
  Matrix covariance;
};

/// The distribution at t of the way, 0 ≤ t ≤ 1, from p to q on a shortest path: its distance from p
/// is t W2. Between singular covariances, where there may be several such paths, the one that
/// couples independently what need not be coupled. Throws INVALID_ARGUMENT.
Moments geodesic(const Model &p, const Model &q, double t);

struct Barycenter {
  std::vector<double> mean;
  Matrix covariance;
  int iterations;
  double residual; ///< relative change of the covariance in the last iteration
};

/// The distribution with the least Σ wᵢ W2²(·, i). The weights are at least 0 and are divided by
/// their sum. Iterates until the residual is at most `tolerance`. Throws INVALID_ARGUMENT (no
/// distribution, a weight below 0, all weights 0, a tolerance below 0, no iteration), NOT_FINITE,
/// SHAPE_MISMATCH, NOT_CONVERGED.
Barycenter barycenter(std::span<const Model> list, std::span<const double> weights,
                      double tolerance, int maxIterations);

} // namespace lemmata::gaussian
