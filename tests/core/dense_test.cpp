#include <doctest/doctest.h>

#include <cmath>

#include "matrices.hpp"
#include "numeric/cholesky.hpp"
#include "numeric/normal.hpp"
#include "numeric/orthogonal.hpp"
#include "numeric/product.hpp"
#include "numeric/singular.hpp"
#include "numeric/symmetric.hpp"

using namespace lemmata;
using tests::distance;
using tests::identity;
using tests::random;

namespace {

/// Rows x of X times their weights, Σ wᵢ xᵢ yᵢᵀ.
Matrix weighted(const std::vector<double> &weights, Matrix X, const Matrix &Y) {
  for (std::size_t i = 0; i < X.rows(); ++i)
    for (double &value : X.row(i))
      value *= weights[i];
  return transposedProduct(X, Y);
}

} // namespace

TEST_CASE("products of every shape are the sums of their definition") {
  for (const auto [k, m, n] : {std::array<std::size_t, 3>{1, 1, 1},
                               {3, 5, 2},
                               {17, 9, 30},
                               {100, 90, 77},
                               {300, 130, 259}}) {
    CAPTURE(k);
    const Matrix A = random(k, m, 1), B = random(k, n, 2);
    Matrix expected(m, n);
    for (std::size_t r = 0; r < k; ++r)
      for (std::size_t i = 0; i < m; ++i)
        for (std::size_t j = 0; j < n; ++j)
          expected(i, j) += A(r, i) * B(r, j);
    CHECK(distance(transposedProduct(A, B), expected) < 1e-14 * static_cast<double>(k));
    // One order of summation, whatever the form.
    CHECK(distance(product(transposed(A), B), transposedProduct(A, B)) == 0);
    CHECK(distance(productWithTransposed(transposed(A), transposed(B)), transposedProduct(A, B)) ==
          0);
  }
  const Matrix A = random(40, 150, 3);
  const Matrix G = gram(A);
  CHECK(distance(G, transposedProduct(A, A)) < 1e-13);
  CHECK(distance(G, transposed(G)) == 0);
}

TEST_CASE("a product made in parts has the bits of the whole") {
  const Matrix A = random(173, 520, 4), B = random(520, 141, 5);
  const Matrix whole = product(A, B);
  const Block<const double> a = A.view(), b = B.view();
  for (const auto [row, col, rows, cols] : {std::array<std::size_t, 4>{0, 0, 1, 1},
                                            {3, 5, 7, 11},
                                            {2, 1, 170, 140},
                                            {128, 0, 45, 16}}) {
    CAPTURE(row);
    Matrix part(rows, cols);
    addProduct(part.view(), 1, a.part(row, 0, rows, 520), b.part(0, col, 520, cols));
    bool same = true;
    for (std::size_t i = 0; i < rows; ++i)
      for (std::size_t j = 0; j < cols; ++j)
        same = same && part(i, j) == whole(row + i, col + j);
    CHECK(same);
  }
}

TEST_CASE("products of float32 are those of float64 within its precision, in every form") {
  const std::size_t m = 131, k = 300, n = 93;
  std::vector<float> a(m * k), b(k * n), bt(n * k), at(k * m), G(m * m);
  fillNormal<float>(Philox(6), 0, a);
  fillNormal<float>(Philox(7), 0, b);
  Matrix A(m, k), B(k, n);
  for (std::size_t i = 0; i < m; ++i)
    for (std::size_t j = 0; j < k; ++j)
      A(i, j) = at[j * m + i] = a[i * k + j];
  for (std::size_t i = 0; i < k; ++i)
    for (std::size_t j = 0; j < n; ++j)
      B(i, j) = bt[j * k + i] = b[i * n + j];
  const Matrix exact = product(A, B);
  std::vector<float> first(m * n), second(m * n), third(m * n);
  const auto to = [&](std::vector<float> &c) { return Block<float>(c.data(), m, n, n); };
  addProduct(to(first), 2, {a.data(), m, k, k}, {b.data(), k, n, n});
  addTransposedProduct(to(second), 2, {at.data(), k, m, m}, {b.data(), k, n, n});
  addProductWithTransposed(to(third), 2, {a.data(), m, k, k}, {bt.data(), n, k, k});
  CHECK(first == second);
  CHECK(first == third);
  double error = 0;
  for (std::size_t i = 0; i < m * n; ++i)
    error = std::max(error, std::abs(first[i] / 2 - exact.flat()[i]));
  CHECK(error < 1e-4);
  const Block<float> g(G.data(), m, m, m);
  addLowerGram(g, 1, {at.data(), k, m, m});
  mirror(g);
  const Matrix gramExact = gram(transposed(A));
  for (std::size_t i = 0; i < m * m; ++i)
    error = std::max(error, std::abs(G[i] - gramExact.flat()[i]));
  CHECK(error < 5e-4);
}

