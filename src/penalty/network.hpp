#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "numeric/activation.hpp"
#include "numeric/matrix.hpp"

/// Multilayer perceptrons: h₁ = x, z = W h + b, h' = g(z), layer after layer. Many inputs are the
/// rows of a matrix, and all of them pass a layer as one product.
namespace lemmata::penalty {

/// A layer in somebody else's memory.
template <class T> struct LayerViewOf {
  MatrixView<const T> weights; ///< outputs × inputs
  std::span<const T> bias;     ///< outputs numbers, or none
  Activation activation;
};
using LayerView = LayerViewOf<double>;

struct Layer {
  Matrix weights;
  std::vector<double> bias; ///< empty where there is none
  Activation activation;

  std::size_t inputs() const { return weights.cols(); }
  std::size_t outputs() const { return weights.rows(); }
};

class Network {
public:
  /// Throws SHAPE_MISMATCH where a layer does not take what the one before gives, NOT_FINITE and,
  /// without layers or entries, INVALID_ARGUMENT.
  explicit Network(std::span<const LayerView> layers);

  const std::vector<Layer> &layers() const { return layers_; }
  std::vector<Layer> &layers() { return layers_; }
  std::size_t inputs() const { return layers_.front().inputs(); }
  std::size_t outputs() const { return layers_.back().outputs(); }
  /// The numbers in all weights and biases.
  std::size_t parameters() const;

private:
  friend Network randomNetwork(std::span<const std::uint32_t>, std::span<const double>, bool,
                               Activation, Activation, std::uint64_t);
  Network() = default;
  std::vector<Layer> layers_;
};

/// A network of the given sizes, of which there are one more than layers. The weights of layer t
/// are normal with standard deviation deviations[t] or, where `orthogonal`, that times √max(inputs,
/// outputs) times a Haar-orthogonal matrix; biases are zero. The last layer has the output's
/// activation. Layer t is made from stream t of the seed. Throws INVALID_ARGUMENT and, for
/// deviations that are not finite or too large, NOT_FINITE.
Network randomNetwork(std::span<const std::uint32_t> sizes, std::span<const double> deviations,
                      bool orthogonal, Activation hidden, Activation output, std::uint64_t seed);

/// What passes read of a network in the precision they are made in: its own numbers in float64,
/// which have to stay where they are, or copies in float32.
template <class T> class Layers {
public:
  explicit Layers(const Network &network);

  std::size_t size() const { return views_.size(); }
  const LayerViewOf<T> &operator[](std::size_t t) const { return views_[t]; }

private:
  std::vector<LayerViewOf<T>> views_;
  std::vector<MatrixOf<T>> weights_;
  std::vector<std::vector<T>> biases_;
};

/// The outputs for the rows of X (N × inputs): N × outputs. Throws SHAPE_MISMATCH, NOT_FINITE (also
/// where results overflow to no number, here and below).
Matrix forward(const Network &network, MatrixView<const double> X);

/// Throws SHAPE_MISMATCH unless X has as many columns as the network inputs, NOT_FINITE,
/// INVALID_ARGUMENT (empty).
template <class T>
void checkInputs(const Network &network, MatrixView<const T> X, std::string_view argument);

/// What a pass forwards leaves: `activations[t]` is what layer t is given (N × its inputs), the
/// last one the output; `first[t]` and `second[t]` are g' and g'' at z (N × its outputs).
template <class T> struct PassOf {
  std::vector<MatrixOf<T>> activations, first, second;
  const MatrixOf<T> &output() const { return activations.back(); }
};
using Pass = PassOf<double>;
/// Runs the rows of X through; derivatives up to `order`, at most 2.
template <class T> PassOf<T> pass(const Layers<T> &layers, MatrixView<const T> X, int order);
Pass pass(const Network &network, MatrixView<const double> X, int order);

/// What a pass backwards leaves: `deltas[t]` is ∂f/∂z of layer t, `cotangents[t]` ∂f/∂h of what it
/// is given; the first one is the gradient in the input, the last one what the pass began with.
template <class T> struct BackwardOf {
  std::vector<MatrixOf<T>> deltas, cotangents;
};
using Backward = BackwardOf<double>;
template <class T>
BackwardOf<T> backward(const Layers<T> &layers, const PassOf<T> &pass, MatrixOf<T> cotangent);
Backward backward(const Network &network, const Pass &pass, Matrix cotangent);

} // namespace lemmata::penalty
