#include "penalty/training.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <type_traits>
#include <utility>

#include "numeric/check.hpp"
#include "numeric/product.hpp"
#include "numeric/reduce.hpp"

namespace lemmata::penalty {

namespace {

/// The mean of the rows' entries in each column, times the number of rows.
template <class T>
void addColumnSums(const MatrixOf<T> &D, double factor, std::vector<double> &to) {
  for (std::size_t i = 0; i < D.rows(); ++i)
    for (std::size_t j = 0; j < to.size(); ++j)
      to[j] += factor * D(i, j);
}

template <class T> void multiplyInto(MatrixOf<T> &A, const MatrixOf<T> &B) {
  for (std::size_t i = 0; i < A.flat().size(); ++i)
    A.flat()[i] *= B.flat()[i];
}

/// The squared length of each row.
template <class T> std::vector<double> rowSquares(const MatrixOf<T> &A) {
  std::vector<double> squares(A.rows());
  for (std::size_t i = 0; i < A.rows(); ++i)
    squares[i] = dot(A.row(i), A.row(i));
  return squares;
}

/// A += factor · diag(s) B.
template <class T>
void addScaledRows(MatrixOf<T> &A, double factor, const std::vector<double> &s,
                   const MatrixOf<T> &B) {
  for (std::size_t i = 0; i < A.rows(); ++i) {
    const T share = static_cast<T>(factor * s[i]);
    for (std::size_t j = 0; j < A.cols(); ++j)
      A(i, j) += share * B(i, j);
  }
}

/// Whether every x − rate · g is finite: only then is the sum of their zeros 0.
template <class T> bool staysFinite(std::span<const double> x, double rate, std::span<const T> g) {
  double zeros = 0;
  for (std::size_t i = 0; i < x.size(); ++i)
    zeros += (x[i] - rate * g[i]) * 0;
  return zeros == 0;
}

/// Calls `work` with h and u, a row of either, in float64, in which heads are; u may change.
template <class T, class Work> double inDouble(std::span<const T> h, std::span<T> u, Work &&work) {
  if constexpr (std::is_same_v<T, double>) {
    return work(h, u);
  } else {
    const std::vector<double> wide(h.begin(), h.end());
    std::vector<double> changed(u.begin(), u.end());
    const double result = work(std::span<const double>(wide), std::span<double>(changed));
    for (std::size_t j = 0; j < u.size(); ++j)
      u[j] = static_cast<T>(changed[j]);
    return result;
  }
}

template <class T>
ObjectiveOf<T> objectiveOf(const Network &network, MatrixView<const T> X,
                           std::span<const Head> heads, const Penalties &penalties) {
  const Layers<T> layers(network);
  const std::size_t count = layers.size(), n = X.rows;
  const double unit = 1 / static_cast<double>(n);
  const T share = static_cast<T>(unit);
  const bool penalized = penalties.input != 0 || penalties.parameter != 0;
  const PassOf<T> run = pass(layers, X, penalized ? 2 : 1);

  ObjectiveOf<T> result{{0, 0, 0}, {}, {}};
  MatrixOf<T> V(n, network.outputs());
  for (std::size_t i = 0; i < n; ++i)
    result.report.loss += unit * inDouble(run.output().row(i), V.row(i),
                                          [&](auto h, auto u) { return value(heads[i], h, u); });
  // v_t = ∂ℓ/∂h_t and d_t = ∂ℓ/∂z_t of every layer.
  const BackwardOf<T> back = backward(layers, run, std::move(V));
  result.report.input = unit * dot(back.cotangents[0].flat(), back.cotangents[0].flat());
  std::vector<std::vector<double>> reach(count), deltas(count); // s_t = 1 + |h_t|² and |d_t|²
  for (std::size_t t = 0; t < count; ++t) {
    reach[t] = rowSquares(run.activations[t]);
    deltas[t] = rowSquares(back.deltas[t]);
    for (double &s : reach[t])
      s += layers[t].bias.empty() ? 0 : 1;
    result.report.parameter +=
        unit * dot(std::span<const double>(reach[t]), std::span<const double>(deltas[t]));
    result.weights.emplace_back(layers[t].weights.rows, layers[t].weights.cols);
    result.biases.emplace_back(layers[t].bias.size());
  }

  // The penalties are functions of v₁ and of d_t, h_t: the chain v_{t+1} → d_t = g'(z_t) v_{t+1} →
  // v_t = W_tᵀ d_t is followed back first, with `bars` = ∂P/∂v_t. What it says about z_t, through
  // g', waits in `bends`.
  std::vector<MatrixOf<T>> bends(count);
  MatrixOf<T> hBar(back.cotangents[count].view()); // ∂(ℓ + P)/∂h
  if (penalized) {
    MatrixOf<T> bar(back.cotangents[0].view());
    for (T &entry : bar.flat())
      entry *= static_cast<T>(2 * penalties.input);
    for (std::size_t t = 0; t < count; ++t) {
      MatrixOf<T> E(n, layers[t].weights.rows); // ∂P/∂d_t
      addProductWithTransposed(E.view(), 1, bar.view(), layers[t].weights);
      if (penalties.parameter != 0)
        addScaledRows(E, 2 * penalties.parameter, reach[t], back.deltas[t]);
      addTransposedProduct(result.weights[t].view(), share, back.deltas[t].view(), bar.view());
      bends[t] = MatrixOf<T>(E.view());
      multiplyInto(bends[t], back.cotangents[t + 1]);
      multiplyInto(bends[t], run.second[t]);
      multiplyInto(E, run.first[t]);
      bar = std::move(E);
    }
    for (std::size_t i = 0; i < n; ++i) {
      inDouble(run.output().row(i), bar.row(i), [&](auto h, auto u) {
        hessianTimes(heads[i], h, u);
        return 0.0;
      });
      for (std::size_t j = 0; j < bar.cols(); ++j)
        hBar(i, j) += bar(i, j);
    }
  }

  // Then h_t → z_t → h_{t+1}, for the loss and what the penalties say about h and z.
  for (std::size_t t = count; t-- > 0;) {
    MatrixOf<T> zBar = std::move(hBar);
    multiplyInto(zBar, run.first[t]);
    if (penalized)
      for (std::size_t i = 0; i < zBar.flat().size(); ++i)
        zBar.flat()[i] += bends[t].flat()[i];
    addTransposedProduct(result.weights[t].view(), share, zBar.view(), run.activations[t].view());
    addColumnSums(zBar, unit, result.biases[t]);
    if (t == 0)
      break;
    hBar = MatrixOf<T>(n, layers[t].weights.cols);
    if (penalized)
      addProduct(hBar.view(), 1, zBar.view(), layers[t].weights);
    else
      hBar = MatrixOf<T>(back.cotangents[t].view());
    if (penalties.parameter != 0)
      addScaledRows(hBar, 2 * penalties.parameter, deltas[t], run.activations[t]);
  }
  return result;
}

} // namespace

Objective objective(const Network &network, MatrixView<const double> X, std::span<const Head> heads,
                    const Penalties &penalties) {
  return objectiveOf(network, X, heads, penalties);
}

ObjectiveOf<float> objective(const Network &network, MatrixView<const float> X,
                             std::span<const Head> heads, const Penalties &penalties) {
  return objectiveOf(network, X, heads, penalties);
}

Training::Training(const Network &network, MatrixView<const double> X,
                   MatrixView<const double> targets, const TrainingOptions &options)
    : options_(options), X_(X), targets_(targets) {
  prepare(network, X);
}

Training::Training(const Network &network, MatrixView<const float> X,
                   MatrixView<const double> targets, const TrainingOptions &options)
    : options_(options), targets_(targets), single_(X) {
  prepare(network, X);
}

/// Checks the arguments and begins the first round.
template <class T> void Training::prepare(const Network &network, MatrixView<const T> X) {
  const TrainingOptions &options = options_;
  const Matrix &targets = targets_;
  checkInputs(network, X, "X");
  check::notEmpty(targets.flat().size(), "targets");
  if (targets.rows() != X.rows)
    throw Error(ErrorCode::ShapeMismatch, "{argument} has {found} rows; X has {expected}",
                {{"argument", "targets"}, {"found", targets.rows()}, {"expected", X.rows}});
  check::finite(targets.view(), "targets");
  const bool crossEntropy = options.loss == Loss::CrossEntropy;
  if (targets.cols() != network.outputs() && !(crossEntropy && targets.cols() == 1))
    throw Error(
        ErrorCode::ShapeMismatch,
        "{argument} has {found} columns; the network has {expected} outputs",
        {{"argument", "targets"}, {"found", targets.cols()}, {"expected", network.outputs()}});
  for (std::size_t i = 0; i < targets.rows() && crossEntropy; ++i) {
    try {
      checkHead({HeadKind::CrossEntropy, targets.row(i)}, network.outputs());
    } catch (const Error &error) {
      throw error.with({"row", i});
    }
    double sum = 0, least = 0;
    for (const double t : targets.row(i)) {
      sum += t;
      least = std::min(least, t);
    }
    if (targets.cols() > 1 && !(std::abs(sum - 1) <= 1e-6 && least >= 0))
      throw Error(ErrorCode::NotADistribution,
                  "row {row} of {argument} is no distribution: its sum is {found}, its least entry "
                  "{least}",
                  {{"argument", "targets"}, {"row", i}, {"found", sum}, {"least", least}});
  }
  check::positive(options.rate, "options.rate");
  for (const auto &[value, name] :
       {std::pair{options.penalties.input, "options.inputPenalty"},
        std::pair{options.penalties.parameter, "options.parameterPenalty"}})
    if (!(value >= 0 && std::isfinite(value)))
      throw Error(ErrorCode::InvalidArgument, "{argument} is {found}; allowed are numbers from 0",
                  {{"argument", name}, {"found", value}});
  if (options.batch > X.rows)
    throw Error(ErrorCode::InvalidArgument, "{argument} is {found}; X has {rows} rows",
                {{"argument", "options.batch"}, {"found", options.batch}, {"rows", X.rows}});
  order_.resize(X.rows);
  for (std::size_t i = 0; i < X.rows; ++i)
    order_[i] = static_cast<std::uint32_t>(i);
  if (options_.batch == 0 || options_.batch == X.rows)
    options_.batch = X.rows;
  else
    shuffle();
}

/// A new order of all rows (Fisher and Yates), a function of the seed and the round alone.
void Training::shuffle() {
  const Philox philox(options_.seed, round_++);
  for (std::size_t i = order_.size(); i-- > 1;) {
    const double at = philox.uniform(i) * static_cast<double>(i + 1);
    std::swap(order_[i], order_[std::min(static_cast<std::size_t>(at), i)]);
  }
}

Report Training::step(Network &network) {
  return single_.empty() ? step(network, X_) : step(network, single_);
}

template <class T> Report Training::step(Network &network, const MatrixOf<T> &all) {
  const bool whole = options_.batch == all.rows();
  const std::size_t rows = std::min(options_.batch, order_.size() - next_);
  MatrixOf<T> X(whole ? 0 : rows, all.cols());
  std::vector<Head> heads;
  const HeadKind kind =
      options_.loss == Loss::Squared ? HeadKind::SquaredError : HeadKind::CrossEntropy;
  for (std::size_t i = 0; i < rows; ++i) {
    const std::size_t row = order_[next_ + i];
    if (!whole)
      std::ranges::copy(all.row(row), X.row(i).begin());
    heads.push_back({kind, std::as_const(targets_).row(row)});
  }
  const ObjectiveOf<T> found =
      objective(network, whole ? all.view() : std::as_const(X).view(), heads, options_.penalties);
  const auto &[loss, input, parameter] = found.report;
  bool finite = std::isfinite(loss) && std::isfinite(input) && std::isfinite(parameter);
  for (std::size_t t = 0; t < found.weights.size() && finite; ++t) {
    const Layer &layer = std::as_const(network).layers()[t];
    finite = staysFinite(layer.weights.flat(), options_.rate, found.weights[t].flat()) &&
             staysFinite<double>(layer.bias, options_.rate, found.biases[t]);
  }
  if (!finite)
    throw Error(
        ErrorCode::NotConverged,
        "training diverged at step {step}: the loss is {loss}; a smaller rate than {rate} "
        "may help",
        {{"argument", "options.rate"}, {"step", steps_}, {"loss", loss}, {"rate", options_.rate}});
  for (std::size_t t = 0; t < found.weights.size(); ++t) {
    Layer &layer = network.layers()[t];
    for (std::size_t i = 0; i < layer.weights.flat().size(); ++i)
      layer.weights.flat()[i] -= options_.rate * found.weights[t].flat()[i];
    for (std::size_t i = 0; i < layer.bias.size(); ++i)
      layer.bias[i] -= options_.rate * found.biases[t][i];
  }
  ++steps_;
  next_ += rows;
  if (next_ == order_.size()) {
    next_ = 0;
    if (!whole)
      shuffle();
  }
  return found.report;
}

double implicitRegularizer(double loss, double gradientSquared, double rate) {
  check::finiteScalar(loss, "loss");
  check::within(gradientSquared, 0, std::numeric_limits<double>::max(), "gradientSquared");
  check::within(rate, 0, std::numeric_limits<double>::max(), "rate");
  return loss + rate / 4 * gradientSquared;
}

} // namespace lemmata::penalty
