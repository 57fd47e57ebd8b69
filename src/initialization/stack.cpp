#include "initialization/stack.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "initialization/moments.hpp"
#include "initialization/rows.hpp"
#include "initialization/scheme.hpp"
#include "numeric/check.hpp"
#include "numeric/normal.hpp"
#include "numeric/product.hpp"

namespace lemmata::initialization {

namespace {

using Floats = std::vector<float>;

constexpr double infinity = std::numeric_limits<double>::infinity();

/// A float32 matrix that owns its numbers.
struct Sheet {
  std::size_t rows = 0, cols = 0;
  Floats data;

  Sheet() = default;
  Sheet(std::size_t rows, std::size_t cols) : rows(rows), cols(cols), data(rows * cols) {}
  Block<float> block() { return {data.data(), rows, cols, cols}; }
  Block<const float> block() const { return {data.data(), rows, cols, cols}; }
  std::span<float> row(std::size_t i) { return {data.data() + i * cols, cols}; }
  std::span<const float> row(std::size_t i) const { return {data.data() + i * cols, cols}; }
};

/// The streams of a seed: the input, the gradient, then four for each block.
enum Stream : std::uint64_t { input, head, firstBlock };

/// The root mean square, +∞ where an entry is not finite.
double scaleOf(const Floats &x) {
  const double mean = std::sqrt(rows::squares(x) / static_cast<double>(x.size()));
  return std::isfinite(mean) ? mean : infinity;
}

void normals(const Philox &philox, Floats &to) { fillNormal<float>(philox, 0, to); }

/// A weight matrix and its factor.
struct Weights {
  const Sheet &values;
  float factor;
};

/// X W and X Wᵀ.
Sheet times(const Sheet &X, Weights W) {
  Sheet Y(X.rows, W.values.cols);
  addProduct(Y.block(), W.factor, X.block(), W.values.block());
  return Y;
}
Sheet timesTransposed(const Sheet &X, Weights W) {
  Sheet Y(X.rows, W.values.rows);
  addProductWithTransposed(Y.block(), W.factor, X.block(), W.values.block());
  return Y;
}

/// Rows normalized to mean 0 and variance 1, and what their backward pass needs.
struct Normalized {
  Sheet values;
  Floats factors;
};

Normalized normalize(const Sheet &X) {
  Normalized n{Sheet(X.rows, X.cols), Floats(X.rows)};
  for (std::size_t i = 0; i < X.rows; ++i)
    n.factors[i] = rows::normalize(X.row(i), n.values.row(i));
  return n;
}

/// The gradient in X from that in the normalized rows, in place.
void normalizeBackward(const Normalized &n, Sheet &gradient) {
  for (std::size_t i = 0; i < gradient.rows; ++i)
    rows::normalizeBackward(n.factors[i], n.values.row(i), gradient.row(i));
}

/// A stack's sizes and factors, and its weights, which are functions of their place.
class Network {
public:
  explicit Network(const BlockSpec &spec)
      : spec(spec), gains(gainsOf(spec)), scales(scalesOf(spec)), square_(spec.width, spec.width),
        triple_(spec.width, 3 * spec.width) {}

  const BlockSpec &spec;
  const Gains gains;
  const ResidualScales scales;

  /// Weights of a block; valid until the next of the same shape are asked for.
  Weights attentionOut(std::size_t block) { return square(block, 1, gains.plain * beta()); }
  Weights inner(std::size_t block) { return square(block, 2, gains.plain * beta()); }
  Weights outer(std::size_t block) { return square(block, 3, gains.reading * beta()); }
  Weights plain(std::size_t block) { return square(block, 3, gains.reading); }