TEST_CASE("a Cholesky factor gives the matrix back, and solves with it") {
  for (const std::size_t n : {1, 2, 3, 4, 5, 31, 64, 65, 130, 200}) {
    CAPTURE(n);
    const Matrix S = gram(random(2 * n + 1, n, n));
    Matrix U(S.view());
    REQUIRE(factorize(U) == n);
    CHECK(distance(gram(U), S) < 1e-13 * static_cast<double>(n));
    for (std::size_t i = 1; i < n; ++i)
      CHECK(U(i, i - 1) == 0);
    const Matrix B = random(n, 7, 5);
    Matrix X(B.view());
    solve(U, X);
    CHECK(distance(transposedProduct(U, X), B) < 1e-11);
    const Matrix inverse = transposedInverse(U);
    CHECK(distance(transposedProduct(U, inverse), identity(n)) < 1e-11);
    std::vector<double> x(B.rows());
    for (std::size_t i = 0; i < n; ++i)
      x[i] = B(i, 0);
    solve(U, x);
    for (std::size_t i = 0; i < n; ++i)
      CHECK(x[i] == doctest::Approx(X(i, 0)).epsilon(1e-9));
  }
}

TEST_CASE("a matrix that is not positive definite is found at the pivot") {
  Matrix S = identity(9);
  S(6, 6) = -1;
  CHECK(factorize(S) == 6);
  // Of rank 5: the sixth pivot is rounding.
  Matrix G = gram(random(5, 12, 8));
  CHECK(factorize(G) == 5);
}

TEST_CASE("eigenvalues and eigenvectors of matrices of every size") {
  for (const std::size_t n : {1, 2, 3, 6, 20, 65}) {
    CAPTURE(n);
    const Matrix A = random(n, n, 7);
    Matrix S(n, n);
    for (std::size_t i = 0; i < n; ++i)
      for (std::size_t j = 0; j < n; ++j)
        S(i, j) = A(i, j) + A(j, i);
    const Eigensystem eigen = eigensystem(S);
    CHECK(distance(gram(transposed(eigen.vectors)), identity(n)) < 1e-13);
    CHECK(distance(weighted(eigen.values, eigen.vectors, eigen.vectors), S) < 1e-12);
    const std::vector<double> values = eigenvalues(S);
    for (std::size_t i = 0; i < n; ++i) {
      CHECK(std::abs(values[i] - eigen.values[i]) < 1e-12);
      if (i > 0)
        CHECK(values[i] >= values[i - 1]);
    }
  }
}

TEST_CASE("eigenvalues of the second difference are 2 − 2 cos(k π / (n + 1))") {
  constexpr std::size_t n = 40;
  Matrix T(n, n);
  for (std::size_t i = 0; i < n; ++i) {
    T(i, i) = 2e200; // near where squares overflow
    if (i > 0)
      T(i, i - 1) = T(i - 1, i) = -1e200;
  }
  const std::vector<double> values = eigenvalues(T);
  for (std::size_t k = 1; k <= n; ++k)
    CHECK(std::abs(values[k - 1] / 1e200 - (2 - 2 * std::cos(k * M_PI / (n + 1)))) < 1e-14);
}

TEST_CASE("a rotation that ends in exactly 0 loses nothing") {
  // Found by fuzzing: in the second round of QL, (d − g) s + 2 c b is 0 where the rotations end.
  const double e = -2.9023102511673282;
  Matrix S(3, 3);
  S(0, 0) = 253.54540684004164;
  S(1, 1) = S(2, 2) = 261.96881163407261;
  S(0, 2) = S(2, 0) = S(1, 2) = S(2, 1) = e;
  const Eigensystem eigen = eigensystem(S);
  CHECK(distance(weighted(eigen.values, eigen.vectors, eigen.vectors), S) < 1e-12);
  CHECK(std::abs(eigen.values.front() - eigenvalues(S).front()) < 1e-12);
}

TEST_CASE("entries whose squares have lost digits change no eigenvalue") {
  Matrix S(6, 6);
  for (std::size_t i = 0; i < 6; ++i)
    for (std::size_t j = 0; j < i; ++j)
      S(i, j) = S(j, i) = -5.1561021759e-159 * (1 + 1e-13 * static_cast<double>(i + j));
  S(2, 2) = 1;
  S(2, 3) = S(3, 2) = -1;
  const std::vector<double> values = eigenvalues(S);
  CHECK(values.front() == doctest::Approx((1 - std::sqrt(5)) / 2).epsilon(1e-15));
  CHECK(values.back() == doctest::Approx((1 + std::sqrt(5)) / 2).epsilon(1e-15));
}

