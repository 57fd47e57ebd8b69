#include "initialization/scheme.hpp"

#include <cmath>
#include <limits>

#include "numeric/check.hpp"

namespace lemmata::initialization {

namespace {

double root4(double x) { return std::sqrt(std::sqrt(x)); }
double root16(double x) { return root4(root4(x)); }

void checkWhole(double value, double low, std::string_view argument) {
  if (!(value >= low && value <= 0x1p31 && value == std::floor(value)))
    throw Error(ErrorCode::InvalidArgument,
                "{argument} is {found}; it must be a whole number from {low} on",
                {{"argument", argument}, {"found", value}, {"low", low}});
}

} // namespace

Fans fans(std::span<const double> shape, WeightLayout layout) {
  const bool dense = layout == WeightLayout::InOut || layout == WeightLayout::OutIn;
  const std::size_t n = shape.size();
  if (dense ? n != 2 : n < 2)
    throw Error(ErrorCode::InvalidArgument,
                "{argument} has {found} sizes; in this layout it has {allowed}",
                {{"argument", "shape"}, {"found", n}, {"allowed", dense ? "2" : "2 or more"}});
  for (const double size : shape)
    checkWhole(size, 1, "shape");
  const bool outFirst = layout == WeightLayout::OutIn || layout == WeightLayout::Oihw;
  const std::size_t in = outFirst ? 1 : n - 2, out = outFirst ? 0 : n - 1;
  double kernel = 1;
  for (std::size_t i = 0; i < n; ++i)
    if (i != in && i != out)
      kernel *= shape[i];
  return {shape[in] * kernel, shape[out] * kernel};
}

double standardDeviation(Scheme scheme, Fans fans, const SchemeOptions &options) {
  check::positive(fans.in, "fans.in");
  check::positive(fans.out, "fans.out");
  check::within(options.gain, 0, std::numeric_limits<double>::max(), "options.gain");
  checkWhole(options.heads, 1, "options.heads");
  checkWhole(options.depth, 0, "options.depth");
  const double gain = options.gain / (options.depth == 0 ? 1 : std::sqrt(2 * options.depth));
  switch (scheme) {
  case Scheme::Xavier:
    return gain * std::sqrt(2 / (fans.in + fans.out));
  case Scheme::He:
    return gain * std::sqrt(2 / fans.in);
  case Scheme::Orthogonal:
    return gain / std::sqrt(std::max(fans.in, fans.out));
  case Scheme::Ntk:
    return gain;
  case Scheme::T5q:
    return gain / std::sqrt(fans.in * (fans.out / options.heads));
  default:
    return gain / std::sqrt(fans.in);
  }
}

double effectiveLearningRate(double rate, double fanIn, Optimizer optimizer) {
  check::within(rate, 0, std::numeric_limits<double>::max(), "rate");
  check::positive(fanIn, "fanIn");
  return rate / (optimizer == Optimizer::Sgd ? fanIn : std::sqrt(fanIn));
}

std::vector<double> residualWeights(std::size_t layers, Residual kind) {
  std::vector<double> weights(layers + 1);
  // Variances first, from the last block back to the input.
  const auto count = static_cast<double>(layers);
  double later = 1;
  for (std::size_t k = layers; k > 0; --k) {
    // What of the stream's variance block k brings along.
    const double added = kind == Residual::Post     ? 0.5
                         : kind == Residual::Pre    ? 1 / static_cast<double>(k + 1)
                         : kind == Residual::Rezero ? 0
                                                    : 1 / (count + 1);
    weights[k] = std::sqrt(later * added);
    later *= 1 - added;
  }
  weights[0] = std::sqrt(later);
  return weights;
}

DeepNorm deepNorm(double encoderLayers, double decoderLayers) {
  const double N = encoderLayers, M = decoderLayers;
  checkWhole(N, 0, "options.encoderLayers");
  checkWhole(M, 0, "options.decoderLayers");
  if (N == 0 && M == 0)
    throw Error(ErrorCode::InvalidArgument,
                "{argument} has neither encoder nor decoder layers; it needs one of them",
                {{"argument", "options"}});
  if (M == 0)
    return {DeepNormScale{root4(2 * N), 1 / root4(8 * N)}, {}};
  if (N == 0)
    return {{}, DeepNormScale{root4(2 * M), 1 / root4(8 * M)}};
  const double both = root4(N) * root16(M); // (N⁴M)^{1/16}
  return {DeepNormScale{0.81 * both, 0.87 / both}, DeepNormScale{root4(3 * M), 1 / root4(12 * M)}};
}

} // namespace lemmata::initialization
