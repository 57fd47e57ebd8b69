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

/// Eigenvalues and eigenvectors of S, of which the lower triangle is read. Throws NOT_CONVERGED.
Eigensystem eigensystem(MatrixView<const double> S);

} // namespace lemmata
