#pragma once

/// How likely one random projection distorts one length or one inner product: bounds and exact
/// values.
namespace lemmata::projection {

/// The article's bounds with 24 log N/ε² dimensions, the same with 16 log N/ε², which only says
/// that a projection exists, Dasgupta and Gupta's (2003), the optimized Chernoff pair, and exact χ²
/// tails.
enum class Method { Article, Existence, DasguptaGupta, Chernoff, Exact };

/// log of the method's bound on P(||u|² − 1| ≥ ε), u ∈ Rⁿ with entries N(0, 1/n); it may be above
/// 0.
///
/// n: a whole number from 1 to 1e9. ε: above 0; from 1 on there is no lower tail, which Chernoff
/// and exact leave out; the other methods' ε ends at 1. Throws INVALID_ARGUMENT. Source:
/// kexue.fm/archives/8679.
double logNormTail(double n, double epsilon, Method method);

/// The same as a probability, at most 1.
double normTail(double n, double epsilon, Method method);

/// The method's bound on P(|⟨u, v⟩| ≥ ε) of two such vectors, at most 1: article (4 exp(−ε²n/8),
/// ε < 1) or Chernoff, whose exponent is four times as large. Throws INVALID_ARGUMENT. Source:
/// kexue.fm/archives/8679; the second derived from E e^{λ⟨u,v⟩} = (1 − λ²/n²)^{−n/2}.
double innerProductTail(double n, double epsilon, Method method);

} // namespace lemmata::projection
