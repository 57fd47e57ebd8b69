#include "logistic/likelihood.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "logistic/classifier.hpp"
#include "logistic/softmax.hpp"
#include "logistic/statistics.hpp"
#include "numeric/covariance.hpp"
#include "numeric/product.hpp"

namespace lemmata::logistic {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

/// Beyond this many features, conjugate gradients cost less than the Hessian.
constexpr std::size_t mostDirect = 256;

} // namespace

template <class Body> void Likelihood::eachBlock(Body body) const {
  const std::size_t height = blockRows(size_);
  Matrix room(direct() ? std::min(height, X_.rows) : 0, size_);
  for (std::size_t first = 0; first < X_.rows; first += height) {
    const std::size_t rows = std::min(height, X_.rows - first);
    if (direct()) {
      const MatrixView<double> C{room.flat().data(), rows, size_};
      centre(first, rows, C);
      body(first, C);
    } else {
      body(first, MatrixView<const double>{rows_.flat().data() + first * size_, rows, size_});
    }
  }
}

Likelihood::Likelihood(MatrixView<const double> X, std::span<const std::int32_t> labels,
                       std::size_t classes, double l2)
    : X_(X), labels_(labels), mean_(columnMeans(X)), l2_(l2), n_(static_cast<double>(X.rows)),
      outputs_(outputsOf(classes)), size_(X.cols + 1) {
  if (outputs_ == 1 && X.cols <= mostDirect)
    return;
  // Conjugate gradients read the samples many times: centred once.
  rows_ = Matrix(X.rows, size_);
  centre(0, X.rows, rows_);
}

Likelihood::Point Likelihood::at(Matrix theta) const {
  Point point{std::move(theta),
              Matrix(size_, outputs_),
              Matrix(X_.rows, outputs_),
              Matrix(X_.rows, outputs_),
              0,
              0,
              infinity};
  eachBlock([&](std::size_t first, MatrixView<const double> C) {
    const MatrixView<double> F = part(point.logits, first, C.rows);
    const MatrixView<double> P = part(point.probabilities, first, C.rows);
    multiply(C, point.theta, F);
    double loss = 0;
    for (std::size_t i = 0; i < C.rows; ++i)
      loss +=
          ofSample(F.row(i), static_cast<std::size_t>(labels_[first + i]), P.row(i), point.margin);
    point.loss += loss;
    // The residuals p − y stand in for the probabilities while they are needed.
    for (std::size_t i = 0; i < C.rows; ++i)
      residual(P, i, static_cast<std::size_t>(labels_[first + i]), -1);
    accumulate(C, P, point.gradient);
    for (std::size_t i = 0; i < C.rows; ++i)
      residual(P, i, static_cast<std::size_t>(labels_[first + i]), 1);
  });
  point.loss /= n_;
  scale(point.gradient, 1 / n_);
  double square = 0;
  for (std::size_t j = 0; j + 1 < size_; ++j)
    for (std::size_t k = 0; k < outputs_; ++k) {
      const double w = point.theta(j, k);
      square += w * w;
      point.gradient(j, k) += l2_ * w;
    }
  point.loss += l2_ / 2 * square;
  point.gradientNorm = std::sqrt(squaredNorm(point.gradient.flat()));
  return point;
}

Matrix Likelihood::hessianBlock(const Point &point, std::size_t k, std::size_t stride) const {
  Matrix H(size_, size_);
  Matrix room(std::min(blockRows(size_), X_.rows), size_);
  eachBlock([&](std::size_t first, MatrixView<const double> C) {
    MatrixView<double> Z{room.flat().data(), 0, size_};
    for (std::size_t i = (stride - first % stride) % stride; i < C.rows; i += stride) {
      const double p = point.probabilities(first + i, k), root = std::sqrt(p * (1 - p));
      double *z = Z.data + Z.rows++ * size_;
      for (std::size_t j = 0; j < size_; ++j)
        z[j] = root * C(i, j);
    }
    addLowerGram(H.view(), 1, Block<const double>(Z));
  });
  mirror(H.view());
  scale(H, static_cast<double>(stride) / n_);
  addPenalty(H);
  return H;
}

std::size_t Likelihood::stride() const {
  const std::size_t enough = 30 * size_;
  return direct() || X_.rows <= enough ? 1 : X_.rows / enough;
}

Matrix Likelihood::bound() const {
  Matrix H(size_, size_);
  eachBlock([&](std::size_t, MatrixView<const double> C) { addLowerGram(H.view(), 1, C); });
  mirror(H.view());
  scale(H, (outputs_ == 1 ? 0.25 : 0.5) / n_);
  addPenalty(H);
  return H;
}

