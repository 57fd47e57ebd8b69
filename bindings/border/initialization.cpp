#include <algorithm>

#include "border.hpp"
#include "initialization/attention.hpp"
#include "initialization/moments.hpp"
#include "initialization/normalization.hpp"
#include "initialization/sampling.hpp"
#include "initialization/scheme.hpp"
#include "initialization/stack.hpp"
#include "initialization/truncation.hpp"
#include "initialization/weights.hpp"

using namespace lemmata::border;
namespace core = lemmata::initialization;

// Enumerators travel as their numbers, a seed as its two halves, indices as doubles.

namespace {

void put(Address address, std::span<const double> values) {
  std::ranges::copy(values, output<double>(address, values.size()).begin());
}

lemmata::Philox philox(std::uint32_t seedLow, std::uint32_t seedHigh) {
  return lemmata::Philox(std::uint64_t{seedHigh} << 32 | seedLow);
}

// ── samplers ────────────────────────────────────────────────────────────────────────────────────

template <void (*fill)(double, double, const lemmata::Philox &, std::uint64_t, std::span<double>)>
void sample(double a, double b, std::uint32_t seedLow, std::uint32_t seedHigh, double first,
            std::size_t count, Address result) {
  fill(a, b, philox(seedLow, seedHigh), static_cast<std::uint64_t>(first),
       output<double>(result, count));
}

/// The uncut normal's standard deviation and the ends.
void truncation(double mean, double std, int mode, double low, double high, Address result) {
  const core::TruncatedNormal normal(mean, std,
                                     {static_cast<core::TruncationMode>(mode), low, high});
  const double values[] = {normal.std(), normal.low(), normal.high()};
  put(result, values);
}

void truncated(double mean, double parent, double low, double high, std::uint32_t seedLow,
               std::uint32_t seedHigh, double first, std::size_t count, Address result) {
  core::TruncatedNormal::ofParent(mean, parent, low, high)
      .fill(philox(seedLow, seedHigh), static_cast<std::uint64_t>(first),
            output<double>(result, count));
}

void truncatedMoments(double mean, double std, double low, double high, Address result) {
  const core::Moments moments = core::truncatedMoments(mean, std, low, high);
  const double values[] = {moments.mean, moments.variance};
  put(result, values);
}

void orthogonal(std::size_t rows, std::size_t cols, double gain, std::uint32_t seedLow,
                std::uint32_t seedHigh, Address result) {
  put(result, core::orthogonal(rows, cols, gain, philox(seedLow, seedHigh)).flat());
}

// ── schemes ─────────────────────────────────────────────────────────────────────────────────────

void fans(Address shape, std::size_t size, int layout, Address result) {
  const core::Fans fans =
      core::fans(input<double>(shape, size), static_cast<core::WeightLayout>(layout));
  const double values[] = {fans.in, fans.out};
  put(result, values);
}

double standardDeviation(int scheme, double in, double out, double gain, double heads,
                         double depth) {
  return core::standardDeviation(static_cast<core::Scheme>(scheme), {in, out},
                                 {gain, heads, depth});
}

void weights(int distribution, double std, std::uint32_t seedLow, std::uint32_t seedHigh,
             double first, std::size_t count, Address result) {
  core::fillWeights(static_cast<core::Distribution>(distribution), std, philox(seedLow, seedHigh),
                    static_cast<std::uint64_t>(first), output<double>(result, count));
}

double effectiveLearningRate(double rate, double fanIn, int optimizer) {
  return core::effectiveLearningRate(rate, fanIn, static_cast<core::Optimizer>(optimizer));
}

void residualWeights(std::size_t layers, int kind, Address result) {
  put(result, core::residualWeights(layers, static_cast<core::Residual>(kind)));
}

/// α and β of the encoder, then of the decoder; 0 where there is none.
void deepNorm(double encoderLayers, double decoderLayers, Address result) {
  const core::DeepNorm scales = core::deepNorm(encoderLayers, decoderLayers);
  const auto encoder = scales.encoder.value_or(core::DeepNormScale{0, 0}),
             decoder = scales.decoder.value_or(core::DeepNormScale{0, 0});
  const double values[] = {encoder.alpha, encoder.beta, decoder.alpha, decoder.beta};
  put(result, values);
}

// ── activations ─────────────────────────────────────────────────────────────────────────────────

void putMoments(Address address, const core::ActivationMoments &m) {
  const double values[] = {m.mean,         m.second,      m.variance, m.secondMomentGain,
                           m.varianceGain, m.backwardGain};
  put(address, values);
}

void activationMoments(int activation, Address result) {
  putMoments(result, core::activationMoments(static_cast<lemmata::Activation>(activation)));
}

// A quadrature that its caller evaluates: made, asked for nodes, given values, asked for its result
// and given back.
Address momentsBegin() { return reinterpret_cast<Address>(new core::FunctionMoments()); }
core::FunctionMoments &functionMoments(Address address) {
  return *reinterpret_cast<core::FunctionMoments *>(address);
}
std::size_t momentsCount(Address moments) { return functionMoments(moments).nodes().size(); }
void momentsNodes(Address moments, Address result) {
  put(result, functionMoments(moments).nodes());
}
void momentsValues(Address moments, Address values, std::size_t count) {
  const auto given = input<double>(values, count);
  functionMoments(moments).values({given.begin(), given.end()});
}
void momentsResult(Address moments, Address result) {
  putMoments(result, functionMoments(moments).result());
}
void momentsEnd(Address moments) { delete &functionMoments(moments); }

void solveSelu(double mean, double variance, Address result) {
  const core::Selu selu = core::solveSelu(mean, variance);
  const double values[] = {selu.lambda, selu.alpha};
  put(result, values);
}

// ── normalization ───────────────────────────────────────────────────────────────────────────────

/// An absent gamma or beta is at address 0.
core::NormOptions normOptions(Address gamma, std::size_t gammaSize, Address beta,
                              std::size_t betaSize, double epsilon) {
  return {input<double>(gamma, gammaSize), input<double>(beta, betaSize), epsilon};
}

void normalizeRows(int norm, Address X, std::size_t rows, std::size_t cols, Address gamma,
                   std::size_t gammaSize, Address beta, std::size_t betaSize, double epsilon,
                   Address result) {
  put(result, core::normalizeRows(static_cast<core::Norm>(norm), inputMatrix<double>(X, rows, cols),
                                  normOptions(gamma, gammaSize, beta, betaSize, epsilon))
                  .flat());
}

void normalizeRowsVjp(int norm, Address X, std::size_t rows, std::size_t cols, Address cotangent,
                      std::size_t cotangentRows, std::size_t cotangentCols, Address gamma,
                      std::size_t gammaSize, double epsilon, Address resultX, Address resultGamma,
                      Address resultBeta) {
  const core::NormGradient gradient =
      core::normalizeRowsVjp(static_cast<core::Norm>(norm), inputMatrix<double>(X, rows, cols),
                             inputMatrix<double>(cotangent, cotangentRows, cotangentCols),
                             normOptions(gamma, gammaSize, 0, 0, epsilon));
  put(resultX, gradient.X.flat());
  put(resultGamma, gradient.gamma);
  put(resultBeta, gradient.beta);
}

// ── attention and stacks ────────────────────────────────────────────────────────────────────────

core::AttentionScale attentionScale(int kind, double factor) {
  return {static_cast<core::AttentionScale::Kind>(kind), factor};
}

double attentionStatistics(Address Q, std::size_t rowsQ, std::size_t colsQ, Address K,
                           std::size_t rowsK, std::size_t colsK, int kind, double factor,
                           Address entropy, Address saturation) {
  const core::AttentionStatistics statistics =
      core::attentionStatistics(inputMatrix<double>(Q, rowsQ, colsQ),
                                inputMatrix<double>(K, rowsK, colsK), attentionScale(kind, factor));
  put(entropy, statistics.entropy);
  put(saturation, statistics.saturation);
  return statistics.logitStd;
}

/// `sizes`: depth, width, attention, heads, sequence, samples, norm, activation, attention scale,
/// whether there is a gain, whether a residual scale. `factors`: gain, attention scale, residual
/// scale. `results`: four times depth + 1 numbers, then the attention's entropies.
int propagate(Address sizes, Address factors, std::uint32_t seedLow, std::uint32_t seedHigh,
              Address results) {
  const auto size = input<std::int32_t>(sizes, 11);
  const auto factor = input<double>(factors, 3);
  core::BlockSpec spec;
  spec.depth = static_cast<std::size_t>(size[0]);
  spec.width = static_cast<std::size_t>(size[1]);
  spec.attention = size[2] != 0;
  spec.heads = static_cast<std::size_t>(size[3]);
  spec.sequence = static_cast<std::size_t>(size[4]);
  spec.samples = static_cast<std::size_t>(size[5]);
  spec.norm = static_cast<core::StackNorm>(size[6]);
  spec.activation = static_cast<lemmata::Activation>(size[7]);
  spec.attentionScale = attentionScale(size[8], factor[1]);
  if (size[9] != 0)
    spec.gain = factor[0];
  if (size[10] != 0)
    spec.residualScale = factor[2];
  spec.seed = std::uint64_t{seedHigh} << 32 | seedLow;
  const core::Propagation run = core::propagate(spec);
  for (const auto *values : {&run.forward, &run.backward, &run.predicted, &run.inputShare,
                             &run.histograms, &run.attentionEntropy}) {
    put(results, *values);
    results += values->size() * sizeof(double);
  }
  return run.overflowLayer;
}

} // namespace

