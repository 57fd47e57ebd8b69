#include <doctest/doctest.h>

#include <array>
#include <cmath>

#include "numeric/error.hpp"
#include "numeric/normal.hpp"
#include "numeric/product.hpp"
#include "penalty/gradients.hpp"
#include "penalty/inequality.hpp"
#include "penalty/norms.hpp"
#include "penalty/training.hpp"
#include "refusal.hpp"

// The inequality, its counterexamples, and the gradients of both penalties by finite differences.
// PyTorch's golden numbers are in tests/api/penalty.test.ts.

using namespace lemmata;
using namespace lemmata::penalty;
using tests::codeOf;

namespace {

constexpr std::array allNorms{Norm::Spectral, Norm::Product,   Norm::Frobenius,
                              Norm::Nuclear,  Norm::Max,       Norm::RmsFrobenius,
                              Norm::Induced1, Norm::InducedInf};

Network single(std::initializer_list<double> weights, std::size_t rows, std::size_t cols) {
  const std::vector<double> W(weights), b(rows);
  const LayerView layer{{W.data(), rows, cols}, b, Activation::Identity};
  return Network({&layer, 1});
}

Network random(std::span<const std::uint32_t> sizes, Activation hidden, Activation output,
               std::uint64_t seed) {
  std::vector<double> deviations;
  for (std::size_t t = 0; t + 1 < sizes.size(); ++t)
    deviations.push_back(1.3 / std::sqrt(sizes[t]));
  Network network = randomNetwork(sizes, deviations, false, hidden, output, seed);
  for (std::size_t t = 0; t < network.layers().size(); ++t)
    if ((seed >> 3) % 3 > 0)
      fillNormal<double>(Philox(seed, 100 + t), 0, network.layers()[t].bias);
    else if ((seed >> 3) % 2)
      network.layers()[t].bias.clear();
  return network;
}

std::vector<double> point(std::size_t n, std::uint64_t seed) {
  std::vector<double> x(n);
  fillNormal<double>(Philox(seed, 99), 0, x);
  return x;
}

const auto approx = [](double x) { return doctest::Approx(x).epsilon(1e-13); };

} // namespace

TEST_CASE("the article's example has the published sides") {
  const double W1[] = {1, 2, -1, .5, .3, -.7}, b1[] = {.1, -.2, .3};
  const double W2[] = {.5, -1, 2, 1.5, .25, -.75}, b2[] = {0, .4};
  const LayerView layers[] = {{{W1, 3, 2}, b1, Activation::Tanh},
                              {{W2, 2, 3}, b2, Activation::Tanh}};
  const Network network(layers);
  const double x[] = {1, -.5};
  const Head head{HeadKind::HalfSquare};
  CHECK(gradients(network, x, head).value == approx(.5099739463082725));
  const Inequality spectral = inequality(network, x, head, Norm::Spectral);
  CHECK(spectral.inputGradientSquared == approx(.5328419150446196));
  CHECK(spectral.right == approx(.33932307474946194));
  CHECK(spectral.left == approx(.27296294990545455));
  CHECK(inequality(network, x, head, Norm::Product).left == approx(.32740468956364277));
  CHECK(inequality(network, x, head, Norm::Frobenius).left == approx(.11829327922275695));
  CHECK(network.parameters() == 17);
}

TEST_CASE("ten thousand random networks obey the inequality in every norm that promises it") {
  std::size_t violated[8] = {};
  double tightest = 0;
  for (std::uint64_t seed = 0; seed < 10000; ++seed) {
    const auto bits = Philox(seed, 50).block(0);
    std::vector<std::uint32_t> sizes{1 + bits[0] % 4};
    for (std::uint32_t t = 0; t < 1 + bits[1] % 4; ++t)
      sizes.push_back(1 + Philox(seed, 51).block(t)[0] % 5);
    const auto hidden = static_cast<Activation>(bits[2] % 15);
    const auto output = static_cast<Activation>(bits[3] % 15);
    const Network network = random(sizes, hidden, output, seed);
    const auto x = point(network.inputs(), seed);
    const Head head{seed % 2 ? HeadKind::HalfSquare : HeadKind::Sum};
    for (const Norm norm : allNorms) {
      const Inequality found = inequality(network, x, head, norm);
      violated[static_cast<int>(norm)] += !found.holds;
      if (guaranteed(norm)) {
        CHECK(found.holds);
        tightest = std::max(tightest, found.ratio);
      }
    }
  }
  CHECK(tightest > 1 - 1e-9);
  CHECK(tightest < 1 + 1e-9);
  for (const Norm norm : allNorms)
    CHECK((violated[static_cast<int>(norm)] > 0) == !guaranteed(norm));
}

