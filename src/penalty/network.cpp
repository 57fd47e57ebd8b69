#include "penalty/network.hpp"

#include <algorithm>
#include <cmath>
#include <type_traits>
#include <utility>

#include "numeric/check.hpp"
#include "numeric/covariance.hpp"
#include "numeric/normal.hpp"
#include "numeric/orthogonal.hpp"
#include "numeric/product.hpp"

namespace lemmata::penalty {

Network::Network(std::span<const LayerView> layers) {
  check::notEmpty(layers.size(), "layers");
  for (std::size_t t = 0; t < layers.size(); ++t) {
    const auto &[W, bias, activation] = layers[t];
    try {
      check::notEmpty(W.size(), "weights");
      check::finite(W, "weights");
      check::finite(bias, "bias");
      if (!bias.empty())
        check::sameSize(bias.size(), W.rows, "bias");
    } catch (const Error &error) {
      throw error.with({"layer", t});
    }
    if (t > 0 && W.cols != layers[t - 1].weights.rows)
      throw Error(ErrorCode::ShapeMismatch,
                  "layer {layer} takes {found} numbers; the layer before gives {expected}",
                  {{"argument", "layers"},
                   {"layer", t},
                   {"found", W.cols},
                   {"expected", layers[t - 1].weights.rows}});
    layers_.push_back({Matrix(W), {bias.begin(), bias.end()}, activation});
  }
}

std::size_t Network::parameters() const {
  std::size_t count = 0;
  for (const Layer &layer : layers_)
    count += layer.weights.flat().size() + layer.bias.size();
  return count;
}

Network randomNetwork(std::span<const std::uint32_t> sizes, std::span<const double> deviations,
                      bool orthogonal, Activation hidden, Activation output, std::uint64_t seed) {
  if (sizes.size() < 2)
    throw Error(ErrorCode::InvalidArgument, "{argument} has {found} entries; at least 2 are needed",
                {{"argument", "sizes"}, {"found", sizes.size()}});
  for (std::size_t i = 0; i < sizes.size(); ++i)
    if (sizes[i] == 0)
      throw Error(ErrorCode::InvalidArgument,
                  "{argument}[{index}] is {found}; every layer needs at least one number",
                  {{"argument", "sizes"}, {"index", i}, {"found", sizes[i]}});
  double count = 0;
  for (std::size_t t = 0; t + 1 < sizes.size(); ++t)
    count += (static_cast<double>(sizes[t]) + 1) * sizes[t + 1];
  check::addressable(count);

  Network network;
  for (std::size_t t = 0; t + 1 < sizes.size(); ++t) {
    const Philox philox(seed, t);
    const std::size_t in = sizes[t], out = sizes[t + 1];
    Matrix W(out, in);
    double factor = deviations[t];
    if (orthogonal) {
      W = haarOrthogonal(philox, out, in);
      factor *= std::sqrt(static_cast<double>(std::max(in, out)));
    } else {
      fillNormal<double>(philox, 0, W.flat());
    }
    scale(W, factor);
    check::finite(std::as_const(W).view(), "weights");
    network.layers_.push_back(
        {std::move(W), std::vector<double>(out), t + 2 == sizes.size() ? output : hidden});
  }
  return network;
}

template <class T> Layers<T>::Layers(const Network &network) {
  for (const Layer &layer : network.layers())
    if constexpr (std::is_same_v<T, double>) {
      views_.push_back({layer.weights.view(), layer.bias, layer.activation});
    } else {
      MatrixOf<T> &W = weights_.emplace_back(layer.outputs(), layer.inputs());
      std::ranges::copy(layer.weights.flat(), W.flat().begin());
      const std::vector<T> &bias = biases_.emplace_back(layer.bias.begin(), layer.bias.end());
      // A vector or matrix that is moved keeps its numbers where they are.
      views_.push_back({std::as_const(W).view(), bias, layer.activation});
    }
}

template <class T>
void checkInputs(const Network &network, MatrixView<const T> X, std::string_view argument) {
  check::notEmpty(X.size(), argument);
  if (X.cols != network.inputs())
    throw Error(ErrorCode::ShapeMismatch,
                "{argument} has {found} numbers a row; the network takes {expected}",
                {{"argument", argument}, {"found", X.cols}, {"expected", network.inputs()}});
  check::finite(X, argument);
}

template <class T> PassOf<T> pass(const Layers<T> &layers, MatrixView<const T> X, int order) {
  PassOf<T> result;
  result.activations.emplace_back(X);
  for (std::size_t t = 0; t < layers.size(); ++t) {
    const auto &[W, bias, activation] = layers[t];
    const MatrixOf<T> &H = result.activations.back();
    MatrixOf<T> Z(H.rows(), W.rows), first(order > 0 ? H.rows() : 0, W.rows),
        second(order > 1 ? H.rows() : 0, W.rows);
    if (!bias.empty())
      for (std::size_t i = 0; i < Z.rows(); ++i)
        std::ranges::copy(bias, Z.row(i).begin());
    addProductWithTransposed(Z.view(), 1, H.view(), W);
    activateWithDerivatives<T>(activation, Z.flat(), Z.flat(), first.flat(), second.flat());
    result.activations.push_back(std::move(Z));
    result.first.push_back(std::move(first));
    result.second.push_back(std::move(second));
  }
  return result;
}

Pass pass(const Network &network, MatrixView<const double> X, int order) {
  return pass(Layers<double>(network), X, order);
}

Matrix forward(const Network &network, MatrixView<const double> X) {
  checkInputs(network, X, "X");
  Matrix outputs = std::move(pass(network, X, 0).activations.back());
  check::defined(outputs.flat(), "X");
  return outputs;
}

template <class T>
BackwardOf<T> backward(const Layers<T> &layers, const PassOf<T> &pass, MatrixOf<T> cotangent) {
  const std::size_t count = layers.size();
  BackwardOf<T> result{std::vector<MatrixOf<T>>(count), std::vector<MatrixOf<T>>(count + 1)};
  result.cotangents[count] = std::move(cotangent);
  for (std::size_t t = count; t-- > 0;) {
    const MatrixOf<T> &V = result.cotangents[t + 1];
    MatrixOf<T> D(V.rows(), V.cols());
    for (std::size_t i = 0; i < D.flat().size(); ++i)
      D.flat()[i] = pass.first[t].flat()[i] * V.flat()[i];
    MatrixOf<T> next(V.rows(), layers[t].weights.cols);
    addProduct(next.view(), 1, D.view(), layers[t].weights);
    result.deltas[t] = std::move(D);
    result.cotangents[t] = std::move(next);
  }
  return result;
}

Backward backward(const Network &network, const Pass &pass, Matrix cotangent) {
  return backward(Layers<double>(network), pass, std::move(cotangent));
}

#define LEMMATA_INSTANTIATE(T)                                                                     \
  template class Layers<T>;                                                                        \
  template void checkInputs(const Network &, MatrixView<const T>, std::string_view);               \
  template PassOf<T> pass(const Layers<T> &, MatrixView<const T>, int);                            \
  template BackwardOf<T> backward(const Layers<T> &, const PassOf<T> &, MatrixOf<T>);
LEMMATA_INSTANTIATE(double)
LEMMATA_INSTANTIATE(float)
#undef LEMMATA_INSTANTIATE

} // namespace lemmata::penalty
