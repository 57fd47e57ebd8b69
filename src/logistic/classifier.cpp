#include "logistic/classifier.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "logistic/softmax.hpp"
#include "logistic/statistics.hpp"
#include "numeric/check.hpp"
#include "numeric/product.hpp"

namespace lemmata::logistic {

namespace {

/// Calls `body(first, F)` with the logits F of one block of rows after the other.
template <class Body>
void eachBlock(const LinearClassifier &model, MatrixView<const double> X, Body body) {
  checkModel(model);
  check::notEmpty(X.size(), "X");
  if (X.cols != model.weights.rows)
    throw Error(ErrorCode::ShapeMismatch,
                "{argument} has {found} columns; the model has {expected} features",
                {{"argument", "X"}, {"found", X.cols}, {"expected", model.weights.rows}});
  check::finite(X, "X");
  const std::size_t height = blockRows(X.cols), outputs = model.weights.cols;
  Matrix room(std::min(height, X.rows), outputs);
  for (std::size_t first = 0; first < X.rows; first += height) {
    const MatrixView<const double> rows{X.data + first * X.cols, std::min(height, X.rows - first),
                                        X.cols};
    const MatrixView<double> F{room.flat().data(), rows.rows, outputs};
    for (std::size_t i = 0; i < F.rows; ++i)
      std::ranges::copy(model.bias, F.row(i).begin());
    if (outputs == 1)
      for (std::size_t i = 0; i < F.rows; ++i)
        F(i, 0) += dot(rows.row(i), {model.weights.data, X.cols});
    else
      addProduct(F, 1, rows, model.weights);
    for (std::size_t i = 0; i < F.rows; ++i)
      if (!check::allFinite<double>(F.row(i)))
        throw Error(ErrorCode::NotFinite, "the logits of row {row} of {argument} overflow",
                    {{"argument", "X"}, {"row", first + i}});
    body(first, F);
  }
}

/// The probabilities of all classes, from logits.
void probabilitiesOf(std::span<const double> logits, std::span<double> p) {
  if (logits.size() == 1) {
    p[0] = sigmoid(-logits[0]);
    p[1] = sigmoid(logits[0]);
    return;
  }
  std::ranges::copy(logits, p.begin());
  softmax(p);
}

std::size_t predicted(std::span<const double> logits) {
  if (logits.size() == 1)
    return logits[0] > 0;
  return static_cast<std::size_t>(std::ranges::max_element(logits) - logits.begin());
}

} // namespace

void checkModel(const LinearClassifier &model) {
  if (model.classes < 2)
    throw Error(ErrorCode::InvalidArgument, "{argument} is {found}; at least 2 are needed",
                {{"argument", "model.classes"}, {"found", model.classes}});
  check::notEmpty(model.weights.size(), "model.weights");
  if (model.weights.cols != outputsOf(model.classes))
    throw Error(ErrorCode::ShapeMismatch,
                "{argument} has {found} columns; {expected} are needed for {classes} classes",
                {{"argument", "model.weights"},
                 {"found", model.weights.cols},
                 {"expected", outputsOf(model.classes)},
                 {"classes", model.classes}});
  check::sameSize(model.bias.size(), model.weights.cols, "model.bias");
  check::finite(model.weights, "model.weights");
  check::finite(model.bias, "model.bias");
}

void logits(const LinearClassifier &model, MatrixView<const double> X, MatrixView<double> result) {
  eachBlock(model, X, [&](std::size_t first, MatrixView<double> F) {
    std::ranges::copy(F.flat(), result.data + first * result.cols);
  });
}

void probabilities(const LinearClassifier &model, MatrixView<const double> X,
                   MatrixView<double> result) {
  eachBlock(model, X, [&](std::size_t first, MatrixView<double> F) {
    for (std::size_t i = 0; i < F.rows; ++i)
      probabilitiesOf(F.row(i), result.row(first + i));
  });
}

void predict(const LinearClassifier &model, MatrixView<const double> X,
             std::span<std::int32_t> result) {
  eachBlock(model, X, [&](std::size_t first, MatrixView<double> F) {
    for (std::size_t i = 0; i < F.rows; ++i)
      result[first + i] = static_cast<std::int32_t>(predicted(F.row(i)));
  });
}

Evaluation evaluate(const LinearClassifier &model, MatrixView<const double> X,
                    std::span<const std::int32_t> labels) {
  checkModel(model);
  checkLabels(labels, X.rows, model.classes);
  constexpr std::size_t bins = 15;
  std::array<double, bins> confidence{}, right{};
  double loss = 0, correct = 0;
  std::vector<double> p(model.classes);
  eachBlock(model, X, [&](std::size_t first, MatrixView<double> F) {
    double blockLoss = 0;
    for (std::size_t i = 0; i < F.rows; ++i) {
      const std::size_t label = static_cast<std::size_t>(labels[first + i]);
      const std::size_t best = predicted(F.row(i));
      const double own = F(i, F.cols == 1 ? 0 : label);
      if (F.cols == 1) {
        probabilitiesOf(F.row(i), p);
        blockLoss += softplus(label ? -own : own);
      } else {
        std::ranges::copy(F.row(i), p.begin());
        blockLoss += softmax(p) - own;
      }
      const auto bin = std::min(static_cast<std::size_t>(p[best] * bins), bins - 1);
      confidence[bin] += p[best];
      right[bin] += best == label;
      correct += best == label;
    }
    loss += blockLoss;
  });
  double gaps = 0;
  for (std::size_t b = 0; b < bins; ++b)
    gaps += std::abs(right[b] - confidence[b]);
  const double n = static_cast<double>(X.rows);
  return {loss / n, correct / n, gaps / n};
}

} // namespace lemmata::logistic