  /// Queries, keys and values side by side.
  Weights attentionIn(std::size_t block) {
    const Weights W = filled(triple_, block, 0, gains.plain);
    if (beta() != 1)
      for (std::size_t i = 0; i < triple_.rows; ++i)
        for (float &value : triple_.row(i).subspan(2 * spec.width))
          value *= static_cast<float>(beta());
    return W;
  }

private:
  double beta() const { return scales.weights; }
  Weights square(std::size_t block, std::uint64_t which, double gain) {
    return filled(square_, block, which, gain);
  }
  Weights filled(Sheet &W, std::size_t block, std::uint64_t which, double gain) {
    Philox(spec.seed, Stream::firstBlock + 4 * std::uint64_t{block} + which)
        .fillSymmetric(0, W.data);
    // Uniform between ±1 has the variance 1/3.
    return {W, static_cast<float>(gain * std::sqrt(3 / static_cast<double>(W.rows)))};
  }

  Sheet square_, triple_;
};

// ── branches: forward keeps what backward needs ─────────────────────────────────────────────────

struct FeedForward {
  Sheet slopes;

  Sheet forward(Network &net, std::size_t block, const Sheet &x) {
    Sheet a = times(x, net.inner(block));
    activate(net, a);
    return times(a, net.outer(block));
  }
  Sheet backward(Network &net, std::size_t block, const Sheet &gradient) {
    Sheet g = timesTransposed(gradient, net.outer(block));
    alongSlopes(g);
    return timesTransposed(g, net.inner(block));
  }

  /// f of every entry; keeps f'.
  void activate(Network &net, Sheet &a) {
    slopes = Sheet(a.rows, a.cols);
    activateWithDerivatives<float>(net.spec.activation, a.data, a.data, slopes.data, {});
  }
  void alongSlopes(Sheet &gradient) const { rows::multiply(gradient.data, slopes.data); }
};

struct Attention {
  Sheet projected;
  /// A sequence × sequence matrix for each sample and head.
  std::vector<Sheet> probabilities;
  double entropy = 0;

  Sheet forward(Network &net, std::size_t block, const Sheet &x) {
    const BlockSpec &spec = net.spec;
    projected = times(x, net.attentionIn(block));
    Sheet mixed(x.rows, x.cols);
    const float scale = scaleFor(spec);
    entropy = 0;
    forHeads(spec, [&](std::size_t row, std::size_t col) {
      Sheet P(spec.sequence, spec.sequence);
      addProductWithTransposed(P.block(), scale, query(row, col, spec), key(row, col, spec));
      for (std::size_t i = 0; i < P.rows; ++i)
        entropy += rows::softmax(P.row(i));
      addProduct(head(mixed, row, col, spec), 1, P.block(), value(row, col, spec));
      probabilities.push_back(std::move(P));
    });
    entropy /= static_cast<double>(x.rows * spec.heads);
    return times(mixed, net.attentionOut(block));
  }