LEMMATA_EXPORTS(initialization) = {
    LEMMATA_EXPORT("initializationUniform(low, high, seedLow, seedHigh, first, count, result)",
                   sample<core::fillUniform>),
    LEMMATA_EXPORT("initializationNormal(mean, std, seedLow, seedHigh, first, count, result)",
                   sample<core::fillNormal>),
    LEMMATA_EXPORT("initializationTruncation(mean, std, mode, low, high, result)", truncation),
    LEMMATA_EXPORT(
        "initializationTruncated(mean, parent, low, high, seedLow, seedHigh, first, count, "
        "result)",
        truncated),
    LEMMATA_EXPORT("initializationTruncatedMoments(mean, std, low, high, result)",
                   truncatedMoments),
    LEMMATA_EXPORT("initializationTruncationStdFactor(cut)", core::truncationStdFactor),
    LEMMATA_EXPORT("initializationOrthogonal(rows, cols, gain, seedLow, seedHigh, result)",
                   orthogonal),
    LEMMATA_EXPORT("initializationFans(shape, size, layout, result)", fans),
    LEMMATA_EXPORT("initializationStd(scheme, fanIn, fanOut, gain, heads, depth)",
                   standardDeviation),
    LEMMATA_EXPORT(
        "initializationWeights(distribution, std, seedLow, seedHigh, first, count, result)",
        weights),
    LEMMATA_EXPORT("initializationEffectiveLearningRate(rate, fanIn, optimizer)",
                   effectiveLearningRate),
    LEMMATA_EXPORT("initializationResidualWeights(layers, kind, result)", residualWeights),
    LEMMATA_EXPORT("initializationDeepNorm(encoderLayers, decoderLayers, result)", deepNorm),
    LEMMATA_EXPORT("initializationActivationMoments(activation, result)", activationMoments),
    LEMMATA_EXPORT("initializationMomentsBegin()", momentsBegin),
    LEMMATA_EXPORT("initializationMomentsCount(moments)", momentsCount),
    LEMMATA_EXPORT("initializationMomentsNodes(moments, result)", momentsNodes),
    LEMMATA_EXPORT("initializationMomentsValues(moments, values, count)", momentsValues),
    LEMMATA_EXPORT("initializationMomentsResult(moments, result)", momentsResult),
    LEMMATA_EXPORT("initializationMomentsEnd(moments)", momentsEnd),
    LEMMATA_EXPORT("initializationSolveSelu(mean, variance, result)", solveSelu),
    LEMMATA_EXPORT(
        "initializationNormalizeRows(norm, X, rows, cols, gamma, gammaSize, beta, betaSize, "
        "epsilon, result)",
        normalizeRows),
    LEMMATA_EXPORT("initializationNormalizeRowsVjp(norm, X, rows, cols, cotangent, cotangentRows, "
                   "cotangentCols, gamma, gammaSize, epsilon, resultX, resultGamma, resultBeta)",
                   normalizeRowsVjp),
    LEMMATA_EXPORT(
        "initializationAttentionStatistics(Q, rowsQ, colsQ, K, rowsK, colsK, kind, factor, "
        "entropy, saturation)",
        attentionStatistics),
    LEMMATA_EXPORT("initializationPropagate(sizes, factors, seedLow, seedHigh, results)",
                   propagate),
};
