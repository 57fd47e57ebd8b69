#pragma once

#include <cstddef>
#include <span>

#include "numeric/matrix.hpp"

/// Cholesky factors S = UᵀU with U upper triangular, and solves with them.
namespace lemmata {

/// Replaces the symmetric S, of which the upper triangle is read, by its factor U, zeros below the
/// diagonal. Returns the number of pivots found: fewer than S has rows where the next one is not
/// positive beyond rounding (4 d ε times the diagonal entry); S is then spoilt.
std::size_t factorize(MatrixView<double> S);

/// log det(UᵀU) = 2 Σ log uᵢᵢ.
double logDeterminant(MatrixView<const double> U);

/// Which part of the right-hand sides is not zero.
enum class Sides { Full, LowerTriangular };

/// X := U⁻ᵀX. With `LowerTriangular` X is square, zero above the diagonal, and stays so.
void solve(MatrixView<const double> U, MatrixView<double> X, Sides sides = Sides::Full);

/// x := U⁻ᵀx.
void solve(MatrixView<const double> U, std::span<double> x);

/// x := U⁻¹x.
void solveBack(MatrixView<const double> U, std::span<double> x);

/// U⁻ᵀ, lower triangular.
Matrix transposedInverse(MatrixView<const double> U);

} // namespace lemmata