  Sheet backward(Network &net, std::size_t block, const Sheet &gradient) {
    const BlockSpec &spec = net.spec;
    Sheet mixed = timesTransposed(gradient, net.attentionOut(block));
    Sheet g(projected.rows, projected.cols);
    const float scale = scaleFor(spec);
    std::size_t index = 0;
    forHeads(spec, [&](std::size_t row, std::size_t col) {
      const Sheet &P = probabilities[index++];
      const Block<const float> m = head(mixed, row, col, spec);
      addTransposedProduct(part(g, row, col + 2 * spec.width, spec), 1, P.block(), m);
      Sheet S(P.rows, P.cols);
      addProductWithTransposed(S.block(), 1, m, value(row, col, spec));
      for (std::size_t i = 0; i < S.rows; ++i)
        rows::softmaxBackward(P.row(i), S.row(i));
      addProduct(part(g, row, col, spec), scale, S.block(), key(row, col, spec));
      addTransposedProduct(part(g, row, col + spec.width, spec), scale, S.block(),
                           query(row, col, spec));
    });
    return timesTransposed(g, net.attentionIn(block));
  }

private:
  static float scaleFor(const BlockSpec &spec) {
    return static_cast<float>(spec.attentionScale(spec.width / spec.heads, spec.sequence));
  }
  template <class Function> static void forHeads(const BlockSpec &spec, Function function) {
    for (std::size_t sample = 0; sample < spec.samples; ++sample)
      for (std::size_t h = 0; h < spec.heads; ++h)
        function(sample * spec.sequence, h * (spec.width / spec.heads));
  }
  static Block<float> part(Sheet &X, std::size_t row, std::size_t col, const BlockSpec &spec) {
    return X.block().part(row, col, spec.sequence, spec.width / spec.heads);
  }
  static Block<float> head(Sheet &X, std::size_t row, std::size_t col, const BlockSpec &spec) {
    return part(X, row, col, spec);
  }
  Block<float> query(std::size_t row, std::size_t col, const BlockSpec &spec) {
    return part(projected, row, col, spec);
  }
  Block<float> key(std::size_t row, std::size_t col, const BlockSpec &spec) {
    return part(projected, row, col + spec.width, spec);
  }
  Block<float> value(std::size_t row, std::size_t col, const BlockSpec &spec) {
    return part(projected, row, col + 2 * spec.width, spec);
  }
};

/// A branch with its residual connection and normalization.
template <class Branch> struct Residual {
  Branch branch;
  Normalized norm;

  void forward(Network &net, std::size_t block, Sheet &x, Floats &share) {
    const auto a = static_cast<float>(net.scales.stream), b = static_cast<float>(net.scales.branch);
    const bool pre = net.spec.norm == StackNorm::Pre;
    if (pre)
      norm = normalize(x);
    const Sheet f = branch.forward(net, block, pre ? norm.values : x);
    rows::mix(a, x.data, b, f.data);
    if (!after(net))
      return;
    norm = normalize(x);
    x.data = norm.values.data;
    for (std::size_t i = 0; i < x.rows; ++i)
      share[i] *= a * norm.factors[i];
  }

  void backward(Network &net, std::size_t block, Sheet &gradient) {
    const auto a = static_cast<float>(net.scales.stream), b = static_cast<float>(net.scales.branch);
    if (after(net))
      normalizeBackward(norm, gradient);
    Sheet f = branch.backward(net, block, gradient);
    if (net.spec.norm == StackNorm::Pre)
      normalizeBackward(norm, f);
    rows::mix(a, gradient.data, b, f.data);
  }

private:
  static bool after(const Network &net) {
    return net.spec.norm == StackNorm::Post || net.spec.norm == StackNorm::DeepNorm;
  }
};

/// One block of any kind.
struct StackBlock {
  Residual<Attention> attention;
  Residual<FeedForward> feedForward;

