#include "numeric/orthogonal.hpp"

#include <algorithm>
#include <cmath>

#include "numeric/normal.hpp"
#include "numeric/product.hpp"

namespace lemmata {

namespace {

/// Rows reduced between two changes of what lies below, and rows reduced one by one.
constexpr std::size_t panel = 64, few = 8;

void multiply(std::span<double> x, double factor) {
  for (double &value : x)
    value *= factor;
}

/// y −= factor · x.
void subtract(std::span<double> y, double factor, std::span<const double> x) {
  for (std::size_t i = 0; i < y.size(); ++i)
    y[i] -= factor * x[i];
}

/// A row x becomes the v, v₀ = 1, of the reflection I − τvvᵀ that takes x to (β, 0, …, 0). Returns
/// {β, τ}.
struct Reflection {
  double beta, tau;
};
Reflection reflect(std::span<double> x) {
  const double alpha = x[0], tail = squaredNorm(x.subspan(1));
  // Squares this small have lost their digits.
  const bool tiny = tail < 0x1p-900;
  if (const double scale = tiny ? unitScale(x) : 1; scale > 1) {
    multiply(x, scale);
    const auto [beta, tau] = reflect(x);
    return {beta / scale, tau};
  }
  x[0] = 1;
  if (tiny) {
    std::fill(x.begin() + 1, x.end(), 0.0);
    return {alpha, 0};
  }
  const double norm = std::sqrt(alpha * alpha + tail), beta = alpha > 0 ? -norm : norm;
  multiply(x.subspan(1), 1 / (alpha - beta));
  return {beta, (beta - alpha) / beta};
}

enum class Order { Forward, Backward };

/// X := X(I − VᵀTV), or with Tᵀ backward: the product of the reflections in the rows of V, of which
/// T is the upper triangular factor.
void apply(Block<double> X, Block<const double> V, Block<const double> T, Order order) {
  if (X.rows == 0)
    return;
  Matrix XV(X.rows, V.rows), XVT(X.rows, V.rows);
  addProductWithTransposed(XV.view(), 1, X, V);
  if (order == Order::Forward)
    addProduct(XVT.view(), 1, XV.view(), T);
  else
    addProductWithTransposed(XVT.view(), 1, XV.view(), T);
  addProduct(X, -1, XVT.view(), V);
}

/// Moves the entries of the rows of X before column `cols` to L, and puts zeros in their place.
void moveOut(Block<double> X, std::size_t cols, Block<double> L) {
  for (std::size_t i = 0; i < X.rows; ++i) {
    std::copy_n(&X(i, 0), cols, &L(i, 0));
    std::fill_n(&X(i, 0), cols, 0.0);
  }
}

/// The rows of X become reflections, T their factor and L what they make of X.
void reduceFew(Block<double> X, Block<double> L, Block<double> T) {
  const auto row = [&](std::size_t i, std::size_t from) {
    return std::span<double>(&X(i, from), X.cols - from);
  };
  for (std::size_t i = 0; i < X.rows; ++i) {
    const auto [beta, tau] = reflect(row(i, i));
    L(i, i) = beta;
    T(i, i) = tau;
    for (std::size_t j = i + 1; j < X.rows; ++j)
      subtract(row(j, i), tau * dot(row(j, i), row(i, i)), row(i, i));
    std::copy_n(&X(i, 0), i, &L(i, 0));
    std::fill_n(&X(i, 0), i, 0.0);
    // Column i of T: −τ T (v₀, …, vᵢ₋₁)ᵀvᵢ.
    for (std::size_t j = 0; j < i; ++j)
      T(j, i) = -tau * dot(row(j, i), row(i, i));
    for (std::size_t j = 0; j < i; ++j) {
      double sum = 0;
      for (std::size_t k = j; k < i; ++k)
        sum += T(j, k) * T(k, i);
      T(j, i) = sum;
    }
  }
}

/// The same by halves: the upper one is reduced and applied to the lower one.
void reduce(Block<double> X, Block<double> L, Block<double> T) {
  if (X.rows <= few)
    return reduceFew(X, L, T);
  const std::size_t half = X.rows / 2, rest = X.rows - half;
  const Block<double> upper = X.part(0, 0, half, X.cols), lower = X.part(half, 0, rest, X.cols);
  reduce(upper, L.part(0, 0, half, half), T.part(0, 0, half, half));
  apply(lower, upper, T.part(0, 0, half, half), Order::Forward);
  moveOut(lower, half, L.part(half, 0, rest, half));
  const Block<double> right = X.part(half, half, rest, X.cols - half);
  reduce(right, L.part(half, half, rest, rest), T.part(half, half, rest, rest));
  // T₁₂ = −T₁ V₁V₂ᵀ T₂.
  Matrix cross(half, rest), product(half, rest);
  addProductWithTransposed(cross.view(), 1, X.part(0, half, half, X.cols - half), right);
  addProduct(product.view(), 1, T.part(0, 0, half, half), cross.view());
  addProduct(T.part(0, half, half, rest), -1, product.view(), T.part(half, half, rest, rest));
}

} // namespace

Matrix orthonormalizeRows(MatrixView<double> A) {
  const std::size_t n = A.rows, m = A.cols;
  const double scale = unitScale(A.flat());
  multiply(A.flat(), scale);
  Matrix L(n, n), T(std::min(panel, n), n), Q(n, m);
  const Block<double> a = A, l = L.view(), t = T.view(), q = Q.view();
  for (std::size_t i = 0; i < n; i += panel) {
    const std::size_t rows = std::min(panel, n - i), below = n - i - rows;
    const Block<double> V = a.part(i, i, rows, m - i), factor = t.part(0, i, rows, rows);
    reduce(V, l.part(i, i, rows, rows), factor);
    const Block<double> rest = a.part(i + rows, i, below, m - i);
    apply(rest, V, factor, Order::Forward);
    moveOut(rest, rows, l.part(i + rows, i, below, rows));
  }
  // The first n rows of the product of all reflections, from the last panel, which changes the
  // fewest of them, up.
  for (std::size_t i = 0; i < n; ++i)
    Q(i, i) = 1;
  for (std::size_t i = (n - 1) / panel * panel + panel; n > 0 && i > 0;) {
    i -= panel;
    const std::size_t rows = std::min(panel, n - i);
    apply(q.part(i, i, n - i, m - i), a.part(i, i, rows, m - i), t.part(0, i, rows, rows),
          Order::Backward);
  }
  std::ranges::copy(Q.flat(), A.data);
  multiply(L.flat(), 1 / scale);
  return L;
}

QR qr(MatrixView<const double> A) {
  Matrix Q = transposed(A);
  const Matrix L = orthonormalizeRows(Q);
  return {transposed(Q), transposed(L)};
}

Matrix haarOrthogonal(const Philox &philox, std::size_t rows, std::size_t cols) {
  Matrix Q(std::min(rows, cols), std::max(rows, cols));
  fillNormal<double>(philox, 0, Q.flat());
  const Matrix L = orthonormalizeRows(Q);
  for (std::size_t i = 0; i < Q.rows(); ++i)
    if (L(i, i) < 0)
      multiply(Q.row(i), -1);
  return rows > cols ? transposed(Q) : std::move(Q);
}

} // namespace lemmata
