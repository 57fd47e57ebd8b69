#include "penalty/gradients.hpp"

#include <cmath>

#include "numeric/check.hpp"
#include "numeric/product.hpp"
#include "penalty/norms.hpp"

namespace lemmata::penalty {

Matrix outputGradients(const Matrix &outputs, const Head &head, std::vector<double> *values) {
  Matrix V(outputs.rows(), outputs.cols());
  for (std::size_t i = 0; i < V.rows(); ++i) {
    const double f = value(head, outputs.row(i), V.row(i));
    if (values)
      values->push_back(f);
  }
  return V;
}

Gradients gradients(const Network &network, std::span<const double> x, const Head &head) {
  const MatrixView<const double> X{x.data(), 1, x.size()};
  checkInputs(network, X, "x");
  checkHead(head, network.outputs());
  const Pass run = pass(network, X, 1);
  std::vector<double> values;
  const Backward back = backward(network, run, outputGradients(run.output(), head, &values));
  Gradients result{values[0], {}, {}, {}};
  const auto input = back.cotangents[0].flat();
  result.input.assign(input.begin(), input.end());
  for (std::size_t t = 0; t < network.layers().size(); ++t) {
    result.weights.push_back(transposedProduct(back.deltas[t], run.activations[t]));
    const auto delta = back.deltas[t].flat();
    result.biases.emplace_back();
    if (!network.layers()[t].bias.empty())
      result.biases.back().assign(delta.begin(), delta.end());
    check::defined(result.weights.back().flat(), "x");
    check::defined(result.biases.back(), "x");
  }
  check::defined({&result.value, 1}, "x");
  check::defined(result.input, "x");
  return result;
}

Matrix jacobian(const Network &network, std::span<const double> x) {
  const MatrixView<const double> X{x.data(), 1, x.size()};
  checkInputs(network, X, "x");
  const Pass run = pass(network, X, 1);
  Matrix J;
  for (std::size_t t = 0; t < network.layers().size(); ++t) {
    J = t == 0 ? Matrix(network.layers()[0].weights.view())
               : product(network.layers()[t].weights, J);
    for (std::size_t i = 0; i < J.rows(); ++i)
      for (double &entry : J.row(i))
        entry *= run.first[t](0, i);
  }
  check::defined(J.flat(), "x");
  return J;
}

double dirichletEnergy(const Network &network, MatrixView<const double> X, const Head &head) {
  checkInputs(network, X, "X");
  checkHead(head, network.outputs());
  const Pass run = pass(network, X, 1);
  const Backward back = backward(network, run, outputGradients(run.output(), head, nullptr));
  const double energy = squaredNorm(back.cotangents[0].flat()) / static_cast<double>(X.rows);
  check::defined({&energy, 1}, "X");
  return energy;
}

double lipschitzBound(const Network &network) {
  double bound = 1;
  for (const Layer &layer : network.layers())
    bound *= lipschitz(layer.activation) * norm(layer.weights, Norm::Spectral);
  // 0 · ∞ of a layer of zeros: whatever comes in, nothing goes out.
  for (const Layer &layer : network.layers())
    if (norm(layer.weights, Norm::Max) == 0)
      return 0;
  return bound;
}

} // namespace lemmata::penalty
