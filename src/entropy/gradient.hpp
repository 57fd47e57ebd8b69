#pragma once

#include <span>

#include "entropy/target.hpp"
#include "numeric/view.hpp"

namespace lemmata::entropy {

/// The gradient with respect to the target, per nat, and whether there is one.
struct TargetGradient {
  double target;
  /// False where the exponent is 0 or ∞, or all logits are equal: then the gradients are zeros.
  bool defined;
};

/// Vector-Jacobian product of `normalize` on logits: writes γ(q∘v − q(q·v) − c(c·v)/V) to
/// `gradient` and returns −(c·v)/(γV), with c = q∘(l − E l), V = Var l under q, v the cotangent.
/// All spans have n entries. What is beyond float64 is infinite. Throws TARGET_UNREACHABLE,
/// NOT_FINITE, SHAPE_MISMATCH, INVALID_ARGUMENT. Source: implicit differentiation of
/// kexue.fm/archives/8829.
TargetGradient normalizeVjp(std::span<const double> logits, Target target,
                            std::span<const double> cotangent, std::span<double> gradient);

/// The Jacobian ∂q/∂l = γ(diag q − q qᵀ − c cᵀ/V), n×n and symmetric; it kills constants and l.
/// Zeros where `normalizeVjp` is not defined. Throws as `normalizeVjp`.
void jacobian(std::span<const double> logits, Target target, MatrixView<double> result);

} // namespace lemmata::entropy
