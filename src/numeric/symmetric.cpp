#include "numeric/symmetric.hpp"

#include <Eigen/Eigenvalues>
#include <algorithm>
#include <cmath>
#include <limits>

#include "numeric/error.hpp"
#include "numeric/packet.hpp"
#include "numeric/product.hpp"

namespace lemmata {

namespace {

[[noreturn]] void fail() {
  throw Error(ErrorCode::NotConverged, "the eigenvalues of a matrix did not converge", {});
}

/// A rank-two change A −= v wᵀ + w vᵀ that is still to be made.
struct Pending {
  std::vector<double> v, w;
};

/// Makes the pending change of row r (columns 0 to r).
void update(std::span<double> row, const Pending &pending, std::size_t r) {
  const double vr = pending.v[r], wr = pending.w[r];
  for (std::size_t j = 0; j <= r; ++j)
    row[j] = row[j] - vr * pending.w[j] - wr * pending.v[j];
}

/// Makes the pending change of the leading n rows and adds their product with x to p, in one pass
/// over the lower triangle: tridiagonalization is bound by memory, so each entry is touched once a
/// step. Two rows at a time share what is read of the vectors.
void updateAndMultiply(Matrix &A, const Pending &pending, std::size_t n,
                       const std::vector<double> &x, std::vector<double> &p) {
  const double *v = pending.v.data(), *w = pending.w.data();
  const auto single = [&](std::size_t r, std::size_t j, std::size_t end, double &sum) {
    double *row = A.row(r).data();
    for (; j < end; ++j) {
      const double a = row[j] - v[r] * w[j] - w[r] * v[j];
      row[j] = a;
      sum += a * x[j];
      p[j] += a * x[r];
    }
  };
  const auto diagonal = [&](std::size_t r, double sum) {
    const double a = A(r, r) - 2 * v[r] * w[r];
    A(r, r) = a;
    p[r] += sum + a * x[r];
  };
  std::size_t r = 0;
  for (; r + 2 <= n; r += 2) {
    double *const row0 = A.row(r).data(), *const row1 = A.row(r + 1).data();
    const f64x2 v0 = broadcast(v[r]), w0 = broadcast(w[r]), x0 = broadcast(x[r]);
    const f64x2 v1 = broadcast(v[r + 1]), w1 = broadcast(w[r + 1]), x1 = broadcast(x[r + 1]);
    f64x2 sum0{}, sum1{};
    for (std::size_t j = 0; j < r; j += 2) {
      const f64x2 vj = load(v + j), wj = load(w + j), xj = load(&x[j]);
      const f64x2 a0 = load(row0 + j) - v0 * wj - w0 * vj;
      const f64x2 a1 = load(row1 + j) - v1 * wj - w1 * vj;
      store(row0 + j, a0);
      store(row1 + j, a1);
      sum0 += a0 * xj;
      sum1 += a1 * xj;
      store(&p[j], load(&p[j]) + a0 * x0 + a1 * x1);
    }
    double s0 = sum0[0] + sum0[1], s1 = sum1[0] + sum1[1];
    diagonal(r, s0);
    single(r + 1, r, r + 1, s1);
    diagonal(r + 1, s1);
  }
  if (r < n) {
    double s = 0;
    single(r, 0, r, s);
    diagonal(r, s);
  }
}

/// Householder's reduction to a tridiagonal matrix with the diagonal d and the squares of the
/// off-diagonal e2, from the last row up.
void tridiagonalize(Matrix &A, std::vector<double> &d, std::vector<double> &e2) {
  const std::size_t n = A.rows();
  Pending pending{std::vector<double>(n), std::vector<double>(n)};
  std::vector<double> x(n), p(n);
  for (std::size_t i = n; i-- > 0;) {
    const auto row = A.row(i);
    update(row, pending, i);
    d[i] = row[i];
    if (i == 0)
      break;
    const double head = row[i - 1];
    const double tail = squaredNorm(row.first(i - 1));
    std::copy_n(row.data(), i, x.data());
    std::fill_n(p.data(), i, 0.0);
    if (tail == 0) {
      e2[i - 1] = head * head;
      std::fill_n(x.data(), i, 0.0);
      updateAndMultiply(A, pending, i, x, p);
      std::fill_n(pending.v.data(), i, 0.0);
      std::fill_n(pending.w.data(), i, 0.0);
      continue;
    }
    e2[i - 1] = head * head + tail;
    const double beta = head > 0 ? -std::sqrt(e2[i - 1]) : std::sqrt(e2[i - 1]);
    x[i - 1] = head - beta;
    const double h = e2[i - 1] - head * beta; // |x|² / 2
    updateAndMultiply(A, pending, i, x, p);
    // The reflection I − xxᵀ/h on both sides.
    const std::span<const double> xs(x.data(), i);
    const double k = dot(xs, {p.data(), i}) / (2 * h);
    for (std::size_t j = 0; j < i; ++j)
      pending.w[j] = (p[j] - k * x[j]) / h;
    std::copy_n(x.data(), i, pending.v.data());
  }
}

/// The QL iteration without square roots of Pal, Walker and Kahan, for eigenvalues only, as in
/// LAPACK's dsterf. d becomes the eigenvalues, unsorted; e2 has one entry of room at its end.
void iterate(std::vector<double> &d, std::vector<double> &e2) {
  const std::size_t n = d.size();
  constexpr double epsilon = std::numeric_limits<double>::epsilon() / 2;
  constexpr int mostRounds = 60;
  for (std::size_t l = 0; l < n; ++l) {
    for (int round = 0;; ++round) {
      std::size_t m = l;
      while (m + 1 < n && e2[m] > epsilon * epsilon * std::abs(d[m] * d[m + 1]))
        ++m;
      if (m + 1 < n)
        e2[m] = 0;
      if (m == l)
        break;
      if (round == mostRounds)
        fail();
      const double rte = std::sqrt(e2[l]);
      const double g = (d[l + 1] - d[l]) / (2 * rte);
      const double r0 = std::sqrt(g * g + 1);
      const double sigma = d[l] - rte / (g + (g < 0 ? -r0 : r0));
      double c = 1, s = 0, gamma = d[m] - sigma, p = gamma * gamma;
      for (std::size_t i = m; i-- > l;) {
        const double bb = e2[i], r = p + bb, oldC = c, oldGamma = gamma, alpha = d[i];
        if (i + 1 != m)
          e2[i + 1] = s * r;
        c = p / r;
        s = bb / r;
        gamma = c * (alpha - sigma) - s * oldGamma;
        d[i + 1] = oldGamma + (alpha - gamma);
        p = c != 0 ? gamma * gamma / c : oldC * bb;
      }
      e2[l] = s * p;
      d[l] = sigma + gamma;
    }
  }
}

double largest(std::span<const double> x) {
  double most = 0;
  for (const double value : x)
    most = std::max(most, std::abs(value));
  return most;
}

} // namespace

std::vector<double> eigenvalues(Matrix S) {
  const std::size_t n = S.rows();
  std::vector<double> d(n), e2(n);
  // A power of two, so that squares neither overflow nor vanish and nothing is rounded.
  const double most = largest(S.flat());
  if (most == 0)
    return d;
  const double scale = std::ldexp(1.0, -std::ilogb(most));
  for (double &value : S.flat())
    value *= scale;
  tridiagonalize(S, d, e2);
  iterate(d, e2);
  for (double &value : d)
    value /= scale;
  std::sort(d.begin(), d.end());
  return d;
}

Eigensystem eigensystem(MatrixView<const double> S) {
  const auto n = static_cast<Eigen::Index>(S.rows);
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(
      Eigen::Map<const Eigen::MatrixXd>(S.data, n, n).transpose());
  if (solver.info() != Eigen::Success)
    fail();
  Eigensystem result{{solver.eigenvalues().begin(), solver.eigenvalues().end()},
                     Matrix(S.rows, S.rows)};
  // Its columns, one after the other, are our rows.
  std::copy_n(solver.eigenvectors().data(), S.size(), result.vectors.flat().data());
  return result;
}

} // namespace lemmata
