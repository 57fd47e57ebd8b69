#include <doctest/doctest.h>

#include <array>
#include <bit>
#include <cmath>

#include "matrices.hpp"
#include "numbers.hpp"
#include "numeric/error.hpp"
#include "numeric/normal.hpp"
#include "numeric/product.hpp"
#include "projection/entries.hpp"
#include "projection/hadamard.hpp"
#include "projection/projector.hpp"
#include "refusal.hpp"

using namespace lemmata;
using namespace lemmata::projection;
using tests::codeOf;
using tests::distance;
using tests::random;

namespace {

constexpr std::array kinds{Kind::Gaussian,    Kind::Rademacher, Kind::Sparse,
                           Kind::Orthonormal, Kind::Srht,       Kind::CountSketch};

Matrix apply(const Projector &projector, const Matrix &X) {
  Matrix Y(X.rows(), projector.outputs());
  projector.apply<double>(X.view(), Y.view());
  return Y;
}

std::vector<float> applySingle(const Projector &projector, const Matrix &X) {
  const std::vector<float> x(X.flat().begin(), X.flat().end());
  std::vector<float> y(X.rows() * projector.outputs());
  projector.apply<float>({x.data(), X.rows(), X.cols()}, {y.data(), X.rows(), projector.outputs()});
  return y;
}

Matrix matrixOf(const Projector &projector) {
  Matrix A(projector.outputs(), projector.inputs());
  projector.matrix(A.view());
  return A;
}

/// Mean, variance and fourth central moment of what `draw` returns for many seeds.
struct Moments {
  double mean = 0, variance = 0, fourth = 0;
  std::size_t count;

  Moments(std::size_t count, auto draw) : count(count) {
    std::vector<double> values(count);
    for (std::size_t s = 0; s < count; ++s)
      mean += (values[s] = draw(s)) / static_cast<double>(count);
    for (const double value : values) {
      const double square = (value - mean) * (value - mean);
      variance += square / static_cast<double>(count - 1);
      fourth += square * square / static_cast<double>(count);
    }
  }
  double meanError() const { return std::sqrt(variance / static_cast<double>(count)); }
  double varianceError() const {
    return std::sqrt((fourth - variance * variance) / static_cast<double>(count));
  }
};

} // namespace

TEST_CASE("the Walsh-Hadamard transform is the sum of its definition, for every size") {
  for (std::size_t n = 1; n <= 1024; n *= 2) {
    CAPTURE(n);
    const Matrix x = random(1, n, n);
    std::vector<double> y(x.flat().begin(), x.flat().end());
    std::vector<float> z(x.flat().begin(), x.flat().end());
    walshHadamard<double>(y);
    walshHadamard<float>(z);
    double error = 0, singleError = 0;
    for (std::size_t i = 0; i < n; ++i) {
      double sum = 0;
      for (std::size_t j = 0; j < n; ++j)
        sum += std::popcount(i & j) % 2 ? -x(0, j) : x(0, j);
      error = std::max(error, std::abs(y[i] - sum));
      singleError = std::max(singleError, std::abs(double(z[i]) - sum));
    }
    CHECK(error < 1e-12);
    CHECK(singleError < 1e-4);
  }
}

TEST_CASE("the Walsh-Hadamard transform of whole numbers, twice, is n times them") {
  for (const std::size_t n : {4096, 8192, 65536, 131072}) {
    CAPTURE(n);
    std::vector<double> x(n);
    for (std::size_t i = 0; i < n; ++i)
      x[i] = static_cast<double>(i * i % 1013) - 500;
    std::vector<double> y = x;
    walshHadamard<double>(y);
    walshHadamard<double>(y);
    bool same = true;
    for (std::size_t i = 0; i < n; ++i)
      same = same && y[i] == static_cast<double>(n) * x[i];
    CHECK(same);
  }
}

TEST_CASE("every projector applies the matrix that it shows") {
  for (const Kind kind : kinds)
    for (const auto [m, n, rows] : {std::array<std::size_t, 3>{1, 1, 1},
                                    {7, 3, 2},
                                    {33, 20, 19},
                                    {100, 130, 9},
                                    {128, 300, 3},
                                    {1000, 64, 37}}) {
      CAPTURE(static_cast<int>(kind));
      CAPTURE(m);
      for (const double density : {1 / 3.0, 0.03}) {
        const Projector projector(kind, m, n, density, 5);
        const Matrix X = random(rows, m, 9);
        const Matrix expected = productWithTransposed(X, matrixOf(projector));
        CHECK(distance(apply(projector, X), expected) < 1e-12);
        const std::vector<float> single = applySingle(projector, X);
        double error = 0;
        for (std::size_t i = 0; i < single.size(); ++i)
          error = std::max(error, std::abs(single[i] - expected.flat()[i]));
        CHECK(error < 2e-5 * std::sqrt(double(m)));
      }
    }
}

