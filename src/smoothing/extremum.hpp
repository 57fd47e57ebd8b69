#pragma once

#include <span>

namespace lemmata::smoothing {

/// log(Σ e^{t xᵢ})/t, the convolution of max with independent Gumbel noise of scale 1/t less its
/// mean; `debias` takes log(n)/t off, so that equal arguments are kept. At least max x (without
/// debias), at most log(n)/t above it. Sharpness +∞ is max. Throws INVALID_ARGUMENT (empty x,
/// sharpness not above 0), NOT_FINITE. Source: kexue.fm/archives/8718.
double maximum(std::span<const double> x, double sharpness, bool debias);

/// −maximum(−x).
double minimum(std::span<const double> x, double sharpness, bool debias);

} // namespace lemmata::smoothing
