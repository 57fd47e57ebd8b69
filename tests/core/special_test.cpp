#include <doctest/doctest.h>

#include "numbers.hpp"
#include "numeric/erf.hpp"
#include "numeric/sigmoid.hpp"
#include "numeric/trigonometric.hpp"

using namespace lemmata;
using namespace lemmata::tests;

namespace {

/// The largest error in ulps over the golden points of a function, in packets beside other numbers.
template <class Function> double largestGolden(const char *name, Function function) {
  const auto points = golden(name, "tests/golden/special.txt");
  REQUIRE(points.size() > 90);
  double largest = 0;
  int turn = 0;
  for (const Golden &point : points) {
    const double found = function(f64x2{point.x, ++turn % 2 ? 3.5 : -0.25})[0];
    const double off = error(found, point);
    if (!(off <= largest))
      largest = off;
  }
  return largest;
}

/// The same for float32 against the float64 form, relative to the result, where it is normal.
template <class Function, class Reference>
double largestSingle(Function function, Reference reference, double low, double high) {
  const Philox philox(5);
  double largest = 0;
  for (int i = 0; i < 400'000; ++i) {
    const float x = static_cast<float>(low + (high - low) * philox.uniform(i));
    const double exact = reference(double(x));
    if (std::abs(exact) < 1.2e-38)
      continue;
    largest = std::max(largest, std::abs(double(function(f32x4{x, 0, -x, 1})[0]) - exact) /
                                    ulp<float>(exact));
  }
  return largest;
}

} // namespace

#define GOLDEN(name, call, bound) CHECK(largestGolden(name, [](f64x2 x) { return call; }) <= bound)
#define SINGLE(call, low, high, bound)                                                             \
  CHECK(largestSingle([](f32x4 x) { return call; }, [](double x) { return call; }, low, high) <=   \
        bound)

TEST_CASE("erf is within 1.5 ulp, erfc and erfcx within 6 ulp of 50-digit values in both tails") {
  GOLDEN("erf", lemmata::erf(x), 1.5);
  GOLDEN("erfc", lemmata::erfc(x), 6);
  GOLDEN("erfcx", broadcast(erfcx(x[0])), 5);
}

TEST_CASE("normal density is within 3, cdf and ramp within 6 ulp of 50-digit values down to -37") {
  GOLDEN("density", normalDensity(x), 3);
  GOLDEN("cdf", normalCdf(x), 6);
  GOLDEN("ramp", normalRamp(x), 6);
}

TEST_CASE("sigmoid, softplus, tanh and expm1 are within 3, 3, 4 and 2.5 ulp of 50-digit values") {
  GOLDEN("sigmoid", sigmoid(x), 3);
  GOLDEN("softplus", softplus(x), 3);
  GOLDEN("tanh", lemmata::tanh(x), 4);
  GOLDEN("expm1", lemmata::expm1(x), 2.5);
}

TEST_CASE(
    "sine and cosine are within 1.6 ulp up to a million and beside their zeros, atan everywhere") {
  GOLDEN("sin", lemmata::sin(x), 1.6);
  GOLDEN("cos", lemmata::cos(x), 1.6);
  GOLDEN("atan", lemmata::atan(x), 1.6);
}

TEST_CASE("float32 forms are within 1.5 to 10 of their own ulps") {
  SINGLE(lemmata::erf(x), -5, 5, 1.5);
  SINGLE(lemmata::erfc(x), -4, 9.1, 8);
  SINGLE(normalDensity(x), -13, 13, 3);
  SINGLE(normalCdf(x), -12.8, 6, 8);
  SINGLE(normalRamp(x), -12.4, 6, 10);
  SINGLE(sigmoid(x), -87, 20, 3);
  SINGLE(softplus(x), -87, 20, 3);
  SINGLE(lemmata::tanh(x), -10, 10, 4);
  SINGLE(lemmata::expm1(x), -20, 80, 3.2);
}

TEST_CASE("special functions take infinities to their limits and NaN to NaN") {
  const double inf = HUGE_VAL;
  CHECK(lemmata::erf(inf) == 1);
  CHECK(lemmata::erf(-inf) == -1);
  CHECK(lemmata::erf(0.0) == 0);
  CHECK(lemmata::erfc(inf) == 0);
  CHECK(lemmata::erfc(-inf) == 2);
  CHECK(lemmata::erfc(0.0) == 1);
  CHECK(erfcx(inf) == 0);
  CHECK(erfcx(-30.0) == inf);
  for (double x = -26.61; x > -26.75; x -= 1e-4)
    CHECK(erfcx(x) > 1e307);
  CHECK(erfcx(0.0) == 1);
  CHECK(normalCdf(0.0) == 0.5);
  CHECK(normalCdf(inf) == 1);
  CHECK(normalCdf(-inf) == 0);
  CHECK(normalDensity(-inf) == 0);
  CHECK(normalRamp(-inf) == 0);
  CHECK(normalRamp(inf) == inf);
  CHECK(sigmoid(0.0) == 0.5);
  CHECK(sigmoid(-inf) == 0);
  CHECK(sigmoid(inf) == 1);
  CHECK(softplus(-inf) == 0);
  CHECK(softplus(inf) == inf);
  CHECK(lemmata::tanh(inf) == 1);
  CHECK(lemmata::tanh(-inf) == -1);
  CHECK(std::signbit(lemmata::tanh(-0.0)));
  CHECK(lemmata::atan(inf) == 0x1.921fb54442d18p+0);
  CHECK(lemmata::sin(0.0) == 0);
  CHECK(lemmata::cos(0.0) == 1);
  CHECK(std::abs(lemmata::sin(1e300)) <= 1);
  for (auto f :
       {+[](double x) { return lemmata::erf(x); }, +[](double x) { return lemmata::erfc(x); },
        +[](double x) { return erfcx(x); }, +[](double x) { return normalCdf(x); },
        +[](double x) { return normalRamp(x); }, +[](double x) { return sigmoid(x); },
        +[](double x) { return softplus(x); }, +[](double x) { return lemmata::tanh(x); },
        +[](double x) { return lemmata::sin(x); }, +[](double x) { return lemmata::atan(x); }})
    CHECK(std::isnan(f(NAN)));
}

TEST_CASE("sine and cosine of multiples of a quarter turn are exact in units of pi") {
  for (int k = -9; k <= 9; ++k) {
    const auto [s, c] = sineCosinePi(broadcast(k * 0.5));
    CHECK(s[0] == (k % 2 == 0 ? 0 : (k % 4 + 4) % 4 == 1 ? 1 : -1));
    CHECK(c[0] == (k % 2 != 0 ? 0 : (k % 4 + 4) % 4 == 0 ? 1 : -1));
  }
}
