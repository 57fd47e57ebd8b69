#pragma once

/// How many dimensions an embedding of N tokens needs: the n > 8.33 log N rule and what it rounds.
///
/// With vectors uniform on the sphere of radius √n, the softmax of inner products over all N² pairs
/// has the entropy 2 log N − drop(n), which must not fall below 0 if the model is to be as certain
/// as the data can be; over one row of N keys it is log N − drop(n). Source:
/// kexue.fm/archives/7695, 8706.
namespace lemmata::projection {

/// "8.33" and "8": the article's 8.33 log N and 8 log N; "golden": 4 log N/log φ, φ the golden
/// ratio, of which 8.33 is a rounding (Laplace's method); "exact": the entropy itself.
enum class Rule { Article, Eight, Golden, Exact };
enum class States { Pair, Row };

/// −hₙ: by how many nats weights e^{λn cos θ} lower the entropy of a direction that is uniform on
/// the sphere in Rⁿ, the divergence of the one distribution from the other. ½ λ²n for small λ.
///
/// n: a whole number from 1 to 1e9; λ ≥ 0, finite. Relative error below 1e-12. Throws
/// INVALID_ARGUMENT. Source: kexue.fm/archives/7695 (λ = 1), 8823; the value by the trapezoid rule
/// in artanh cos θ, where the integrand is analytic and decays exponentially.
double entropyDrop(double n, double lambda);

/// The least n above the rule's bound; for "exact" the least whose entropyDrop exceeds 2 log N
/// (pair) or log N (row). 1 for one token. Throws INVALID_ARGUMENT: also λ ≠ 1 with "8.33" and "8",
/// and where more than 1e9 dimensions are needed.
double embeddingDimension(double tokens, Rule rule, States states, double lambda);

/// log(length)/log(base): what the attention logits are multiplied by so that their softmax keeps
/// its entropy when the length differs from `base`. length ≥ 1, base > 1. Throws INVALID_ARGUMENT.
/// Source: kexue.fm/archives/8823.
double attentionLogScale(double length, double base);

} // namespace lemmata::projection