TEST_CASE("each norm that promises nothing has its counterexample") {
  const auto left = [](const Network &network, std::vector<double> c, Norm norm) {
    const std::vector<double> x(network.inputs());
    const Inequality found = inequality(network, x, {HeadKind::Cotangent, c}, norm);
    CHECK(found.right == approx(squaredNorm(c)));
    CHECK(found.holds == (found.left <= found.right * (1 + 1e-9)));
    return found.left;
  };
  const Network ones = single({1, 1, 1, 1}, 2, 2);
  CHECK(left(ones, {1, 1}, Norm::Max) == approx(8));
  CHECK(left(ones, {1, 1}, Norm::Spectral) == approx(2));
  CHECK(left(ones, {1, 1}, Norm::Frobenius) == approx(1));
  CHECK(left(single({1, 1, 1}, 1, 3), {1}, Norm::Induced1) == approx(3));
  const double third = 1 / std::sqrt(3.0);
  CHECK(left(single({1, 1, 1}, 3, 1), {third, third, third}, Norm::InducedInf) == approx(3));
  CHECK(left(single({1, 0, 0, 0}, 2, 2), {1, 0}, Norm::RmsFrobenius) == approx(2));
}

TEST_CASE("a linear layer and its top singular vector reach equality") {
  const Network network = single({3, 1, 0, 2, -1, 4}, 2, 3);
  const Matrix &W = network.layers()[0].weights;
  // The top left singular vector, by the power method.
  std::vector<double> c{1, 1};
  for (int round = 0; round < 200; ++round) {
    const Matrix next =
        product(productWithTransposed(W, W), MatrixView<const double>{c.data(), 2, 1});
    const double length = std::sqrt(squaredNorm(next.flat()));
    c = {next(0, 0) / length, next(1, 0) / length};
  }
  const double x[] = {1, 2, 3};
  CHECK(inequality(network, x, {HeadKind::Cotangent, c}, Norm::Spectral).ratio == approx(1));
}

TEST_CASE("opposite samples cancel in the batch but not in the inequality") {
  const Network network = single({1}, 1, 1);
  const double X[] = {1, 1};
  // f = ½(wx + b − t)² with residuals of opposite signs cannot be one head; two inputs can.
  const double Y[] = {1, -1};
  const InequalityRows rows =
      inequalityRows(network, {Y, 2, 1}, {HeadKind::HalfSquare}, Norm::Spectral);
  // h = ±1: bias gradients cancel, weight gradients add.
  CHECK(rows.batchGradientSquared == approx(1));
  CHECK(rows.meanParameterGradientSquared == approx(2));
  const InequalityRows equal =
      inequalityRows(network, {X, 2, 1}, {HeadKind::HalfSquare}, Norm::Spectral);
  CHECK(equal.batchGradientSquared == approx(equal.meanParameterGradientSquared));
  CHECK(equal.left[0] == approx(2));
}

TEST_CASE("a dead layer contributes nothing and is named") {
  const double W1[] = {1, 1}, b1[] = {-10}, W2[] = {2}, b2[] = {1};
  const LayerView layers[] = {{{W1, 1, 2}, b1, Activation::Relu},
                              {{W2, 1, 1}, b2, Activation::Identity}};
  const double x[] = {1, 1};
  const Inequality found = inequality(Network(layers), x, {HeadKind::HalfSquare}, Norm::Spectral);
  CHECK(found.inputGradientSquared == 0);
  CHECK(found.left == 0);
  CHECK(found.holds);
  CHECK(found.deadLayers == std::vector<std::size_t>{1});
  CHECK(found.terms[1] == 0);
  // Without any gradient both sides are 0.
  const double none[] = {0};
  CHECK(inequality(Network(layers), x, {HeadKind::Cotangent, none}, Norm::Nuclear).ratio == 0);
}

