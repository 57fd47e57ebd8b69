#pragma once

#include <span>

#include "numeric/matrix.hpp"

/// Scalar functions f of a network's output h.
namespace lemmata::penalty {

enum class HeadKind {
  HalfSquare,   ///< ½ |h|²
  Sum,          ///< Σ h
  Cotangent,    ///< cᵀh
  SquaredError, ///< ½ |h − t|²
  CrossEntropy, ///< −Σ t log softmax(h), t a distribution, or a class by its number
};

struct Head {
  HeadKind kind;
  std::span<const double> vector = {}; ///< c or t; the class's number where it has one entry
};

/// Throws SHAPE_MISMATCH, NOT_FINITE, and INVALID_ARGUMENT for a class out of range or a
/// cross-entropy of one output.
void checkHead(const Head &head, std::size_t outputs);

/// f(h); writes its gradient.
double value(const Head &head, std::span<const double> h, std::span<double> gradient);

/// u := H u with the Hessian H of f at h.
void hessianTimes(const Head &head, std::span<const double> h, std::span<double> u);

} // namespace lemmata::penalty
