#include <Eigen/Core>
#include <cmath>
#include <limits>
#include <memory>

#include "contestant.hpp"

namespace bench {
namespace {

using Row = Eigen::Map<Eigen::ArrayXd>;

/// The power of softmax(logits) whose entropy is `target` to 1e-12, by Newton's method on log γ
/// between brackets, started where normal logits would have it.
void newton(Eigen::Map<const Eigen::ArrayXd> logits, double target, Eigen::ArrayXd &x, Row out) {
  x = logits - logits.maxCoeff();
  const double n = double(x.size());
  double gamma = std::sqrt(2 * (std::log(n) - target) / ((x - x.mean()).square().sum() / n));
  double low = 0;
  double high = std::numeric_limits<double>::infinity();
  double z = 1;
  for (int round = 0; round < 100; ++round) {
    out = (gamma * x).exp();
    z = out.sum();
    const double mean = (out * x).sum() / z;
    const double error = std::log(z) - gamma * mean - target;
    if (std::abs(error) <= 1e-12)
      break;
    (error > 0 ? low : high) = gamma;
    // dH/d log γ = −γ² Var
    const double variance = (out * x.square()).sum() / z - mean * mean;
    double next = gamma * std::exp(error / (gamma * gamma * variance));
    if (!(next > low && next < high))
      next = std::isinf(high) ? 2 * gamma : (low + high) / 2;
    gamma = next;
  }
  out /= z;
}

} // namespace

std::vector<Contestant> normalize(const std::filesystem::path &folder, int rows, int cols,
                                  int perplexity) {
  const auto logits = std::make_shared<std::vector<double>>(load(folder / "logits"));
  const auto out = std::make_shared<std::vector<double>>(logits->size());
  const double target = std::log(double(perplexity));
  const auto work = [=] {
    Eigen::ArrayXd scratch(cols);
    for (int row = 0; row < rows; ++row)
      newton({logits->data() + row * cols, cols}, target, scratch,
             {out->data() + row * cols, cols});
  };
  return {{"normalize", "C++ with Eigen, Newton to 1e-12", 1e-11, work,
           [=] { return rowSummaries(*out, cols); }},
          lemmataNormalize(*logits, cols, perplexity)};
}

} // namespace bench