TEST_CASE("singular systems give the matrix back, with values that squaring would lose") {
  for (const auto [m, n] : {std::array<std::size_t, 2>{1, 1}, {5, 3}, {3, 5}, {30, 30}, {10, 40}}) {
    CAPTURE(m);
    const Matrix M = random(m, n, 9);
    const SingularSystem s = singularSystem(M);
    REQUIRE(s.values.size() == std::min(m, n));
    CHECK(distance(weighted(s.values, s.left, s.right), M) < 1e-13);
    CHECK(distance(gram(transposed(s.left)), identity(s.values.size())) < 1e-13);
    CHECK(distance(gram(transposed(s.right)), identity(s.values.size())) < 1e-13);
  }
  // Singular values from 1 to 1e-12; their squares span 24 orders of magnitude.
  const Matrix left = eigensystem(gram(random(9, 7, 10))).vectors;
  const Matrix right = eigensystem(gram(random(9, 7, 11))).vectors;
  std::vector<double> values;
  for (int k = 0; k < 7; ++k)
    values.push_back(std::pow(10.0, -2 * k));
  const SingularSystem s = singularSystem(weighted(values, left, right));
  REQUIRE(s.values.size() == 7);
  for (std::size_t k = 0; k < 7; ++k)
    CHECK(std::abs(s.values[k] - values[k]) < 1e-15);
  double sum = 0;
  for (const double value : values)
    sum += value;
  CHECK(nuclearNorm(weighted(values, left, right)) == doctest::Approx(sum).epsilon(1e-15));
}

TEST_CASE("directions without extent are left out of a singular system") {
  const Matrix M = product(random(12, 3, 12), random(3, 8, 13));
  CHECK(singularSystem(M).values.size() == 3);
  CHECK(singularSystem(Matrix(4, 6)).values.empty());
  CHECK(nuclearNorm(Matrix(4, 6)) == 0);
  CHECK(singularValues(M).size() == 8);
}

TEST_CASE("eigenvectors beside entries of 1e-162 stay orthonormal") {
  Matrix S = random(5, 5, 3);
  for (std::size_t i = 0; i < 5; ++i)
    for (std::size_t j = 0; j <= i; ++j)
      S(i, j) = S(j, i) = i == 0 ? 1 : S(i, j) * (j == 0 ? 1e-162 : 1e-320);
  const Eigensystem found = eigensystem(S);
  CHECK(distance(productWithTransposed(found.vectors, found.vectors), identity(5)) < 1e-14);
}

TEST_CASE("singular vectors are orthonormal down to the last that is kept") {
  for (const double least : {1e-12, 1e-14, 3e-15, 1.5e-15, 1e-15, 5e-16}) {
    CAPTURE(least);
    Matrix M = random(3, 3, 5);
    for (std::size_t j = 0; j < 3; ++j)
      M(2, j) = M(0, j) + least * M(2, j);
    const SingularSystem s = singularSystem(M);
    CHECK(distance(productWithTransposed(s.left, s.left), identity(s.values.size())) < 1e-13);
    CHECK(distance(productWithTransposed(s.right, s.right), identity(s.values.size())) < 1e-13);
  }
}

TEST_CASE("Q stays orthonormal, and eigenvectors do, where rows are 1e-160 of others") {
  for (const double tiny : {1e-120, 1e-140, 1e-155, 1e-160, 1e-162, 1e-200, 1e-300}) {
    CAPTURE(tiny);
    Matrix A = random(6, 6, 11), S(6, 6);
    for (std::size_t i = 0; i < 6; ++i)
      for (std::size_t j = 0; j < 6; ++j)
        A(i, j) *= i % 2 == 0 ? 1 : tiny;
    for (std::size_t i = 0; i < 6; ++i)
      for (std::size_t j = 0; j <= i; ++j)
        S(i, j) = S(j, i) = i == 5 && j == 5 ? 1 : A(1, j) * (1 + static_cast<double>(i));
    Matrix Q(A.view());
    orthonormalizeRows(Q);
    CHECK(distance(productWithTransposed(Q, Q), identity(6)) < 1e-14);
    const Matrix V = eigensystem(S).vectors;
    CHECK(distance(productWithTransposed(V, V), identity(6)) < 1e-14);
  }
}
