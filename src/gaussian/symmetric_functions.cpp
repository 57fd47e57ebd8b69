#include "gaussian/symmetric_functions.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "gaussian/model.hpp"
#include "numeric/check.hpp"
#include "numeric/cholesky.hpp"
#include "numeric/product.hpp"
#include "numeric/singular.hpp"

namespace lemmata::gaussian {

namespace {

Matrix checked(MatrixView<const double> S, std::string_view name) {
  check::notEmpty(S.size(), name);
  return symmetrized(S, name);
}

/// A root of a symmetric positive semi-definite matrix.
Matrix anyRoot(const Matrix &S, std::string_view name) {
  Matrix U(S.view());
  return factorize(U) == S.rows() ? U : semidefiniteRoot(S, name);
}

} // namespace

Matrix squareRoot(MatrixView<const double> given) {
  // R = U S Vᵀ is a root of V S² Vᵀ, whose square root is V S Vᵀ.
  SingularSystem s = singularSystem(anyRoot(checked(given, "S"), "S"));
  for (std::size_t i = 0; i < s.values.size(); ++i)
    for (double &value : s.right.row(i))
      value *= std::sqrt(s.values[i]);
  return s.values.empty() ? Matrix(given.rows, given.rows) : gram(s.right);
}

Matrix geometricMean(MatrixView<const double> givenA, MatrixView<const double> givenB) {
  const Matrix A = checked(givenA, "A"), B = checked(givenB, "B");
  check::sameSize(B.rows(), A.rows(), "B");
  Matrix R(A.view());
  if (factorize(R) < A.rows()) {
    semidefiniteRoot(A, "A");
    throw Error(ErrorCode::Singular,
                "{argument} is singular; a geometric mean needs a positive definite one",
                {{"argument", "A"}});
  }
  // With A = RᵀR, B = QᵀQ and Q R⁻¹ = U S Vᵀ: A # B = Rᵀ (R⁻ᵀ B R⁻¹)^½ R = Rᵀ V S Vᵀ R.
  Matrix X = transposed(anyRoot(B, "B"));
  solve(R, X);
  SingularSystem s = singularSystem(X);
  for (std::size_t i = 0; i < s.values.size(); ++i)
    for (double &value : s.left.row(i))
      value *= std::sqrt(s.values[i]);
  return s.values.empty() ? Matrix(A.rows(), A.rows()) : gram(product(s.left, R));
}

} // namespace lemmata::gaussian
