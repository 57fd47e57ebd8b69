#include <doctest/doctest.h>

#include <cmath>
#include <fstream>
#include <numbers>
#include <sstream>
#include <string>
#include <vector>

#include "numbers.hpp"
#include "numeric/erf.hpp"
#include "numeric/error.hpp"
#include "numeric/sigmoid.hpp"
#include "smoothing/activation.hpp"
#include "smoothing/convolve.hpp"
#include "smoothing/extremum.hpp"
#include "smoothing/smooth.hpp"

using namespace lemmata;
using namespace lemmata::smoothing;

namespace {

constexpr Kernel kernels[] = {Kernel::Gaussian, Kernel::Logistic,   Kernel::Laplace,
                              Kernel::Uniform,  Kernel::Triangular, Kernel::Epanechnikov,
                              Kernel::Cosine,   Kernel::StudentT2,  Kernel::Sech,
                              Kernel::Cauchy,   Kernel::Bump};

double at(Kernel kernel, Order order, double width, double x) {
  double y;
  evaluate<double>(kernel, order, width, {&x, 1}, {&y, 1});
  return y;
}

double smoothed(NonSmooth f, Kernel kernel, double width, double x, Part part = {},
                Parameters parameters = {}) {
  double y;
  if (periodic(f))
    smoothPeriodic<double>(f, kernel, width, part, {&x, 1}, {&y, 1});
  else
    smooth<double>(piecewiseLinear(f, parameters), kernel, width, part, {&x, 1}, {&y, 1});
  return y;
}

template <class Function>
double convolved(Function f, Kernel kernel, double width, double x, Part part = {},
                 std::vector<double> breakpoints = {}) {
  Convolution convolution(kernel, width, part, breakpoints, x, 1e-11);
  std::vector<double> values;
  while (!convolution.points().empty()) {
    values.clear();
    for (double y : convolution.points())
      values.push_back(f(y));
    convolution.take(values);
  }
  return convolution.value();
}

template <class Function> ErrorCode codeOf(Function f) {
  try {
    f();
  } catch (const Error &error) {
    return error.code();
  }
  return ErrorCode::Aborted;
}

std::vector<std::istringstream> lines(const std::string &kind) {
  std::ifstream file("tests/golden/smoothing.txt");
  std::vector<std::istringstream> all;
  for (std::string line, word; std::getline(file, line);) {
    std::istringstream words(line);
    words >> word;
    if (word == kind)
      all.push_back(std::move(words));
  }
  return all;
}

} // namespace

TEST_CASE("densities, cdfs and ramps are those of 25-digit quadrature, relatively to 2e-15 in the "
          "left tails") {
  auto all = lines("kernel");
  REQUIRE(all.size() > 100);
  for (auto &line : all) {
    int index;
    double x, density, cdf;
    std::string ramp;
    line >> index >> x >> density >> cdf >> ramp;
    CAPTURE(index);
    CAPTURE(x);
    const Kernel kernel = kernels[index];
    // Far in a tail e^{-x} of the logistic kernels an ulp of the argument counts x times.
    const double tolerance = kernel == Kernel::Bump ? 1e-13 : x <= -12 ? 8e-15 : 2e-15;
    const auto near = [&](double found, double exact) {
      CHECK(std::abs(found - exact) <= tolerance * std::abs(exact) + 1e-18);
    };
    near(at(kernel, Order::Density, 1, x), density);
    near(at(kernel, Order::Cdf, 1, x), cdf);
    if (ramp != "none")
      near(at(kernel, Order::Ramp, 1, x), std::stod(ramp));
    float single = static_cast<float>(x), y;
    evaluate<float>(kernel, Order::Cdf, 1, {&single, 1}, {&y, 1});
    CHECK(std::abs(y - at(kernel, Order::Cdf, 1, single)) <= 6e-7);
  }
}

TEST_CASE("the cosine kernel keeps its digits beside its ends, and across where its series begin") {
  const double q = std::ldexp(1, -20), s = std::numbers::pi * q;
  const double cdf = s * s * q / 12, ramp = s * s * q * q / 48;
  CHECK(at(Kernel::Cosine, Order::Cdf, 1, q - 1) == doctest::Approx(cdf).epsilon(1e-12));
  CHECK(at(Kernel::Cosine, Order::Ramp, 1, q - 1) == doctest::Approx(ramp).epsilon(1e-12));
  const double below = std::nextafter(-0.5, -1);
  for (const Order order : {Order::Cdf, Order::Ramp})
    CHECK(at(Kernel::Cosine, order, 1, below) ==
          doctest::Approx(at(Kernel::Cosine, order, 1, -0.5)).epsilon(2e-15));
}

