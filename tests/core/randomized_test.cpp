#include <doctest/doctest.h>

#include <array>
#include <cmath>

#include "matrices.hpp"
#include "numbers.hpp"
#include "numeric/error.hpp"
#include "numeric/normal.hpp"
#include "numeric/orthogonal.hpp"
#include "numeric/product.hpp"
#include "numeric/singular.hpp"
#include "numeric/symmetric.hpp"
#include "projection/randomized.hpp"
#include "refusal.hpp"

using namespace lemmata;
using namespace lemmata::projection;
using tests::codeOf;
using tests::distance;
using tests::identity;
using tests::random;

namespace {

/// U diag(values) Vᵀ with random orthonormal columns.
Matrix withSpectrum(std::size_t m, std::size_t n, const std::vector<double> &values,
                    std::uint64_t seed) {
  Matrix U = haarOrthogonal(Philox(seed), values.size(), m);
  const Matrix V = haarOrthogonal(Philox(seed + 1), values.size(), n);
  for (std::size_t i = 0; i < values.size(); ++i)
    for (double &value : U.row(i))
      value *= values[i];
  return transposedProduct(U, V);
}

std::vector<double> geometric(std::size_t count, double ratio) {
  std::vector<double> values(count, 1);
  for (std::size_t i = 1; i < count; ++i)
    values[i] = values[i - 1] * ratio;
  return values;
}

/// A − U S Vᵀ.
Matrix rest(const Matrix &A, const Svd &svd) {
  Matrix US(svd.U.view());
  for (std::size_t i = 0; i < US.rows(); ++i)
    for (std::size_t k = 0; k < US.cols(); ++k)
      US(i, k) *= svd.S[k];
  Matrix R(A.view());
  addProductWithTransposed(R.view(), -1, US.view(), svd.V.view());
  return R;
}

/// A − QᵀQA for orthonormal rows Q.
Matrix outside(const Matrix &A, const Matrix &Q) {
  Matrix R(A.view());
  addTransposedProduct(R.view(), -1, Q.view(), product(Q, A).view());
  return R;
}

double frobenius(const Matrix &A) { return std::sqrt(squaredNorm(A.flat())); }
double spectral(const Matrix &A) { return singularValues(A).front(); }

} // namespace

TEST_CASE("the leading singular values of a geometric spectrum come to 1e-12") {
  const std::vector<double> spectrum = geometric(60, 0.7);
  for (const auto [m, n] :
       {std::array<std::size_t, 2>{300, 100}, {100, 300}, {257, 256}, {60, 60}}) {
    CAPTURE(m);
    const Matrix A = withSpectrum(m, n, spectrum, 5);
    const Svd svd = randomizedSvd(A.view(), {12, 10, 2, 1});
    for (std::size_t k = 0; k < 12; ++k)
      CHECK(std::abs(svd.S[k] - spectrum[k]) < 1e-12);
    CHECK(distance(gram(svd.U), identity(12)) < 1e-13);
    CHECK(distance(gram(svd.V), identity(12)) < 1e-13);
    const Matrix R = rest(A, svd);
    CHECK(spectral(R) == doctest::Approx(spectrum[12]).epsilon(1e-6));
    CHECK(svd.residual >= spectral(R));
    CHECK(svd.residual < 1.01 * frobenius(R));
  }
}

TEST_CASE("a cross of two ranks has two singular values, however many are asked for") {
  // Of the many more directions that are looked in, only rounding is found.
  Matrix A(192, 256);
  for (std::size_t i = 0; i < A.rows(); ++i)
    for (std::size_t j = 0; j < A.cols(); ++j)
      A(i, j) = (i >= 70 && i < 110) || (j >= 80 && j < 120) ? 1 : 0.3;
  const std::vector<double> exact = singularValues(A);
  for (const std::size_t rank : {std::size_t(128), std::size_t(160)})
    for (const std::size_t oversample : {std::size_t(0), std::size_t(20)})
      for (std::uint64_t seed = 1; seed < 4; ++seed) {
        const Svd svd = randomizedSvd(A.view(), {rank, oversample, 1, seed});
        REQUIRE(svd.S.size() == rank);
        CHECK(svd.S[0] == doctest::Approx(exact[0]).epsilon(1e-14));
        CHECK(svd.S[1] == doctest::Approx(exact[1]).epsilon(1e-14));
        CHECK(svd.S[2] < 1e-13 * exact[0]);
        CHECK(frobenius(rest(A, svd)) < 1e-13 * exact[0]);
      }
}

