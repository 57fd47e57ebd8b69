#include <doctest/doctest.h>

#include <cmath>

#include "numbers.hpp"
#include "numeric/quadrature.hpp"

using namespace lemmata;

namespace {

template <class Function>
Quadrature integrate(std::vector<double> points, Function f, Quadrature::Tolerance tolerance = {}) {
  Quadrature integral(points, tolerance);
  std::vector<double> values;
  while (!integral.nodes().empty()) {
    values.clear();
    for (double x : integral.nodes())
      values.push_back(f(x));
    integral.take(values);
  }
  return integral;
}

} // namespace

TEST_CASE("quadrature integrates powers, roots and oscillations within its estimated error") {
  const auto check = [](const Quadrature &q, double exact) {
    CHECK(q.converged());
    CHECK(std::abs(q.value() - exact) <= std::max(q.error(), 1e-15));
    CHECK(std::abs(q.value() - exact) <= 1e-12 * std::abs(exact));
  };
  check(integrate({0, 1}, [](double x) { return x * x * x; }), 0.25);
  check(integrate({0, 1}, [](double x) { return std::sqrt(x); }), 2.0 / 3);
  check(integrate({0, 100}, [](double x) { return std::sin(x); }), 1 - std::cos(100.0));
  check(integrate({-1, 1}, [](double x) { return std::abs(x - 0.3); }), (1.69 + 0.49) / 2);
}

TEST_CASE("a breakpoint at a jump makes one round enough") {
  int rounds = 0;
  std::vector<double> points{-1, 0.3, 1};
  Quadrature integral(points, {});
  while (!integral.nodes().empty()) {
    std::vector<double> values;
    for (double x : integral.nodes())
      values.push_back(x < 0.3 ? 0 : 1);
    integral.take(values);
    ++rounds;
  }
  CHECK(rounds == 1);
  CHECK(std::abs(integral.value() - 0.7) < 1e-15);
}

TEST_CASE("quadrature of a diverging integral ends unconverged, of a non-finite one with NaN") {
  CHECK_FALSE(integrate({0, 1}, [](double x) { return 1 / x; }).converged());
  const Quadrature broken = integrate({0, 1}, [](double) { return HUGE_VAL; });
  CHECK_FALSE(broken.converged());
  CHECK(std::isnan(broken.value()));
}

TEST_CASE("an empty interval has integral 0 and asks for nothing") {
  const Quadrature none = integrate({1, 1}, [](double) { return NAN; });
  CHECK(none.converged());
  CHECK(none.value() == 0);
}

TEST_CASE("nodes between the ends of float64 lie between them") {
  const double most = 1.7e308, points[] = {-most, most};
  const Quadrature integral(points, {});
  for (const double x : integral.nodes())
    CHECK(std::abs(x) < most);
}

TEST_CASE("nodes between neighbouring numbers are those") {
  const double points[] = {1 - 0x1p-53, 1};
  const Quadrature integral(points, {});
  for (const double x : integral.nodes())
    CHECK((x == points[0] || x == points[1]));
}
