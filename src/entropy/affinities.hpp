#pragma once

#include <span>

#include "numeric/view.hpp"

namespace lemmata::entropy {

enum class Self { Exclude, Include };

/// Conditional affinities of t-SNE: row i holds exp(−βᵢDᵢⱼ)/Σⱼ with βᵢ ≥ 0 so that its perplexity
/// is the one asked for. D: squared distances, of which only differences within a row matter: the
/// rows from `first` on of a matrix that has `allRows`.
/// Without self, that matrix must be square and its diagonal gets probability 0. `probabilities`
/// may be D. Throws TARGET_UNREACHABLE (with the row), SHAPE_MISMATCH, NOT_FINITE,
/// INVALID_ARGUMENT. Source: van der Maaten and Hinton (2008).
template <class T>
void affinities(MatrixView<const T> D, double perplexity, Self self, MatrixView<T> probabilities,
                std::span<double> beta, std::size_t first, std::size_t allRows);

} // namespace lemmata::entropy
