#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "initialization/attention.hpp"
#include "numeric/activation.hpp"

/// Random networks at their initialization, run forward and backward.
namespace lemmata::initialization {

enum class StackNorm { None, Pre, Post, DeepNorm, Rezero };

/// Which network. Without attention and without a residual connection (`norm` None, no
/// `residualScale`) a block is one layer x ← f(x W). Otherwise a block adds α times a branch to the
/// stream x, a feed-forward f(x W₁) W₂ of the stream's width, after an attention where there is
/// one:
///
/// None x + αF(x), Pre x + αF(n(x)), Post n(x + αF(x)), DeepNorm n(ax + αF(x)) with a = (2 depth)^¼
/// and β = (8 depth)^−¼ as factor of the standard deviations of V, O, W₁ and W₂, Rezero x + αF(x)
/// with α = 0; n is the layer normalization.
///
/// Weights are uniform with mean 0 and standard deviation gain/√in; without a gain it is 1, but for
/// the matrix that reads the activation, whose gain is the activation's second-moment gain.
struct BlockSpec {
  std::size_t depth, width;
  bool attention = false;
  std::size_t heads = 1, sequence = 1, samples = 1;
  StackNorm norm = StackNorm::None;
  Activation activation{};
  std::optional<double> gain;
  AttentionScale attentionScale;
  std::optional<double> residualScale;
  std::uint64_t seed = 0;
};

/// Parts of a state's histogram, of equal width, together three root mean squares on either side of
/// 0.
inline constexpr std::size_t histogramParts = 24;

/// Root mean squares of the input and after each block, depth + 1 of each.
struct Propagation {
  std::vector<double> forward;
  /// Of the gradient of a random linear function, normal with variance 1, of the last state.
  std::vector<double> backward;
  /// Of the states, in expectation over wide networks.
  std::vector<double> predicted;
  /// The mean entropy of each block's attention, in nats; empty without attention.
  std::vector<double> attentionEntropy;
  /// The norm of the input's part of each state relative to that state's, by the residual
  /// connections alone.
  std::vector<double> inputShare;
  /// Of each state, the shares of its entries in the parts; the outer ones hold what is beyond. 0
  /// where all entries are 0 and from `overflowLayer` on.
  std::vector<double> histograms;
  /// The first state that left the range of float32 (or, where none did, the last whose gradient
  /// did), −1 if none: from there on `forward` is +∞, and the gradient starts before it.
  int overflowLayer = -1;
};

/// A random stack in float32. Throws INVALID_ARGUMENT where a size is 0, heads do not divide the
/// width, or a factor is not finite, OUT_OF_MEMORY where it needs more than a module has.
/// Source: kexue.fm/archives/8620; Wang et al. 2022; Bachlechner et al. 2020.
Propagation propagate(const BlockSpec &spec);

/// The gain of the matrices of a spec: of all where it is given.
struct Gains {
  double plain, reading;
};
Gains gainsOf(const BlockSpec &spec);

/// Whether a block is a single layer without residual connection.
bool isPlain(const BlockSpec &spec);

/// α, a and β of a spec.
struct ResidualScales {
  double branch, stream, weights;
};
ResidualScales scalesOf(const BlockSpec &spec);

/// `predicted` of a stack: second moments and their correlations between tokens, followed through
/// the blocks in the limit of many dimensions (Poole et al. 2016), where Σp² of the attention to T
/// tokens, with logits of variance v, is taken to be e^v/(T + e^v − 1).
std::vector<double> predictedScales(const BlockSpec &spec);

} // namespace lemmata::initialization
