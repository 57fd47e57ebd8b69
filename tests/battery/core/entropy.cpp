#include "battery.hpp"
#include "entropy/affinities.hpp"
#include "entropy/article.hpp"
#include "entropy/curve.hpp"
#include "entropy/gradient.hpp"
#include "entropy/normalize.hpp"
#include "entropy/shannon.hpp"
#include "entropy/softmax.hpp"

namespace lemmata::battery {

using namespace entropy;

namespace {

Target target(Draw &d) {
  return d.unit() < 0.5 ? Target{TargetUnit::Fraction, d.number(0.05, 0.95)}
                        : Target{TargetUnit::Nats, d.number(0.01, 0.6)};
}

void add(Hash &hash, const Normalized &found) {
  hash.add(found.gamma, found.entropy, found.iterations, found.status, found.reachable.min,
           found.reachable.max);
}

template <class T> void rows(Draw &d, Hash &hash, bool clamp) {
  const std::size_t n = d.whole(1, 7), m = d.whole(2, 600);
  const MatrixOf<T> X = d.matrix<T>(n, m, -20, 20);
  MatrixOf<T> q(n, m);
  std::vector<double> gamma(n), entropies(n);
  std::vector<std::int32_t> iterations(n), status(n);
  NormalizeOptions options{.reading = {.input = Input::Logits}, .unreachable = Unreachable::Clamp};
  const NormalizedRows<T> out{q, gamma, entropies, iterations, status};
  const Target least = target(d), most{TargetUnit::Fraction, 0.97};
  if (clamp)
    clampRows<T>(X, least, most, options, out);
  else
    normalizeRows<T>(X, {{&least, 1}}, options, out);
  hash.add(q, gamma, entropies, iterations, status);
}

template <class T> void softmaxes(Draw &d, Hash &hash) {
  const auto [n, m] = std::pair{d.whole(1, 9), d.whole(1, 300)};
  const MatrixOf<T> X = d.matrix<T>(n, m, -80, 80);
  MatrixOf<T> q(X.rows(), X.cols());
  std::vector<double> entropies(X.rows());
  softmaxRows<T>(X, d.number(0.05, 4), q, entropies);
  hash.add(q, entropies);
}

} // namespace

const std::vector<Call> entropyCalls{
    {"shannon", [](Draw &d, Hash &h) { h.add(shannon(d.distribution(d.whole(1, 2000)), 2)); }},
    {"perplexity", [](Draw &d, Hash &h) { h.add(perplexity(d.distribution(d.whole(1, 90)))); }},
    {"renyi",
     [](Draw &d, Hash &h) {
       const auto p = d.distribution(d.whole(2, 90));
       h.add(renyi(p, d.number(0, 5)));
     }},
    {"tsallis",
     [](Draw &d, Hash &h) {
       const auto p = d.distribution(d.whole(2, 90));
       h.add(tsallis(p, d.number(0, 5)));
     }},
    {"softmaxRows", softmaxes<double>},
    {"softmaxRows float32", softmaxes<float>},
    {"power",
     [](Draw &d, Hash &h) {
       const auto p = d.distribution(d.whole(2, 90));
       std::vector<double> q(p.size());
       power(p, d.number(0, 40), q);
       h.add(q);
     }},
    {"normalize",
     [](Draw &d, Hash &h) {
       const auto p = d.distribution(d.whole(2, 3000));
       std::vector<double> q(p.size());
       add(h, normalize(p, target(d), {}, q));
       h.add(q);
     }},
    {"normalizeRows", [](Draw &d, Hash &h) { rows<double>(d, h, false); }},
    {"normalizeRows float32", [](Draw &d, Hash &h) { rows<float>(d, h, false); }},
    {"clampRows", [](Draw &d, Hash &h) { rows<double>(d, h, true); }},
    {"articleIteration",
     [](Draw &d, Hash &h) {
       const auto p = d.distribution(d.whole(2, 40));
       std::vector<double> gammas(7), entropies(8), q(p.size());
       h.add(articleIteration(p, target(d), gammas, entropies, q).totalGamma, gammas, entropies, q);
     }},
    {"secondOrderGamma",
     [](Draw &d, Hash &h) {
       const auto p = d.distribution(d.whole(2, 40));
       const Target aim = target(d);
       h.add(firstOrderGamma(p, aim), secondOrderGamma(p, aim));
     }},
    {"curve",
     [](Draw &d, Hash &h) {
       const auto p = d.distribution(d.whole(2, 40)), gammas = d.numbers(9);
       std::vector<double> values(9), slopes(9), curvatures(9);
       curve(p, gammas, values, slopes, curvatures);
       h.add(values, slopes, curvatures);
     }},
    {"normalizeVjp",
     [](Draw &d, Hash &h) {
       const std::size_t n = d.whole(2, 40);
       std::vector<double> gradient(n);
       const auto [logits, aim, cotangent] = std::tuple{d.numbers(n), target(d), d.numbers(n)};
       h.add(normalizeVjp(logits, aim, cotangent, gradient).target, gradient);
     }},
    {"jacobian",
     [](Draw &d, Hash &h) {
       const auto logits = d.numbers(d.whole(2, 12));
       Matrix J(logits.size(), logits.size());
       jacobian(logits, target(d), J);
       h.add(J);
     }},
    {"affinities",
     [](Draw &d, Hash &h) {
       const std::size_t n = d.whole(6, 40);
       const Matrix D = d.matrix(n, n, 0.1, 30);
       Matrix q(n, n);
       std::vector<double> beta(n);
       affinities<double>(D, d.number(1.5, 4), Self::Exclude, q, beta, 0, n);
       h.add(q, beta);
     }},
};

} // namespace lemmata::battery
