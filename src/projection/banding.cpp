#include "projection/banding.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "numeric/exp.hpp"
#include "numeric/log.hpp"
#include "projection/arguments.hpp"
#include "projection/chi_squared.hpp"

namespace lemmata::projection {

namespace {

/// log(1 − pʳ): what a band more multiplies the miss probability by.
double logMiss(double p, double rows) { return p > 0 ? log1p(-exp(rows * log(p))) : 0; }

/// 1 − e^{bands · logMiss}
double hit(double logMiss, double bands) { return -expm1(bands * logMiss); }

} // namespace

double angularCollision(double angle) {
  checkRange(angle, 0, std::numbers::pi, "options.angle");
  return 1 - angle / std::numbers::pi;
}

double euclideanCollision(double distance, double width) {
  if (!(distance >= 0 && std::isfinite(distance)))
    refuse("{argument} is {found}; it must be a finite number of at least {allowed}",
           "options.distance", distance, 0);
  checkPositive(width, "options.width");
  const double rho = width / distance;
  if (rho > 1e300)
    return 1;
  if (rho < 1e-7) // the first term of the series ρ/√(2π) (1 − ρ²/12 + …)
    return rho / std::sqrt(2 * std::numbers::pi);
  return withinNormal(rho) + std::sqrt(2 / std::numbers::pi) * expm1(-rho * rho / 2) / rho;
}

void bandingCurve(std::span<const double> similarity, double rows, double bands,
                  std::span<double> result) {
  check::notEmpty(similarity.size(), "similarity");
  check::finite(similarity, "similarity");
  checkWhole(rows, 1, 0x1p53, "rows");
  checkWhole(bands, 1, 0x1p53, "bands");
  for (std::size_t i = 0; i < similarity.size(); ++i) {
    checkRange(similarity[i], 0, 1, "similarity");
    result[i] = hit(logMiss(similarity[i], rows), bands);
  }
}

Banding optimalBanding(double near, double far, double maxHashes) {
  checkRange(near, 0, 1, "near");
  checkRange(far, 0, 1, "far");
  if (!(far < near))
    refuse("{argument} is {found}; it must be below near, {allowed}", "far", far, near);
  checkWhole(maxHashes, 1, 1e6, "maxHashes");
  Banding best{0, 0, 0, 0};
  double widest = -1;
  for (double rows = 1; rows <= maxHashes; ++rows) {
    const double most = std::floor(maxHashes / rows);
    const double nearMiss = logMiss(near, rows), farMiss = logMiss(far, rows);
    const auto difference = [=](double bands) {
      return hit(nearMiss, bands) - hit(farMiss, bands);
    };
    // The difference rises up to one number of bands and falls beyond: the first that is no better
    // followed by its successor.
    double low = 1, high = most;
    while (low < high) {
      const double middle = std::floor((low + high) / 2);
      if (difference(middle) >= difference(middle + 1))
        high = middle;
      else
        low = middle + 1;
    }
    const double found = difference(low);
    if (found > widest || (found == widest && rows * low < best.rows * best.bands)) {
      widest = found;
      best = {rows, low, hit(nearMiss, low), hit(farMiss, low)};
    }
  }
  return best;
}

} // namespace lemmata::projection
