#include "numeric/cholesky.hpp"
#include "numeric/erf.hpp"
#include "numeric/orthogonal.hpp"
#include "numeric/product.hpp"
#include "numeric/quadrature.hpp"
#include "numeric/reduce.hpp"
#include "numeric/sigmoid.hpp"
#include "numeric/singular.hpp"
#include "numeric/symmetric.hpp"
#include "numeric/trigonometric.hpp"
#include "oracle.hpp"

namespace lemmata::fuzz {

namespace {

/// Within `ulps` units of the C library's value, where that is a normal number.
void agree(const char *function, double x, double found, double exact, double ulps) {
  if (exact != exact)
    return expect(found != found, function, {x, found, exact});
  if (std::isinf(exact) || std::abs(exact) < 1e-300)
    return expect(close(found, exact, 1e-12, 1e-300), function, {x, found, exact});
  expect(close(found, exact, ulps * 2.3e-16), function, {x, found, exact});
}

void functions(Input &in) {
  const double x = in.any();
  agree("exp", x, lemmata::exp(x), std::exp(x), 4);
  agree("log", x, lemmata::log(x), std::log(x), 4);
  agree("log1p", x, lemmata::log1p(x), std::log1p(x), 6);
  agree("expm1", x, lemmata::expm1(x), std::expm1(x), 6);
  agree("tanh", x, lemmata::tanh(x), std::tanh(x), 8);
  agree("erf", x, lemmata::erf(x), std::erf(x), 6);
  agree("erfc", x, lemmata::erfc(x), std::erfc(x), 12);
  agree("atan", x, lemmata::atan(x), std::atan(x), 4);
  if (std::abs(x) < 1e6) {
    expect(close(lemmata::sin(x), std::sin(x), 8e-16, 1e-300), "sin", {x, lemmata::sin(x)});
    expect(close(lemmata::cos(x), std::cos(x), 8e-16, 1e-300), "cos", {x, lemmata::cos(x)});
  }
  const double s = lemmata::sigmoid(x), t = lemmata::sigmoid(-x);
  expect(x != x || (s >= 0 && s <= 1 && std::abs(s + t - 1) < 1e-15), "σ(x) + σ(−x) = 1",
         {x, s, t});
  const double p = lemmata::normalCdf(x);
  expect(x != x || (p >= 0 && p <= 1), "Φ is from 0 to 1", {x, p});
  if (p > 1e-300 && x < 0)
    expect(close(lemmata::normalQuantile(p), x, 1e-12, 1e-12), "Φ⁻¹(Φ(x)) = x",
           {x, p, lemmata::normalQuantile(p)});
  expect(x != x || lemmata::erfcx(x) >= 0, "erfcx is not negative", {x, lemmata::erfcx(x)});
  expect(x != x || lemmata::softplus(x) >= std::max(x, 0.0), "softplus is above max(x, 0)", {x});
  expect(x != x || lemmata::normalRamp(x) >= std::max(x, 0.0), "the normal ramp is above max(x, 0)",
         {x, lemmata::normalRamp(x)});
}

void reductions(Input &in) {
  const auto x = in.spoiled(in.below(300)), y = in.numbers(x.size());
  const std::span<const double> view(x);
  const double total = sum(view), top = max(view), lse = logSumExp(view);
  if (finite(x)) {
    double size = 0, exact = 0;
    for (const double value : x)
      size += std::abs(value), exact += value;
    expect(!(size < 1e300) || std::abs(total - exact) <= 1e-13 * size, "a sum is the sum",
           {total, exact});
    const double n = static_cast<double>(x.size());
    expect(x.empty() ||
               (lse >= top && lse <= top + std::log(n) * (1 + 1e-12) + std::abs(top) * 1e-15),
           "max ≤ log Σ eˣ ≤ max + log n", {lse, top});
  }
  dot(view, std::span<const double>(y));
}

double error(const Matrix &A, const Matrix &B) {
  double most = 0;
  for (std::size_t i = 0; i < A.flat().size(); ++i)
    most = std::max(most, std::abs(A.flat()[i] - B.flat()[i]));
  return most;
}

double largest(const Matrix &A) {
  double most = 0;
  for (const double a : A.flat())
    most = std::max(most, std::abs(a));
  return most;
}

void expectOrthonormalRows(const Matrix &Q, const char *fact) {
  const Matrix G = productWithTransposed(Q, Q);
  for (std::size_t i = 0; i < G.rows(); ++i)
    for (std::size_t j = 0; j <= i; ++j)
      expect(std::abs(G(i, j) - (i == j)) < 1e-12, fact,
             {static_cast<double>(i), static_cast<double>(j), G(i, j)});
}

/// The same matrix from its factors, where products of its entries do not overflow or vanish.
void decompositions(Input &in) {
  const std::size_t m = in.below(9), n = in.below(9);
  const Matrix A = in.matrix(m, n);
  if (!finite(A.flat()))
    return;
  const double size = largest(A);
  const bool moderate = size == 0 || (size > 1e-140 && size < 1e140);
  if (const auto s = attempt([&] { return singularSystem(A); })) {
    expectOrthonormalRows(s->left, "left singular vectors are orthonormal");
    expectOrthonormalRows(s->right, "right singular vectors are orthonormal");
    Matrix back(m, n);
    for (std::size_t k = 0; k < s->values.size(); ++k)
      for (std::size_t i = 0; i < m; ++i)
        for (std::size_t j = 0; j < n; ++j)
          back(i, j) += s->values[k] * s->left(k, i) * s->right(k, j);
    expect(!moderate || error(back, A) <= 1e-12 * size, "A = Σ s u vᵀ", {error(back, A), size});
    const auto values = singularValues(A);
    for (std::size_t k = 0; k < s->values.size(); ++k)
      expect(close(values[k], s->values[k], 0, 1e-11 * s->values[0] + 1e-300) ||
                 values[0] > 1e307, // beside the end of float64 one may be beyond it
             "singular values agree", {values[k], s->values[k]});
  }
  if (m >= n && m > 0 && n > 0) {
    const QR f = qr(A);
    expectOrthonormalRows(transposed(f.Q), "Q is orthonormal");
    expect(!moderate || error(product(f.Q, f.R), A) <= 1e-12 * size, "A = QR",
           {error(product(f.Q, f.R), A), size});
  }
  if (m == n && moderate) {
    Matrix S = gram(A);
    if (in.flip())
      for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = 0; j < i; ++j)
          S(i, j) = S(j, i) = A(i, j);
    const double whole = largest(S);
    if (const auto e = attempt([&] { return eigensystem(S); })) {
      expectOrthonormalRows(e->vectors, "eigenvectors are orthonormal");
      expect(std::ranges::is_sorted(e->values), "eigenvalues ascend");
      Matrix back(n, n);
      for (std::size_t k = 0; k < n; ++k)
        for (std::size_t i = 0; i < n; ++i)
          for (std::size_t j = 0; j < n; ++j)
            back(i, j) += e->values[k] * e->vectors(k, i) * e->vectors(k, j);
      expect(error(back, S) <= 1e-12 * whole, "S = Σ λ v vᵀ", {error(back, S), whole});
      if (const auto values = attempt([&] { return eigenvalues(S); }))
        for (std::size_t k = 0; k < n; ++k)
          expect(std::abs((*values)[k] - e->values[k]) <= 1e-12 * whole * static_cast<double>(n),
                 "eigenvalues agree", {(*values)[k], e->values[k]});
    }
    Matrix U(S.view());
    if (factorize(U) == n && n > 0)
      expect(error(gram(U), S) <= 1e-12 * whole, "S = UᵀU", {error(gram(U), S), whole});
  }
}

void integrals(Input &in) {
  auto points = in.spoiled(2 + in.below(4));
  if (!finite(points))
    return;
  std::ranges::sort(points);
  Quadrature integral(points, {1e-9, 1e-9, 60});
  std::vector<double> values;
  const std::size_t shape = in.below(3);
  for (int round = 0; round < 200; ++round) {
    const auto nodes = integral.nodes();
    if (nodes.empty())
      break;
    values.clear();
    for (const double x : nodes) {
      expect(x >= points.front() && x <= points.back(), "nodes lie inside", {x});
      values.push_back(shape == 0 ? 1 : shape == 1 ? std::abs(x) : 1 / (1 + x * x));
    }
    integral.take(values);
  }
  expect(integral.nodes().empty(), "a quadrature ends");
  const double length = points.back() - points.front();
  if (shape == 0 && length < 1e300)
    expect(close(integral.value(), length, 1e-9, 1e-300), "∫ 1 is the length",
           {integral.value(), length});
}

} // namespace

void run(Input &in) {
  switch (in.below(4)) {
  case 0:
    return functions(in);
  case 1:
    return reductions(in);
  case 2:
    return decompositions(in);
  default:
    return integrals(in);
  }
}

} // namespace lemmata::fuzz
