#pragma once

#include <vector>

#include "gaussian/model.hpp"

/// The pencil (Σp, Σq) of two definite covariances: what the divergences are functions of.
namespace lemmata::gaussian {

/// Rq⁻ᵀ Rpᵀ, whose singular values are the √λᵢ; for diagonal q and p the diagonal as one row.
Matrix whitenedRoot(const Model &p, const Model &q);

/// tr(Σq⁻¹Σp) for definite q.
double whitenedTrace(const Model &p, const Model &q);

/// The eᵢ = λᵢ − 1, each to the relative accuracy of Σp − Σq.
std::vector<double> excesses(const Model &p, const Model &q);

/// The root of s Σp + t Σq, or nothing where that is not positive definite.
std::optional<Root> mixtureRoot(const Model &p, double s, const Model &q, double t);

/// λᵢ and the squares zᵢ² of the mean difference in the basis where Σq is the identity and Σp is
/// diagonal.
struct Spectrum {
  std::vector<double> excesses;
  std::vector<double> squares;
};
Spectrum spectrum(const Model &p, const Model &q);

} // namespace lemmata::gaussian
