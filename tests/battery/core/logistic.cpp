#include "battery.hpp"
#include "logistic/classifier.hpp"
#include "logistic/fit.hpp"
#include "logistic/refine.hpp"
#include "logistic/whitening.hpp"

namespace lemmata::battery {

using namespace logistic;

namespace {

struct Data {
  std::size_t classes;
  Matrix X;
  std::vector<std::int32_t> labels;
};

Data data(Draw &d) {
  const std::size_t classes = d.whole(2, 4), rows = d.whole(30, 300);
  return {classes, d.matrix(rows, d.whole(1, 9)), d.labels(rows, classes)};
}

void add(Hash &h, const Fit &fit) {
  h.add(fit.weights, fit.bias, fit.means, fit.priors, fit.withinCovariance, fit.shrinkage, fit.rank,
        fit.mahalanobisSquared, fit.rSquared);
}

} // namespace

const std::vector<Call> logisticCalls{
    {"fit",
     [](Draw &d, Hash &h) {
       const auto [classes, X, labels] = data(d);
       const auto weights = d.numbers(labels.size(), 0.5, 2);
       const FitOptions options{.mode = d.one<Mode>(2), .diagonal = d.unit() < 0.2, .ridge = 0.1};
       add(h, fit(X, labels, weights, options));
     }},
    {"fit, shrunk",
     [](Draw &d, Hash &h) {
       const auto [classes, X, labels] = data(d);
       add(h, fit(X, labels, {}, {.estimator = d.one<Estimator>(5)}));
     }},
    {"statistics",
     [](Draw &d, Hash &h) {
       const auto [classes, X, labels] = data(d);
       ClassStatistics one(X.cols(), classes), other(X.cols(), classes);
       one.add(X, labels);
       other.add(X, labels, d.numbers(labels.size(), 0.5, 2));
       one.merge(ClassStatistics::load(other.save()));
       add(h, fit(one, {}));
       h.add(one.save());
     }},
    {"refine",
     [](Draw &d, Hash &h) {
       const auto [classes, X, labels] = data(d);
       const Refined found =
           refine(X, labels, {.fromZero = d.unit() < 0.5, .l2 = d.number(0.01, 1)});
       h.add(found.weights, found.bias, found.iterations, found.losses, found.gradientNorm);
     }},
    {"classify",
     [](Draw &d, Hash &h) {
       const auto [classes, X, labels] = data(d);
       const std::size_t outputs = outputsOf(classes);
       const Matrix weights = d.matrix(X.cols(), outputs);
       const auto bias = d.numbers(outputs);
       const LinearClassifier model{weights, bias, classes};
       Matrix z(X.rows(), outputs), p(X.rows(), classes);
       std::vector<std::int32_t> found(X.rows());
       logits(model, X, z);
       probabilities(model, X, p);
       predict(model, X, found);
       const Evaluation e = evaluate(model, X, labels);
       h.add(z, p, found, e.logLoss, e.accuracy, e.calibrationError);
     }},
    {"whiten",
     [](Draw &d, Hash &h) {
       const auto [classes, X, labels] = data(d);
       const Whitening found = whiten(X, labels, d.one<WhiteningKind>(3));
       h.add(found.data, found.matrix, found.mean);
     }},
    {"linearRegression",
     [](Draw &d, Hash &h) {
       const std::size_t rows = d.whole(5, 90);
       const Matrix X = d.matrix(rows, 4), Y = d.matrix(rows, 2);
       const Regression found = linearRegression(X, Y);
       h.add(found.weights, found.bias, found.residualCovariance);
     }},
};

} // namespace lemmata::battery
