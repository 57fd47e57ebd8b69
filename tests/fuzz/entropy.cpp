#include "entropy/affinities.hpp"
#include "entropy/article.hpp"
#include "entropy/curve.hpp"
#include "entropy/gradient.hpp"
#include "entropy/normalize.hpp"
#include "entropy/shannon.hpp"
#include "entropy/softmax.hpp"
#include "numeric/reduce.hpp"
#include "oracle.hpp"

namespace lemmata::fuzz {

namespace {

using namespace entropy;

/// A distribution mostly, with zeros and ties; sometimes anything.
std::vector<double> distribution(Input &in, std::size_t size) {
  auto p = in.spoiled(size);
  if (in.below(16) == 15)
    return p;
  double total = 0;
  for (double &x : p)
    total += x = std::isfinite(x) ? std::abs(x) : 0;
  if (total > 0 && std::isfinite(total))
    for (double &x : p)
      x /= total;
  return p;
}

/// Logits, some of them masks.
std::vector<double> logits(Input &in, std::size_t size) {
  auto l = in.spoiled(size);
  for (std::size_t masks = in.below(8) == 0 ? in.below(size + 1) : 0; masks > 0; --masks)
    l[in.below(size)] = -std::numeric_limits<double>::infinity();
  return l;
}

/// Powers and softmaxes: not negative, and of sum 1.
template <class T> void expectDistribution(std::span<const T> q) {
  double total = 0;
  for (const T x : q) {
    expect(x >= 0 && x <= 1 + 1e-6, "a probability is from 0 to 1", {x});
    total += x;
  }
  const double slack = sizeof(T) == 4 ? 1e-5 : 1e-12;
  expect(std::abs(total - 1) <= slack, "probabilities sum to 1", {total});
}

double shannonOf(std::span<const double> q) {
  double h = 0;
  for (const double x : q)
    if (x > 0)
      h -= x * std::log(x);
  return h;
}

Target target(Input &in, const Interval &reachable) {
  const auto unit = in.choice<TargetUnit>(4);
  if (in.below(4) == 0)
    return {unit, in.any()};
  double nats = reachable.min + in.unit() * (reachable.max - reachable.min);
  if (in.flip()) // near an end
    nats = reachable.min +
           std::pow(10, -static_cast<double>(in.below(16))) * (reachable.max - reachable.min);
  if (unit == TargetUnit::Bits)
    return {unit, nats / 0.6931471805599453};
  if (unit == TargetUnit::Perplexity)
    return {unit, std::exp(nats)};
  if (unit == TargetUnit::Fraction)
    return {unit, in.unit()};
  return {unit, nats};
}

void measures(Input &in) {
  const auto p = distribution(in, in.below(40));
  const double most = std::log(static_cast<double>(p.size()));
  const double a = std::abs(in.any()), b = std::abs(in.any());
  const auto shannon = attempt([&] { return entropy::shannon(p, std::exp(1.0)); });
  attempt([&] { entropy::shannon(p, in.any()); });
  const auto low = attempt([&] { return renyi(p, a); }),
             high = attempt([&] { return renyi(p, b); });
  const auto tsallis = attempt([&] { return entropy::tsallis(p, a); });
  const auto effective = attempt([&] { return perplexity(p); });
  if (!shannon)
    return;
  const double slack = 1e-7 * (1 + most); // sums may be off 1 by 1e-8
  expect(*shannon >= -slack && *shannon <= most + slack, "0 ≤ H ≤ log n", {*shannon, most});
  expect(close(*effective, std::exp(*shannon), 1e-12), "perplexity is exp H",
         {*effective, *shannon});
  for (const auto &[order, value] : {std::pair(a, low), std::pair(b, high)})
    if (value)
      expect(*value >= -slack / std::abs(1 - order) - slack &&
                 *value <= most + slack / std::abs(1 - order) + slack,
             "0 ≤ Rényi's entropy ≤ log n", {order, *value, most});
  if (low && high && std::abs(a - 1) > 1e-3 && std::abs(b - 1) > 1e-3) {
    const double rounding = 1e-4;
    expect(a < b ? *low >= *high - rounding : *high >= *low - rounding,
           "Rényi's entropy falls with its order", {a, *low, b, *high});
  }
  if (tsallis)
    expect(*tsallis >= -1e-6 || std::abs(a - 1) < 1e-3, "Tsallis' entropy is not negative",
           {a, *tsallis});
}

template <class T> void softmaxes(Input &in) {
  const std::size_t rows = in.below(4), cols = in.below(40);
  const auto wide = logits(in, rows * cols);
  const std::vector<T> l(wide.begin(), wide.end());
  const double temperature = in.flip() ? 1 : in.any();
  std::vector<T> q(l.size()), one(cols);
  std::vector<double> h(rows);
  const MatrixView<const T> X{l.data(), rows, cols};
  if (!attempt([&] { softmaxRows<T>(X, temperature, {q.data(), rows, cols}, h); }))
    return;
  for (std::size_t i = 0; i < rows; ++i) {
    const std::span<const T> row(q.data() + i * cols, cols);
    expectDistribution<T>(row);
    const double most = std::log(static_cast<double>(cols)), slack = sizeof(T) == 4 ? 1e-5 : 1e-9;
    expect(h[i] >= -slack && h[i] <= most + slack, "0 ≤ H ≤ log n of a softmax", {h[i], most});
    expect(attempt([&] { softmax<T>(X.row(i), temperature, one); }).has_value(),
           "a row alone is taken where the matrix is");
    for (std::size_t j = 0; j < cols; ++j) {
      expect(close(one[j], row[j], 1e-6, 1e-30), "a row alone has the same softmax",
             {one[j], row[j]});
      expect(X(i, j) != -std::numeric_limits<T>::infinity() || row[j] == 0, "a mask gets 0");
      for (std::size_t k = 0; k < j; ++k)
        expect(X(i, j) > X(i, k) ? row[j] >= row[k] : X(i, j) < X(i, k) || row[j] == row[k],
               "softmax keeps the order");
    }
  }
}

NormalizeOptions options(Input &in) {
  NormalizeOptions result;
  result.reading.input = in.choice<entropy::Input>(2);
  if (in.below(8) == 0)
    result.reading.tieTolerance = in.any();
  if (in.below(8) == 0)
    result.reading.sumTolerance = std::numeric_limits<double>::infinity();
  if (in.below(8) == 0)
    result.tolerance = in.any();
  if (in.below(16) == 0)
    result.maxIterations = static_cast<int>(in.whole());
  return result;
}

std::vector<double> row(Input &in, const NormalizeOptions &options, std::size_t size) {
  return options.reading.input == entropy::Input::Logits ? logits(in, size)
                                                         : distribution(in, size);
}

void normalized(Input &in) {
  const NormalizeOptions options = fuzz::options(in);
  const auto p = row(in, options, in.below(48));
  std::vector<double> q(p.size());
  const auto reachable = attempt([&] { return entropy::reachable(p, options.reading); });
  const Target target = fuzz::target(in, reachable.value_or(Interval{0, 1}));
  // Gaps beyond the exponents that float64 has, in units of the widest one, are not told apart.
  double top = -HUGE_VAL, range = 1;
  for (const double x : p)
    top = std::max(top, x);
  for (const double x : p)
    range = std::isfinite(x) ? std::max(range, top - x) : range;
  const bool apart =
      std::ranges::none_of(p, [&](double x) { return x < top && (top - x) / range < 1e-280; });
  const auto found = attempt([&] {
    try {
      return normalize(p, target, options, q);
    } catch (const Error &error) {
      expect(error.code() != ErrorCode::NotConverged || options.maxIterations < 100 || !apart,
             "100 iterations are enough");
      throw;
    }
  });
  if (!found)
    return;
  expect(reachable.has_value(), "what is normalized has reachable entropies");
  expectDistribution<double>(q);
  expect(found->gamma >= 0, "γ ≥ 0", {found->gamma});
  expect(found->reachable.min == reachable->min && found->reachable.max == reachable->max,
         "normalize and reachable agree");
  std::size_t support = 0;
  for (std::size_t i = 0; i < p.size(); ++i)
    support += options.reading.input == entropy::Input::Logits ? p[i] > -HUGE_VAL : p[i] > 0;
  const double nats = target.nats(support);
  const double nearest = std::min(std::abs(nats - reachable->min), std::abs(nats - reachable->max));
  const double allowed = options.tolerance * nearest + 1e-11;
  expect(std::abs(found->entropy - nats) <= allowed || support < 2 ||
             reachable->min == reachable->max,
         "the target is met", {found->entropy, nats, found->gamma});
  if (options.reading.tieTolerance == 0)
    expect(std::abs(shannonOf(q) - found->entropy) <= 1e-10, "the entropy said is that of q",
           {shannonOf(q), found->entropy});
}

template <class T> void normalizedRows(Input &in) {
  NormalizeOptions options = fuzz::options(in);
  options.unreachable = in.choice<Unreachable>(2);
  if (options.reading.sumTolerance < 1)
    options.reading.sumTolerance = sumTolerance<T>;
  const std::size_t rows = in.below(4), cols = in.below(24);
  std::vector<T> P, q(rows * cols);
  for (std::size_t i = 0; i < rows; ++i)
    for (const double x : row(in, options, cols))
      P.push_back(static_cast<T>(x));
  std::vector<double> gamma(rows), h(rows);
  std::vector<std::int32_t> iterations(rows), status(rows);
  const NormalizedRows<T> out{{q.data(), rows, cols}, gamma, h, iterations, status};
  const MatrixView<const T> view{P.data(), rows, cols};
  const Interval range{0, std::log(static_cast<double>(cols) + 1)};
  std::vector<Target> targets(rows + 1);
  for (Target &one : targets)
    one = target(in, range);
  const bool clamp = in.flip(), shared = in.flip();
  const bool done =
      clamp
          ? attempt([&] { clampRows(view, targets[0], targets[rows], options, out); }).has_value()
          : attempt([&] {
              normalizeRows(
                  view, Targets{std::span<const Target>(targets).first(shared ? 1 : rows), shared},
                  options, out);
            }).has_value();
  if (!done)
    return;
  for (std::size_t i = 0; i < rows; ++i) {
    const std::span<const T> one(q.data() + i * cols, cols);
    expectDistribution<T>(one);
    expect(gamma[i] >= 0, "γ ≥ 0", {gamma[i]});
    expect(h[i] >= 0 && h[i] <= range.max, "0 ≤ H ≤ log n", {h[i]});
    expect(status[i] >= -1 && status[i] <= 1, "a status is −1, 0 or 1");
  }
}

void curves(Input &in) {
  const auto p = distribution(in, in.below(40));
  const auto gammas = in.spoiled(in.below(12));
  std::vector<double> h(gammas.size()), slope(gammas.size()), curvature(gammas.size());
  if (attempt([&] { curve(p, gammas, h, slope, curvature); })) {
    const double most = std::log(static_cast<double>(p.size()));
    for (std::size_t i = 0; i < h.size(); ++i) {
      expect(h[i] >= 0 && h[i] <= most + 1e-9, "the curve stays between 0 and log n",
             {gammas[i], h[i], most});
      expect(gammas[i] >= 0 ? slope[i] <= 0 : slope[i] >= 0, "H falls with |γ|",
             {gammas[i], slope[i]});
      for (std::size_t j = 0; j < i; ++j)
        if (gammas[i] >= 0 && gammas[j] >= gammas[i])
          expect(h[j] <= h[i] + 1e-12, "H is monotone in γ ≥ 0",
                 {gammas[i], h[i], gammas[j], h[j]});
    }
  }
  std::vector<double> q(p.size());
  if (attempt([&] { power(p, in.any(), q); }))
    expectDistribution<double>(q);
}

void articles(Input &in) {
  const auto p = distribution(in, in.below(24));
  const std::size_t rounds = in.below(12);
  std::vector<double> gammas(rounds), entropies(rounds + 1), q(p.size());
  const Target target = fuzz::target(in, {0, std::log(static_cast<double>(p.size()) + 1)});
  if (const auto run = attempt([&] { return articleIteration(p, target, gammas, entropies, q); })) {
    expectDistribution<double>(q);
    expect(std::isfinite(run->totalGamma), "the total exponent is finite", {run->totalGamma});
    for (std::size_t i = 0; i <= rounds; ++i) {
      const bool known = run->failedRound < 0 || static_cast<std::ptrdiff_t>(i) <= run->failedRound;
      expect(known == std::isfinite(entropies[i]), "entropies are known up to the failed round",
             {static_cast<double>(i), static_cast<double>(run->failedRound), entropies[i]});
    }
  }
  attempt([&] { return firstOrderGamma(p, target); });
  attempt([&] { return secondOrderGamma(p, target); });
}

void gradients(Input &in) {
  const std::size_t n = in.below(12);
  const auto l = logits(in, n), v = in.spoiled(in.below(16) == 0 ? in.below(12) : n);
  NormalizeOptions options;
  options.reading.input = entropy::Input::Logits;
  const auto reachable = attempt([&] { return entropy::reachable(l, options.reading); });
  const Target target = fuzz::target(in, reachable.value_or(Interval{0, 1}));
  std::vector<double> gradient(n);
  Matrix J(n, n);
  const bool ok = attempt([&] { jacobian(l, target, J); }).has_value();
  const auto normalized = attempt([&] { return normalize(l, target, options, gradient); });
  const auto vjp = attempt([&] { return normalizeVjp(l, target, v, gradient); });
  if (vjp)
    expect(!std::isnan(vjp->target) &&
               std::ranges::none_of(gradient, [](double g) { return std::isnan(g); }),
           "a gradient is a number, or beyond all");
  if (vjp && vjp->defined && finite(gradient)) {
    expect(ok, "where there is a product with the Jacobian there is one");
    double total = 0, size = 0;
    for (const double g : gradient)
      total += g;
    for (const double x : v)
      size = std::max(size, std::abs(x));
    if (const double scale = normalized->gamma * size; scale < 1e300)
      expect(std::abs(total) <= 1e-12 * scale * static_cast<double>(n) + 1e-300,
             "the gradient kills constants", {total, scale});
  }
  if (ok && finite(J.flat()))
    for (std::size_t i = 0; i < n; ++i)
      for (std::size_t j = 0; j < i; ++j)
        expect(close(J(i, j), J(j, i), 1e-9, 1e-300), "the Jacobian is symmetric",
               {J(i, j), J(j, i)});
}

template <class T> void affinitiesOf(Input &in) {
  const auto self = in.choice<Self>(2);
  const std::size_t all = in.below(10),
                    cols = self == Self::Exclude && in.below(8) > 0 ? all : in.below(12),
                    first = in.below(4) == 0 ? in.below(all + 1) : 0, rows = all - first;
  auto D = in.spoiled(rows * cols);
  if (in.flip())
    for (double &x : D)
      x = std::abs(x);
  const std::vector<T> d(D.begin(), D.end());
  std::vector<T> p(d.size());
  std::vector<double> beta(rows);
  const double perplexity = in.flip() ? 1 + in.unit() * static_cast<double>(cols) : in.any();
  if (!attempt([&] {
        affinities<T>({d.data(), rows, cols}, perplexity, self, {p.data(), rows, cols}, beta, first,
                      all);
      }))
    return;
  for (std::size_t i = 0; i < rows; ++i) {
    const std::span<const T> row(p.data() + i * cols, cols);
    expectDistribution<T>(row);
    expect(beta[i] >= 0, "β ≥ 0", {beta[i]});
    expect(self == Self::Include || row[first + i] == 0, "the diagonal gets 0");
    if (sizeof(T) == 8) {
      const std::vector<double> q(row.begin(), row.end());
      expect(close(std::exp(shannonOf(q)), perplexity, 1e-9) || beta[i] == 0 ||
                 !std::isfinite(beta[i]) || beta[i] == 1,
             "a row has the perplexity", {std::exp(shannonOf(q)), perplexity, beta[i]});
    }
  }
}

} // namespace

void run(Input &in) {
  switch (in.below(10)) {
  case 0:
    return measures(in);
  case 1:
    return softmaxes<double>(in);
  case 2:
    return softmaxes<float>(in);
  case 3:
    return normalized(in);
  case 4:
    return normalizedRows<double>(in);
  case 5:
    return normalizedRows<float>(in);
  case 6:
    return curves(in);
  case 7:
    return articles(in);
  case 8:
    return gradients(in);
  default:
    return in.flip() ? affinitiesOf<double>(in) : affinitiesOf<float>(in);
  }
}

} // namespace lemmata::fuzz