  void forward(Network &net, std::size_t block, Sheet &x, Floats &share) {
    if (isPlain(net.spec)) {
      x = times(x, net.plain(block));
      feedForward.branch.activate(net, x);
      std::ranges::fill(share, 0.0f);
      return;
    }
    if (net.spec.attention)
      attention.forward(net, block, x, share);
    feedForward.forward(net, block, x, share);
  }
  void backward(Network &net, std::size_t block, Sheet &gradient) {
    if (isPlain(net.spec)) {
      feedForward.branch.alongSlopes(gradient);
      gradient = timesTransposed(gradient, net.plain(block));
      return;
    }
    feedForward.backward(net, block, gradient);
    if (net.spec.attention)
      attention.backward(net, block, gradient);
  }
};

void checkSize(std::size_t size, const char *argument) {
  if (size == 0)
    throw Error(ErrorCode::InvalidArgument, "{argument} is 0; it must be a whole number above 0",
                {{"argument", argument}});
}

void checkSpec(const BlockSpec &spec) {
  checkSize(spec.depth, "spec.depth");
  checkSize(spec.width, "spec.width");
  checkSize(spec.heads, "spec.heads");
  checkSize(spec.sequence, "spec.sequence");
  checkSize(spec.samples, "spec.samples");
  if (spec.width % spec.heads != 0)
    throw Error(ErrorCode::InvalidArgument,
                "{argument} is {found}; it must divide spec.width, which is {width}",
                {{"argument", "spec.heads"}, {"found", spec.heads}, {"width", spec.width}});
  if (spec.gain)
    check::within(*spec.gain, 0, 1e30, "spec.gain");
  if (spec.residualScale)
    check::within(*spec.residualScale, -1e30, 1e30, "spec.residualScale");
  check::within(spec.attentionScale.factor, -1e30, 1e30, "spec.attentionScale");
  const auto d = static_cast<double>(spec.width), T = static_cast<double>(spec.sequence);
  const double rows = T * static_cast<double>(spec.samples);
  const double kept = spec.attention ? rows * (6 * d + T * static_cast<double>(spec.heads))
                                     : rows * (isPlain(spec) ? 1 : 2) * d;
  const double bytes = 4 * (static_cast<double>(spec.depth) * kept + 5 * d * d + 12 * rows * d);
  if (bytes >= 0x1p31)
    throw Error(ErrorCode::OutOfMemory,
                "{bytes} bytes are needed and could not be had; a module can use at most {limit}",
                {{"bytes", bytes}, {"limit", 0x1p31}});
}

} // namespace

bool isPlain(const BlockSpec &spec) {
  return !spec.attention && spec.norm == StackNorm::None && !spec.residualScale;
}

Gains gainsOf(const BlockSpec &spec) {
  if (spec.gain)
    return {*spec.gain, *spec.gain};
  return {1, activationMoments(spec.activation).secondMomentGain};
}

ResidualScales scalesOf(const BlockSpec &spec) {
  const double branch = spec.residualScale.value_or(spec.norm == StackNorm::Rezero ? 0 : 1);
  if (spec.norm != StackNorm::DeepNorm)
    return {branch, 1, 1};
  const DeepNormScale scale = *deepNorm(static_cast<double>(spec.depth), 0).encoder;
  return {branch, scale.alpha, scale.beta};
}

Propagation propagate(const BlockSpec &spec) {
  checkSpec(spec);
  const std::size_t tokens = spec.samples * spec.sequence, depth = spec.depth;
  Propagation result;
  result.forward.assign(depth + 1, infinity);
  result.backward.assign(depth + 1, infinity);
  result.inputShare.assign(depth + 1, 0);
  result.attentionEntropy.assign(spec.attention ? depth : 0, 0);
  result.histograms.assign((depth + 1) * histogramParts, 0);
  const auto histogramOf = [&](std::size_t state) {
    return std::span(result.histograms).subspan(state * histogramParts, histogramParts);
  };
  result.predicted = predictedScales(spec);

  Network net(spec);
  std::vector<StackBlock> blocks(depth);
  Sheet x(tokens, spec.width);
  normals(Philox(spec.seed, Stream::input), x.data);
  // The factors by which the connections have multiplied each row of the input.
  Floats share(tokens, 1);
  const double start = scaleOf(x.data);
  result.forward[0] = start;
  result.inputShare[0] = 1;
  rows::histogram(x.data, start, histogramOf(0));
  std::size_t reached = 0;
  for (std::size_t block = 0; block < depth; ++block) {
    blocks[block].forward(net, block, x, share);
    const double scale = scaleOf(x.data);
    if (scale == infinity) {
      result.overflowLayer = static_cast<int>(block + 1);
      break;
    }
    reached = block + 1;
    result.forward[reached] = scale;
    rows::histogram(x.data, scale, histogramOf(reached));
    if (scale > 0)
      result.inputShare[reached] = scaleOf(share) * start / scale;
    if (spec.attention)
      result.attentionEntropy[block] = blocks[block].attention.branch.entropy;
  }

  normals(Philox(spec.seed, Stream::head), x.data);
  result.backward[reached] = scaleOf(x.data);
  for (std::size_t block = reached; block-- > 0;) {
    blocks[block].backward(net, block, x);
    blocks[block] = {};
    result.backward[block] = scaleOf(x.data);
    if (result.backward[block] == infinity) {
      if (result.overflowLayer < 0)
        result.overflowLayer = static_cast<int>(block);
      break;
    }
  }
  return result;
}

} // namespace lemmata::initialization