TEST_CASE("the range finder stays below the bounds of Halko, Martinsson and Tropp, on average") {
  const std::vector<double> spectrum = geometric(80, 0.9);
  const std::size_t k = 10, p = 5;
  const Matrix A = withSpectrum(120, 80, spectrum, 3);
  double tail = 0;
  for (std::size_t j = k; j < 80; ++j)
    tail += spectrum[j] * spectrum[j];
  tail = std::sqrt(tail);
  double meanFrobenius = 0, meanSpectral = 0, meanPower = 0;
  constexpr std::size_t count = 40;
  for (std::size_t seed = 0; seed < count; ++seed) {
    const Matrix R = outside(A, rangeFinder(A.view(), {k, p, 0, seed}));
    meanFrobenius += frobenius(R) / count;
    meanSpectral += spectral(R) / count;
    meanPower += spectral(outside(A, rangeFinder(A.view(), {k, p, 2, seed}))) / count;
  }
  CHECK(meanFrobenius <= std::sqrt(1 + double(k) / (p - 1)) * tail);
  CHECK(meanFrobenius >= 0.8 * tail);
  CHECK(meanSpectral <= (1 + std::sqrt(double(k) / (p - 1))) * spectrum[k] +
                            std::exp(1.0) * std::sqrt(double(k + p)) / p * tail);
  CHECK(meanPower < meanSpectral);
  CHECK(meanPower <= 1.2 * spectrum[k]);
}

TEST_CASE("the range finder has rank + oversample directions, at most as many as A has") {
  const Matrix A = random(30, 20, 1);
  CHECK(rangeFinder(A.view(), {5, 10, 1, 1}).rows() == 15);
  CHECK(rangeFinder(A.view(), {15, 10, 1, 1}).rows() == 20);
  const Matrix Q = rangeFinder(A.view(), {20, 0, 0, 1});
  CHECK(distance(productWithTransposed(Q, Q), identity(20)) < 1e-14);
  CHECK(frobenius(outside(A, Q)) < 1e-13);
}

TEST_CASE("what has not the rank asked for is completed by zeros and orthonormal vectors") {
  const Matrix A = product(random(40, 3, 1), random(3, 25, 2));
  const std::vector<double> exact = singularValues(A);
  const Svd svd = randomizedSvd(A.view(), {6, 4, 1, 7});
  for (std::size_t k = 0; k < 6; ++k)
    CHECK(std::abs(svd.S[k] - (k < 3 ? exact[k] : 0)) < 1e-12 * exact[0]);
  CHECK(distance(gram(svd.U), identity(6)) < 1e-13);
  CHECK(distance(gram(svd.V), identity(6)) < 1e-13);
  CHECK(svd.residual < 1e-12 * exact[0]);
  CHECK(frobenius(rest(A, svd)) <= svd.residual);
  const Svd zero = randomizedSvd(Matrix(5, 4).view(), {2, 1, 1, 1});
  CHECK(zero.S[0] == 0);
  CHECK(zero.residual == 0);
  CHECK(distance(gram(zero.U), identity(2)) < 1e-15);
}

TEST_CASE("the residual is a bound, close to the Frobenius norm or to rounding") {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    const Matrix A = random(60, 45, seed);
    const Svd svd = randomizedSvd(A.view(), {1 + static_cast<std::size_t>(seed), 5, 1, seed});
    const Matrix R = rest(A, svd);
    CHECK(svd.residual >= spectral(R));
    CHECK(svd.residual <= 1.001 * frobenius(R));
    const Matrix exact = withSpectrum(60, 45, geometric(8, 0.01), seed);
    const Svd all = randomizedSvd(exact.view(), {8, 5, 1, seed});
    CHECK(all.residual >= spectral(rest(exact, all)));
    CHECK(all.residual < 1e-13);
  }
}

