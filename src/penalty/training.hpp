#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "numeric/philox.hpp"
#include "penalty/gradients.hpp"
#include "penalty/network.hpp"

namespace lemmata::penalty {

struct Penalties {
  double input = 0;     ///< λₓ, of the mean of |∇ₓℓ|²
  double parameter = 0; ///< λ_θ, of the mean of |∇_θ ℓ|²
};

/// What a step reports, without the factors λ.
struct Report {
  double loss;      ///< the mean of ℓ
  double input;     ///< the mean of |∇ₓℓ|²
  double parameter; ///< the mean of |∇_θ ℓ|²
};

template <class T> struct ObjectiveOf {
  Report report;
  std::vector<MatrixOf<T>> weights; ///< the gradient
  std::vector<std::vector<double>> biases;
};
using Objective = ObjectiveOf<double>;

/// The gradient in the parameters of the mean over the rows of X of ℓ + λₓ|∇ₓℓ|² + λ_θ|∇_θ ℓ|²,
/// with ℓ = f(h) and a head for each row, exactly: both penalties are functions of what the passes
/// forwards and backwards leave, and the chain of both is followed back. With either penalty it
/// takes six products a layer, with none three. Passes and products are made in X's precision.
Objective objective(const Network &network, MatrixView<const double> X, std::span<const Head> heads,
                    const Penalties &penalties);
ObjectiveOf<float> objective(const Network &network, MatrixView<const float> X,
                             std::span<const Head> heads, const Penalties &penalties);

enum class Loss { Squared, CrossEntropy };

struct TrainingOptions {
  Loss loss;
  double rate;
  Penalties penalties;
  std::size_t batch = 0;  ///< rows a step; 0: all of them
  std::uint64_t seed = 0; ///< of the order in which batches take the rows
};

/// Gradient descent, step by step. Batches go through the rows in an order that is shuffled anew
/// each time all have had their turn; the last batch of a round may be smaller. With X in float32
/// the gradients are made in it; weights and sums over the rows stay float64.
class Training {
public:
  /// X: N × inputs. Targets: N × outputs or, for the cross-entropy, N × 1 numbers of classes; as
  /// N × outputs they are distributions. Both are copied. Throws SHAPE_MISMATCH, NOT_FINITE,
  /// NOT_A_DISTRIBUTION, INVALID_ARGUMENT.
  Training(const Network &network, MatrixView<const double> X, MatrixView<const double> targets,
           const TrainingOptions &options);
  Training(const Network &network, MatrixView<const float> X, MatrixView<const double> targets,
           const TrainingOptions &options);

  /// Changes the network by −rate times the gradient and reports what was before. Throws
  /// NOT_CONVERGED where a number is no longer finite; the network is as it was then.
  Report step(Network &network);

private:
  template <class T> void prepare(const Network &network, MatrixView<const T> X);
  void shuffle();
  template <class T> Report step(Network &network, const MatrixOf<T> &all);

  TrainingOptions options_;
  Matrix X_, targets_;
  MatrixOf<float> single_; ///< X where it is float32
  std::vector<std::uint32_t> order_;
  std::size_t next_ = 0;
  std::uint64_t round_ = 0, steps_ = 0;
};

/// The loss that gradient descent with a finite rate follows, L + (η/4)|∇L|² (Barrett and Dherin
/// 2020). Throws INVALID_ARGUMENT.
double implicitRegularizer(double loss, double gradientSquared, double rate);

} // namespace lemmata::penalty
