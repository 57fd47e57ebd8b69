#pragma once

#include <optional>

#include "projection/tails.hpp"

/// The Johnson–Lindenstrauss lemma as a calculator: with what dimension n, number of points N,
/// distortion ε and probability of failure δ do all N(N − 1)/2 squared distances stay within
/// 1 ± ε? By the union bound over the pairs. ε is the distortion of squared distances, that of
/// distances is about half of it. N is a whole number from 1 on; one point has no pairs.
/// Source: kexue.fm/archives/8679.
namespace lemmata::projection {

/// min(1, N(N − 1)/2 · normTail). n and ε as in logNormTail. Throws INVALID_ARGUMENT.
double failureProbability(double points, double n, double epsilon, Method method);

/// The least n that the method promises to suffice, 1 for one point. 0 < ε < 1.
///
/// With δ, the least n whose failureProbability is at most δ (in closed form where there is one);
/// Chernoff and exact take δ = 1/N where none is given. Without δ, the published numbers, as the
/// least n above them: 24 log N/ε² (article, failure 1/N), 16 log N/ε² (existence, success 1/N;
/// takes no δ), 4 log N/(ε²/2 − ε³/3) (Dasgupta and Gupta, existence as well). More dimensions than
/// the data has are never needed. Throws INVALID_ARGUMENT, also where Chernoff and exact would need
/// more than 1e9.
double minDimension(double points, double epsilon, Method method, std::optional<double> failure);

/// The least ε whose exact failureProbability is at most δ, 1/N where none is given; 0 for one
/// point. It can be above 1. Throws INVALID_ARGUMENT.
double distortionFor(double points, double n, std::optional<double> failure);

/// The most points whose exact failureProbability is at most δ, 1/N where none is given; +∞ where
/// that number is beyond float64. Throws INVALID_ARGUMENT.
double maxPoints(double n, double epsilon, std::optional<double> failure);

} // namespace lemmata::projection
