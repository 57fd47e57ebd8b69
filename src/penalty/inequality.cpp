#include "penalty/inequality.hpp"

#include <cmath>

#include "numeric/error.hpp"
#include "numeric/product.hpp"
#include "penalty/gradients.hpp"

namespace lemmata::penalty {

namespace {

/// Each layer's ‖W‖, which all samples share.
std::vector<double> weightNorms(const Network &network, Norm which) {
  std::vector<double> norms;
  for (const Layer &layer : network.layers())
    norms.push_back(which == Norm::Product ? 1 : norm(layer.weights, which));
  return norms;
}

/// What a layer multiplies the squared length of its delta by: |h|², and 1 for the bias.
double reach(const Layer &layer, std::span<const double> h) {
  return squaredNorm(h) + (layer.bias.empty() ? 0 : 1);
}

/// |v|² · factor, of which a square that vanishes takes no digits.
double squareTimes(std::span<const double> v, double factor) {
  const double unit = unitScale(v); // a power of two: nothing is rounded
  std::vector<double> scaled(v.begin(), v.end());
  for (double &x : scaled)
    x *= unit;
  return squaredNorm(scaled) / unit * factor / unit;
}

/// Both sides for row i of a batch that went forwards and backwards.
Inequality inequalityOf(const Network &network, const Pass &run, const Backward &back,
                        std::size_t i, Norm which, const std::vector<double> &weights,
                        std::string_view argument) {
  const std::size_t count = network.layers().size();
  Inequality result{std::vector<double>(count), 0, 0, 0, true, {}, 0};
  result.inputGradientSquared = squaredNorm(back.cotangents[0].row(i));
  Matrix J; // J_t; nothing stands for the identity
  double sum = 0;
  for (std::size_t t = 0; t < count; ++t) {
    const Layer &layer = network.layers()[t];
    const double reached = reach(layer, run.activations[t].row(i));
    result.right += squareTimes(back.deltas[t].row(i), reached);
    Matrix WJ = t == 0 ? Matrix(layer.weights.view()) : product(layer.weights, J);
    const double below = which == Norm::Product ? norm(WJ, Norm::Spectral)
                         : t == 0               ? weights[t] * identityNorm(network.inputs(), which)
                                                : weights[t] * norm(J, which);
    const double term = reached / (below * below);
    if (std::isfinite(term) || !std::isfinite(reached))
      sum += result.terms[t] = term;
    else
      result.deadLayers.push_back(t);
    for (std::size_t r = 0; r < WJ.rows(); ++r)
      for (double &entry : WJ.row(r))
        entry *= run.first[t](i, r);
    J = std::move(WJ);
  }
  result.left = squareTimes(back.cotangents[0].row(i), sum);
  if (!std::isfinite(result.left) || !std::isfinite(result.right))
    throw Error(ErrorCode::NotFinite,
                "the gradients at row {row} of {argument} overflow; the network's weights are too "
                "large for float64",
                {{"argument", argument}, {"row", i}});
  result.ratio = result.right == 0 ? 0 : result.left / result.right;
  // Sums below 1e-300 have lost digits on either side.
  result.holds = result.left <= result.right * (1 + 1e-9) + 1e-300;
  return result;
}

} // namespace

Inequality inequality(const Network &network, std::span<const double> x, const Head &head,
                      Norm norm) {
  const MatrixView<const double> X{x.data(), 1, x.size()};
  checkInputs(network, X, "x");
  checkHead(head, network.outputs());
  const Pass run = pass(network, X, 1);
  const Backward back = backward(network, run, outputGradients(run.output(), head, nullptr));
  return inequalityOf(network, run, back, 0, norm, weightNorms(network, norm), "x");
}

InequalityRows inequalityRows(const Network &network, MatrixView<const double> X, const Head &head,
                              Norm norm) {
  checkInputs(network, X, "X");
  checkHead(head, network.outputs());
  const Pass run = pass(network, X, 1);
  const Backward back = backward(network, run, outputGradients(run.output(), head, nullptr));
  const std::vector<double> weights = weightNorms(network, norm);
  const double n = static_cast<double>(X.rows);
  InequalityRows result{{}, {}, {}, 0, 0};
  for (std::size_t i = 0; i < X.rows; ++i) {
    const Inequality row = inequalityOf(network, run, back, i, norm, weights, "X");
    result.left.push_back(row.left);
    result.right.push_back(row.right);
    result.ratio.push_back(row.ratio);
    result.meanParameterGradientSquared += row.right / n;
  }
  for (std::size_t t = 0; t < network.layers().size(); ++t) {
    const Matrix &D = back.deltas[t];
    result.batchGradientSquared +=
        squaredNorm(transposedProduct(D, run.activations[t]).flat()) / (n * n);
    if (network.layers()[t].bias.empty())
      continue;
    for (std::size_t j = 0; j < D.cols(); ++j) {
      double sum = 0;
      for (std::size_t i = 0; i < D.rows(); ++i)
        sum += D(i, j);
      result.batchGradientSquared += sum / n * (sum / n);
    }
  }
  return result;
}

} // namespace lemmata::penalty