TEST_CASE("both sides scale with the square of f") {
  const std::uint32_t sizes[] = {3, 4, 2};
  const Network network = random(sizes, Activation::Tanh, Activation::Sin, 8);
  const auto x = point(3, 1);
  const double c[] = {1, -2}, c3[] = {3, -6};
  const Inequality one = inequality(network, x, {HeadKind::Cotangent, c}, Norm::Spectral),
                   nine = inequality(network, x, {HeadKind::Cotangent, c3}, Norm::Spectral);
  CHECK(nine.left == approx(9 * one.left));
  CHECK(nine.right == approx(9 * one.right));
}

TEST_CASE("the objective's gradient is what the objective changes by") {
  for (int kind = 0; kind < 15; ++kind) {
    CAPTURE(kind);
    const auto hidden = static_cast<Activation>(kind);
    const std::uint32_t sizes[] = {3, 5, 4, 3};
    for (const auto &[penalties, cross] :
         {std::pair{Penalties{0, 0}, false}, std::pair{Penalties{0.7, 0}, true},
          std::pair{Penalties{0, 0.4}, false}, std::pair{Penalties{0.6, 0.3}, true}}) {
      Network network = random(sizes, hidden, Activation::Identity, 16 + 8 * (kind % 2));
      Matrix X(4, 3), T(4, 3);
      fillNormal<double>(Philox(5, 0), 0, X.flat());
      fillNormal<double>(Philox(5, 1), 0, T.flat());
      std::vector<double> classes{0, 2, 1, 2};
      std::vector<Head> heads;
      for (std::size_t i = 0; i < 4; ++i)
        heads.push_back(cross ? Head{HeadKind::CrossEntropy, {&classes[i], 1}}
                              : Head{HeadKind::SquaredError, T.row(i)});
      const auto total = [&] {
        const Report r = objective(network, X, heads, penalties).report;
        return r.loss + penalties.input * r.input + penalties.parameter * r.parameter;
      };
      const Objective found = objective(network, X, heads, penalties);
      constexpr double h = 1e-6;
      for (std::size_t t = 0; t < 3; ++t) {
        double slope = 0;
        const auto move = [&](double step) {
          slope = 0;
          Layer &layer = network.layers()[t];
          for (std::size_t i = 0; i < layer.weights.flat().size(); ++i) {
            const double e = normal(Philox(6, t), i);
            layer.weights.flat()[i] += step * e;
            slope += e * found.weights[t].flat()[i];
          }
          for (std::size_t i = 0; i < layer.bias.size(); ++i) {
            const double e = normal(Philox(7, t), i);
            layer.bias[i] += step * e;
            slope += e * found.biases[t][i];
          }
        };
        move(h);
        const double above = total();
        move(-2 * h);
        const double below = total();
        move(h);
        // Gradients of piecewise smooth activations have kinks, which these points keep away from.
        CHECK((above - below) / (2 * h) ==
              doctest::Approx(slope).epsilon(1e-5).scale(std::abs(slope) + 1e-3));
      }
    }
  }
}

