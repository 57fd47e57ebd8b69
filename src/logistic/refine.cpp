#include "logistic/refine.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "logistic/fit.hpp"
#include "logistic/likelihood.hpp"
#include "logistic/statistics.hpp"
#include "numeric/check.hpp"
#include "numeric/cholesky.hpp"
#include "numeric/covariance.hpp"
#include "numeric/product.hpp"

namespace lemmata::logistic {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

/// Beyond this many features, conjugate gradients cost less than the Hessian.
constexpr std::size_t mostDirect = 256;

/// The Cholesky factor of a positive semi-definite S, with the least of 1e-12, 1e-10, … times its
/// diagonal added that makes it definite.
Matrix definiteFactor(const Matrix &S) {
  double largest = 0;
  for (std::size_t i = 0; i < S.rows(); ++i)
    largest = std::max(largest, S(i, i));
  for (double jitter = 0;; jitter = jitter > 0 ? 100 * jitter : 1e-12) {
    Matrix U = S;
    for (std::size_t i = 0; i < U.rows(); ++i)
      U(i, i) += jitter * (U(i, i) + 1e-8 * largest) + (largest > 0 ? 0 : 1);
    if (factorize(U) == S.rows())
      return U;
    // Only where entries are not finite, for a diagonal this much larger is all there is.
    if (jitter > 1e6)
      throw Error(ErrorCode::NotFinite, "{argument} has entries whose squares are beyond float64",
                  {{"argument", "X"}});
  }
}

/// The problem in the unknowns Θ, (features + 1) × outputs, whose last row is the bias of features
/// about their means: so the Hessian is well conditioned wherever the features lie.
class Likelihood {
public:
  Likelihood(MatrixView<const double> X, std::span<const std::int32_t> labels, std::size_t classes,
             double l2)
      : X_(X), labels_(labels), mean_(columnMeans(X)), l2_(l2), n_(static_cast<double>(X.rows)),
        outputs_(outputsOf(classes)), size_(X.cols + 1) {
    if (outputs_ == 1 && X.cols <= mostDirect)
      return;
    // Conjugate gradients read the samples many times: centred once.
    rows_ = Matrix(X.rows, size_);
    centre(0, X.rows, rows_);
  }

  std::size_t outputs() const { return outputs_; }
  bool direct() const { return rows_.empty(); }
  const std::vector<double> &mean() const { return mean_; }

  /// What is known at one Θ.
  struct Point {
    Matrix theta, gradient;
    Matrix logits;        ///< N × outputs
    Matrix probabilities; ///< likewise
    double loss, gradientNorm;
    double margin; ///< the least lead of a sample's own class over another
  };

