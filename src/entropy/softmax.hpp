#pragma once

#include <span>

#include "numeric/view.hpp"

namespace lemmata::entropy {

/// softmax(l/temperature) of logits l, written to q (which may be `logits`). Logits of −∞ are masks
/// and get probability 0. Temperature 0 is the limit: uniform on the largest logits; ∞ is uniform
/// on all that are not masked. Throws NOT_FINITE for NaN or +∞; INVALID_ARGUMENT where there is no
/// outcome or the temperature is below 0 or NaN.
template <class T> void softmax(std::span<const T> logits, double temperature, std::span<T> q);

/// `softmax` of each row with its Shannon entropy in nats, in one pass over the exponentials.
/// Throws as `softmax`. X may be some rows of a larger matrix: `first` is what messages call its
/// first row.
template <class T>
void softmaxRows(MatrixView<const T> X, double temperature, MatrixView<T> q,
                 std::span<double> entropy, std::size_t first = 0);

} // namespace lemmata::entropy
