#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "numeric/matrix.hpp"

/// Linear classifiers: the logits Wᵀx + b, whose softmax, or sigmoid where there are two classes,
/// is the probability of a class.
namespace lemmata::logistic {

/// A classifier, its numbers in somebody else's memory.
struct LinearClassifier {
  MatrixView<const double> weights; ///< features × classes; features × 1 where there are two
  std::span<const double> bias;     ///< an entry for each column
  std::size_t classes;
};

/// The columns of the weights: 1 for two classes, of which it is the log-odds of class 1.
constexpr std::size_t outputsOf(std::size_t classes) { return classes == 2 ? 1 : classes; }

/// Throws SHAPE_MISMATCH, NOT_FINITE and, for fewer than two classes, INVALID_ARGUMENT.
void checkModel(const LinearClassifier &model);

/// The logits of the rows of X (N × features), written to `result` (N × outputs). Throws
/// SHAPE_MISMATCH, NOT_FINITE (for logits that overflow, too).
void logits(const LinearClassifier &model, MatrixView<const double> X, MatrixView<double> result);

/// The probabilities of all classes, N × classes also where there are two. Throws as `logits`.
void probabilities(const LinearClassifier &model, MatrixView<const double> X,
                   MatrixView<double> result);

/// The most probable class of each row, the least of equals. Throws as `logits`.
void predict(const LinearClassifier &model, MatrixView<const double> X,
             std::span<std::int32_t> result);

struct Evaluation {
  double logLoss;          ///< the mean negative log-likelihood, in nats
  double accuracy;         ///< the share of rows whose most probable class is their label
  double calibrationError; ///< the expected calibration error
};

/// How well a classifier does on labelled rows.
///
/// The calibration error is Σ (n_b/N) |accuracy in b − mean confidence in b| over 15 bins b of
/// equal width of the confidence, the probability of the predicted class (Guo, Pleiss, Sun and
/// Weinberger 2017). Throws as `logits` and INVALID_ARGUMENT for labels out of range.
Evaluation evaluate(const LinearClassifier &model, MatrixView<const double> X,
                    std::span<const std::int32_t> labels);

} // namespace lemmata::logistic
