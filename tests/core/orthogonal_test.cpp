#include <doctest/doctest.h>

#include <array>
#include <cmath>

#include "matrices.hpp"
#include "numbers.hpp"
#include "numeric/normal.hpp"
#include "numeric/orthogonal.hpp"
#include "numeric/product.hpp"

using namespace lemmata;
using tests::distance;
using tests::identity;
using tests::random;

TEST_CASE("QR gives the matrix back, with orthonormal columns and a triangle") {
  for (const auto [m, n] : {std::array<std::size_t, 2>{1, 1},
                            {5, 1},
                            {8, 8},
                            {9, 9},
                            {40, 17},
                            {100, 64},
                            {131, 65},
                            {200, 200},
                            {300, 150}}) {
    CAPTURE(m);
    CAPTURE(n);
    const Matrix A = random(m, n, m + n);
    const auto [Q, R] = qr(A);
    CHECK(distance(product(Q, R), A) < 1e-13);
    CHECK(distance(gram(Q), identity(n)) < 1e-14);
    for (std::size_t i = 1; i < n; ++i)
      for (std::size_t j = 0; j < i; ++j)
        CHECK(R(i, j) == 0);
  }
}

TEST_CASE("QR has the signs of LAPACK") {
  // numpy.linalg.qr([[3, 1], [4, 2], [0, -2]])
  Matrix A(3, 2);
  const std::array<double, 6> entries{3, 1, 4, 2, 0, -2};
  std::ranges::copy(entries, A.flat().begin());
  const auto [Q, R] = qr(A);
  CHECK(R(0, 0) == doctest::Approx(-5).epsilon(1e-15));
  CHECK(R(0, 1) == doctest::Approx(-2.2).epsilon(1e-15));
  CHECK(R(1, 1) == doctest::Approx(-std::sqrt(4.16)).epsilon(1e-15));
  CHECK(Q(0, 0) == doctest::Approx(-0.6).epsilon(1e-15));
  // A column that is zero below its diagonal stays: the reflection is the identity.
  CHECK(qr(identity(4)).R(2, 2) == 1);
}

TEST_CASE("QR of what has not full rank, or is very small or large, is still orthonormal") {
  Matrix A = random(70, 20, 1);
  for (std::size_t i = 0; i < 70; ++i) {
    A(i, 5) = 0;
    A(i, 9) = A(i, 2);
    A(i, 19) = A(i, 0) + A(i, 1);
  }
  for (const double scale : {1.0, 0x1p-1000, 0x1p1010, 0.0}) {
    CAPTURE(scale);
    Matrix B(A.view());
    for (double &value : B.flat())
      value *= scale;
    const auto [Q, R] = qr(B);
    CHECK(distance(gram(Q), identity(20)) < 1e-14);
    CHECK(distance(product(Q, R), B) <= 1e-13 * scale);
  }
}

TEST_CASE("a Haar-orthogonal matrix has the moments of Haar's measure") {
  // E Q₁₁ = 0, E Q₁₁² = 1/n, E Q₁₁⁴ = 3/(n(n + 2)), E Q₁₁Q₂₂ = 0, E (tr Q)² = 1.
  constexpr std::size_t n = 6, count = 20000;
  double first = 0, second = 0, fourth = 0, cross = 0, trace = 0, traceSquared = 0;
  for (std::size_t s = 0; s < count; ++s) {
    const Matrix Q = haarOrthogonal(Philox(s), n, n);
    const double x = Q(0, 0), t = [&] {
      double sum = 0;
      for (std::size_t i = 0; i < n; ++i)
        sum += Q(i, i);
      return sum;
    }();
    first += x / count;
    second += x * x / count;
    fourth += x * x * x * x / count;
    cross += x * Q(1, 1) / count;
    trace += t / count;
    traceSquared += t * t / count;
  }
  const double root = std::sqrt(double(count));
  CHECK(std::abs(first) < 5 / std::sqrt(6.0) / root);
  CHECK(std::abs(second - 1.0 / 6) < 5 * std::sqrt(3.0 / 48 - 1.0 / 36) / root);
  // E Q₁₁⁸ = 105/(n(n + 2)(n + 4)(n + 6)).
  CHECK(std::abs(fourth - 3.0 / 48) < 5 * std::sqrt(105.0 / 5760 - 9.0 / 2304) / root);
  CHECK(std::abs(cross) < 5 / 6.0 / root);
  CHECK(std::abs(trace) < 5 / root);
  // E (tr Q)⁴ = 3.
  CHECK(std::abs(traceSquared - 1) < 5 * std::sqrt(2.0) / root);
}

TEST_CASE("Haar-orthogonal matrices that are not square have orthonormal rows or columns") {
  const Matrix wide = haarOrthogonal(Philox(3), 30, 100), tall = haarOrthogonal(Philox(3), 100, 30);
  CHECK(distance(productWithTransposed(wide, wide), identity(30)) < 1e-14);
  CHECK(distance(tall, transposed(wide)) == 0);
}

TEST_CASE("a Haar-orthogonal matrix is the same bits everywhere") {
  tests::Fingerprint print;
  const Matrix Q = haarOrthogonal(Philox(2021), 150, 150);
  for (const double value : Q.flat())
    print.add(value);
  CHECK(print.value() == 14067886177562510697ull);
}