TEST_CASE("the Gaussian ramp keeps a relative accuracy of 1e-15 down to -30") {
  for (const auto &point : tests::golden("ramp", "tests/golden/special.txt"))
    if (point.x >= -30 && point.x <= 8)
      CHECK(std::abs(at(Kernel::Gaussian, Order::Ramp, 1, point.x) - point.value) <=
            1e-15 * point.value);
}

TEST_CASE("smoothed floor, ceil, round and frac are the sums and series at 30 digits") {
  auto all = lines("periodic");
  REQUIRE(all.size() > 300);
  for (auto &line : all) {
    int f, index;
    double width, x, expected[3];
    line >> f >> index >> width >> x >> expected[0] >> expected[1] >> expected[2];
    CAPTURE(f);
    CAPTURE(index);
    CAPTURE(width);
    CAPTURE(x);
    const auto name = static_cast<NonSmooth>(static_cast<int>(NonSmooth::Floor) + f);
    for (int d = 0; d < 3; ++d) {
      CAPTURE(d);
      const double scale = d == 0 ? 1 : std::pow(width, -d);
      // At an end of a compact kernel the density jumps: rounding decides on which side x is.
      bool atEnd = false;
      for (double k = -3; k <= 3; k += 0.5)
        atEnd |= std::abs(std::abs(x - k) / width - 1) < 1e-9;
      if (d > 0 && index >= 3 && index <= 6 && atEnd)
        continue;
      CHECK(std::abs(smoothed(name, kernels[index], width, x, {d, false}) - expected[d]) <=
            (index == 10 ? 2e-13 : 8e-15) * scale);
    }
  }
}

TEST_CASE("MATH's numbers at 0.3") {
  struct {
    Kernel kernel;
    double width, cdf, ramp;
  } const rows[] = {{Kernel::Gaussian, 0.5, .72574688224992642, .38433636612087774},
                    {Kernel::Logistic, 0.25, .76852478349901764, .36582061683450780},
                    {Kernel::Laplace, 0.5, .72559418195298679, .43720290902350661},
                    {Kernel::Uniform, 0.5, .8, .32},
                    {Kernel::Triangular, 0.5, .92, .30533333333333333},
                    {Kernel::Epanechnikov, 0.5, .896, .3072},
                    {Kernel::Cosine, 0.5, .95136534572813140, .30249719599833238},
                    {Kernel::StudentT2, 0.5, .75724787771376326, .44154759474226502}};
  for (const auto &[kernel, width, cdf, ramp] : rows) {
    CHECK(std::abs(at(kernel, Order::Cdf, width, 0.3) - cdf) < 4e-16);
    CHECK(std::abs(at(kernel, Order::Ramp, width, 0.3) - ramp) < 4e-16);
  }
  CHECK(std::abs(smoothed(NonSmooth::LeakyRelu, Kernel::Gaussian, 0.5, 0.3, {}, {.slope = 0.25}) -
                 .3632522745906583) < 2e-16);
  CHECK(smoothed(NonSmooth::Floor, Kernel::Gaussian, 0.1, 2) == 1.5);
  CHECK(std::abs(smoothed(NonSmooth::Floor, Kernel::Logistic, 0.1, 1.3) - .953482958991168) <
        1e-15);
}

TEST_CASE("derivatives in x and in the width are those of finite differences") {
  const std::vector<NonSmooth> functions{NonSmooth::LeakyRelu, NonSmooth::Sign,
                                         NonSmooth::Clip,      NonSmooth::SoftThreshold,
                                         NonSmooth::Floor,     NonSmooth::Frac};
  for (Kernel kernel : kernels)
    for (NonSmooth f : functions) {
      if (kernel == Kernel::Cauchy && (f == NonSmooth::LeakyRelu || f == NonSmooth::SoftThreshold))
        continue;
      // Away from the compact kernels' ends, where their derivatives jump.
      for (double x : {-0.83, 0.37, 1.21})
        for (double w : {0.3, 0.72}) {
          CAPTURE(static_cast<int>(kernel));
          CAPTURE(static_cast<int>(f));
          CAPTURE(x);
          CAPTURE(w);
          const double h = 1e-5;
          for (int d = 0; d < 2; ++d) {
            CAPTURE(d);
            const double inX = (smoothed(f, kernel, w, x + h, {d, false}) -
                                smoothed(f, kernel, w, x - h, {d, false})) /
                               (2 * h);
            CHECK(std::abs(smoothed(f, kernel, w, x, {d + 1, false}) - inX) <= 1e-6);
            const double inWidth = (smoothed(f, kernel, w + h, x, {d, true}) -
                                    smoothed(f, kernel, w - h, x, {d, true})) /
                                   (2 * h);
            CHECK(std::abs(smoothed(f, kernel, w, x, {d + 1, true}) - inWidth) <= 1e-6);
          }
        }
    }
}

