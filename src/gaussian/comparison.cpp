#include "gaussian/comparison.hpp"

namespace lemmata::gaussian {

namespace {

double distance(Metric metric, const Model &p, const Model &q) {
  switch (metric) {
  case Metric::Kl:
    return kl(p, q);
  case Metric::Jeffreys:
    return jeffreys(p, q);
  case Metric::Bhattacharyya:
    return bhattacharyya(p, q);
  case Metric::Hellinger:
    return hellinger(p, q).distance;
  case Metric::Wasserstein2:
    break;
  }
  return wasserstein2(p, q).distance;
}

/// Throws SHAPE_MISMATCH unless all have the dimensions of the first of p.
void checkDimensions(std::span<const Model> p, std::span<const Model> q) {
  for (const Model &model : q)
    if (!p.empty())
      sameDimensions(p.front(), model);
}

} // namespace

Distances distances(const Model &p, const Model &q) {
  sameDimensions(p, q);
  Distances all{};
  all.klPQ = kl(p, q);
  all.klQP = kl(q, p);
  all.jeffreys = all.klPQ + all.klQP;
  all.bhattacharyya = bhattacharyya(p, q);
  all.coefficient = coefficient(all.bhattacharyya);
  all.hellinger = hellinger(all.bhattacharyya).distance;
  all.wasserstein2 = wasserstein2(p, q);
  all.jensenShannon = jensenShannonBounds(all.klPQ, all.klQP, all.bhattacharyya);
  all.totalVariation = totalVariationBounds(all.klPQ, all.klQP, all.bhattacharyya);
  return all;
}

Matrix pairwise(Metric metric, std::span<const Model> p, std::span<const Model> q) {
  checkDimensions(p, p);
  checkDimensions(p, q);
  Matrix result(p.size(), q.size());
  for (std::size_t i = 0; i < p.size(); ++i)
    for (std::size_t j = 0; j < q.size(); ++j)
      result(i, j) = distance(metric, p[i], q[j]);
  return result;
}

Matrix pairwise(Metric metric, std::span<const Model> list) {
  checkDimensions(list, list);
  Matrix result(list.size(), list.size());
  for (std::size_t i = 0; i < list.size(); ++i)
    for (std::size_t j = 0; j < i; ++j) {
      result(i, j) = distance(metric, list[i], list[j]);
      result(j, i) = metric == Metric::Kl ? kl(list[j], list[i]) : result(i, j);
    }
  return result;
}

} // namespace lemmata::gaussian
