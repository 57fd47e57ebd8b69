#include "battery.hpp"
#include "penalty/gradients.hpp"
#include "penalty/inequality.hpp"
#include "penalty/training.hpp"

namespace lemmata::battery {

using namespace penalty;

namespace {

Network network(Draw &d) {
  const std::vector<std::uint32_t> sizes{3, static_cast<std::uint32_t>(d.whole(1, 20)), 2};
  const auto [deviations, orthogonal, hidden] =
      std::tuple{d.numbers(2, 0.3, 1), d.unit() < 0.3, d.activation()};
  const Activation output = d.activation();
  return randomNetwork(sizes, deviations, orthogonal, hidden, output, d.whole(0, 99));
}

template <class T> void train(Draw &d, Hash &h) {
  Network net = network(d);
  const MatrixOf<T> X = d.matrix<T>(9, 3);
  const Matrix targets = d.matrix(9, 2);
  Training training(net, MatrixView<const T>(X), MatrixView<const double>(targets),
                    {Loss::Squared, 0.01, {0.1, 0.1}, d.whole(0, 4), 3});
  for (int step = 0; step < 4; ++step) {
    const Report report = training.step(net);
    h.add(report.loss, report.input, report.parameter);
  }
  for (const Layer &layer : net.layers())
    h.add(layer.weights, layer.bias);
}

} // namespace

const std::vector<Call> penaltyCalls{
    {"norm",
     [](Draw &d, Hash &h) {
       const auto [rows, cols] = std::pair{d.whole(1, 20), d.whole(1, 20)};
       const Matrix M = d.matrix(rows, cols);
       for (int which = 0; which < 8; ++which)
         h.add(norm(M, static_cast<Norm>(which)));
     }},
    {"randomNetwork",
     [](Draw &d, Hash &h) {
       const Network net = network(d);
       for (const Layer &layer : net.layers())
         h.add(layer.weights, layer.bias);
     }},
    {"forward",
     [](Draw &d, Hash &h) {
       const Network net = network(d);
       h.add(forward(net, d.matrix(d.whole(1, 70), 3)));
     }},
    {"gradients",
     [](Draw &d, Hash &h) {
       const auto [vector, net, x] = std::tuple{d.numbers(2), network(d), d.numbers(3)};
       const Gradients g = gradients(net, x, {d.one<HeadKind>(4), vector});
       h.add(g.value, g.input);
       for (const Matrix &W : g.weights)
         h.add(W);
       for (const auto &b : g.biases)
         h.add(b);
     }},
    {"crossEntropy",
     [](Draw &d, Hash &h) {
       const std::vector<double> label{1};
       const Network net = network(d);
       h.add(gradients(net, d.numbers(3), {HeadKind::CrossEntropy, label}).input);
     }},
    {"jacobian",
     [](Draw &d, Hash &h) {
       const Network net = network(d);
       h.add(jacobian(net, d.numbers(3)));
     }},
    {"inequality",
     [](Draw &d, Hash &h) {
       const auto [vector, net, x] = std::tuple{d.numbers(2), network(d), d.numbers(3)};
       const Head head{d.one<HeadKind>(4), vector};
       const Inequality found = inequality(net, x, head, d.one<Norm>(8));
       h.add(found.terms, found.left, found.right, found.ratio, found.holds);
     }},
    {"inequalityRows",
     [](Draw &d, Hash &h) {
       const auto [vector, net, X] = std::tuple{d.numbers(2), network(d), d.matrix(7, 3)};
       const Head head{d.one<HeadKind>(4), vector};
       const InequalityRows found = inequalityRows(net, X, head, d.one<Norm>(8));
       h.add(found.left, found.right, found.batchGradientSquared,
             found.meanParameterGradientSquared);
     }},
    {"dirichletEnergy",
     [](Draw &d, Hash &h) {
       const Network net = network(d);
       h.add(dirichletEnergy(net, d.matrix(7, 3), {HeadKind::HalfSquare}), lipschitzBound(net));
     }},
    {"train", train<double>},
    {"train float32", train<float>},
};

} // namespace lemmata::battery
