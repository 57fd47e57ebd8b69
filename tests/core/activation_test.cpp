#include <doctest/doctest.h>

#include "numbers.hpp"
#include "numeric/activation.hpp"

using namespace lemmata;

namespace {

struct Line {
  int index;
  double x, value, first, second;
};

std::vector<Line> lines() {
  std::ifstream file("tests/golden/activation.txt");
  std::vector<Line> all;
  for (Line line; file >> line.index >> line.x >> line.value >> line.first >> line.second;)
    all.push_back(line);
  return all;
}

} // namespace

TEST_CASE(
    "activations and two derivatives agree with 40-digit values to 2e-15, in float32 to 1e-6") {
  int checked = 0;
  for (const auto &[index, x, value, first, second] : lines()) {
    if (index >= activationCount)
      continue;
    ++checked;
    CAPTURE(index);
    CAPTURE(x);
    const auto f = static_cast<Activation>(index);
    const double expected[] = {value, first, second};
    const float x32[] = {static_cast<float>(x), 1, static_cast<float>(x)};
    for (int d = 0; d < 3; ++d) {
      CAPTURE(d);
      const double found = activate(f, x, d), size = std::abs(expected[d]);
      // Far in the tail of e^{-v} an ulp of v counts v times.
      const double tolerance = x < -8 ? 5e-14 : 2e-15;
      CHECK(std::abs(found - expected[d]) <= tolerance * std::max(size, d == 0 ? 0 : 0.1));
      float single[3];
      activate<float>(f, x32, d, single);
      CHECK(single[0] == single[2]);
      CHECK(std::abs(single[0] - activate(f, x32[0], d)) <= 1e-6 * std::max(size, 0.1));
    }
  }
  CHECK(checked == 15 * 24);
}

TEST_CASE("one pass gives the bits of three") {
  for (int index = 0; index < activationCount; ++index) {
    const auto f = static_cast<Activation>(index);
    const std::vector<double> x{-3.5, -1, -0.25, 0, 0.25, 1, 3.5};
    std::vector<double> jets[3], alone(x.size());
    for (auto &jet : jets)
      jet.resize(x.size());
    activateWithDerivatives<double>(f, x, jets[0], jets[1], jets[2]);
    for (int d = 0; d < 3; ++d) {
      activate<double>(f, x, d, alone);
      CHECK(alone == jets[d]);
    }
  }
}

TEST_CASE("Lipschitz constants are the suprema of the slopes, and no sampled slope is above") {
  for (const auto &[index, x, value, first, second] : lines())
    if (index >= 100)
      CHECK(lipschitz(static_cast<Activation>(index - 100)) ==
            doctest::Approx(value).epsilon(1e-15));
  for (int index = 0; index < activationCount; ++index) {
    const auto f = static_cast<Activation>(index);
    double largest = 0;
    for (double x = -8; x <= 8; x += 0.0625)
      largest = std::max(largest, std::abs(activate(f, x, 1)));
    CHECK(largest <= lipschitz(f) * (1 + 1e-15));
    if (f != Activation::Relu2)
      CHECK(largest >= lipschitz(f) * 0.998);
  }
}

TEST_CASE("slopes at kinks are those from the left") {
  CHECK(activate(Activation::Relu, 0, 1) == 0);
  CHECK(activate(Activation::LeakyRelu, 0, 1) == 0.01);
  CHECK(activate(Activation::HardSwish, -3, 1) == 0);
  CHECK(activate(Activation::HardSwish, 3, 1) == 1.5);
  CHECK(kinks(Activation::HardSwish).size() == 2);
  CHECK(kinks(Activation::Relu)[0] == 0);
  CHECK(kinks(Activation::Gelu).empty());
}

TEST_CASE("activations of numbers whose squares overflow are those of their asymptotes") {
  const auto check = [](auto x) {
    using T = decltype(x);
    for (int index = 0; index < activationCount; ++index) {
      const auto f = static_cast<Activation>(index);
      if (f == Activation::Relu2 || f == Activation::Sin)
        continue;
      CAPTURE(index);
      for (const T side : {x, -x})
        for (int derivative = 0; derivative < 3; ++derivative) {
          const T given[] = {side};
          T found[1];
          activate<T>(f, given, derivative, found);
          CHECK(std::isfinite(found[0]));
        }
    }
  };
  check(1e20f);
  check(1e38f);
  check(1e155);
  check(1e300);
  CHECK(activate(Activation::Silu, 1e200) == 1e200);
  CHECK(activate(Activation::Silu, -1e200) == 0);
  CHECK(activate(Activation::GeluTanh, 1e200, 1) == 1);
}
