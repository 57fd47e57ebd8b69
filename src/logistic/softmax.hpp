#pragma once

#include <span>

#include "numeric/exp.hpp"
#include "numeric/log.hpp"
#include "numeric/sigmoid.hpp"

/// The probabilities of logits and their logarithms.
namespace lemmata::logistic {

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
