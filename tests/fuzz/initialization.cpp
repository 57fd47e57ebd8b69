#include "initialization/moments.hpp"
#include "initialization/normalization.hpp"
#include "initialization/sampling.hpp"
#include "initialization/scheme.hpp"
#include "initialization/stack.hpp"
#include "initialization/truncation.hpp"
#include "initialization/weights.hpp"
#include "numeric/product.hpp"
#include "oracle.hpp"

namespace lemmata::fuzz {

namespace {

using namespace initialization;

double positive(Input &in) {
  return in.below(4) == 0 ? in.any() : std::pow(10, static_cast<double>(in.below(7)) - 3);
}

void samples(Input &in) {
  std::vector<double> to(in.below(10));
  const Philox philox(in.bits());
  const std::uint64_t first = in.bits() >> 12;
  const double a = in.any(), b = in.any();
  if (attempt([&] { fillUniform(a, b, philox, first, to); }))
    for (const double x : to)
      expect(x >= a && x <= b, "uniform numbers lie between the ends", {a, b, x});
  if (attempt([&] { initialization::fillNormal(a, b, philox, first, to); }))
    for (const double x : to)
      expect(x == x, "normal numbers are numbers", {a, b, x});
  // No scheme's is larger.
  const double std = std::min(positive(in), 1e300);
  if (attempt([&] { fillWeights(in.choice<Distribution>(3), std, philox, first, to); }))
    for (const double x : to)
      expect(x == x && std::abs(x) <= 9 * std, "weights are within 9 deviations", {std, x});
  const std::size_t rows = in.below(6), cols = in.below(6);
  if (const auto Q = attempt([&] { return orthogonal(rows, cols, 1, philox); })) {
    const Matrix G = rows <= cols ? productWithTransposed(*Q, *Q) : transposedProduct(*Q, *Q);
    for (std::size_t i = 0; i < G.rows(); ++i)
      for (std::size_t j = 0; j < G.cols(); ++j)
        expect(std::abs(G(i, j) - (i == j)) < 1e-13, "orthogonal weights are orthonormal",
               {G(i, j)});
  }
  attempt([&] { return orthogonal(rows, cols, a, philox); });
}

void truncations(Input &in) {
  const double mean = in.flip() ? 0 : in.any(), std = positive(in);
  double low = in.below(4) == 0 ? in.any() : -4 * in.unit(),
         high = in.below(4) == 0 ? in.any() : 4 * in.unit();
  if (in.below(4) == 0) // a far tail
    low = 40 * in.unit(), high = low + in.unit();
  if (const auto m = attempt([&] { return truncatedMoments(mean, std, low, high); })) {
    expect(m->mean >= low && m->mean <= high, "a mean lies between the ends",
           {mean, std, low, high, m->mean});
    expect(m->variance >= 0 && m->variance <= std * std * (1 + 1e-9), "cutting takes variance away",
           {mean, std, low, high, m->variance});
  }
  if (const auto f = attempt([&] { return truncationStdFactor(high); }))
    expect(*f >= 1, "what is cut must be made up for", {high, *f});
  std::vector<double> to(in.below(12));
  const auto mode = in.choice<TruncationMode>(3);
  const auto normal = attempt([&] { return TruncatedNormal(mean, std, {mode, low, high}); });
  if (normal && attempt([&] { normal->fill(Philox(in.byte()), in.byte(), to); }))
    for (const double x : to)
      expect(x >= normal->low() && x <= normal->high(), "draws lie between the ends",
             {mean, std, normal->low(), normal->high(), x});
}

void schemes(Input &in) {
  std::vector<double> shape = in.spoiled(in.below(5));
  for (double &size : shape)
    if (in.below(8) > 0)
      size = 1 + std::floor(100 * in.unit());
  const auto f = attempt([&] { return fans(shape, in.choice<WeightLayout>(4)); });
  const Fans given = f && in.flip() ? *f : Fans{positive(in), positive(in)};
  const SchemeOptions options{positive(in), positive(in), positive(in)};
  if (const auto s =
          attempt([&] { return standardDeviation(in.choice<Scheme>(12), given, options); }))
    expect(*s >= 0, "a standard deviation is not negative", {*s});
  attempt([&] { return effectiveLearningRate(in.any(), in.any(), in.choice<Optimizer>(2)); });
  attempt([&] { return deepNorm(in.any(), in.any()); });
  if (const auto w =
          attempt([&] { return residualWeights(in.below(40), in.choice<Residual>(4)); })) {
    const double total = squaredNorm(*w);
    expect(std::abs(total - 1) < 1e-12, "the squares of residual weights sum to 1", {total});
  }
}

void moments(Input &in) {
  const double mean = in.any(), variance = in.any();
  if (const auto selu = attempt([&] { return solveSelu(mean, variance); }))
    expect(selu->lambda > 0 && selu->alpha > 0, "SELU's constants are positive",
           {mean, variance, selu->lambda, selu->alpha});
  const std::size_t shape = in.below(5);
  const double a = in.moderate();
  FunctionMoments moments;
  std::vector<double> f;
  bool ok = true;
  for (std::size_t round = 0; ok && !moments.nodes().empty() && round < 12; ++round) {
    f.clear();
    for (const double x : moments.nodes())
      f.push_back(shape == 0   ? a * x
                  : shape == 1 ? std::tanh(a * x)
                  : shape == 2 ? a
                  : shape == 3 ? std::max(x, a)
                               : std::exp(a * x));
    if (in.below(32) == 0)
      f[in.below(f.size())] = in.any();
    ok = attempt([&] { moments.values(f); }).has_value();
  }
  if (!ok || !moments.nodes().empty())
    return;
  if (const auto m = attempt([&] { return moments.result(); }))
    expect(m->second >= 0 && m->variance >= -1e-12 * m->second, "second moments are not negative",
           {m->second, m->variance});
}

void normalizations(Input &in) {
  const std::size_t n = in.below(5), d = in.below(7);
  const Matrix X = in.matrix(n, d), C = in.matrix(n, in.below(32) == 0 ? in.below(7) : d);
  const auto gamma = in.spoiled(in.flip()           ? d
                                : in.below(32) == 0 ? 2
                                                    : 0),
             beta = in.spoiled(in.flip() ? d : 0);
  NormOptions options{gamma, beta, in.below(4) == 0 ? in.any() : 1e-5};
  const auto norm = in.choice<initialization::Norm>(2);
  if (const auto Y = attempt([&] { return normalizeRows(norm, X, options); });
      Y && gamma.empty() && beta.empty())
    for (std::size_t i = 0; i < n; ++i) {
      const double square = squaredNorm(Y->row(i)) / static_cast<double>(d);
      expect(square <= 1 + 1e-9, "a normalized row has mean square 1 at most",
             {static_cast<double>(norm), options.epsilon, square});
    }
  attempt([&] { return normalizeRowsVjp(norm, X, C, options); });
}

AttentionScale scaleOf(Input &in) {
  return {in.choice<AttentionScale::Kind>(4), in.below(4) == 0 ? in.any() : 1};
}

void attention(Input &in) {
  const std::size_t d = in.below(6);
  const Matrix Q = in.matrix(in.below(5), d),
               K = in.matrix(in.below(6), in.below(32) == 0 ? in.below(6) : d);
  if (const auto s = attempt([&] { return attentionStatistics(Q, K, scaleOf(in)); })) {
    const double most = std::log(static_cast<double>(K.rows()));
    for (std::size_t i = 0; i < s->entropy.size(); ++i)
      expect(s->entropy[i] >= 0 && s->entropy[i] <= most + 1e-9 && s->saturation[i] >= 0 &&
                 s->saturation[i] <= 1,
             "an attention's entropy is from 0 to log n", {s->entropy[i], most, s->saturation[i]});
    expect(s->logitStd >= 0, "a standard deviation is not negative", {s->logitStd});
  }
}

void stacks(Input &in) {
  BlockSpec spec;
  spec.depth = in.below(4);
  spec.width = in.below(9);
  spec.attention = in.flip();
  spec.heads = in.below(4);
  spec.sequence = in.below(4);
  spec.samples = in.below(4);
  spec.norm = in.choice<StackNorm>(5);
  spec.activation = in.choice<Activation>(activationCount);
  if (in.flip())
    spec.gain = in.any();
  if (in.flip())
    spec.residualScale = in.any();
  spec.attentionScale = scaleOf(in);
  spec.seed = in.byte();
  const auto run = attempt([&] { return propagate(spec); });
  if (!run)
    return;
  for (const auto &list : {run->forward, run->backward, run->predicted, run->inputShare}) {
    expect(list.size() == spec.depth + 1, "there is a number for each state");
    for (const double x : list)
      expect(x >= 0, "a root mean square is not negative", {x});
  }
  for (const double h : run->attentionEntropy)
    expect(!(h < -1e-5) && !(h > std::log(static_cast<double>(spec.sequence)) + 1e-4),
           "an attention's entropy is from 0 to log n", {h});
}

} // namespace

void run(Input &in) {
  switch (in.below(7)) {
  case 0:
    return samples(in);
  case 1:
    return truncations(in);
  case 2:
    return schemes(in);
  case 3:
    return moments(in);
  case 4:
    return normalizations(in);
  case 5:
    return attention(in);
  default:
    return stacks(in);
  }
}

} // namespace lemmata::fuzz