  Point at(Matrix theta) const {
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
        loss += ofSample(F.row(i), static_cast<std::size_t>(labels_[first + i]), P.row(i),
                         point.margin);
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

  /// The block of the Hessian that belongs to output k, Σ p(1 − p) x xᵀ / N and l2: all of it for
  /// two classes. Estimated from every `stride`-th sample.
  Matrix hessianBlock(const Point &point, std::size_t k, std::size_t stride) const {
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

  /// How many samples suffice for a block that only preconditions.
  std::size_t stride() const {
    const std::size_t enough = 30 * size_;
    return direct() || X_.rows <= enough ? 1 : X_.rows / enough;
  }

  /// A matrix above every Hessian, column by column of Θ: Σ x xᵀ / (4N) for two classes, twice that
  /// for more (Böhning 1992).
  Matrix bound() const {
    Matrix H(size_, size_);
    eachBlock([&](std::size_t, MatrixView<const double> C) { addLowerGram(H.view(), 1, C); });
    mirror(H.view());
    scale(H, (outputs_ == 1 ? 0.25 : 0.5) / n_);
    addPenalty(H);
    return H;
  }

  /// The Hessian's product with V.
  Matrix hessianTimes(const Point &point, const Matrix &V) const {
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

  /// By how much the step from one point to another moves the lead of a sample's own class over
  /// each other: the least and the most.
  std::pair<double, double> leads(const Point &from, const Point &to) const {
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

private:
  void addPenalty(Matrix &H) const {
    for (std::size_t j = 0; j + 1 < size_; ++j)
      H(j, j) += l2_;
  }

  static MatrixView<double> part(Matrix &M, std::size_t first, std::size_t rows) {
    return {M.flat().data() + first * M.cols(), rows, M.cols()};
  }

  /// Rows from `first` on, less the mean, with a last entry of 1.
  void centre(std::size_t first, std::size_t rows, MatrixView<double> to) const {
    const std::size_t d = X_.cols;
    for (std::size_t i = 0; i < rows; ++i) {
      const double *x = X_.data + (first + i) * d;
      double *row = to.data + i * size_;
      for (std::size_t j = 0; j < d; ++j)
        row[j] = x[j] - mean_[j];
      row[d] = 1;
    }
  }

  /// Calls `body(first, C)` with blocks of centred rows.
  template <class Body> void eachBlock(Body body) const {
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

  /// F = C Θ.
  void multiply(MatrixView<const double> C, const Matrix &theta, MatrixView<double> F) const {
    if (outputs_ == 1) {
      for (std::size_t i = 0; i < C.rows; ++i)
        F(i, 0) = dot(C.row(i), theta.flat());
      return;
    }
    std::ranges::fill(F.flat(), 0.0);
    addProduct(F, 1, C, theta.view());
  }

  /// G += CᵀR.
  void accumulate(MatrixView<const double> C, MatrixView<const double> R, Matrix &G) const {
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

  /// The loss of a sample; its probabilities go to p.
  double ofSample(std::span<const double> f, std::size_t label, std::span<double> p,
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

  void residual(MatrixView<double> P, std::size_t i, std::size_t label, double sign) const {
    if (outputs_ == 1)
      P(i, 0) += sign * static_cast<double>(label);
    else
      P(i, label) += sign;
  }

  MatrixView<const double> X_;
  std::span<const std::int32_t> labels_;
  std::vector<double> mean_;
  double l2_, n_;
  std::size_t outputs_, size_;
  Matrix rows_; ///< centred, where they are not made anew in each pass
};

/// Solves with the Hessian at a point, or with one that was good enough before.
class NewtonStep {
public:
  explicit NewtonStep(const Likelihood &likelihood) : likelihood_(likelihood) {}

  /// −H⁻¹ g; by conjugate gradients to no more than a tenth of `tolerance`.
  Matrix operator()(const Likelihood::Point &point, bool refresh, double tolerance) {
    if (refresh || factors_.empty())
      factorizeBlocks(point);
    if (!likelihood_.direct())
      return conjugateGradients(point, tolerance / 10);
    Matrix step = solved(point.gradient);
    scale(step, -1);
    return step;
  }

  /// −B⁻¹ g with a bound B of the Hessian: a whole step comes down wherever it starts.
  Matrix cautious(const Likelihood::Point &point) {
    if (bound_.empty())
      bound_ = definiteFactor(likelihood_.bound());
    Matrix step = transposed(point.gradient);
    for (std::size_t k = 0; k < step.rows(); ++k) {
      solve(bound_, step.row(k));
      solveBack(bound_, step.row(k));
    }
    scale(step, -1);
    return transposed(step);
  }

private:
  void factorizeBlocks(const Likelihood::Point &point) {
    const std::size_t outputs = likelihood_.outputs();
    std::vector<Matrix> blocks;
    for (std::size_t k = 0; k < outputs; ++k)
      blocks.push_back(likelihood_.hessianBlock(point, k, likelihood_.stride()));
    // A class that is decided everywhere has a block of zeros, but is not free to move: it is told
    // a little of what the others know.
    const double share = outputs == 1 ? 0 : 0.1 / static_cast<double>(outputs);
    for (std::size_t i = 0; i < blocks[0].flat().size() && share > 0; ++i) {
      double sum = 0;
      for (const Matrix &block : blocks)
        sum += block.flat()[i];
      for (Matrix &block : blocks)
        block.flat()[i] += share * sum;
    }
    factors_.clear();
    for (const Matrix &block : blocks)
      factors_.push_back(definiteFactor(block));
  }

  /// Each column of R by its factor.
  Matrix solved(const Matrix &R) const {
    Matrix Z = transposed(R);
    for (std::size_t k = 0; k < Z.rows(); ++k) {
      solve(factors_[k], Z.row(k));
      solveBack(factors_[k], Z.row(k));
    }
    Matrix result = transposed(Z);
    levelBias(result);
    return result;
  }

  /// Takes the mean off the biases of more than two classes: adding the same to all changes
  /// nothing, so that along it there is only rounding, which must not be divided by.
  static void levelBias(Matrix &V) {
    const auto bias = V.row(V.rows() - 1);
    if (bias.size() == 1)
      return;
    double mean = 0;
    for (const double value : bias)
      mean += value / static_cast<double>(bias.size());
    for (double &value : bias)
      value -= mean;
  }

  Matrix conjugateGradients(const Likelihood::Point &point, double enough) const {
    Matrix step(point.gradient.rows(), point.gradient.cols());
    Matrix R = point.gradient;
    scale(R, -1);
    levelBias(R);
    Matrix Z = solved(R), direction = Z;
    double rho = dot(R.flat(), Z.flat());
    // The rest of the gradient that a step leaves goes with its square root: the rounds converge
    // faster than linearly without solving exactly where that would be wasted.
    const double start = std::sqrt(rho);
    const double goal = start * std::min(0.1, std::sqrt(start));
    for (int round = 0;
         round < 500 && std::sqrt(rho) > goal && squaredNorm(R.flat()) > enough * enough; ++round) {
      const Matrix Q = likelihood_.hessianTimes(point, direction);
      const double curvature = dot(direction.flat(), Q.flat());
      if (!(curvature > 0))
        break;
      const double length = rho / curvature;
      for (std::size_t i = 0; i < step.flat().size(); ++i) {
        step.flat()[i] += length * direction.flat()[i];
        R.flat()[i] -= length * Q.flat()[i];
      }
      levelBias(R);
      Z = solved(R);
      const double next = dot(R.flat(), Z.flat());
      for (std::size_t i = 0; i < step.flat().size(); ++i)
        direction.flat()[i] = Z.flat()[i] + next / rho * direction.flat()[i];
      rho = next;
    }
    return step;
  }

  const Likelihood &likelihood_;
  std::vector<Matrix> factors_; ///< of the Hessian's block of each output
  Matrix bound_;
};

/// Weights and bias about the origin, from Θ about the mean.
std::vector<double> biasOf(const Matrix &theta, const std::vector<double> &mean) {
  const auto last = theta.row(mean.size());
  std::vector<double> bias(last.begin(), last.end());
  for (std::size_t j = 0; j < mean.size(); ++j)
    for (std::size_t k = 0; k < bias.size(); ++k)
      bias[k] -= theta(j, k) * mean[j];
  return bias;
}

Matrix weightsOf(const Matrix &theta) {
  return Matrix(MatrixView<const double>{theta.flat().data(), theta.rows() - 1, theta.cols()});
}

/// Θ about the mean, from weights and bias about the origin.
Matrix thetaOf(MatrixView<const double> weights, std::span<const double> bias,
               const std::vector<double> &mean) {
  Matrix theta(weights.rows + 1, weights.cols);
  std::ranges::copy(weights.flat(), theta.flat().begin());
  for (std::size_t k = 0; k < weights.cols; ++k) {
    double sum = bias[k];
    for (std::size_t j = 0; j < weights.rows; ++j)
      sum += weights(j, k) * mean[j];
    theta(weights.rows, k) = sum;
  }
  return theta;
}

[[noreturn]] void throwSeparable(const Matrix &theta, const std::vector<double> &mean) {
  const Matrix weights = weightsOf(theta);
  std::vector<double> direction(weights.flat().begin(), weights.flat().end());
  const double length = std::sqrt(squaredNorm(direction));
  for (const double value : biasOf(theta, mean))
    direction.push_back(value);
  for (double &value : direction)
    value /= length > 0 ? length : 1;
  throw Separable(Error(ErrorCode::Separable,
                        "a hyperplane separates the classes: the likelihood grows forever along "
                        "details.direction; l2 above 0 keeps the weights finite",
                        {{"argument", "X"}}),
                  std::move(direction));
}

Matrix startOf(MatrixView<const double> X, std::span<const std::int32_t> labels,
               std::size_t classes, const RefineOptions &options, const std::vector<double> &mean) {
  const Matrix zero(X.cols + 1, outputsOf(classes));
  if (options.fromZero)
    return zero;
  if (options.start)
    return thetaOf(options.start->weights, options.start->bias, mean);
  FitOptions closed;
  // Shrunk where the samples are too few for the plain covariance.
  if (X.rows < 2 * X.cols)
    closed.estimator = Estimator::Oas;
  try {
    const Fit start = fit(X, labels, {}, closed);
    return thetaOf(start.weights, start.bias, mean);
  } catch (const Error &error) {
    // The closed form has no finite answer; the likelihood may have one, or says why not.
    if (error.code() != ErrorCode::Separable && error.code() != ErrorCode::Singular)
      throw;
    return zero;
  }
}

/// The start, its Θ halved as long as the loss falls by it: closed forms of classes that hardly
/// overlap are so sure of themselves that no Newton step would come down from where they err.
Likelihood::Point shortened(const Likelihood &likelihood, Likelihood::Point point) {
  while (dot(point.theta.flat(), point.gradient.flat()) > 0.5) {
    Matrix half = point.theta;
    scale(half, 0.5);
    Likelihood::Point next = likelihood.at(std::move(half));
    if (!(next.loss < point.loss))
      break;
    point = std::move(next);
  }
  return point;
}

/// The point after the step or, where that does not come down, after a half, a quarter, … of it.
std::optional<Likelihood::Point> descend(const Likelihood &likelihood,
                                         const Likelihood::Point &point, const Matrix &step) {
  const double slope = dot(step.flat(), point.gradient.flat());
  for (double length = 1; length > 1e-4; length /= 2) {
    Matrix theta = point.theta;
    for (std::size_t i = 0; i < theta.flat().size(); ++i)
      theta.flat()[i] += length * step.flat()[i];
    Likelihood::Point next = likelihood.at(std::move(theta));
    // Near the minimum the loss is flat to rounding, and the gradient tells more.
    const bool flat = std::abs(next.loss - point.loss) <= 1e-14 * (1 + point.loss);
    if (next.loss <= point.loss + 1e-4 * length * slope ||
        (flat && next.gradientNorm < point.gradientNorm))
      return next;
  }
  return std::nullopt;
}

void checkArguments(MatrixView<const double> X, std::span<const std::int32_t> labels,
                    std::size_t classes, const RefineOptions &options) {
  checkSamples(1, X, "X");
  checkLabels(labels, X.rows, classes);
  std::vector<char> seen(classes);
  for (const std::int32_t label : labels)
    seen[static_cast<std::size_t>(label)] = 1;
  const auto missing = static_cast<std::size_t>(std::ranges::find(seen, 0) - seen.begin());
  if (missing < classes)
    throw Error(ErrorCode::EmptyClass, "class {class} has no samples",
                {{"argument", "labels"}, {"class", missing}});
  for (const auto &[value, name] :
       {std::pair{options.l2, "options.l2"}, std::pair{options.tolerance, "options.tolerance"}})
    if (!(value >= 0 && std::isfinite(value)))
      throw Error(ErrorCode::InvalidArgument, "{argument} is {found}; allowed are numbers from 0",
                  {{"argument", name}, {"found", value}});
  if (options.start) {
    checkModel(*options.start);
    if (options.start->weights.rows != X.cols)
      throw Error(ErrorCode::ShapeMismatch,
                  "{argument} has {found} features; X has {expected} columns",
                  {{"argument", "options.start"},
                   {"found", options.start->weights.rows},
                   {"expected", X.cols}});
  }
}

} // namespace

Refined refine(MatrixView<const double> X, std::span<const std::int32_t> labels,
               const RefineOptions &options) {
  const std::size_t classes = options.start ? options.start->classes : countClasses(labels);
  checkArguments(X, labels, classes, options);
  const Likelihood likelihood(X, labels, classes, options.l2);
  const std::vector<double> &mean = likelihood.mean();
  Likelihood::Point point = likelihood.at(startOf(X, labels, classes, options, mean));
  if (!options.start)
    point = shortened(likelihood, std::move(point));
  std::vector<double> losses{point.loss};
  NewtonStep newton(likelihood);
  bool refresh = true, settled = true;
  std::size_t iteration = 0;
  for (;; ++iteration) {
    if (options.l2 == 0 && point.margin > 0)
      throwSeparable(point.theta, mean);
    if ((point.gradientNorm <= options.tolerance && settled) || iteration == options.maxIterations)
      break;
    std::optional<Likelihood::Point> next =
        descend(likelihood, point, newton(point, refresh, options.tolerance));
    if (!next && !refresh)
      next = descend(likelihood, point, newton(point, true, options.tolerance));
    if (!next)
      next = descend(likelihood, point, newton.cautious(point));
    if (!next)
      break;
    const auto [least, most] = likelihood.leads(point, *next);
    settled = most <= 0.01;
    // A step that takes no sample back and moves some by much is one that can go on forever.
    if (options.l2 == 0 && iteration >= 8 && most > 0.1 && least >= -1e-7 * most) {
      Matrix direction = next->theta;
      for (std::size_t i = 0; i < direction.flat().size(); ++i)
        direction.flat()[i] -= point.theta.flat()[i];
      throwSeparable(direction, mean);
    }
    refresh = !(next->gradientNorm < 0.1 * point.gradientNorm);
    point = std::move(*next);
    losses.push_back(point.loss);
  }
  return {weightsOf(point.theta), biasOf(point.theta, mean), classes, iteration,
          std::move(losses),      point.gradientNorm};
}

} // namespace lemmata::logistic
