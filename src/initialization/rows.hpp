#pragma once

#include <span>

/// What a stack does to float32 rows between its products; sums are float64.
namespace lemmata::initialization::rows {

double squares(std::span<const float> x);

/// y = (x − mean)/√(variance + 10⁻⁵); returns the factor.
float normalize(std::span<const float> x, std::span<float> y);

/// The gradient in x from that in y, in place.
void normalizeBackward(float factor, std::span<const float> y, std::span<float> gradient);

/// Replaces logits by probabilities and returns their entropy.
double softmax(std::span<float> x);

/// The gradient p (g − p·g) in the logits, in place of g.
void softmaxBackward(std::span<const float> p, std::span<float> g);

/// x = a x + b f.
void mix(float a, std::span<float> x, float b, std::span<const float> f);

/// x = x y, entry by entry.
void multiply(std::span<float> x, std::span<const float> y);

/// The shares of entries in equal parts of the interval of three times `scale` on either side of 0,
/// the outer ones with what is beyond; `shares` is 0 before, and stays so where the scale is.
void histogram(std::span<const float> x, double scale, std::span<double> shares);

} // namespace lemmata::initialization::rows
