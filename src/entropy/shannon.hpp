#pragma once

#include <span>

namespace lemmata::entropy {

/// Shannon entropy −Σ pᵢ log pᵢ in nats, with 0 log 0 = 0, of a distribution p (float or double).
/// Throws NOT_FINITE, NOT_A_DISTRIBUTION (an entry below 0, or a sum away from 1) and, where p is
/// empty, INVALID_ARGUMENT.
template <class T> double shannon(std::span<const T> p);

} // namespace lemmata::entropy
