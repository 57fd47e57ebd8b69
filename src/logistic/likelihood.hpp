#pragma once

#include <span>

#include "numeric/exp.hpp"
#include "numeric/log.hpp"

/// The probabilities of logits and their logarithms.
namespace lemmata::logistic {

/// 1/(1 + e^−f), precise at both ends.
inline double sigmoid(double f) {
  const double e = exp(f < 0 ? f : -f);
  return (f < 0 ? e : 1) / (1 + e);
}

/// log(1 + e^f): minus the logarithm of sigmoid(−f).
inline double softplus(double f) { return (f > 0 ? f : 0) + log1p(exp(f < 0 ? f : -f)); }

/// Logits become their softmax; returns log Σ e^f.
inline double softmax(std::span<double> f) {
  double top = f[0];
  for (const double value : f)
    top = value > top ? value : top;
  double sum = 0;
  std::size_t i = 0;
  for (; i + 2 <= f.size(); i += 2) {
    const f64x2 e = exp(load(&f[i]) - top);
    store(&f[i], e);
    sum += e[0];
    sum += e[1];
  }
  for (; i < f.size(); ++i)
    sum += f[i] = exp(f[i] - top);
  for (double &value : f)
    value /= sum;
  return top + log(sum);
}

} // namespace lemmata::logistic