TEST_CASE("in float32 the objective and its gradient are those of float64 to its precision") {
  for (int kind = 0; kind < 15; ++kind) {
    CAPTURE(kind);
    const std::uint32_t sizes[] = {7, 13, 6, 3};
    const Network network =
        random(sizes, static_cast<Activation>(kind), Activation::Identity, 16 + 8 * (kind % 2));
    Matrix X(9, 7), T(9, 3);
    fillNormal<double>(Philox(5, 0), 0, X.flat());
    fillNormal<double>(Philox(5, 1), 0, T.flat());
    MatrixOf<float> single(9, 7);
    for (std::size_t i = 0; i < X.flat().size(); ++i)
      X.flat()[i] = single.flat()[i] = static_cast<float>(X.flat()[i]);
    const double classes[] = {0, 2, 1, 2, 1, 0, 0, 1, 2};
    for (const bool cross : {false, true}) {
      std::vector<Head> heads;
      for (std::size_t i = 0; i < 9; ++i)
        heads.push_back(cross ? Head{HeadKind::CrossEntropy, {&classes[i], 1}}
                              : Head{HeadKind::SquaredError, T.row(i)});
      const Penalties penalties{0.6, 0.3};
      const Objective wide = objective(network, X.view(), heads, penalties);
      const ObjectiveOf<float> narrow = objective(network, single.view(), heads, penalties);
      const auto near = [](double value) { return doctest::Approx(value).epsilon(1e-5); };
      CHECK(narrow.report.loss == near(wide.report.loss));
      CHECK(narrow.report.input == near(wide.report.input));
      CHECK(narrow.report.parameter == near(wide.report.parameter));
      for (std::size_t t = 0; t < 3; ++t) {
        double squares = 0, differences = 0;
        for (std::size_t i = 0; i < wide.weights[t].flat().size(); ++i) {
          const double one = wide.weights[t].flat()[i], other = narrow.weights[t].flat()[i];
          squares += one * one;
          differences += (one - other) * (one - other);
        }
        CHECK(differences <= 1e-11 * squares);
        CHECK(differences > 0);
      }
    }
  }
}

TEST_CASE("reports agree with gradients sample by sample") {
  const std::uint32_t sizes[] = {3, 5, 2};
  const Network network = random(sizes, Activation::Gelu, Activation::Tanh, 16);
  Matrix X(6, 3);
  fillNormal<double>(Philox(9), 0, X.flat());
  const std::vector<Head> heads(6, {HeadKind::HalfSquare});
  const Report report = objective(network, X, heads, {}).report;
  double value = 0, input = 0, parameter = 0;
  for (std::size_t i = 0; i < 6; ++i) {
    const Gradients g = gradients(network, X.row(i), heads[0]);
    value += g.value / 6;
    input += squaredNorm(g.input) / 6;
    for (std::size_t t = 0; t < 2; ++t)
      parameter += (squaredNorm(g.weights[t].flat()) + squaredNorm(g.biases[t])) / 6;
  }
  CHECK(report.loss == approx(value));
  CHECK(report.input == approx(input));
  CHECK(report.parameter == approx(parameter));
  CHECK(dirichletEnergy(network, X, heads[0]) == approx(input));
  const InequalityRows rows = inequalityRows(network, X, heads[0], Norm::Spectral);
  CHECK(rows.meanParameterGradientSquared == approx(parameter));
}

TEST_CASE("training is the same bits for the same seed, and takes each row once a round") {
  const std::uint32_t sizes[] = {2, 8, 1};
  Matrix X(10, 2), T(10, 1);
  fillNormal<double>(Philox(11), 0, X.flat());
  fillNormal<double>(Philox(12), 0, T.flat());
  const auto run = [&](std::uint64_t seed, std::size_t batch) {
    Network network = random(sizes, Activation::Tanh, Activation::Identity, 16);
    Training training(network, X, T, {Loss::Squared, 0.05, {0.1, 0.1}, batch, seed});
    std::vector<double> losses;
    for (int step = 0; step < 25; ++step)
      losses.push_back(training.step(network).loss);
    return losses;
  };
  CHECK(run(1, 4) == run(1, 4));
  CHECK(run(1, 4) != run(2, 4));
  CHECK(run(1, 0) == run(2, 10));
  CHECK(run(3, 0).back() < run(3, 0).front());
}

TEST_CASE("a rate that is too large is told, not turned into NaN") {
  const std::uint32_t sizes[] = {2, 8, 1};
  Network network = random(sizes, Activation::Identity, Activation::Identity, 16);
  Matrix X(10, 2), T(10, 1);
  fillNormal<double>(Philox(11), 0, X.flat());
  fillNormal<double>(Philox(12), 0, T.flat());
  Training training(network, X, T, {Loss::Squared, 1e9, {0, 0}, 0, 0});
  CHECK(codeOf([&] {
          for (int step = 0; step < 100; ++step)
            training.step(network);
        }) == ErrorCode::NotConverged);
}

