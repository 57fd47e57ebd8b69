#pragma once

#include <optional>
#include <span>
#include <vector>

/// Standard deviations of initial weights, and the scales that go with them.
namespace lemmata::initialization {

/// Where the two sizes of a dense layer, or the channels of a convolution, stand in a weight's
/// shape.
enum class WeightLayout { InOut, OutIn, Hwio, Oihw };

struct Fans {
  double in, out;
};

/// How many inputs an output sums, and how many outputs an input goes to: channels times the
/// kernel's size. For grouped convolutions the shape holds the channels of one group, as in every
/// library. Throws INVALID_ARGUMENT for shapes with fewer than two sizes (exactly two in InOut and
/// OutIn) and for sizes that are not whole numbers above 0.
Fans fans(std::span<const double> shape, WeightLayout layout);

enum class Scheme { Lecun, Xavier, He, Orthogonal, T5q, T5k, T5v, T5o, T5wi, T5wo, Ntk, Mup };

struct SchemeOptions {
  double gain = 1;
  /// Attention heads, which T5q needs; 0 is not given.
  double heads = 1;
  /// Residual blocks, of whose 2 · depth branches the standard deviation is divided by the root
  /// (GPT-2); 0 is none.
  double depth = 0;
};

/// The standard deviation of a weight's entries:
/// Lecun, Mup gain/√in (LeCun 1998; hidden layers of Yang et al. 2022); Xavier gain √(2/(in + out))
/// (Glorot and Bengio 2010); He gain √(2/in) (He et al. 2015); Orthogonal gain/√max(in, out); Ntk
/// gain (Jacot et al. 2018, where 1/√in stands in the layer); T5q gain/√(in · out/heads), T5k, T5v,
/// T5wi, T5o, T5wo gain/√in (Raffel et al. 2020, as in Mesh TensorFlow).
///
/// Throws INVALID_ARGUMENT unless the fans are above 0 and the gain is not negative.
double standardDeviation(Scheme scheme, Fans fans, const SchemeOptions &options);

enum class Optimizer { Sgd, Adam };

/// The learning rate in standard parameterization that is `rate` in NTK parameterization: rate/in
/// for gradient descent, where trajectories are identical, rate/√in for Adam
/// (kexue.fm/archives/8620).
double effectiveLearningRate(double rate, double fanIn, Optimizer optimizer);

enum class Residual { Post, Pre, Rezero, Scaled };

/// What the input and each of the blocks contribute to a residual stream's norm, layers + 1 numbers
/// whose squares sum to 1, where every block keeps the scale of what it is given.
///
/// Post, (x + F)/√2: 2^{−l/2} for the input, 2^{−(l − k + 1)/2} for block k. Pre, x + F(norm x):
/// 1/√(l + 1) for all. Scaled, x + F/√l: block k adds 1/l of the variance that is there. Rezero,
/// x + 0 F: the input alone. Source: kexue.fm/archives/8620.
std::vector<double> residualWeights(std::size_t layers, Residual kind);

struct DeepNormScale {
  /// Multiplies the stream, and the standard deviations of feed-forward, value and output weights.
  double alpha, beta;
};
struct DeepNorm {
  std::optional<DeepNormScale> encoder, decoder;
};

/// The constants of DeepNet (Wang et al. 2022), table 2, for N encoder and M decoder layers, 0 of
/// one of them where there is none. Throws INVALID_ARGUMENT where both are 0.
DeepNorm deepNorm(double encoderLayers, double decoderLayers);

} // namespace lemmata::initialization
