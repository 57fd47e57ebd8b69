#include <doctest/doctest.h>

#include "numbers.hpp"
#include "numeric/normal.hpp"

using namespace lemmata;
using namespace lemmata::tests;

TEST_CASE("the normal quantile is within 1e-15 of 50-digit values, from 2^-1073 to 1 - 2^-50") {
  const auto points = golden("quantile");
  REQUIRE(points.size() > 200);
  for (const Golden &point : points) {
    CAPTURE(point.x);
    const double off = error(normalQuantile(point.x), point) * ulp<double>(point.value);
    CHECK(off <= 1e-15 * std::abs(point.value));
  }
}

TEST_CASE("the normal quantile is odd about one half and infinite at the ends") {
  CHECK(normalQuantile(0.5) == 0);
  for (const double u : {0.25, 0.0625, 0x1p-20, 0x1p-53, 0.4375})
    CHECK(normalQuantile(u) == -normalQuantile(1 - u));
  CHECK(normalQuantile(0) == -HUGE_VAL);
  CHECK(normalQuantile(1) == HUGE_VAL);
  CHECK(std::isnan(normalQuantile(-0.1)));
  CHECK(std::isnan(normalQuantile(1.1)));
  CHECK(std::isnan(normalQuantile(NAN)));
}

TEST_CASE("any slice of a stream of normals is the same numbers") {
  const Philox philox(5, 9);
  std::vector<double> whole(101);
  fillNormal(philox, 0, std::span<double>(whole));
  for (const std::size_t first : {0, 1, 2, 7, 50, 100})
    for (const std::size_t count : {0, 1, 2, 3}) {
      if (first + count > whole.size())
        continue;
      std::vector<double> part(count);
      std::vector<float> single(count);
      fillNormal(philox, first, std::span<double>(part));
      fillNormal(philox, first, std::span<float>(single));
      for (std::size_t i = 0; i < count; ++i) {
        CHECK(part[i] == whole[first + i]);
        CHECK(single[i] == static_cast<float>(whole[first + i]));
        CHECK(normal(philox, first + i) == whole[first + i]);
      }
    }
}

TEST_CASE("normals have the moments of the normal distribution within 5 standard errors") {
  const int n = 1'000'000;
  std::vector<double> x(n);
  fillNormal(Philox(42), 0, std::span<double>(x));
  double moments[5] = {};
  for (const double z : x) {
    double power = 1;
    for (double &moment : moments) {
      moment += power / n;
      power *= z;
    }
  }
  const double standardError = 1 / std::sqrt(double(n));
  CHECK(std::abs(moments[1]) <= 5 * standardError);
  CHECK(std::abs(moments[2] - 1) <= 5 * std::sqrt(2) * standardError);
  CHECK(std::abs(moments[3]) <= 5 * std::sqrt(15) * standardError);
  CHECK(std::abs(moments[4] - 3) <= 5 * std::sqrt(96) * standardError);
}

TEST_CASE("normals are the same bits natively and in WebAssembly") {
  std::vector<double> x(200'000);
  fillNormal(Philox(6), 0, std::span<double>(x));
  Fingerprint bits;
  for (const double z : x)
    bits.add(z);
  CHECK(bits.value() == 2993825268144744360u);
}

TEST_CASE("quantiles of a list are those of its numbers, tails and odd ends included") {
  const auto points = golden("quantile");
  for (const std::size_t count :
       {std::size_t(1), std::size_t(2), std::size_t(255), points.size()}) {
    std::vector<double> x;
    for (std::size_t i = 0; i < std::min(count, points.size()); ++i)
      x.push_back(points[i].x);
    std::vector<double> y = x;
    normalQuantiles(y);
    for (std::size_t i = 0; i < x.size(); ++i)
      CHECK(y[i] == normalQuantile(x[i]));
  }
}
