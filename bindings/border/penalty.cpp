#include <algorithm>
#include <vector>

#include "border.hpp"
#include "penalty/gradients.hpp"
#include "penalty/inequality.hpp"
#include "penalty/network.hpp"
#include "penalty/norms.hpp"
#include "penalty/training.hpp"

using namespace lemmata::border;
namespace core = lemmata::penalty;

namespace {

/// A layer as bindings/api lays it out; activations, heads, norms and losses travel as the numbers
/// of their enumerators.
struct Record {
  std::uint32_t weights, rows, cols, bias, biasSize, activation;
};

core::Network &network(Address address) { return *reinterpret_cast<core::Network *>(address); }

Address held(core::Network network) {
  return reinterpret_cast<Address>(new core::Network(std::move(network)));
}

core::Head head(int kind, Address vector, std::size_t size) {
  return {static_cast<core::HeadKind>(kind), input<double>(vector, size)};
}

double *put(double *to, std::span<const double> values) {
  return std::ranges::copy(values, to).out;
}

/// Weights and biases, layer after layer.
double *putLayers(double *to, const std::vector<lemmata::Matrix> &weights,
                  const std::vector<std::vector<double>> &biases) {
  for (std::size_t t = 0; t < weights.size(); ++t)
    to = put(put(to, weights[t].flat()), biases[t]);
  return to;
}

Address networkNew(Address records, std::size_t count) {
  std::vector<core::LayerView> layers;
  for (const Record &r : input<Record>(records, count))
    layers.push_back({inputMatrix<double>(r.weights, r.rows, r.cols),
                      input<double>(r.bias, r.biasSize),
                      static_cast<lemmata::Activation>(r.activation)});
  return held(core::Network(layers));
}

Address networkRandom(Address sizes, std::size_t count, Address deviations, bool orthogonal,
                      int hidden, int output, std::uint32_t seedLow, std::uint32_t seedHigh) {
  return held(core::randomNetwork(
      input<std::uint32_t>(sizes, count), input<double>(deviations, count - 1), orthogonal,
      static_cast<lemmata::Activation>(hidden), static_cast<lemmata::Activation>(output),
      std::uint64_t{seedHigh} << 32 | seedLow));
}

void networkDelete(Address address) { delete &network(address); }

void weights(Address address, Address result) {
  double *to = reinterpret_cast<double *>(result);
  for (const core::Layer &layer : network(address).layers())
    to = put(put(to, layer.weights.flat()), layer.bias);
}

void forward(Address address, Address X, std::size_t rows, std::size_t cols, Address result) {
  put(reinterpret_cast<double *>(result),
      core::forward(network(address), inputMatrix<double>(X, rows, cols)).flat());
}

/// Writes value, input gradient, and weights and biases layer after layer.
void gradients(Address address, Address x, std::size_t size, int kind, Address vector,
               std::size_t vectorSize, Address result) {
  const core::Gradients found =
      core::gradients(network(address), input<double>(x, size), head(kind, vector, vectorSize));
  double *to = reinterpret_cast<double *>(result);
  *to++ = found.value;
  putLayers(put(to, found.input), found.weights, found.biases);
}

void jacobian(Address address, Address x, std::size_t size, Address result) {
  put(reinterpret_cast<double *>(result),
      core::jacobian(network(address), input<double>(x, size)).flat());
}

/// Writes left, right, ratio, whether it holds, the input's squared gradient, the number of dead
/// layers, the terms and the dead layers.
void inequality(Address address, Address x, std::size_t size, int kind, Address vector,
                std::size_t vectorSize, int norm, Address result) {
  const core::Inequality found =
      core::inequality(network(address), input<double>(x, size), head(kind, vector, vectorSize),
                       static_cast<core::Norm>(norm));
  double *to = reinterpret_cast<double *>(result);
  for (const double value :
       {found.left, found.right, found.ratio, static_cast<double>(found.holds),
        found.inputGradientSquared, static_cast<double>(found.deadLayers.size())})
    *to++ = value;
  to = put(to, found.terms);
  for (const std::size_t layer : found.deadLayers)
    *to++ = static_cast<double>(layer);
}

bool guaranteed(int norm) { return core::guaranteed(static_cast<core::Norm>(norm)); }

/// Writes the batch's squared gradient, the mean of the samples', then left, right and ratio.
void inequalityRows(Address address, Address X, std::size_t rows, std::size_t cols, int kind,
                    Address vector, std::size_t vectorSize, int norm, Address result) {
  const core::InequalityRows found =
      core::inequalityRows(network(address), inputMatrix<double>(X, rows, cols),
                           head(kind, vector, vectorSize), static_cast<core::Norm>(norm));
  double *to = reinterpret_cast<double *>(result);
  *to++ = found.batchGradientSquared;
  *to++ = found.meanParameterGradientSquared;
  put(put(put(to, found.left), found.right), found.ratio);
}

double dirichletEnergy(Address address, Address X, std::size_t rows, std::size_t cols, int kind,
                       Address vector, std::size_t vectorSize) {
  return core::dirichletEnergy(network(address), inputMatrix<double>(X, rows, cols),
                               head(kind, vector, vectorSize));
}

double lipschitzBound(Address address) { return core::lipschitzBound(network(address)); }

template <class T>
Address trainingNew(Address address, Address X, std::size_t rows, std::size_t cols, Address targets,
                    std::size_t targetRows, std::size_t targetCols, int loss, double rate,
                    double inputPenalty, double parameterPenalty, std::size_t batch,
                    std::uint32_t seedLow, std::uint32_t seedHigh) {
  return reinterpret_cast<Address>(
      new core::Training(network(address), inputMatrix<T>(X, rows, cols),
                         inputMatrix<double>(targets, targetRows, targetCols),
                         {static_cast<core::Loss>(loss),
                          rate,
                          {inputPenalty, parameterPenalty},
                          batch,
                          std::uint64_t{seedHigh} << 32 | seedLow}));
}

void trainingStep(Address training, Address address, Address result) {
  const auto [loss, input, parameter] =
      reinterpret_cast<core::Training *>(training)->step(network(address));
  const auto out = output<double>(result, 3);
  out[0] = loss;
  out[1] = input;
  out[2] = parameter;
}

void trainingDelete(Address training) { delete reinterpret_cast<core::Training *>(training); }

double norm(Address M, std::size_t rows, std::size_t cols, int which) {
  return core::checkedNorm(inputMatrix<double>(M, rows, cols), static_cast<core::Norm>(which));
}

} // namespace

