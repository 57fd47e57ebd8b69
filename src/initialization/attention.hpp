#pragma once

#include <vector>

#include "numeric/matrix.hpp"

/// How soft the attention of random queries and keys is.
namespace lemmata::initialization {

/// What the logits q·k are multiplied by.
struct AttentionScale {
  enum class Kind {
    Sqrt, ///< 1/√d
    None, ///< 1
    Log,  ///< log₅₁₂ n/√d for n keys (kexue.fm/archives/8823)
    Given,
  };
  Kind kind = Kind::Sqrt;
  double factor = 1; ///< where Given

  double operator()(std::size_t dimension, std::size_t keys) const;
};

struct AttentionStatistics {
  /// Of each query's softmax, in nats.
  std::vector<double> entropy;
  /// 1 − Σp² of each, the trace of the softmax's derivative: 0 where it is one-hot.
  std::vector<double> saturation;
  /// The standard deviation of all scaled logits.
  double logitStd;
};

/// Statistics of softmax(scale · Q Kᵀ), Q n×d, K T×d. Throws SHAPE_MISMATCH, NOT_FINITE (for logits
/// whose squares overflow, too), INVALID_ARGUMENT for empty arguments.
AttentionStatistics attentionStatistics(MatrixView<const double> Q, MatrixView<const double> K,
                                        const AttentionScale &scale);

} // namespace lemmata::initialization