TEST_CASE("a step beyond finite weights is refused and leaves the network as it was") {
  Network network = single({1}, 1, 1);
  const double x[] = {1}, target[] = {1e10};
  Training training(network, MatrixView<const double>{x, 1, 1}, {target, 1, 1},
                    {Loss::Squared, 1e300, {0, 0}, 0, 0});
  CHECK(codeOf([&] { training.step(network); }) == ErrorCode::NotConverged);
  CHECK(network.layers()[0].weights(0, 0) == 1);
  CHECK(network.layers()[0].bias[0] == 0);
  const std::uint32_t sizes[] = {2, 2};
  for (const double deviation : {1.7e308, HUGE_VAL, double(NAN)})
    CHECK(codeOf([&] {
            randomNetwork(sizes, {&deviation, 1}, false, Activation::Relu, Activation::Relu, 1);
          }) == ErrorCode::NotFinite);
}

TEST_CASE("Lipschitz constants are the largest slopes") {
  for (int kind = 0; kind < 15; ++kind) {
    const auto activation = static_cast<Activation>(kind);
    std::vector<double> z(200001), first(z.size()), second(z.size());
    for (std::size_t i = 0; i < z.size(); ++i)
      z[i] = (static_cast<double>(i) - 100000) * 1e-4;
    activateWithDerivatives<double>(activation, z, z, first, second);
    double most = 0;
    for (const double slope : first)
      most = std::max(most, std::abs(slope));
    CAPTURE(kind);
    if (activation == Activation::Relu2)
      CHECK(lipschitz(activation) == std::numeric_limits<double>::infinity());
    else {
      CHECK(most <= lipschitz(activation) * (1 + 1e-15));
      CHECK(most >= lipschitz(activation) * (1 - 1e-3));
    }
  }
  const Network network = single({3, 0, 0, 4}, 2, 2);
  CHECK(lipschitzBound(network) == approx(4));
}

TEST_CASE("what is no network, input or head is refused by its code") {
  const double W[] = {1, 2, 3, 4, 5, 6}, nan[] = {NAN};
  const LayerView chain[] = {{{W, 3, 2}, {}, Activation::Relu}, {{W, 3, 2}, {}, Activation::Relu}};
  CHECK(codeOf([&] { Network{std::span(chain)}; }) == ErrorCode::ShapeMismatch);
  CHECK(codeOf([&] { Network{std::span(chain).first(0)}; }) == ErrorCode::InvalidArgument);
  const LayerView bad[] = {{{nan, 1, 1}, {}, Activation::Relu}};
  CHECK(codeOf([&] { Network{std::span(bad)}; }) == ErrorCode::NotFinite);
  const LayerView bias[] = {{{W, 3, 2}, {W, 2}, Activation::Relu}};
  CHECK(codeOf([&] { Network{std::span(bias)}; }) == ErrorCode::ShapeMismatch);
  const Network network{std::span(chain).first(1)};
  const double class3[] = {3};
  CHECK(codeOf([&] { gradients(network, {W, 3}, {HeadKind::Sum}); }) == ErrorCode::ShapeMismatch);
  CHECK(codeOf([&] { gradients(network, {W, 2}, {HeadKind::Cotangent, {W, 2}}); }) ==
        ErrorCode::ShapeMismatch);
  CHECK(codeOf([&] { gradients(network, {W, 2}, {HeadKind::CrossEntropy, class3}); }) ==
        ErrorCode::InvalidArgument);
  CHECK(codeOf([&] { checkedNorm({W, 0, 0}, Norm::Max); }) == ErrorCode::InvalidArgument);
  CHECK(codeOf([&] { implicitRegularizer(1, -1, 1); }) == ErrorCode::InvalidArgument);
  CHECK(implicitRegularizer(1, 8, 0.5) == 2);
  CHECK(codeOf([&] { Training(network, {W, 3, 2}, {W, 2, 3}, {Loss::Squared, 1, {}, 0, 0}); }) ==
        ErrorCode::ShapeMismatch);
  CHECK(codeOf([&] {
          Training(network, {W, 2, 2}, {W, 2, 3}, {Loss::CrossEntropy, 1, {}, 0, 0});
        }) == ErrorCode::NotADistribution);
  CHECK(codeOf([&] { Training(network, {W, 2, 2}, {W, 2, 3}, {Loss::Squared, 0, {}, 0, 0}); }) ==
        ErrorCode::InvalidArgument);
}

