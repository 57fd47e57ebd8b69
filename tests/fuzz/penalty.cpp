#include "numeric/product.hpp"
#include "oracle.hpp"
#include "penalty/inequality.hpp"
#include "penalty/training.hpp"

namespace lemmata::fuzz {

namespace {

using namespace penalty;

std::optional<Network> network(Input &in) {
  const std::size_t depth = in.below(4) + (in.below(16) > 0);
  std::vector<std::uint32_t> sizes;
  for (std::size_t t = 0; t <= depth; ++t)
    sizes.push_back(static_cast<std::uint32_t>(in.below(5) + (in.below(16) > 0)));
  if (in.flip()) {
    std::vector<double> deviations;
    for (std::size_t t = 0; t < depth; ++t)
      deviations.push_back(in.below(8) == 0 ? in.any() : 1);
    return attempt([&] {
      return randomNetwork(sizes, deviations, in.flip(), in.choice<Activation>(activationCount),
                           in.choice<Activation>(activationCount), in.byte());
    });
  }
  std::vector<Matrix> weights;
  std::vector<std::vector<double>> biases;
  std::vector<LayerView> layers;
  for (std::size_t t = 0; t < depth; ++t) {
    weights.push_back(in.matrix(sizes[t + 1], in.below(32) == 0 ? in.below(5) : sizes[t]));
    biases.push_back(in.flip() ? std::vector<double>() : in.spoiled(sizes[t + 1]));
  }
  for (std::size_t t = 0; t < depth; ++t)
    layers.push_back({weights[t], biases[t], in.choice<Activation>(activationCount)});
  return attempt([&] { return Network(layers); });
}

void norms(Input &in) {
  const Matrix M = in.matrix(in.below(7), in.below(7));
  const auto of = [&](Norm which) { return attempt([&] { return checkedNorm(M, which); }); };
  const auto spectral = of(Norm::Spectral), frobenius = of(Norm::Frobenius),
             nuclear = of(Norm::Nuclear), max = of(Norm::Max), rms = of(Norm::RmsFrobenius),
             one = of(Norm::Induced1), inf = of(Norm::InducedInf);
  attempt([&] { return checkedNorm(M, Norm::Product); });
  if (!spectral || !(*max < 1e300))
    return;
  const double up = 1 + 1e-12;
  expect(*max <= *spectral * up && *spectral <= *frobenius * up && *frobenius <= *nuclear * up &&
             *rms <= *spectral * up,
         "max, RMS ≤ spectral ≤ Frobenius ≤ nuclear",
         {*max, *rms, *spectral, *frobenius, *nuclear});
  expect(*spectral <= std::sqrt(*one) * std::sqrt(*inf) * up, "spectral² ≤ |M|₁ |M|∞",
         {*spectral, *one, *inf});
}

bool moderate(const Network &network) {
  for (const Layer &layer : network.layers())
    for (const double w : layer.weights.flat())
      if (w != 0 && (std::abs(w) > 1e20 || std::abs(w) < 1e-20))
        return false;
  return true;
}

void inequalities(Input &in, const Network &net) {
  const std::size_t wrong = in.below(32) == 0;
  const auto x = in.spoiled(net.inputs() + wrong);
  const auto kind = in.choice<HeadKind>(5);
  auto vector = in.spoiled(in.below(8) == 0 ? in.below(4) : net.outputs());
  if (kind == HeadKind::CrossEntropy) {
    double total = 0;
    for (double &t : vector)
      total += t = std::abs(t);
    for (double &t : vector)
      t /= total > 0 ? total : 1;
    if (in.flip())
      vector = {static_cast<double>(in.below(6))};
  }
  const Head head{kind, vector};
  const auto norm = in.choice<Norm>(8);
  const auto found = attempt([&] { return inequality(net, x, head, norm); });
  const auto g = attempt([&] { return gradients(net, x, head); });
  const auto J = attempt([&] { return jacobian(net, x); });
  const auto lipschitz = attempt([&] { return lipschitzBound(net); });
  const MatrixView<const double> X{x.data(), 1, x.size()};
  const auto rows = attempt([&] { return inequalityRows(net, X, head, norm); });
  const auto energy = attempt([&] { return dirichletEnergy(net, X, head); });
  if (found) {
    expect(found->left >= 0 && found->right >= 0 && found->inputGradientSquared >= 0,
           "both sides are not negative", {found->left, found->right});
    expect(!guaranteed(norm) || found->holds || !moderate(net), "the inequality holds",
           {static_cast<double>(norm), found->left, found->right});
    expect(rows && close(rows->left[0], found->left, 1e-9, 1e-300), "rows agree with one row",
           {found->left});
    if (g && found->right > 1e-280) {
      double squared = 0;
      for (const Matrix &W : g->weights)
        squared += squaredNorm(W.flat());
      for (const auto &b : g->biases)
        squared += squaredNorm(b);
      expect(close(squared, found->right, 1e-9, 1e-280),
             "the right side is the gradient's squared norm", {squared, found->right});
    }
    if (energy)
      expect(close(*energy, found->inputGradientSquared, 1e-9, 1e-300),
             "the Dirichlet energy of one row is its squared gradient",
             {*energy, found->inputGradientSquared});
  }
  if (J && lipschitz && finite(J->flat()) && !J->view().empty() && moderate(net))
    expect(!(penalty::norm(*J, Norm::Spectral) > *lipschitz * (1 + 1e-9) + 1e-290),
           "no Jacobian is larger than the Lipschitz bound",
           {penalty::norm(*J, Norm::Spectral), *lipschitz});
}

template <class T> void trainings(Input &in, Network net) {
  const std::size_t n = in.below(5);
  const Matrix wide = in.matrix(n, net.inputs() + (in.below(32) == 0));
  MatrixOf<T> X(wide.rows(), wide.cols());
  for (std::size_t i = 0; i < wide.flat().size(); ++i)
    X.flat()[i] = static_cast<T>(wide.flat()[i]);
  TrainingOptions options;
  options.loss = in.choice<Loss>(2);
  options.rate = in.below(4) == 0 ? in.any() : 0.01;
  options.penalties = {in.below(4) == 0 ? in.any() : 0.1, in.below(4) == 0 ? in.any() : 0.1};
  options.batch = in.below(4);
  options.seed = in.byte();
  const bool classes = options.loss == Loss::CrossEntropy && in.flip();
  Matrix targets = in.matrix(n, classes ? 1 : net.outputs());
  if (classes)
    for (double &t : targets.flat())
      t = static_cast<double>(in.below(5));
  else if (options.loss == Loss::CrossEntropy)
    for (std::size_t i = 0; i < n; ++i)
      for (std::size_t j = 0; j < targets.cols(); ++j)
        targets(i, j) = j == i % targets.cols();
  auto training = attempt([&] {
    return Training(net, MatrixView<const T>(X.view()), MatrixView<const double>(targets), options);
  });
  for (int step = 0; training && step < 3; ++step) {
    const Network before = net;
    const auto report = attempt([&] { return training->step(net); });
    for (std::size_t t = 0; t < net.layers().size(); ++t) {
      const Layer &now = net.layers()[t], &then = before.layers()[t];
      expect(finite(now.weights.flat()) && finite(now.bias), "a step leaves finite weights");
      if (!report)
        expect(std::ranges::equal(now.weights.flat(), then.weights.flat()) && now.bias == then.bias,
               "a step that fails leaves the network as it was");
    }
    if (!report)
      break;
    expect(std::isfinite(report->loss) && report->loss >= 0 && report->input >= 0 &&
               report->parameter >= 0,
           "loss and penalties are not negative", {report->loss, report->input, report->parameter});
  }
}

} // namespace

void run(Input &in) {
  const std::size_t which = in.below(5);
  if (which == 0)
    return norms(in);
  if (which == 1) {
    attempt([&] { return implicitRegularizer(in.any(), in.any(), in.any()); });
    const double x = in.any();
    for (int f = 0; f < activationCount; ++f)
      for (int k = 0; k < 3; ++k) {
        const double y = activate(static_cast<Activation>(f), x, k);
        expect(std::isfinite(y) || !(std::abs(x) < 1e150), "activations of finite numbers are so",
               {static_cast<double>(f), static_cast<double>(k), x, y});
        if (k == 1 && std::isfinite(x))
          expect(std::abs(y) <= lipschitz(static_cast<Activation>(f)) * (1 + 1e-12),
                 "a slope is at most the Lipschitz constant", {static_cast<double>(f), x, y});
      }
    return;
  }
  const auto net = network(in);
  if (!net)
    return;
  if (which == 2)
    return in.flip() ? trainings<double>(in, *net) : trainings<float>(in, *net);
  inequalities(in, *net);
}

} // namespace lemmata::fuzz
