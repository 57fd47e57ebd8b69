#include "battery.hpp"
#include "initialization/attention.hpp"
#include "initialization/moments.hpp"
#include "initialization/normalization.hpp"
#include "initialization/sampling.hpp"
#include "initialization/scheme.hpp"
#include "initialization/stack.hpp"
#include "initialization/truncation.hpp"
#include "initialization/weights.hpp"
#include "numeric/normal.hpp"

namespace lemmata::battery {

using namespace initialization;

namespace {

Philox source(Draw &d) { return Philox{d.whole(0, 1'000'000), d.whole(0, 9)}; }

void add(Hash &h, const ActivationMoments &m) {
  h.add(m.mean, m.second, m.variance, m.secondMomentGain, m.varianceGain, m.backwardGain);
}

BlockSpec block(Draw &d) {
  BlockSpec spec;
  spec.depth = d.whole(1, 4);
  spec.width = 8;
  spec.attention = d.unit() < 0.5;
  if (spec.attention)
    spec.heads = 2, spec.sequence = 4;
  spec.norm = d.one<StackNorm>(5);
  spec.activation = d.activation();
  spec.residualScale = 1;
  spec.attentionScale = {d.one<AttentionScale::Kind>(4), 0.3};
  spec.seed = d.whole(0, 99);
  return spec;
}

} // namespace

const std::vector<Call> initializationCalls{
    {"uniform",
     [](Draw &d, Hash &h) {
       std::vector<double> to(d.whole(0, 99));
       const auto [high, philox] = std::pair{d.number(0, 3), source(d)};
       fillUniform(-1, high, philox, d.whole(0, 1000), to);
       h.add(to);
     }},
    {"normal",
     [](Draw &d, Hash &h) {
       std::vector<double> to(d.whole(0, 2000));
       const auto [mean, std, philox] = std::tuple{d.unit(), d.unit(), source(d)};
       initialization::fillNormal(mean, std, philox, d.whole(0, 1000), to);
       h.add(to);
     }},
    {"normal float32",
     [](Draw &d, Hash &h) {
       std::vector<float> to(d.whole(0, 2000));
       const Philox philox = source(d);
       lemmata::fillNormal<float>(philox, 4 * d.whole(0, 1000), to);
       h.add(to);
     }},
    {"truncatedNormal",
     [](Draw &d, Hash &h) {
       std::vector<double> to(d.whole(1, 300));
       const double low = d.number(-4, 30);
       const TruncatedNormal normal = TruncatedNormal::ofParent(0, 1, low, low + d.number(0.1, 5));
       const Philox philox = source(d);
       normal.fill(philox, d.whole(0, 99), to);
       h.add(to);
     }},
    {"truncation",
     [](Draw &d, Hash &h) {
       const TruncatedNormal normal(0, 1,
                                    {d.one<TruncationMode>(3), d.number(-4, -1), d.number(1, 4)});
       h.add(normal.mean(), normal.std(), normal.low(), normal.high());
     }},
    {"truncatedMoments",
     [](Draw &d, Hash &h) {
       const double low = d.number(-9, 60);
       const auto [mean, std] = std::pair{d.unit(), d.number(0.1, 2)};
       const Moments m = truncatedMoments(mean, std, low, low + d.number(1e-6, 4));
       h.add(m.mean, m.variance, truncationStdFactor(d.number(0.01, 9)));
     }},
    {"orthogonal",
     [](Draw &d, Hash &h) {
       const auto [rows, cols] = std::pair{d.whole(1, 40), d.whole(1, 40)};
       h.add(orthogonal(rows, cols, 1.5, source(d)));
     }},
    {"std",
     [](Draw &d, Hash &h) {
       const auto shape = std::vector<double>{3, 3, static_cast<double>(d.whole(1, 9)), 5};
       const Fans f = fans(shape, d.unit() < 0.5 ? WeightLayout::Hwio : WeightLayout::Oihw);
       h.add(f.in, f.out, standardDeviation(d.one<Scheme>(12), f, {1.5, 4, 6}));
     }},
    {"weights",
     [](Draw &d, Hash &h) {
       std::vector<double> to(d.whole(1, 300));
       const auto [which, std] = std::pair{d.one<Distribution>(3), d.unit()};
       fillWeights(which, std, source(d), 0, to);
       h.add(to);
     }},
    {"activationMoments", [](Draw &d, Hash &h) { add(h, activationMoments(d.activation())); }},
    {"moments of any function",
     [](Draw &d, Hash &h) {
       const double kink = d.number(-1, 1);
       FunctionMoments moments;
       while (!moments.nodes().empty()) {
         std::vector<double> f;
         for (const double x : moments.nodes())
           f.push_back(std::abs(x - kink) + x * x);
         moments.values(f);
       }
       add(h, moments.result());
     }},
    {"solveSelu",
     [](Draw &d, Hash &h) {
       const double mean = d.number(-0.1, 0.1);
       const Selu selu = solveSelu(mean, d.number(0.8, 1.2));
       h.add(selu.lambda, selu.alpha);
     }},
    {"normalizeRows",
     [](Draw &d, Hash &h) {
       const std::size_t n = d.whole(1, 90);
       const Matrix X = d.matrix(4, n), C = d.matrix(4, n);
       const auto gamma = d.numbers(n), beta = d.numbers(n);
       const NormOptions options{gamma, beta, 1e-5};
       const auto norm = d.one<Norm>(2);
       const NormGradient g = normalizeRowsVjp(norm, X, C, {gamma, {}, 1e-5});
       h.add(normalizeRows(norm, X, norm == Norm::Layer ? options : NormOptions{gamma}), g.X,
             g.gamma, g.beta);
     }},
    {"residuals",
     [](Draw &d, Hash &h) {
       const auto [encoder, decoder] = std::pair{d.whole(1, 99), d.whole(1, 99)};
       const DeepNorm deep = deepNorm(static_cast<double>(encoder), static_cast<double>(decoder));
       h.add(deep.encoder->alpha, deep.encoder->beta, deep.decoder->alpha, deep.decoder->beta);
       const std::size_t layers = d.whole(0, 40);
       h.add(residualWeights(layers, d.one<Residual>(4)));
       const double rate = d.unit();
       h.add(effectiveLearningRate(rate, 64, d.one<Optimizer>(2)));
     }},
    {"attentionStatistics",
     [](Draw &d, Hash &h) {
       const std::size_t n = d.whole(1, 40);
       const Matrix Q = d.matrix(4, n), K = d.matrix(d.whole(1, 40), n);
       const auto s = attentionStatistics(Q, K, {d.one<AttentionScale::Kind>(4), 0.3});
       h.add(s.entropy, s.saturation, s.logitStd);
     }},
    {"propagate",
     [](Draw &d, Hash &h) {
       const Propagation run = propagate(block(d));
       h.add(run.forward, run.backward, run.predicted, run.attentionEntropy, run.inputShare,
             run.overflowLayer);
     }},
};

} // namespace lemmata::battery
