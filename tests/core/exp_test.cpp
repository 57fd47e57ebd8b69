#include <doctest/doctest.h>

#include <cfloat>

#include "numbers.hpp"
#include "numeric/exp.hpp"

using namespace lemmata;
using namespace lemmata::tests;

namespace {

/// A packet's error depends on no other lane, so each number stands beside one that takes the slow
/// path in every second call.
double expBeside(double x, int turn) { return lemmata::exp(f64x2{x, turn % 2 ? 1e4 : 0})[0]; }

} // namespace

TEST_CASE("exp is within 1.04 ulp of 50-digit values, subnormal results included") {
  const auto points = golden("exp");
  REQUIRE(points.size() > 300);
  double largest = 0;
  int turn = 0;
  for (const Golden &point : points) {
    CAPTURE(point.x);
    const double found = expBeside(point.x, ++turn);
    CHECK(found == lemmata::exp(point.x));
    largest = std::max(largest, error(found, point));
  }
  CHECK(largest <= 1.04);
}

TEST_CASE("exp is exact at 0 and the infinities, overflows to infinity and underflows to 0") {
  CHECK(lemmata::exp(0.0) == 1);
  CHECK(lemmata::exp(-0.0) == 1);
  CHECK(lemmata::exp(HUGE_VAL) == HUGE_VAL);
  CHECK(lemmata::exp(-HUGE_VAL) == 0);
  CHECK(lemmata::exp(709.782712893384) < HUGE_VAL);
  CHECK(lemmata::exp(709.7827128933841) == HUGE_VAL);
  CHECK(lemmata::exp(-745.1332191019411) == std::numeric_limits<double>::denorm_min());
  CHECK(lemmata::exp(-745.1332191019412) == 0);
  CHECK(lemmata::exp(1e308) == HUGE_VAL);
  CHECK(lemmata::exp(-1e308) == 0);
  CHECK(std::isnan(lemmata::exp(NAN)));
  CHECK(std::isnan(lemmata::exp(f64x2{1, NAN})[1]));
  CHECK(lemmata::exp(f64x2{1, NAN})[0] == lemmata::exp(1.0));
  CHECK(lemmata::exp(0.0f) == 1);
  CHECK(lemmata::exp(88.72283f) < HUGE_VALF);
  CHECK(lemmata::exp(88.72284f) == HUGE_VALF);
  CHECK(lemmata::exp(-103.97207f) == std::numeric_limits<float>::denorm_min());
  CHECK(lemmata::exp(-103.97209f) == 0);
  CHECK(lemmata::exp(-HUGE_VALF) == 0);
  CHECK(std::isnan(lemmata::exp(std::numeric_limits<float>::quiet_NaN())));
}

TEST_CASE("float32 exp is within 0.99 ulp at every 1009th of all numbers") {
  const auto exact = [](double x) { return lemmata::exp(x); };
  CHECK(largestError([](f32x4 x) { return lemmata::exp(x); }, exact, 1009) <= 0.99);
}

#if LDBL_MANT_DIG == 64
TEST_CASE("exp is within 1.04 ulp of long double on a million random numbers") {
  const Philox philox(1);
  double largest = 0;
  for (int i = 0; i < 1'000'000; ++i) {
    const double x = i % 2 ? -746 + 1456 * philox.uniform(i) : 4 * philox.uniform(i) - 2;
    largest = std::max(largest, error(expBeside(x, i), std::exp(static_cast<long double>(x))));
  }
  CHECK(largest <= 1.04);
}

TEST_CASE("Boltzmann factors are within 1.35 ulp, in float32 1.2 ulp, of the power of their "
          "rounded product") {
  const Philox philox(2);
  const long double perStep = std::log(2.0L) / 256;
  const double g = 0.7;
  const BoltzmannFactor<double> weight(g);
  const BoltzmannFactor<float> weight32(0.7f);
  double largest = 0, largest32 = 0;
  for (int i = 0; i < 1'000'000; ++i) {
    const double d = (i % 2 ? -1011 : -3) * philox.uniform(i);
    const double steps = d * (g * (1 / 0x1.62e42fefa39efp-9));
    const long double exact = std::exp(steps * perStep);
    if (exact >= std::numeric_limits<double>::min())
      largest = std::max(largest, error(weight(d), exact));
    else
      CHECK(weight(d) == 0);
    const float d32 = static_cast<float>(d / 10), halvings = d32 * (0.7f * 0x1.715476p+0f);
    if (halvings >= -126)
      largest32 = std::max(largest32, error(weight32(d32), std::exp2(double(halvings))));
    else
      CHECK(weight32(d32) == 0);
  }
  CHECK(largest <= 1.35);
  CHECK(largest32 <= 1.2);
}
#endif

TEST_CASE("a Boltzmann factor is 1 at 0, 0 at minus infinity, and NaN stays") {
  const BoltzmannFactor<double> weight(3.5);
  const BoltzmannFactor<float> weight32(3.5f);
  CHECK(weight(0.0) == 1);
  CHECK(weight(-HUGE_VAL) == 0);
  CHECK(weight(-1e300) == 0);
  CHECK(std::isnan(weight(NAN)));
  CHECK(weight32(0.0f) == 1);
  CHECK(weight32(-HUGE_VALF) == 0);
  CHECK(weight32(-1e30f) == 0);
  CHECK(BoltzmannFactor<double>(0)(-5.0) == 1);
}

TEST_CASE("exponentials are the same bits natively and in WebAssembly") {
  const Philox philox(3);
  const BoltzmannFactor<double> weight(1.25);
  const BoltzmannFactor<float> weight32(1.25f);
  Fingerprint bits;
  for (int i = 0; i < 200'000; ++i) {
    const double x = -760 + 1480 * philox.uniform(i);
    bits.add(lemmata::exp(x));
    bits.add(lemmata::exp(static_cast<float>(x / 8)));
    bits.add(weight(-std::abs(x)));
    bits.add(weight32(static_cast<float>(-std::abs(x) / 8)));
  }
  CHECK(bits.value() == 10625441927656532329u);
}
