#include "numeric/symmetric.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "numeric/error.hpp"
#include "numeric/packet.hpp"
#include "numeric/product.hpp"

namespace lemmata {

namespace {

/// Half of ε: off-diagonal entries this small beside the diagonal are zero.
constexpr double unit = std::numeric_limits<double>::epsilon() / 2;
constexpr int mostRounds = 60;
/// From this round on, what is small beside the whole matrix is zero: where eigenvalues lie below
/// the rounding of larger ones, rotations keep bringing that rounding back.
constexpr int patience = 20;

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

/// Householder's reduction QᵀAQ = T to a tridiagonal matrix, from the last row up.
struct Tridiagonal {
  std::vector<double> diagonal;
  std::vector<double> beside; ///< the off-diagonal, with room for one more
  /// Reflection i is I − xxᵀ/h with x the first i entries of row i of what is left of A, and h =
  /// halves[i]; the identity where that is 0.
  std::vector<double> halves;
};

Tridiagonal tridiagonalize(Matrix &A) {
  const std::size_t n = A.rows();
  Tridiagonal T{std::vector<double>(n), std::vector<double>(n), std::vector<double>(n)};
  Pending pending{std::vector<double>(n), std::vector<double>(n)};
  std::vector<double> x(n), p(n);
  for (std::size_t i = n; i-- > 0;) {
    const auto row = A.row(i);
    update(row, pending, i);
    T.diagonal[i] = row[i];
    if (i == 0)
      break;
    const double head = row[i - 1];
    double tail = squaredNorm(row.first(i - 1));
    // Entries this far below the largest, about 1, are zero; their squares have lost their digits.
    if (tail < 0x1p-900)
      tail = 0;
    std::copy_n(row.data(), i, x.data());
    std::fill_n(p.data(), i, 0.0);
    double &beside = T.beside[i - 1];
    beside = head;
    if (tail > 0) {
      beside = head > 0 ? -std::sqrt(head * head + tail) : std::sqrt(head * head + tail);
      x[i - 1] = row[i - 1] = head - beside;
    }
    updateAndMultiply(A, pending, i, x, p);
    std::fill_n(pending.v.data(), i, 0.0);
    std::fill_n(pending.w.data(), i, 0.0);
    if (tail == 0)
      continue;
    // The reflection on both sides is A − x wᵀ − w xᵀ.
    const double h = T.halves[i] = beside * beside - head * beside; // |x|² / 2
    const std::span<const double> xs(x.data(), i);
    const double k = dot(xs, {p.data(), i}) / (2 * h);
    for (std::size_t j = 0; j < i; ++j)
      pending.w[j] = (p[j] - k * x[j]) / h;
    std::copy_n(x.data(), i, pending.v.data());
  }
  return T;
}

/// Qᵀ, from the reflections in the rows of A.
Matrix reflections(const Matrix &A, const std::vector<double> &halves) {
  const std::size_t n = A.rows();
  Matrix Q(n, n);
  for (std::size_t i = 0; i < n; ++i) {
    Q(i, i) = 1;
    if (halves[i] == 0)
      continue;
    const auto x = A.row(i).first(i);
    for (std::size_t r = 0; r < i; ++r) {
      const auto row = Q.row(r).first(i);
      const double factor = dot(row, x) / halves[i];
      for (std::size_t j = 0; j < i; ++j)
        row[j] -= factor * x[j];
    }
  }
  return Q;
}

double largest(const std::vector<double> &values) {
  double most = 0;
  for (const double value : values)
    most = std::max(most, std::abs(value));
  return most;
}

/// The QL iteration without square roots of Pal, Walker and Kahan, for eigenvalues only, as in
/// LAPACK's dsterf. d becomes the eigenvalues, unsorted; e2 has one entry of room at its end.
void iterate(std::vector<double> &d, std::vector<double> &e2) {
  const std::size_t n = d.size();
  const double rounding = unit * std::max(largest(d), std::sqrt(largest(e2)));
  for (std::size_t l = 0; l < n; ++l) {
    for (int round = 0;; ++round) {
      // Squares this far below the matrix's 1 have lost digits.
      const double least = round < patience ? 0x1p-900 : rounding * rounding;
      std::size_t m = l;
      while (m + 1 < n && e2[m] > std::max(least, unit * unit * std::abs(d[m] * d[m + 1])))
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

/// √(f² + g²); 0 where the squares have lost digits, this far below the matrix's 1.
double length(double f, double g) {
  const double square = f * f + g * g;
  return square > 0x1p-900 ? std::sqrt(square) : 0;
}

/// x, y := s y + c x, c y − s x … for two rows of eigenvectors.
void rotate(std::span<double> upper, std::span<double> lower, double c, double s) {
  for (std::size_t k = 0; k < upper.size(); ++k) {
    const double u = upper[k], l = lower[k];
    lower[k] = s * u + c * l;
    upper[k] = c * u - s * l;
  }
}

/// The implicit QL iteration (EISPACK's imtql2): T.diagonal becomes the eigenvalues, unsorted, and
/// the rotations turn the rows of Q into the eigenvectors.
void iterate(Tridiagonal &T, Matrix &Q) {
  auto &d = T.diagonal, &e = T.beside;
  const std::size_t n = d.size();
  const double rounding = unit * std::max(largest(d), largest(e));
  for (std::size_t l = 0; l < n; ++l) {
    for (int round = 0;; ++round) {
      const double least = round < patience ? 0x1p-440 : rounding;
      std::size_t m = l;
      while (m + 1 < n &&
             std::abs(e[m]) > std::max(least, unit * (std::abs(d[m]) + std::abs(d[m + 1]))))
        ++m;
      if (m == l)
        break;
      if (round == mostRounds)
        fail();
      double g = (d[l + 1] - d[l]) / (2 * e[l]);
      double r = std::sqrt(g * g + 1);
      g = d[m] - d[l] + e[l] / (g + (g < 0 ? -r : r));
      double s = 1, c = 1, p = 0;
      bool split = false;
      for (std::size_t i = m; i-- > l;) {
        const double f = s * e[i], b = c * e[i];
        r = length(f, g);
        e[i + 1] = r;
        if (r == 0) {
          d[i + 1] -= p;
          split = true;
          break;
        }
        s = f / r;
        c = g / r;
        g = d[i + 1] - p;
        r = (d[i] - g) * s + 2 * c * b;
        p = s * r;
        d[i + 1] = g + p;
        g = c * r - b;
        rotate(Q.row(i), Q.row(i + 1), c, s);
      }
      e[m] = 0;
      if (split)
        continue;
      d[l] -= p;
      e[l] = g;
    }
  }
}

void multiply(std::span<double> x, double factor) {
  for (double &value : x)
    value *= factor;
}

} // namespace

std::vector<std::size_t> ascending(std::span<const double> values) {
  std::vector<std::size_t> order(values.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    std::size_t j = i;
    for (; j > 0 && values[order[j - 1]] > values[i]; --j)
      order[j] = order[j - 1];
    order[j] = i;
  }
  return order;
}

std::vector<double> eigenvalues(Matrix S) {
  const double scale = unitScale(S.flat());
  multiply(S.flat(), scale);
  Tridiagonal T = tridiagonalize(S);
  for (double &value : T.beside)
    value *= value;
  iterate(T.diagonal, T.beside);
  std::vector<double> values;
  for (const std::size_t i : ascending(T.diagonal))
    values.push_back(T.diagonal[i] / scale);
  return values;
}

Eigensystem eigensystem(Matrix S) {
  const std::size_t n = S.rows();
  const double scale = unitScale(S.flat());
  multiply(S.flat(), scale);
  Tridiagonal T = tridiagonalize(S);
  Matrix Q = reflections(S, T.halves);
  iterate(T, Q);
  Eigensystem result{{}, Matrix(n, n)};
  for (const std::size_t i : ascending(T.diagonal)) {
    std::ranges::copy(Q.row(i), result.vectors.row(result.values.size()).begin());
    result.values.push_back(T.diagonal[i] / scale);
  }
  return result;
}

} // namespace lemmata