Matrix Likelihood::hessianTimes(const Point &point, const Matrix &V) const {
  Matrix result(size_, outputs_);
  Matrix room(std::min(blockRows(size_), X_.rows), outputs_);
  eachBlock([&](std::size_t first, MatrixView<const double> C) {
    const MatrixView<double> A{room.flat().data(), C.rows, outputs_};
    multiply(C, V, A);
    for (std::size_t i = 0; i < C.rows; ++i) {
      const auto p = point.probabilities.row(first + i);
      const auto a = A.row(i);
      if (outputs_ == 1) {
        a[0] *= p[0] * (1 - p[0]);
        continue;
      }
      const double mean = dot(p, a);
      for (std::size_t k = 0; k < outputs_; ++k)
        a[k] = p[k] * (a[k] - mean);
    }
    accumulate(C, A, result);
  });
  scale(result, 1 / n_);
  for (std::size_t j = 0; j + 1 < size_; ++j)
    for (std::size_t k = 0; k < outputs_; ++k)
      result(j, k) += l2_ * V(j, k);
  return result;
}

std::pair<double, double> Likelihood::leads(const Point &from, const Point &to) const {
  double least = infinity, most = 0;
  for (std::size_t i = 0; i < X_.rows; ++i) {
    const auto a = from.logits.row(i), b = to.logits.row(i);
    const auto label = static_cast<std::size_t>(labels_[i]);
    if (outputs_ == 1) {
      const double lead = label ? b[0] - a[0] : a[0] - b[0];
      least = std::min(least, lead);
      most = std::max(most, std::abs(lead));
      continue;
    }
    for (std::size_t k = 0; k < outputs_; ++k) {
      if (k == label)
        continue;
      const double lead = (b[label] - a[label]) - (b[k] - a[k]);
      least = std::min(least, lead);
      most = std::max(most, std::abs(lead));
    }
  }
  return {least, most};
}

void Likelihood::addPenalty(Matrix &H) const {
  for (std::size_t j = 0; j + 1 < size_; ++j)
    H(j, j) += l2_;
}

MatrixView<double> Likelihood::part(Matrix &M, std::size_t first, std::size_t rows) {
  return {M.flat().data() + first * M.cols(), rows, M.cols()};
}

void Likelihood::centre(std::size_t first, std::size_t rows, MatrixView<double> to) const {
  const std::size_t d = X_.cols;
  for (std::size_t i = 0; i < rows; ++i) {
    const double *x = X_.data + (first + i) * d;
    double *row = to.data + i * size_;
    for (std::size_t j = 0; j < d; ++j)
      row[j] = x[j] - mean_[j];
    row[d] = 1;
  }
}

void Likelihood::multiply(MatrixView<const double> C, const Matrix &theta,
                          MatrixView<double> F) const {
  if (outputs_ == 1) {
    for (std::size_t i = 0; i < C.rows; ++i)
      F(i, 0) = dot(C.row(i), theta.flat());
    return;
  }
  std::ranges::fill(F.flat(), 0.0);
  addProduct(F, 1, C, theta.view());
}

void Likelihood::accumulate(MatrixView<const double> C, MatrixView<const double> R,
                            Matrix &G) const {
  if (outputs_ > 1)
    return addTransposedProduct(G.view(), 1, C, R);
  double *g = G.flat().data();
  for (std::size_t i = 0; i < C.rows; ++i) {
    const double r = R.data[i];
    const double *c = C.data + i * size_;
    for (std::size_t j = 0; j < size_; ++j)
      g[j] += r * c[j];
  }
}

double Likelihood::ofSample(std::span<const double> f, std::size_t label, std::span<double> p,
                            double &margin) const {
  if (outputs_ == 1) {
    p[0] = sigmoid(f[0]);
    const double lead = label ? f[0] : -f[0];
    margin = std::min(margin, lead);
    return softplus(-lead);
  }
  const double own = f[label];
  for (std::size_t k = 0; k < outputs_; ++k)
    if (k != label)
      margin = std::min(margin, own - f[k]);
  std::ranges::copy(f, p.begin());
  return softmax(p) - own;
}

void Likelihood::residual(MatrixView<double> P, std::size_t i, std::size_t label,
                          double sign) const {
  if (outputs_ == 1)
    P(i, 0) += sign * static_cast<double>(label);
  else
    P(i, label) += sign;
}

} // namespace lemmata::logistic