TEST_CASE("a row's projection has the same bits alone and among others") {
  for (const Kind kind : kinds) {
    CAPTURE(static_cast<int>(kind));
    const Projector projector(kind, 530, 41, 0.1, 3);
    const Matrix X = random(70, 530, 4);
    const Matrix whole = apply(projector, X);
    const std::vector<float> wholeSingle = applySingle(projector, X);
    bool same = true;
    for (std::size_t i = 0; i < X.rows(); ++i) {
      const Matrix row(MatrixView<const double>{X.row(i).data(), 1, X.cols()});
      const Matrix y = apply(projector, row);
      const std::vector<float> z = applySingle(projector, row);
      for (std::size_t j = 0; j < 41; ++j)
        same = same && y(0, j) == whole(i, j) && z[j] == wholeSingle[i * 41 + j];
    }
    CHECK(same);
  }
}

TEST_CASE("entries of any part of a matrix are those of the whole") {
  const std::uint64_t cols = 301;
  std::vector<double> whole(cols), part(50);
  for (const std::uint64_t row : {0ull, 7ull, 1ull << 33}) {
    for (const std::uint64_t first : {0, 1, 127, 130, 251}) {
      const auto check = [&](auto fill) {
        fill(0, std::span<double>(whole));
        fill(first, std::span<double>(part));
        CHECK(std::equal(part.begin(), part.end(),
                         whole.begin() + static_cast<std::ptrdiff_t>(first)));
      };
      check([&](auto c, auto to) { normals<double>(1, Stream::Normals, cols, row, c, to); });
      check([&](auto c, auto to) { signs<double>(1, Stream::Signs, cols, row, c, to); });
      check([&](auto c, auto to) { sparseSigns<double>(1, 1u << 30, cols, row, c, to); });
    }
  }
}

TEST_CASE("a matrix too large to keep is multiplied in tiles, to the same result") {
  const Projector projector(Kind::Rademacher, 9001, 480, 1, 11);
  CHECK(!projector.keeps());
  const Matrix X = random(2, 9001, 1);
  CHECK(distance(apply(projector, X), productWithTransposed(X, matrixOf(projector))) < 1e-11);
  const Projector sparse(Kind::Sparse, 9001, 480, 0.01, 11);
  CHECK(sparse.keeps());
  CHECK(distance(apply(sparse, X), productWithTransposed(X, matrixOf(sparse))) < 1e-11);
}

TEST_CASE("projectors keep squared norms on average, with the variances of their kinds") {
  constexpr std::size_t m = 24, n = 8, count = 8000;
  Matrix x(1, m);
  for (std::size_t i = 0; i < m; ++i)
    x(0, i) = std::ldexp(1.0, -static_cast<int>(i % 5));
  const double norm = std::sqrt(squaredNorm(x.flat()));
  double fourth = 0;
  for (double &value : x.flat()) {
    value /= norm;
    fourth += value * value * value * value;
  }
  const auto check = [&](Kind kind, double density, double variance) {
    CAPTURE(static_cast<int>(kind));
    CAPTURE(density);
    const Moments moments(count, [&](std::size_t seed) {
      return squaredNorm(apply(Projector(kind, m, n, density, seed), x).flat());
    });
    CHECK(std::abs(moments.mean - 1) < 5 * moments.meanError());
    if (variance > 0)
      CHECK(std::abs(moments.variance - variance) < 5 * moments.varianceError());
  };
  check(Kind::Gaussian, 1, 2.0 / n);
  check(Kind::Rademacher, 1, (2 - 2 * fourth) / n);
  check(Kind::Sparse, 1 / 3.0, 2.0 / n);
  const double li = std::sqrt(double(m));
  check(Kind::Sparse, 1 / li, (2 + (li - 3) * fourth) / n);
  check(Kind::Sparse, 0.05, (2 + (20 - 3) * fourth) / n);
  check(Kind::Orthonormal, 1, 2.0 * (m - n) / (n * (m + 2.0)));
  check(Kind::CountSketch, 1, (2 - 2 * fourth) / n);
  check(Kind::Srht, 1, 0);
}

TEST_CASE("projectors keep inner products on average") {
  constexpr std::size_t m = 20, n = 5, count = 8000;
  const Matrix X = random(2, m, 77);
  const double exact = dot(X.row(0), X.row(1));
  for (const Kind kind : kinds) {
    CAPTURE(static_cast<int>(kind));
    const Moments moments(count, [&](std::size_t seed) {
      const Matrix Y = apply(Projector(kind, m, n, 0.2, seed), X);
      return dot(Y.row(0), Y.row(1));
    });
    CHECK(std::abs(moments.mean - exact) < 5 * moments.meanError());
    if (kind == Kind::Gaussian) {
      const double variance = (squaredNorm(X.row(0)) * squaredNorm(X.row(1)) + exact * exact) / n;
      CHECK(std::abs(moments.variance - variance) < 5 * moments.varianceError());
    }
  }
}

