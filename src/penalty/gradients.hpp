#pragma once

#include <span>
#include <vector>

#include "penalty/head.hpp"
#include "penalty/network.hpp"

namespace lemmata::penalty {

/// The gradients of f at one input or, in `weights` and `biases`, their mean over many.
struct Gradients {
  double value;
  std::vector<double> input;
  std::vector<Matrix> weights;
  std::vector<std::vector<double>> biases; ///< empty for a layer without bias
};

/// f(x) and its gradients in the input and all parameters. x: inputs numbers. Throws
/// SHAPE_MISMATCH, NOT_FINITE, INVALID_ARGUMENT.
Gradients gradients(const Network &network, std::span<const double> x, const Head &head);

/// ∂h/∂x at x: outputs × inputs. Throws SHAPE_MISMATCH, NOT_FINITE.
Matrix jacobian(const Network &network, std::span<const double> x);

/// (1/N) Σ |∇ₓf|² over the rows of X, the Dirichlet energy. Throws as `gradients`.
double dirichletEnergy(const Network &network, MatrixView<const double> X, const Head &head);

/// A Lipschitz constant of x → h: the product of the weights' spectral norms and the activations'
/// constants; infinite where an activation has none.
double lipschitzBound(const Network &network);

/// f of every row of `outputs`, and the gradients as rows of the result.
Matrix outputGradients(const Matrix &outputs, const Head &head, std::vector<double> *values);

} // namespace lemmata::penalty
