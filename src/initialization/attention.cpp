#include "initialization/attention.hpp"

#include <algorithm>
#include <cmath>

#include "numeric/check.hpp"
#include "numeric/exp.hpp"
#include "numeric/log.hpp"
#include "numeric/product.hpp"
#include "numeric/reduce.hpp"

namespace lemmata::initialization {

namespace {

/// Logits that are worked on at a time, as far as rows allow.
constexpr std::size_t most = std::size_t{1} << 16;

struct Softness {
  double entropy, saturation;
};

/// Entropy and 1 − Σp² of the softmax of logits, which are overwritten.
Softness softness(std::span<double> logits) {
  const auto largest = std::ranges::max_element(logits) - logits.begin();
  const double top = logits[largest];
  double rest = 0, energy = 0;
  for (std::size_t i = 0; i < logits.size(); ++i) {
    const double gap = logits[i] - top, weight = lemmata::exp(gap);
    logits[i] = weight;
    if (static_cast<std::ptrdiff_t>(i) == largest)
      continue;
    rest += weight;
    energy -= weight == 0 ? 0 : weight * gap;
  }
  // Z = 1 + rest; the largest probability's complement is rest/Z, without cancellation.
  const double Z = 1 + rest;
  double saturation = rest / (Z * Z);
  for (std::size_t i = 0; i < logits.size(); ++i)
    if (static_cast<std::ptrdiff_t>(i) != largest)
      saturation += logits[i] / Z * (1 - logits[i] / Z);
  return {lemmata::log1p(rest) + energy / Z, saturation};
}

} // namespace

double AttentionScale::operator()(std::size_t dimension, std::size_t keys) const {
  const auto d = static_cast<double>(dimension), n = static_cast<double>(keys);
  switch (kind) {
  case Kind::Sqrt:
    return 1 / std::sqrt(d);
  case Kind::Log:
    return lemmata::log(n) / (lemmata::log(512.0) * std::sqrt(d));
  case Kind::Given:
    return factor;
  default:
    return 1;
  }
}

AttentionStatistics attentionStatistics(MatrixView<const double> Q, MatrixView<const double> K,
                                        const AttentionScale &scale) {
  check::notEmpty(Q.size(), "Q");
  check::notEmpty(K.size(), "K");
  if (Q.cols != K.cols)
    throw Error(ErrorCode::ShapeMismatch,
                "{argument} has {found} columns; it needs {expected}, as many as Q",
                {{"argument", "K"}, {"found", K.cols}, {"expected", Q.cols}});
  check::finite(Q, "Q");
  check::finite(K, "K");
  check::finiteScalar(scale.factor, "scale");
  const double factor = scale(Q.cols, K.rows);
  const std::size_t height = std::clamp<std::size_t>(most / K.rows, 1, Q.rows);
  Matrix logits(height, K.rows);
  AttentionStatistics result{std::vector<double>(Q.rows), std::vector<double>(Q.rows), 0};
  // Mean and sum of squared deviations of the logits so far, merged row by row (Chan 1983).
  double count = 0, mean = 0, squares = 0;
  const auto keys = static_cast<double>(K.rows);
  for (std::size_t first = 0; first < Q.rows; first += height) {
    const std::size_t rows = std::min(height, Q.rows - first);
    std::ranges::fill(logits.flat(), 0);
    addProductWithTransposed(Block<double>(logits.view()).part(0, 0, rows, K.rows), factor,
                             Block<const double>(Q).part(first, 0, rows, Q.cols), K);
    for (std::size_t i = 0; i < rows; ++i) {
      const std::span<double> row = logits.row(i);
      const double rowMean = sum<double>(row) / keys, gap = rowMean - mean;
      for (const double logit : row)
        squares += (logit - rowMean) * (logit - rowMean);
      squares += gap * gap * (count * keys / (count + keys));
      if (!std::isfinite(squares))
        throw Error(ErrorCode::NotFinite,
                    "the squares of the logits of row {row} of {argument} overflow",
                    {{"argument", "Q"}, {"row", first + i}});
      count += keys;
      mean += gap * (keys / count);
      const Softness soft = softness(row);
      result.entropy[first + i] = soft.entropy;
      result.saturation[first + i] = soft.saturation;
    }
  }
  result.logitStd = std::sqrt(squares / count);
  return result;
}

} // namespace lemmata::initialization
