#include <doctest/doctest.h>

#include <cfloat>

#include "numbers.hpp"
#include "numeric/log.hpp"

using namespace lemmata;
using namespace lemmata::tests;

namespace {

/// Beside an ordinary number, or beside one that takes the slow path.
double logBeside(double x, int turn) { return lemmata::log(f64x2{x, turn % 2 ? -1.0 : 1.0})[0]; }

/// Every number from the smallest to the largest is as likely in its binade as in the others.
double anyPositive(const Philox &philox, int i) {
  return std::bit_cast<double>(static_cast<std::uint64_t>(philox.uniform(i) * 0x7ff0000000000000));
}

} // namespace

TEST_CASE("log is within 0.86 ulp of 50-digit values, subnormal arguments included") {
  const auto points = golden("log");
  REQUIRE(points.size() > 300);
  double largest = 0;
  int turn = 0;
  for (const Golden &point : points) {
    CAPTURE(point.x);
    const double found = logBeside(point.x, ++turn);
    CHECK(found == lemmata::log(point.x));
    largest = std::max(largest, error(found, point));
  }
  CHECK(largest <= 0.86);
}

TEST_CASE("log1p is within 1.5 ulp of 50-digit values") {
  const auto points = golden("log1p");
  REQUIRE(points.size() == 300);
  double largest = 0;
  for (const Golden &point : points)
    largest = std::max(largest, error(lemmata::log1p(point.x), point));
  CHECK(largest <= 1.5);
}

TEST_CASE("log is exact at 1, 0 and the infinities, and NaN below 0") {
  CHECK(lemmata::log(1.0) == 0);
  CHECK(lemmata::log(0.0) == -HUGE_VAL);
  CHECK(lemmata::log(-0.0) == -HUGE_VAL);
  CHECK(lemmata::log(HUGE_VAL) == HUGE_VAL);
  CHECK(std::isnan(lemmata::log(-1.0)));
  CHECK(std::isnan(lemmata::log(-HUGE_VAL)));
  CHECK(std::isnan(lemmata::log(-5e-324)));
  CHECK(std::isnan(lemmata::log(NAN)));
  CHECK(lemmata::log(1.0f) == 0);
  CHECK(lemmata::log(0.0f) == -HUGE_VALF);
  CHECK(lemmata::log(HUGE_VALF) == HUGE_VALF);
  CHECK(std::isnan(lemmata::log(-1.0f)));
}

TEST_CASE("log1p is exact at its ends and keeps what is too small for 1 + x") {
  CHECK(lemmata::log1p(0.0) == 0);
  CHECK(lemmata::log1p(-1.0) == -HUGE_VAL);
  CHECK(lemmata::log1p(HUGE_VAL) == HUGE_VAL);
  CHECK(std::isnan(lemmata::log1p(-1.5)));
  CHECK(std::isnan(lemmata::log1p(NAN)));
  CHECK(lemmata::log1p(1e-300) == 1e-300);
  CHECK(lemmata::log1p(-5e-324) == -5e-324);
  CHECK(lemmata::log1p(1e308) == lemmata::log(1e308));
}

TEST_CASE("float32 log is within 0.84 ulp at every 1009th of all numbers") {
  const auto exact = [](double x) { return lemmata::log(x); };
  CHECK(largestError([](f32x4 x) { return lemmata::log(x); }, exact, 1009) <= 0.84);
}

TEST_CASE("float32 log1p is within 1.5 ulp at every 1009th of all numbers") {
  const auto exact = [](double x) { return lemmata::log1p(x); };
  CHECK(largestError([](f32x4 x) { return lemmata::log1p(x); }, exact, 1009) <= 1.5);
}

#if LDBL_MANT_DIG == 64
TEST_CASE("log is within 0.86 ulp of long double on a million random numbers") {
  const Philox philox(1);
  double largest = 0;
  for (int i = 0; i < 1'000'000; ++i) {
    const double x = i % 2 ? anyPositive(philox, i) : 0.5 + 1.5 * philox.uniform(i);
    largest = std::max(largest, error(logBeside(x, i), std::log(static_cast<long double>(x))));
  }
  CHECK(largest <= 0.86);
}
#endif

TEST_CASE("logarithms are the same bits natively and in WebAssembly") {
  const Philox philox(4);
  Fingerprint bits;
  for (int i = 0; i < 200'000; ++i) {
    const double x = anyPositive(philox, i);
    bits.add(lemmata::log(x));
    bits.add(lemmata::log(philox.uniform(i)));
    bits.add(lemmata::log(static_cast<float>(philox.uniform(i))));
    bits.add(lemmata::log1p(-philox.uniform(i)));
  }
  CHECK(bits.value() == 13105795475857228367u);
}

TEST_CASE("expm1 of a scalar is within 3 ulp, and exact at its limits") {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  CHECK(lemmata::expm1(0.0) == 0);
  CHECK(lemmata::expm1(-infinity) == -1);
  CHECK(lemmata::expm1(infinity) == infinity);
  CHECK(lemmata::expm1(1000.0) == infinity);
  CHECK(lemmata::expm1(1e-300) == 1e-300);
  CHECK(std::isnan(lemmata::expm1(std::numeric_limits<double>::quiet_NaN())));
  double worst = 0;
  for (double x = 1e-18; x < 700; x *= 1.0009)
    for (const double signedX : {x, -x}) {
      const double exact = std::expm1(signedX);
      worst = std::max(worst, std::abs(lemmata::expm1(signedX) - exact) /
                                  (std::abs(std::nextafter(exact, infinity) - exact)));
    }
  // The C library's own error of up to 1 ulp is included.
  CHECK(worst <= 4);
}
