#include <Eigen/Core>
#include <cmath>
#include <memory>

#include "contestant.hpp"

namespace bench {
namespace {

template <class T>
void softmaxRow(Eigen::Map<const Eigen::Array<T, Eigen::Dynamic, 1>> logits,
                Eigen::Array<T, Eigen::Dynamic, 1> &x,
                Eigen::Map<Eigen::Array<T, Eigen::Dynamic, 1>> out, double &entropy) {
  x = logits - logits.maxCoeff();
  out = x.exp();
  const T z = out.sum();
  entropy = std::log(z) - (out * x).sum() / z;
  out *= 1 / z;
}

template <class T>
Contestant eigen(const char *task, const std::vector<double> &given, int cols, double tolerance) {
  struct Storage {
    std::vector<T> logits, out;
    std::vector<double> entropy;
  };
  const auto at = std::make_shared<Storage>();
  at->logits.assign(given.begin(), given.end());
  at->out.resize(given.size());
  at->entropy.resize(given.size() / cols);
  const auto work = [=] {
    Eigen::Array<T, Eigen::Dynamic, 1> scratch(cols);
    for (std::size_t row = 0; row < at->entropy.size(); ++row)
      softmaxRow<T>({at->logits.data() + row * cols, cols}, scratch,
                    {at->out.data() + row * cols, cols}, at->entropy[row]);
  };
  const auto values = [=] {
    std::vector<double> all = at->entropy;
    const std::vector<double> summaries = rowSummaries(at->out, cols);
    all.insert(all.end(), summaries.begin(), summaries.end());
    return all;
  };
  return {task, "C++ with Eigen", tolerance, work, values};
}

} // namespace

std::vector<Contestant> softmax(const std::filesystem::path &folder, int, int cols) {
  const std::vector<double> logits = load(folder / "logits");
  std::vector<Contestant> all = lemmataSoftmax(logits, cols);
  all.push_back(eigen<double>("softmax f64", logits, cols, 1e-11));
  all.push_back(eigen<float>("softmax f32", logits, cols, 1e-4));
  return all;
}

} // namespace bench
