#pragma once

#include <vector>

#include "gaussian/model.hpp"

namespace lemmata::gaussian {

enum class Metric { Kl, Jeffreys, Bhattacharyya, Hellinger, Wasserstein2 };

struct Gradient {
  std::vector<double> meanP;
  Matrix covarianceP;
  std::vector<double> meanQ;
  Matrix covarianceQ;
};

/// The derivatives of KL(p‖q), Jeffreys, the Bhattacharyya distance or the SQUARED 2-Wasserstein
/// distance with respect to the means and to the covariances as symmetric matrices: f changes by
/// tr(G dΣ), off-diagonal entries are not doubled. Throws SINGULAR where a covariance is,
/// NOT_FINITE where an overflow leaves no number. Source: derived from kexue.fm/archives/8512.
Gradient gradient(Metric metric, const Model &p, const Model &q);

} // namespace lemmata::gaussian
