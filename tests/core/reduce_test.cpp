#include <doctest/doctest.h>

#include <cmath>
#include <vector>

#include "numeric/philox.hpp"
#include "numeric/reduce.hpp"

using namespace lemmata;

namespace {

template <class T> std::vector<T> uniforms(std::size_t count) {
  const Philox philox(11);
  std::vector<T> x(count);
  for (std::size_t i = 0; i < count; ++i)
    x[i] = static_cast<T>(philox.uniform(i) - 0.25);
  return x;
}

template <class T> double sumOf(const std::vector<T> &x) { return sum(std::span<const T>(x)); }

} // namespace

TEST_CASE("sums of small integers are exact at every length") {
  for (std::size_t n = 0; n < 1100; ++n) {
    std::vector<double> x(n);
    std::vector<float> y(n);
    for (std::size_t i = 0; i < n; ++i)
      x[i] = y[i] = static_cast<float>(i + 1);
    CAPTURE(n);
    REQUIRE(sumOf(x) == double(n) * double(n + 1) / 2);
    REQUIRE(sumOf(y) == double(n) * double(n + 1) / 2);
    REQUIRE(dot(std::span<const float>(y), std::span<const float>(y)) ==
            double(n) * double(n + 1) * double(2 * n + 1) / 6);
  }
}

TEST_CASE(
    "a million equal terms are summed to two units in the last place, a running sum to 90,000") {
  const std::vector<double> x(1'000'000, 0.1);
  double running = 0;
  for (const double entry : x)
    running += entry;
  CHECK(std::abs(running - 100'000) > 90'000 * 0x1p-36);
  CHECK(std::abs(sumOf(x) - 100'000) <= 2 * 0x1p-36);
}

TEST_CASE("float32 is summed in float64") {
  std::vector<float> x(100'000, 0x1p-20f);
  x[0] = 0x1p20f;
  CHECK(sumOf(x) == 0x1p20 + 99'999 * 0x1p-20);
}

TEST_CASE("the order of a sum is the stated one") {
  const auto x = uniforms<double>(1000);
  std::vector<double> blocks;
  for (std::size_t first = 0; first < 1000; first += 128) {
    double s[8] = {};
    const std::size_t end = std::min<std::size_t>(first + 128, 1000),
                      eights = (end - first) / 8 * 8;
    for (std::size_t i = 0; i < eights; ++i)
      s[i % 8] += x[first + i];
    double total = ((s[0] + s[4]) + (s[2] + s[6])) + ((s[1] + s[5]) + (s[3] + s[7]));
    for (std::size_t i = first + eights; i < end; ++i)
      total += x[i];
    blocks.push_back(total);
  }
  REQUIRE(blocks.size() == 8);
  const double left = (blocks[0] + blocks[1]) + (blocks[2] + blocks[3]);
  CHECK(sumOf(x) == left + ((blocks[4] + blocks[5]) + (blocks[6] + blocks[7])));
}

TEST_CASE("the range is found in every lane and every remainder") {
  for (std::size_t n = 1; n < 12; ++n)
    for (std::size_t at = 0; at < n; ++at) {
      std::vector<float> x(n, 1);
      x[at] = 2;
      CHECK(max(std::span<const float>(x)) == 2);
      x[at] = -2;
      CHECK(range(std::span<const float>(x)).low == -2);
    }
  CHECK(max(std::span<const double>()) == -HUGE_VAL);
  const std::vector<double> holes{NAN, 3, NAN, NAN, 5, NAN};
  CHECK(range(std::span<const double>(holes)).low == 3);
  CHECK(range(std::span<const double>(holes)).high == 5);
}

TEST_CASE("logSumExp shifts with its entries and never overflows") {
  const std::vector<double> equal(1000, 700.0);
  CHECK(std::abs(logSumExp(std::span<const double>(equal)) - (700 + std::log(1000.0))) < 1e-12);
  const std::vector<double> large{1e308, 1e308};
  CHECK(logSumExp(std::span<const double>(large)) == 1e308);
  const std::vector<double> one{-3.25};
  CHECK(logSumExp(std::span<const double>(one)) == -3.25);
  const std::vector<double> none(5, -HUGE_VAL);
  CHECK(logSumExp(std::span<const double>(none)) == -HUGE_VAL);
  CHECK(logSumExp(std::span<const double>()) == -HUGE_VAL);
  const std::vector<float> infinite{1, HUGE_VALF, -HUGE_VALF};
  CHECK(logSumExp(std::span<const float>(infinite)) == HUGE_VAL);
  const std::vector<float> partial{-HUGE_VALF, 2};
  CHECK(logSumExp(std::span<const float>(partial)) == 2);
}