TEST_CASE("quadrature agrees with closed forms, values and derivatives") {
  for (Kernel kernel : kernels) {
    if (kernel == Kernel::Cauchy)
      continue;
    for (int d = 0; d < 3; ++d)
      for (bool inWidth : {false, true}) {
        if (kernel == Kernel::Uniform && d == 2)
          continue;
        CAPTURE(static_cast<int>(kernel));
        CAPTURE(d);
        CAPTURE(inWidth);
        const double w = 0.4, x = 0.1;
        const auto relu = [](double y) { return std::max(y, 0.0); };
        CHECK(std::abs(convolved(relu, kernel, w, x, {d, inWidth}, {0}) -
                       smoothed(NonSmooth::Relu, kernel, w, x, {d, inWidth})) < 1e-9);
      }
  }
  const auto step = [](double y) { return y < 0 ? 0.0 : 1.0; };
  CHECK(std::abs(convolved(step, Kernel::Cauchy, 0.4, 0.1, {}, {0}) -
                 smoothed(NonSmooth::Step, Kernel::Cauchy, 0.4, 0.1)) < 1e-10);
  CHECK(std::abs(convolved([](double y) { return y * y; }, Kernel::Gaussian, 2, 3) - 13) < 1e-10);
  CHECK(std::abs(convolved([](double y) { return std::exp(y); }, Kernel::Gaussian, 1, 0) -
                 std::exp(0.5)) < 1e-10);
}

TEST_CASE("what diverges says so") {
  const auto diverges = [](auto f) { return codeOf(f) == ErrorCode::MomentDiverges; };
  CHECK(diverges([] { at(Kernel::Cauchy, Order::Ramp, 1, 0); }));
  CHECK(diverges([] { smoothed(NonSmooth::Relu, Kernel::Cauchy, 1, 0); }));
  CHECK(diverges([] { maxError(NonSmooth::Abs, Kernel::Cauchy, 1); }));
  CHECK(diverges([] { convolved([](double y) { return y; }, Kernel::Cauchy, 1, 0.5); }));
  CHECK(diverges([] { convolved([](double y) { return y * y; }, Kernel::StudentT2, 1, 0.5); }));
  CHECK(diverges(
      [] { convolved([](double y) { return std::exp(y * y); }, Kernel::Gaussian, 1, 0); }));
  CHECK(diverges([] { convolved([](double y) { return std::exp(y); }, Kernel::Logistic, 1, 0); }));
  CHECK(std::isfinite(smoothed(NonSmooth::Clip, Kernel::Cauchy, 1, 0.3)));
  CHECK(smoothed(NonSmooth::HardSigmoid, Kernel::Cauchy, 1, 0) == doctest::Approx(0.5));
}

TEST_CASE("bad arguments have codes") {
  const auto invalid = [](auto f) { return codeOf(f) == ErrorCode::InvalidArgument; };
  CHECK(invalid([] { smoothed(NonSmooth::Relu, Kernel::Gaussian, -1, 0); }));
  CHECK(invalid([] { smoothed(NonSmooth::Relu, Kernel::Gaussian, NAN, 0); }));
  CHECK(invalid([] { smoothed(NonSmooth::Floor, Kernel::Uniform, 1e9, 0); }));
  CHECK(invalid([] { smoothed(NonSmooth::Relu, Kernel::Gaussian, 0, 0, {1, true}); }));
  CHECK(invalid([] { piecewiseLinear(NonSmooth::Clip, {.low = 2, .high = 1}); }));
  CHECK(invalid([] { piecewiseLinear(NonSmooth::SoftThreshold, {.threshold = -1}); }));
  CHECK(invalid([] { maximum({}, 1, false); }));
  CHECK(codeOf([] { smoothed(NonSmooth::Relu, Kernel::Gaussian, 1, NAN); }) ==
        ErrorCode::NotFinite);
  const double knots[] = {1, 0}, ones[] = {1, 1};
  CHECK(invalid([&] { PiecewiseLinear(0, 0, knots, ones, ones); }));
  CHECK(codeOf([&] { PiecewiseLinear(0, 0, knots, {ones, 1}, ones); }) == ErrorCode::ShapeMismatch);
  CHECK(codeOf([] { widthForError(NonSmooth::Step, Kernel::Gaussian, 0.1); }) ==
        ErrorCode::TargetUnreachable);
  CHECK(codeOf([] { convolved([](double) { return NAN; }, Kernel::Gaussian, 1, 0); }) ==
        ErrorCode::NotFinite);
  CHECK(invalid([] { convolved([](double) { return 1.0; }, Kernel::Uniform, 1, 0, {2, false}); }));
}

