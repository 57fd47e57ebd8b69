#pragma once

#include <vector>

#include "numeric/matrix.hpp"

/// Eigenvalues and eigenvectors of symmetric matrices.
namespace lemmata {

/// The eigenvalues of S, ascending, each within a few d ε ‖S‖ of the exact one. The lower triangle
/// is read; S is spoilt. Throws NOT_CONVERGED.
std::vector<double> eigenvalues(Matrix S);

struct Eigensystem {
  std::vector<double> values; ///< ascending
  Matrix vectors;             ///< row i is the unit eigenvector of values[i]
};

/// Eigenvalues and eigenvectors of S, of which the lower triangle is read; the vectors are
/// orthonormal within a few d ε. Throws NOT_CONVERGED.
Eigensystem eigensystem(Matrix S);

/// The places of the values in ascending order.
std::vector<std::size_t> ascending(std::span<const double> values);

} // namespace lemmata
