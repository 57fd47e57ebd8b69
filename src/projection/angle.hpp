#pragma once

#include <span>

/// Angles and what is read from bits about them. Source: Charikar (2002), kexue.fm/archives/8706.
namespace lemmata::projection {

struct AngleEstimate {
  double theta, standardDeviation, cosine;
};

/// The angle π·hamming/bits that so many different bits of two SimHash codes speak for, the
/// standard deviation π√(p(1 − p)/bits) of that, p = hamming/bits, and its cosine. Whole numbers, 0
/// ≤ hamming ≤ bits, bits ≥ 1. Throws INVALID_ARGUMENT.
AngleEstimate angleFromHamming(double hamming, double bits);

/// The angle between u and v in radians, 2 atan2(|u/|u| − v/|v||, |u/|u| + v/|v||), which loses no
/// digits at small angles (Kahan 2006). Neither is zero.
double angleBetween(std::span<const float> u, std::span<const float> v);

/// atan(y/x) for y ≥ 0, x ≥ 0, not both 0: from 0 to π/2, relative error below 1e-15.
double arcTangent(double y, double x);

} // namespace lemmata::projection