TEST_CASE("very large and very small entries neither overflow nor vanish") {
  const Matrix A = withSpectrum(30, 20, geometric(20, 0.5), 9);
  const Svd plain = randomizedSvd(A.view(), {5, 5, 2, 1});
  for (const double scale : {0x1p900, 0x1p-900}) {
    Matrix B(A.view());
    for (double &value : B.flat())
      value *= scale;
    const Svd svd = randomizedSvd(B.view(), {5, 5, 2, 1});
    for (std::size_t k = 0; k < 5; ++k)
      CHECK(svd.S[k] / scale == doctest::Approx(plain.S[k]).epsilon(1e-14));
    CHECK(svd.residual / scale == doctest::Approx(plain.residual).epsilon(1e-12));
    const ApproximateProduct product = approximateProduct(B.view(), transposed(A).view(), 4, 1);
    CHECK(product.product(0, 0) / scale ==
          doctest::Approx(approximateProduct(A.view(), transposed(A).view(), 4, 1).product(0, 0))
              .epsilon(1e-14));
  }
}

TEST_CASE("float32 is computed as the float64 of the same numbers") {
  const Matrix A = random(300, 40, 6);
  const std::vector<float> single(A.flat().begin(), A.flat().end());
  Matrix wide(300, 40);
  std::copy(single.begin(), single.end(), wide.flat().begin());
  const MatrixView<const float> view{single.data(), 300, 40};
  const Svd a = randomizedSvd(view, {4, 6, 1, 2}), b = randomizedSvd(wide.view(), {4, 6, 1, 2});
  CHECK(a.S == b.S);
  CHECK(distance(a.U, b.U) == 0);
  CHECK(distance(pca(view, {4, 6, 1, 2}).scores, pca(wide.view(), {4, 6, 1, 2}).scores) == 0);
}

TEST_CASE("principal components are the eigenvectors of the covariance, far from the origin too") {
  for (const double shift : {0.0, 1e6}) {
    CAPTURE(shift);
    Matrix X = withSpectrum(400, 12, geometric(12, 0.6), 8);
    for (std::size_t i = 0; i < X.rows(); ++i)
      for (std::size_t j = 0; j < 12; ++j)
        X(i, j) = X(i, j) * 20 + shift * static_cast<double>(j + 1);
    const Pca found = pca(X.view(), {4, 8, 2, 3});
    Matrix centred(X.view());
    for (std::size_t j = 0; j < 12; ++j) {
      double sum = 0;
      for (std::size_t i = 0; i < 400; ++i)
        sum += X(i, j) - X(0, j);
      CHECK(found.mean[j] == doctest::Approx(X(0, j) + sum / 400).epsilon(1e-14));
      for (std::size_t i = 0; i < 400; ++i)
        centred(i, j) -= found.mean[j];
    }
    const Eigensystem exact = eigensystem(gram(centred));
    for (std::size_t k = 0; k < 4; ++k) {
      CHECK(found.variance[k] ==
            doctest::Approx(exact.values[11 - k] / 399).epsilon(shift > 0 ? 1e-8 : 1e-12));
      const auto vector = exact.vectors.row(11 - k);
      double dotProduct = 0, extreme = 0;
      for (std::size_t j = 0; j < 12; ++j) {
        dotProduct += vector[j] * found.components(j, k);
        if (std::abs(found.components(j, k)) > std::abs(extreme))
          extreme = found.components(j, k);
      }
      CHECK(std::abs(dotProduct) == doctest::Approx(1).epsilon(1e-10));
      CHECK(extreme > 0);
    }
    CHECK(distance(found.scores, product(centred, found.components)) < 1e-11);
  }
}