TEST_CASE("width 0 is the exact function, with the mean at a jump") {
  for (Kernel kernel : kernels) {
    CHECK(smoothed(NonSmooth::Relu, kernel, 0, -1) == 0);
    CHECK(smoothed(NonSmooth::Relu, kernel, 0, 2) == 2);
    CHECK(smoothed(NonSmooth::Step, kernel, 0, 0) == 0.5);
    CHECK(smoothed(NonSmooth::Floor, kernel, 0, 2) == 1.5);
    CHECK(smoothed(NonSmooth::Floor, kernel, 0, 2.25) == 2);
    CHECK(smoothed(NonSmooth::Ceil, kernel, 0, 2.25) == 3);
    CHECK(smoothed(NonSmooth::Round, kernel, 0, 2.5) == 2.5);
    CHECK(smoothed(NonSmooth::Frac, kernel, 0, -0.25) == 0.75);
    CHECK(smoothed(NonSmooth::Relu, kernel, 0, 0, {1, false}) == 0.5);
    CHECK(smoothed(NonSmooth::Step, kernel, 0, 0, {1, false}) == HUGE_VAL);
    CHECK(at(kernel, Order::Cdf, 0, 0) == 0.5);
  }
}

TEST_CASE("uniform noise as wide as a step makes floor a straight line") {
  for (double x = -2; x < 2; x += 0.17)
    CHECK(std::abs(smoothed(NonSmooth::Floor, Kernel::Uniform, 0.5, x) - (x - 0.5)) < 1e-15);
}

TEST_CASE("softplus less SiLU is the binary entropy, the Gaussian ramp less GELU the density") {
  for (double x = -6; x < 6; x += 0.37) {
    const double p = sigmoid(x);
    CHECK(std::abs(softplus(x) - x * p - (-p * lemmata::log(p) - (1 - p) * lemmata::log(1 - p))) <
          2e-15);
    CHECK(std::abs(normalRamp(x) - x * normalCdf(x) - normalDensity(x)) < 2e-15);
  }
}

TEST_CASE(
    "smoothing a convex function never lowers it, nor raises it by more than the corner's error") {
  for (Kernel kernel : kernels) {
    if (kernel == Kernel::Cauchy)
      continue;
    const double most = maxError(NonSmooth::Abs, kernel, 0.7);
    for (double x = -3; x <= 3; x += 0.25) {
      const double raise = smoothed(NonSmooth::Abs, kernel, 0.7, x) - std::abs(x);
      CHECK(raise >= 0);
      CHECK(raise <= most * (1 + 1e-15));
    }
    CHECK(smoothed(NonSmooth::Abs, kernel, 0.7, 0) == doctest::Approx(most).epsilon(1e-15));
    CHECK(maxError(NonSmooth::Relu, kernel, 1) ==
          doctest::Approx(facts(kernel).meanAbsolute / 2).epsilon(1e-13));
  }
}

TEST_CASE("the width for an error has that error") {
  for (Kernel kernel : kernels) {
    if (kernel != Kernel::Cauchy)
      CHECK(maxError(NonSmooth::Relu, kernel, widthForError(NonSmooth::Relu, kernel, 0.01)) ==
            doctest::Approx(0.01).epsilon(1e-13));
    CHECK(maxError(NonSmooth::Clip, kernel, widthForError(NonSmooth::Clip, kernel, 0.2)) ==
          doctest::Approx(0.2).epsilon(1e-12));
    CHECK(maxError(NonSmooth::Clip, kernel, widthForError(NonSmooth::Clip, kernel, 0.99)) ==
          doctest::Approx(0.99).epsilon(1e-12));
    CHECK(widthForError(NonSmooth::Clip, kernel, 1) == HUGE_VAL);
    CHECK(widthForError(NonSmooth::Floor, kernel, 0.5) == HUGE_VAL);
  }
}