LEMMATA_EXPORTS(penalty) = {
    LEMMATA_EXPORT("penaltyNetworkNew(records, count)", networkNew),
    LEMMATA_EXPORT(
        "penaltyNetworkRandom(sizes, count, deviations, orthogonal, hidden, output, seedLow, "
        "seedHigh)",
        networkRandom),
    LEMMATA_EXPORT("penaltyNetworkDelete(address)", networkDelete),
    LEMMATA_EXPORT("penaltyWeights(address, result)", weights),
    LEMMATA_EXPORT("penaltyForward(address, X, rows, cols, result)", forward),
    LEMMATA_EXPORT("penaltyGradients(address, x, size, kind, vector, vectorSize, result)",
                   gradients),
    LEMMATA_EXPORT("penaltyJacobian(address, x, size, result)", jacobian),
    LEMMATA_EXPORT("penaltyInequality(address, x, size, kind, vector, vectorSize, norm, result)",
                   inequality),
    LEMMATA_EXPORT("penaltyGuaranteed(norm)", guaranteed),
    LEMMATA_EXPORT(
        "penaltyInequalityRows(address, X, rows, cols, kind, vector, vectorSize, norm, result)",
        inequalityRows),
    LEMMATA_EXPORT("penaltyDirichletEnergy(address, X, rows, cols, kind, vector, vectorSize)",
                   dirichletEnergy),
    LEMMATA_EXPORT("penaltyLipschitzBound(address)", lipschitzBound),
    LEMMATA_EXPORT(
        "penaltyTrainingNew(address, X, rows, cols, targets, targetRows, targetCols, loss, "
        "rate, inputPenalty, parameterPenalty, batch, seedLow, seedHigh)",
        trainingNew<double>),
    LEMMATA_EXPORT("penaltyTrainingNew32(address, X, rows, cols, targets, targetRows, targetCols, "
                   "loss, rate, inputPenalty, parameterPenalty, batch, seedLow, seedHigh)",
                   trainingNew<float>),
    LEMMATA_EXPORT("penaltyTrainingStep(training, address, result)", trainingStep),
    LEMMATA_EXPORT("penaltyTrainingDelete(training)", trainingDelete),
    LEMMATA_EXPORT("penaltyNorm(M, rows, cols, norm)", norm),
    LEMMATA_EXPORT("penaltyImplicitRegularizer(loss, gradientSquared, rate)",
                   core::implicitRegularizer),
};
