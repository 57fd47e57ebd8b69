#include "numeric/product.hpp"
#include "oracle.hpp"
#include "projection/angle.hpp"
#include "projection/banding.hpp"
#include "projection/dimension.hpp"
#include "projection/distortion.hpp"
#include "projection/embedding.hpp"
#include "projection/hadamard.hpp"
#include "projection/lsh.hpp"
#include "projection/projector.hpp"
#include "projection/randomized.hpp"
#include "projection/simhash.hpp"

namespace lemmata::fuzz {

namespace {

using namespace projection;

/// A whole number of any order, or anything.
double whole(Input &in) {
  return in.below(4) == 0 ? in.any() : 1 + std::floor(std::pow(10, 5 * in.unit()));
}
double probability(Input &in) { return in.below(4) == 0 ? in.any() : in.unit(); }

void tails(Input &in) {
  const double n = whole(in), epsilon = in.below(4) == 0 ? in.any() : 2 * in.unit();
  const auto method = in.choice<Method>(5);
  if (const auto p = attempt([&] { return normTail(n, epsilon, method); }))
    expect(*p >= 0 && *p <= 1, "a tail is a probability", {n, epsilon, *p});
  const auto exact = attempt([&] { return logNormTail(n, epsilon, Method::Exact); }),
             bound = attempt([&] { return logNormTail(n, epsilon, method); });
  if (exact && bound && method != Method::Existence)
    expect(*exact <= *bound || *exact <= *bound + 1e-9 * std::abs(*bound),
           "the exact tail is below every bound",
           {n, epsilon, static_cast<double>(method), *exact, *bound});
  if (const auto p = attempt([&] { return innerProductTail(n, epsilon, method); }))
    expect(*p >= 0 && *p <= 1, "a tail is a probability", {n, epsilon, *p});
  const double points = whole(in);
  if (const auto p = attempt([&] { return failureProbability(points, n, epsilon, method); }))
    expect(*p >= 0 && *p <= 1, "a failure has a probability", {points, n, epsilon, *p});
}

void dimensions(Input &in) {
  const double points = whole(in), epsilon = probability(in);
  const auto method = in.choice<Method>(5);
  std::optional<double> failure;
  if (in.flip())
    failure = probability(in);
  const auto n = attempt([&] { return minDimension(points, epsilon, method, failure); });
  if (n) {
    expect(*n >= 1 && std::floor(*n) == *n, "a dimension is a whole number", {*n});
    if (failure && *n > 1 && *n <= 1e8) {
      const double at = failureProbability(points, *n, epsilon, method);
      expect(at <= *failure * (1 + 1e-9), "the least dimension fails no more often than allowed",
             {points, epsilon, static_cast<double>(method), *n, at, *failure});
    }
  }
  const double m = whole(in);
  if (const auto e = attempt([&] { return distortionFor(points, m, failure); }))
    expect(*e >= 0, "a distortion is not negative", {points, m, *e});
  if (const auto N = attempt([&] { return maxPoints(m, epsilon, failure); }))
    expect(*N >= 1, "one point always keeps its distances", {m, epsilon, *N});
  const double lambda = in.below(4) == 0 ? in.any() : in.unit();
  if (const auto drop = attempt([&] { return entropyDrop(m, lambda); }))
    expect(*drop >= 0, "a drop of entropy is not negative", {m, lambda, *drop});
  if (const auto d = attempt([&] {
        return embeddingDimension(points, in.choice<Rule>(4), in.choice<States>(2),
                                  in.flip() ? 1 : lambda);
      }))
    expect(*d >= 1, "an embedding has a dimension", {points, lambda, *d});
  attempt([&] { return attentionLogScale(in.any(), in.any()); });
}

void collisions(Input &in) {
  const double bits = whole(in), hamming = in.flip() ? std::floor(bits * in.unit()) : in.any();
  if (const auto a = attempt([&] { return angleFromHamming(hamming, bits); }))
    expect(a->theta >= 0 && a->theta <= 3.1416 && a->standardDeviation >= 0 &&
               std::abs(a->cosine) <= 1,
           "an angle is from 0 to π", {hamming, bits, a->theta, a->cosine});
  if (const auto p = attempt([&] { return angularCollision(in.any()); }))
    expect(*p >= -1e-15 && *p <= 1, "a collision has a probability", {*p});
  const double distance = std::abs(in.any()), width = std::abs(in.any());
  if (const auto p = attempt([&] { return euclideanCollision(distance, width); }))
    expect(*p >= 0 && *p <= 1, "a collision has a probability", {distance, width, *p});
  const double far = probability(in), near = probability(in),
               hashes = in.below(8) == 0 ? in.any() : 1 + std::floor(300 * in.unit());
  if (const auto b = attempt([&] { return optimalBanding(near, far, hashes); }))
    expect(b->rows >= 1 && b->bands >= 1 && b->rows * b->bands <= hashes &&
               b->nearProbability >= b->farProbability,
           "a banding fits", {near, far, hashes, b->rows, b->bands});
  const auto s = in.spoiled(in.below(6));
  std::vector<double> curve(s.size());
  if (attempt([&] { bandingCurve(s, whole(in), whole(in), curve); }))
    for (const double p : curve)
      expect(p >= 0 && p <= 1, "a banding curve is of probabilities", {p});
}

template <class T> MatrixOf<T> points(Input &in, std::size_t rows, std::size_t cols) {
  const Matrix wide = in.matrix(rows, cols);
  MatrixOf<T> X(rows, cols);
  for (std::size_t i = 0; i < wide.flat().size(); ++i)
    X.flat()[i] = static_cast<T>(wide.flat()[i]);
  return X;
}

template <class T> void projectors(Input &in) {
  const auto kind = in.choice<Kind>(6);
  const std::size_t m = in.below(40), n = in.below(40), N = in.below(5);
  const double density = in.below(4) == 0 ? in.any() : in.unit();
  const auto projector = attempt([&] { return Projector(kind, m, n, density, in.bits()); });
  if (!projector)
    return;
  const MatrixOf<T> X = points<T>(in, N, in.below(32) == 0 ? m + 1 : m);
  MatrixOf<T> Y(N, n);
  const bool applied =
      attempt([&] { projector->apply(MatrixView<const T>(X), MatrixView<T>(Y)); }).has_value();
  Matrix A(n, m);
  projector->matrix(A);
  expect(finite(A.flat()), "a projector's matrix is finite");
  if (applied)
    for (std::size_t i = 0; i < N; ++i)
      for (std::size_t r = 0; r < n; ++r) {
        double exact = 0, size = 0;
        for (std::size_t j = 0; j < m; ++j) {
          exact += A(r, j) * X(i, j);
          size += std::abs(A(r, j) * X(i, j));
          if (kind == Kind::Srht)
            size += std::abs(X(i, j));
        }
        const double ulp = sizeof(T) == 4 ? 1e-5 : 1e-12;
        expect(std::abs(Y(i, r) - exact) <= ulp * size + (sizeof(T) == 4 ? 1e-36 : 1e-300),
               "what is applied is the matrix",
               {static_cast<double>(kind), double(Y(i, r)), exact});
      }
  if (kind == Kind::Orthonormal) {
    const Matrix G = n <= m ? productWithTransposed(A, A) : transposedProduct(A, A);
    for (std::size_t i = 0; i < G.rows(); ++i)
      for (std::size_t j = 0; j < i; ++j)
        expect(std::abs(G(i, j)) <= 1e-12 * G(i, i), "orthonormal projectors are", {G(i, j)});
  }
}

void distortions(Input &in) {
  const std::size_t N = in.below(7), m = in.below(5), n = in.below(5);
  const auto X = points<double>(in, N, m);
  const auto Y = points<float>(in, in.below(32) == 0 ? in.below(7) : N, n);
  if (const auto d = attempt([&] {
        return distortion(MatrixView<const double>(X), MatrixView<const float>(Y), probability(in),
                          in.below(8) == 0 ? in.any() : 1 + std::floor(30 * in.unit()), in.byte());
      }))
    expect(d->min >= 0 && d->min <= d->mean * (1 + 1e-12) && d->mean <= d->max * (1 + 1e-12) &&
               d->violations <= d->pairs && std::ranges::is_sorted(d->quantiles),
           "a distortion is in order", {d->min, d->mean, d->max, d->violations, d->pairs});
}

template <class T> void hashes(Input &in) {
  const std::size_t N = in.below(5), d = in.below(9);
  const auto X = points<T>(in, N, d);
  const double bits = in.below(8) == 0 ? in.any() : 1 + std::floor(70 * in.unit());
  std::vector<std::uint32_t> codes(
      bits >= 1 && bits < 1e5 ? N * wordsFor(static_cast<std::size_t>(bits)) : N);
  attempt([&] { simhash(MatrixView<const T>(X), bits, in.bits(), codes); });
  std::vector<std::uint32_t> other(in.below(4));
  if (const auto h = attempt([&] { return hamming(codes, other); }))
    expect(*h <= 32 * codes.size(), "no more bits differ than there are");
  // An index of the same rows.
  LshOptions options;
  options.metric = in.choice<projection::Metric>(2);
  options.tables = in.below(8) == 0 ? in.any() : static_cast<double>(in.below(4));
  options.bits = in.below(8) == 0 ? in.any() : static_cast<double>(in.below(12));
  options.width = in.below(4) == 0 ? in.any() : in.unit();
  options.probes = in.below(8) == 0 ? in.any() : static_cast<double>(in.below(4));
  options.seed = in.byte();
  auto index = attempt([&] { return LshIndex(static_cast<double>(d), options); });
  if (!index)
    return;
  if (!attempt([&] { index->append(MatrixView<const T>(X)); }))
    expect(index->size() == 0, "rows that are refused are not added");
  index->settle();
  const std::size_t k = in.below(4);
  const auto Q = in.flip() ? X : points<T>(in, in.below(3), d);
  std::vector<std::int32_t> ids(Q.rows() * k), candidates(Q.rows());
  std::vector<double> distances(Q.rows() * k);
  if (attempt([&] { index->query(MatrixView<const T>(Q), k, ids, distances, candidates); }))
    for (std::size_t i = 0; i < ids.size(); ++i) {
      expect(ids[i] >= -1 && ids[i] < static_cast<std::int32_t>(index->size()),
             "an id is of a row");
      expect(distances[i] >= 0 && (i % k == 0 || distances[i - 1] <= distances[i]),
             "distances ascend", {distances[i]});
    }
}

template <class T> void randomized(Input &in) {
  const std::size_t m = in.below(12), n = in.below(12);
  const auto A = points<T>(in, m, n);
  const Sketching options{in.below(6), in.below(5), in.below(3), in.byte()};
  const auto orthonormal = [](const Matrix &Q, const char *fact) { // columns
    const Matrix G = gram(Q);
    for (std::size_t i = 0; i < G.rows(); ++i)
      for (std::size_t j = 0; j <= i; ++j)
        expect(std::abs(G(i, j) - (i == j)) < 1e-11, fact,
               {static_cast<double>(i), static_cast<double>(j), G(i, j)});
  };
  const MatrixView<const T> view(A);
  if (const auto Q = attempt([&] { return rangeFinder(view, options); }))
    orthonormal(transposed(*Q), "a range finder's rows are orthonormal");
  if (const auto svd = attempt([&] { return randomizedSvd(view, options); })) {
    orthonormal(svd->U, "left singular vectors are orthonormal");
    orthonormal(svd->V, "right singular vectors are orthonormal");
    for (std::size_t i = 0; i < svd->S.size(); ++i)
      expect(svd->S[i] >= 0 && (i == 0 || svd->S[i] <= svd->S[i - 1]), "singular values descend");
    expect(svd->residual >= 0, "a residual is not negative", {svd->residual});
  }
  if (const auto p = attempt([&] { return pca(view, options); })) {
    orthonormal(p->components, "components are orthonormal");
    for (const double v : p->variance)
      expect(v >= 0, "a variance is not negative", {v});
  }
  const auto B = points<double>(in, in.below(32) == 0 ? in.below(12) : n, in.below(5));
  if (const auto p = attempt([&] {
        return approximateProduct(view, MatrixView<const double>(B), in.below(9), in.byte());
      }))
    expect(p->expectedError >= 0, "an expected error is not negative", {p->expectedError});
}

void hadamards(Input &in) {
  auto x = in.numbers(std::size_t(1) << in.below(7));
  const auto given = x;
  walshHadamard<double>(x);
  walshHadamard<double>(x);
  double largest = 0;
  for (const double value : given)
    largest = std::max(largest, std::abs(value));
  for (std::size_t i = 0; i < x.size() && largest < 1e290 && largest > 1e-290; ++i)
    expect(std::abs(x[i] / static_cast<double>(x.size()) - given[i]) <= 1e-13 * largest,
           "twice Hadamard's transform is n times the identity");
  std::vector<float> u(in.below(6)), v(u.size());
  for (std::size_t i = 0; i < u.size(); ++i)
    u[i] = static_cast<float>(in.moderate()), v[i] = static_cast<float>(in.moderate());
  if (std::ranges::any_of(u, [](float a) { return a != 0; }) &&
      std::ranges::any_of(v, [](float a) { return a != 0; })) {
    const double theta = angleBetween(u, v);
    expect(theta >= 0 && theta <= 3.1415926535897936, "an angle is from 0 to π", {theta});
  }
}

} // namespace

void run(Input &in) {
  switch (in.below(10)) {
  case 0:
    return tails(in);
  case 1:
    return dimensions(in);
  case 2:
    return collisions(in);
  case 3:
    return projectors<double>(in);
  case 4:
    return projectors<float>(in);
  case 5:
    return distortions(in);
  case 6:
    return in.flip() ? hashes<double>(in) : hashes<float>(in);
  case 7:
    return randomized<double>(in);
  case 8:
    return randomized<float>(in);
  default:
    return hadamards(in);
  }
}

} // namespace lemmata::fuzz