TEST_CASE("a smooth maximum of two is the logistic ramp, and keeps equal arguments when debiased") {
  const double x[] = {0.3, 1.1}, same[] = {2, 2, 2};
  CHECK(std::abs(maximum(x, 4, false) -
                 (x[1] + at(Kernel::Logistic, Order::Ramp, 0.25, x[0] - x[1]))) < 4e-16);
  CHECK(maximum(same, 3, true) == 2);
  CHECK(minimum(same, 3, true) == 2);
  CHECK(maximum(x, HUGE_VAL, false) == 1.1);
  CHECK(minimum(x, 1e6, false) == doctest::Approx(0.3));
  CHECK(maximum(same, 1, false) == doctest::Approx(2 + std::log(3.0)));
}

TEST_CASE("float32 results are float64 ones to float32's precision") {
  std::vector<float> x;
  for (float v = -4; v <= 4; v += 0.23f)
    x.push_back(v);
  const std::vector<double> wide(x.begin(), x.end());
  for (Kernel kernel : kernels)
    for (int d = 0; d < 3; ++d) {
      const auto f = piecewiseLinear(NonSmooth::Clip, {});
      std::vector<float> single(x.size());
      std::vector<double> exact(x.size());
      smooth<float>(f, kernel, 0.625, {d, false}, x, single);
      smooth<double>(f, kernel, 0.625, {d, false}, wide, exact);
      for (std::size_t i = 0; i < x.size(); ++i)
        CHECK(std::abs(single[i] - exact[i]) <= 2e-6);
    }
}

TEST_CASE("smoothed values are the same bits natively and in WebAssembly") {
  tests::Fingerprint bits;
  for (Kernel kernel : kernels)
    for (NonSmooth f : {NonSmooth::Clip, NonSmooth::Sign, NonSmooth::Floor})
      for (int d = 0; d < 3; ++d)
        for (double x = -3; x < 3; x += 0.11) {
          bits.add(smoothed(f, kernel, 0.35, x, {d, false}));
          bits.add(smoothed(f, kernel, 0.05, x, {d, true}));
        }
  CHECK(bits.value() == 10197993181210799092u);
}

TEST_CASE("no x and no allowed width gives NaN, and other widths are refused") {
  const auto far = [](auto largest, std::initializer_list<double> widths) {
    using T = decltype(largest);
    const std::vector<T> x{0, 1, -1, T(0.3), largest, -largest, T(1e30), T(-1e30)};
    std::vector<T> y(x.size());
    for (int kernel = 0; kernel < kernelCount; ++kernel)
      for (const NonSmooth f : {NonSmooth::SoftThreshold, NonSmooth::Clip, NonSmooth::Step})
        for (const double width : widths)
          for (const Part part :
               {Part{0, false}, Part{1, false}, Part{2, false}, Part{1, true}, Part{2, true}}) {
            if (f == NonSmooth::SoftThreshold && Kernel(kernel) == Kernel::Cauchy)
              continue;
            CAPTURE(kernel);
            CAPTURE(width);
            smooth<T>(piecewiseLinear(f, {}), Kernel(kernel), width, part, x, y);
            for (const T value : y)
              CHECK(value == value);
          }
  };
  far(1.7e308, {1e-150, 1e-100, 1e-10, 1, 1e10, 1e150});
  far(3.4e38f, {1e-18, 1e-10, 1, 1e10, 1e18});
  for (const double width : {-1.0, 5e-324, 1e-151, 1e151, HUGE_VAL, double(NAN)})
    CHECK_THROWS_AS(checkWidth(width, "width"), Error);
  for (const double width : {1e-19, 1e19})
    CHECK_THROWS_AS(checkWidth(width, "width", true), Error);
}

TEST_CASE("a slope whose shares overflow is refused, not NaN") {
  const PiecewiseLinear f = piecewiseLinear(NonSmooth::LeakyRelu, {.slope = 1e308});
  const double x[] = {-2, 0, 1, -1e3};
  const float x32[] = {-2, 0, 1, -1e3f};
  double to[4];
  float to32[4];
  CHECK(codeOf([&] { smooth<double>(f, Kernel::Gaussian, 0.5, {.derivative = 2}, x, to); }) ==
        ErrorCode::NotFinite);
  CHECK(codeOf([&] { smooth<float>(f, Kernel::Gaussian, 0.5, {}, x32, to32); }) ==
        ErrorCode::NotFinite);
}
