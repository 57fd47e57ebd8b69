#pragma once

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <limits>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "numeric/packet.hpp"
#include "numeric/philox.hpp"

/// What the tests of numeric share.
namespace lemmata::tests {

/// A line of tests/golden/numeric.txt or special.txt: f(x) is `value` + `rest` units of its last
/// place.
struct Golden {
  double x, value, rest;
};

inline std::vector<Golden> golden(std::string_view function,
                                  const char *from = "tests/golden/numeric.txt") {
  std::ifstream file(from);
  std::vector<Golden> lines;
  for (std::string line; std::getline(file, line);) {
    std::istringstream words(line);
    std::string name, x, value, rest;
    words >> name >> x >> value >> rest;
    if (name == function)
      lines.push_back({std::strtod(x.c_str(), nullptr), std::strtod(value.c_str(), nullptr),
                       std::strtod(rest.c_str(), nullptr)});
  }
  return lines;
}

/// The unit in the last place of T at x: the distance of neighbours in x's binade.
template <class T> double ulp(double x) {
  using limits = std::numeric_limits<T>;
  if (x == 0)
    return limits::denorm_min();
  return std::ldexp(1.0, std::max(std::ilogb(x), limits::min_exponent - 1) - limits::digits + 1);
}

/// How far `found` is from the golden value, in ulps.
inline double error(double found, const Golden &exact) {
  return std::abs((found - exact.value) / ulp<double>(exact.value) - exact.rest);
}

/// How far `found` is from `exact`, in ulps of T; 0 where both are the same infinity or NaN.
template <class T, class Reference> double error(T found, Reference exact) {
  const T rounded = static_cast<T>(exact);
  if (!std::isfinite(found) || !std::isfinite(rounded))
    return found == rounded || (found != found && rounded != rounded) ? 0 : HUGE_VAL;
  return std::abs(static_cast<double>((found - exact) / ulp<T>(static_cast<double>(exact))));
}

/// The largest error of a float32 function of packets, over every `stride`-th of all 2^32 numbers.
template <class Function, class Reference>
double largestError(Function function, Reference reference, std::uint32_t stride) {
  double largest = 0;
  for (std::uint64_t i = 0; i < (1ull << 32) - 3 * stride; i += 4 * stride) {
    f32x4 x;
    for (int lane = 0; lane < 4; ++lane)
      x[lane] = std::bit_cast<float>(static_cast<std::uint32_t>(i + lane * stride));
    const f32x4 y = function(x);
    for (int lane = 0; lane < 4; ++lane)
      largest = std::max(largest, error(y[lane], reference(double(x[lane]))));
  }
  return largest;
}

/// A hash of the bits of numbers, in order (FNV-1a): the same wherever they are the same.
class Fingerprint {
public:
  void add(double x) { mix(std::bit_cast<std::uint64_t>(x)); }
  void add(float x) { mix(std::bit_cast<std::uint32_t>(x)); }
  std::uint64_t value() const { return hash_; }

private:
  void mix(std::uint64_t bits) { hash_ = (hash_ ^ bits) * 0x100000001b3ull; }
  std::uint64_t hash_ = 0xcbf29ce484222325ull;
};

} // namespace lemmata::tests
