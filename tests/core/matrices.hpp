#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>

#include <doctest/doctest.h>

#include "numeric/matrix.hpp"
#include "numeric/normal.hpp"

/// Matrices that tests are made with.
namespace lemmata::tests {

/// Of standard normals.
inline Matrix random(std::size_t rows, std::size_t cols, std::uint64_t seed) {
  Matrix A(rows, cols);
  fillNormal<double>(Philox(seed), 0, A.flat());
  return A;
}

inline Matrix identity(std::size_t n) {
  Matrix I(n, n);
  for (std::size_t i = 0; i < n; ++i)
    I(i, i) = 1;
  return I;
}

/// The largest difference of two entries.
inline double distance(const Matrix &A, const Matrix &B) {
  REQUIRE(A.rows() == B.rows());
  REQUIRE(A.cols() == B.cols());
  double most = 0;
  for (std::size_t i = 0; i < A.flat().size(); ++i)
    most = std::max(most, std::abs(A.flat()[i] - B.flat()[i]));
  return most;
}

} // namespace lemmata::tests
