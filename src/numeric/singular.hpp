#pragma once

#include <vector>

#include "numeric/matrix.hpp"

/// Singular values and vectors.
namespace lemmata {

/// M = Σ sᵢ uᵢ vᵢᵀ without the terms whose sᵢ is zero beyond rounding.
struct SingularSystem {
  std::vector<double> values; ///< descending, above 0
  Matrix left;                ///< row i is uᵢ
  Matrix right;               ///< row i is vᵢ
};

/// The singular system of M: eigenvectors of the smaller Gram matrix, then rotations of Jacobi on
/// one side, which give back what the squaring lost: each value is within a few d ε s₁ of the exact
/// one, and the vectors are orthonormal to as many digits. Throws NOT_CONVERGED.
SingularSystem singularSystem(MatrixView<const double> M);

/// Σ sᵢ, the nuclear norm, within a few d ε s₁ √d.
///
/// From the eigenvalues of the smaller Gram matrix where the error bound that follows from them,
/// Σ ε s₁² / sᵢ, is below 1e-12 of the result; else from the singular system.
double nuclearNorm(MatrixView<const double> M);

/// All singular values of M, descending, min(rows, cols) of them, as exact as `nuclearNorm`.
std::vector<double> singularValues(MatrixView<const double> M);

} // namespace lemmata