TEST_CASE("gradients that overflow are refused and not called a violation") {
  const double inner[] = {1e200, 1, 1, 1e200}, outer[] = {1e200, 1}, bias[] = {0, 0};
  const LayerView layers[] = {{{inner, 2, 2}, bias, Activation::Identity},
                              {{outer, 1, 2}, {}, Activation::Identity}};
  const Network network(layers);
  const double x[] = {1, 2}, cotangent[] = {1};
  const Head head{HeadKind::Cotangent, cotangent};
  CHECK(codeOf([&] { inequality(network, x, head, Norm::Spectral); }) == ErrorCode::NotFinite);
}

TEST_CASE("results that overflow to no number are refused") {
  const double W[] = {1e200, 1, 1, 1e200}, V[] = {1e200, -1e200}, x[] = {1, 1};
  const LayerView layers[] = {{{W, 2, 2}, {}, Activation::Identity},
                              {{V, 1, 2}, {}, Activation::Identity}};
  const Network network(layers);
  const Head head{HeadKind::Sum};
  const auto refused = [](auto call) { CHECK(codeOf(call) == ErrorCode::NotFinite); };
  refused([&] { forward(network, {x, 1, 2}); });
  refused([&] { gradients(network, x, head); });
  const double up[] = {1e308, 1e308}, apart[] = {1e308, -1e308};
  const LayerView steep[] = {{{up, 2, 1}, {}, Activation::Identity},
                             {{apart, 1, 2}, {}, Activation::Identity}};
  const Network one(steep);
  refused([&] { jacobian(one, {x, 1}); });
  refused([&] { dirichletEnergy(one, {x, 1, 1}, head); });
}

TEST_CASE("norms of tiny and of huge entries neither vanish nor overflow") {
  for (const double scale : {1e-304, 1e-160, 1.0, 1e160, 1e300}) {
    CAPTURE(scale);
    Matrix M(2, 3), row(1, 4);
    for (double &entry : M.flat())
      entry = scale;
    for (double &entry : row.flat())
      entry = scale;
    const auto approx = [&](double x) { return doctest::Approx(x).epsilon(1e-14); };
    CHECK(checkedNorm(M, Norm::Frobenius) / scale == approx(std::sqrt(6)));
    CHECK(checkedNorm(M, Norm::RmsFrobenius) / scale == approx(std::sqrt(3)));
    CHECK(checkedNorm(row, Norm::Spectral) / scale == approx(2));
  }
}

TEST_CASE("a layer behind a slope of 1e-208 is dead, and the inequality holds") {
  const double one[] = {1}, input[] = {240};
  const LayerView layers[] = {{{one, 1, 1}, {}, Activation::Tanh},
                              {{one, 1, 1}, {}, Activation::Identity}};
  const Network network(layers);
  const Inequality found = inequality(network, input, {HeadKind::Sum}, Norm::Spectral);
  CHECK(found.holds);
  CHECK(found.deadLayers == std::vector<std::size_t>{1});
}

TEST_CASE("squares that vanish take nothing from either side") {
  const Network network = single({1}, 1, 1);
  const double x[] = {1e150}, cotangent[] = {1e-160};
  const Inequality found = inequality(network, x, {HeadKind::Cotangent, cotangent}, Norm::Spectral);
  CHECK(found.left == approx(1e-20));
  CHECK(found.right == approx(1e-20));
  CHECK(found.holds);
}