TEST_CASE("approximate products are unbiased, with the error that is expected") {
  const Matrix A = random(6, 30, 1), B = random(30, 5, 2), exact = product(A, B);
  constexpr std::size_t count = 4000, samples = 10;
  Matrix mean(6, 5);
  double square = 0, fourth = 0, expected = 0;
  for (std::size_t seed = 0; seed < count; ++seed) {
    const ApproximateProduct found = approximateProduct(A.view(), B.view(), samples, seed);
    double error = 0;
    for (std::size_t i = 0; i < 30; ++i) {
      const double difference = found.product.flat()[i] - exact.flat()[i];
      mean.flat()[i] += difference / count;
      error += difference * difference;
    }
    square += error / count;
    fourth += error * error / count;
    expected += found.expectedError * found.expectedError / count;
  }
  const double theory =
      (squaredNorm(A.flat()) * squaredNorm(B.flat()) + squaredNorm(exact.flat())) / samples;
  const double deviation = std::sqrt((fourth - square * square) / count);
  CHECK(std::abs(square - theory) < 5 * deviation);
  CHECK(expected == doctest::Approx(theory).epsilon(0.01));
  CHECK(frobenius(mean) < 5 * std::sqrt(theory / count));
}

TEST_CASE("randomized decompositions are the same bits everywhere") {
  const Matrix A = random(270, 33, 2021);
  tests::Fingerprint print;
  const Svd svd = randomizedSvd(A.view(), {5, 3, 2, 2021});
  for (const Matrix *part : {&svd.U, &svd.V})
    for (const double value : part->flat())
      print.add(value);
  for (const double value : svd.S)
    print.add(value);
  print.add(svd.residual);
  CHECK(print.value() == 17776390161180315135ull);
}

TEST_CASE("randomized decompositions refuse bad ranks, empty and bad data") {
  Matrix A = random(6, 4, 1);
  CHECK(codeOf([&] { randomizedSvd(A.view(), {0, 1, 1, 1}); }) == ErrorCode::InvalidArgument);
  CHECK(codeOf([&] { randomizedSvd(A.view(), {5, 1, 1, 1}); }) == ErrorCode::InvalidArgument);
  CHECK(codeOf([&] { rangeFinder(Matrix(0, 4).view(), {1, 1, 1, 1}); }) ==
        ErrorCode::InvalidArgument);
  CHECK(codeOf([&] { pca(random(1, 4, 1).view(), {1, 1, 1, 1}); }) == ErrorCode::InvalidArgument);
  CHECK(codeOf([&] { approximateProduct(A.view(), A.view(), 1, 1); }) == ErrorCode::ShapeMismatch);
  CHECK(codeOf([&] { approximateProduct(A.view(), transposed(A).view(), 0, 1); }) ==
        ErrorCode::InvalidArgument);
  A(3, 2) = INFINITY;
  CHECK(codeOf([&] { randomizedSvd(A.view(), {2, 1, 1, 1}); }) == ErrorCode::NotFinite);
  CHECK(codeOf([&] { pca(A.view(), {2, 1, 1, 1}); }) == ErrorCode::NotFinite);
}

TEST_CASE("subnormal numbers have factors like others") {
  Matrix A(3, 3);
  for (std::size_t i = 0; i < 3; ++i)
    A(i, i) = 5e-324;
  CHECK(randomizedSvd(A.view(), {2, 1, 1, 1}).S[0] == 5e-324);
  CHECK(std::isfinite(approximateProduct(A.view(), A.view(), 4, 1).expectedError));
}

TEST_CASE("the expected error of a product scales with its factors, as far as float64 goes") {
  const Matrix A = tests::random(6, 9, 1), B = tests::random(9, 5, 2);
  const double one = approximateProduct(A.view(), B.view(), 4, 3).expectedError;
  for (const double factor : {0x1p-280, 0x1p-130, 0x1p130, 0x1p280}) {
    Matrix scaledA = A, scaledB = B;
    for (double &value : scaledA.flat())
      value *= factor;
    for (double &value : scaledB.flat())
      value *= factor;
    const double far = approximateProduct(scaledA.view(), scaledB.view(), 4, 3).expectedError;
    CHECK(far == one * factor * factor);
  }
}