TEST_CASE("an orthonormal projector has orthonormal rows, scaled; columns where it projects up") {
  const Matrix A = matrixOf(Projector(Kind::Orthonormal, 50, 20, 1, 1));
  const Matrix G = productWithTransposed(A, A);
  const Matrix up = gram(matrixOf(Projector(Kind::Orthonormal, 20, 50, 1, 1)));
  for (std::size_t i = 0; i < 20; ++i)
    for (std::size_t j = 0; j < 20; ++j) {
      CHECK(std::abs(G(i, j) - (i == j ? 2.5 : 0)) < 1e-14);
      CHECK(std::abs(up(i, j) - (i == j ? 1 : 0)) < 1e-14);
    }
}

TEST_CASE("an SRHT draws rows without replacement, and with as many as there are keeps lengths") {
  const Matrix A = matrixOf(Projector(Kind::Srht, 64, 40, 1, 8));
  const Matrix G = productWithTransposed(A, A);
  for (std::size_t i = 0; i < 40; ++i)
    for (std::size_t j = 0; j < 40; ++j)
      CHECK(std::abs(G(i, j) - (i == j ? 1.6 : 0)) < 1e-14);
  const Matrix x = random(1, 50, 1);
  for (const std::size_t n : {64, 128})
    CHECK(squaredNorm(apply(Projector(Kind::Srht, 50, n, 1, 9), x).flat()) ==
          doctest::Approx(squaredNorm(x.flat())).epsilon(1e-14));
}

TEST_CASE("a CountSketch has one sign in each column") {
  const Matrix A = matrixOf(Projector(Kind::CountSketch, 500, 7, 1, 8));
  for (std::size_t c = 0; c < 500; ++c) {
    double sum = 0;
    for (std::size_t r = 0; r < 7; ++r)
      sum += std::abs(A(r, c));
    CHECK(sum == 1);
  }
}

TEST_CASE("signs are fair and sparse entries as frequent as their density") {
  constexpr std::size_t m = 1000, n = 200;
  for (const double density : {1.0, 0.3, 0.02}) {
    CAPTURE(density);
    const Matrix A = matrixOf(Projector(Kind::Sparse, m, n, density, 21));
    double entries = 0, sum = 0;
    for (const double value : A.flat()) {
      entries += value != 0;
      sum += value > 0 ? 1 : value < 0 ? -1 : 0;
    }
    CHECK(std::abs(entries - density * m * n) <= 5 * std::sqrt(m * n * density * (1 - density)));
    CHECK(std::abs(sum) < 5 * std::sqrt(entries));
    CHECK(std::abs(squaredNorm(A.flat()) / (m * density) * density - 1) < 0.1);
  }
}

TEST_CASE("a projector is the same bits everywhere") {
  const Matrix X = random(5, 300, 2021);
  tests::Fingerprint print;
  for (const Kind kind : kinds) {
    const Projector projector(kind, 300, 40, 0.1, 2021);
    const Matrix Y = apply(projector, X);
    for (const double value : Y.flat())
      print.add(value);
    for (const float value : applySingle(projector, X))
      print.add(value);
  }
  CHECK(print.value() == 9433842670992109824ull);
}

TEST_CASE("projectors refuse bad sizes, densities and data") {
  CHECK(codeOf([] { Projector(Kind::Gaussian, 0, 1, 1, 1); }) == ErrorCode::InvalidArgument);
  CHECK(codeOf([] { Projector(Kind::Gaussian, 1, 0, 1, 1); }) == ErrorCode::InvalidArgument);
  for (const double density : {0.0, -1.0, 1.5, std::nan("")})
    CHECK(codeOf([=] { Projector(Kind::Sparse, 4, 2, density, 1); }) == ErrorCode::InvalidArgument);
  CHECK(codeOf([] { Projector(Kind::Orthonormal, 1u << 30, 1u << 30, 1, 1); }) ==
        ErrorCode::OutOfMemory);
  for (const Kind kind : kinds) {
    const Projector projector(kind, 6, 2, 0.5, 1);
    CHECK(codeOf([&] { apply(projector, Matrix(2, 5)); }) == ErrorCode::ShapeMismatch);
    Matrix X(3, 6);
    X(2, 4) = NAN;
    CHECK(codeOf([&] { apply(projector, X); }) == ErrorCode::NotFinite);
    for (double &value : X.flat())
      value = 0;
    CHECK(squaredNorm(apply(projector, X).flat()) == 0);
    CHECK(apply(projector, Matrix(0, 6)).rows() == 0);
  }
  Matrix huge(1, 6);
  for (double &value : huge.flat())
    value = 1.7e308;
  CHECK(codeOf([&] { apply(Projector(Kind::Srht, 6, 2, 1, 4), huge); }) == ErrorCode::NotFinite);
}
