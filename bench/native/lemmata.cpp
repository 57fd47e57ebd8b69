// The package's own core, without WebAssembly and without the way from JavaScript.

#include <cmath>
#include <cstdint>
#include <memory>

#include "contestant.hpp"
#include "entropy/normalize.hpp"
#include "entropy/softmax.hpp"
#include "gaussian/divergence.hpp"
#include "gaussian/estimate.hpp"
#include "gaussian/wasserstein.hpp"

namespace bench {
namespace {

using namespace lemmata;

const std::string nativeName = "lemmata, native";

template <class T> struct Matrix {
  std::size_t rows, cols;
  std::vector<T> given, out;
  std::vector<double> gamma, entropy;
  std::vector<std::int32_t> iterations, status;

  Matrix(const std::vector<double> &numbers, int cols)
      : rows(numbers.size() / cols), cols(cols), given(numbers.begin(), numbers.end()),
        out(numbers.size()), gamma(rows), entropy(rows), iterations(rows), status(rows) {}

  MatrixView<const T> input() const { return {given.data(), rows, cols}; }
  MatrixView<T> output() { return {out.data(), rows, cols}; }
};

template <class T>
Contestant softmaxRows(const char *task, const std::vector<double> &logits, int cols,
                       double tolerance) {
  const auto at = std::make_shared<Matrix<T>>(logits, cols);
  const auto work = [=] {
    entropy::softmaxRows<T>(at->input(), 1, at->output(), std::span(at->entropy));
  };
  const auto values = [=] {
    std::vector<double> all = at->entropy;
    const std::vector<double> summaries = rowSummaries(at->out, cols);
    all.insert(all.end(), summaries.begin(), summaries.end());
    return all;
  };
  return {task, nativeName, tolerance, work, values};
}

gaussian::Model model(const std::vector<double> &means, const std::vector<double> &covariances,
                      std::size_t k, std::size_t d) {
  return gaussian::Model({.mean = {means.data() + k * d, d},
                          .form = gaussian::Form::Full,
                          .covariance = {covariances.data() + k * d * d, d, d}});
}

double squaredWasserstein2(const gaussian::Model &p, const gaussian::Model &q) {
  return gaussian::wasserstein2(p, q).squared;
}

} // namespace

Contestant lemmataNormalize(const std::vector<double> &logits, int cols, int perplexity) {
  const auto at = std::make_shared<Matrix<double>>(logits, cols);
  const auto work = [=] {
    const entropy::Target target{entropy::TargetUnit::Perplexity, double(perplexity)};
    entropy::NormalizeOptions options;
    options.reading.input = entropy::Input::Logits;
    entropy::normalizeRows<double>(
        at->input(), {{&target, 1}}, options,
        {at->output(), at->gamma, at->entropy, at->iterations, at->status});
  };
  return {"normalize", nativeName, 1e-11, work, [=] { return rowSummaries(at->out, cols); }};
}

std::vector<Contestant> lemmataSoftmax(const std::vector<double> &logits, int cols) {
  return {softmaxRows<double>("softmax f64", logits, cols, 1e-11),
          softmaxRows<float>("softmax f32", logits, cols, 1e-4)};
}

std::vector<Contestant> lemmataPairs(const std::filesystem::path &folder, int count,
                                     int dimension) {
  struct Given {
    std::vector<double> meanP, covarianceP, meanQ, covarianceQ;
  };
  const auto given =
      std::make_shared<Given>(Given{load(folder / "meanP"), load(folder / "covarianceP"),
                                    load(folder / "meanQ"), load(folder / "covarianceQ")});
  const auto one = [=](const char *task,
                       double (*distance)(const gaussian::Model &, const gaussian::Model &)) {
    const auto out = std::make_shared<std::vector<double>>(count);
    const auto work = [=] {
      for (int k = 0; k < count; ++k)
        (*out)[k] = distance(model(given->meanP, given->covarianceP, k, dimension),
                             model(given->meanQ, given->covarianceQ, k, dimension));
    };
    return Contestant{task, nativeName, 1e-9, work, [=] { return *out; }};
  };
  if (count == 1)
    return {one("wasserstein2", squaredWasserstein2)};
  return {one("kl", gaussian::kl), one("bhattacharyya", gaussian::bhattacharyya),
          one("wasserstein2", squaredWasserstein2)};
}

std::vector<Contestant> frechet(const std::filesystem::path &folder, int count, int dimension) {
  const auto X = std::make_shared<std::vector<double>>(load(folder / "X"));
  const auto Y = std::make_shared<std::vector<double>>(load(folder / "Y"));
  const auto out = std::make_shared<std::vector<double>>(1);
  const auto view = [=](const std::vector<double> &data) {
    return MatrixView<const double>{data.data(), std::size_t(count), std::size_t(dimension)};
  };
  const auto work = [=] { (*out)[0] = gaussian::frechet(view(*X), view(*Y)).squared; };
  return {{"frechet", nativeName, 1e-9, work, [=] { return *out; }}};
}

} // namespace bench
